"""A digit of 28 × 28 pixels to be made or changed pixel by pixel, with the keyboard or a pointer.

A component of our own: Streamlit has no widget for a picture. It announces each pixel that the
keyboard reaches, so that it can be used without seeing it.
"""

import numpy as np
import streamlit as st

from ui.components.load import component

_grid = component("pixel_grid", "pixel_grid")


def grid(image: np.ndarray, *, key: str) -> np.ndarray:
    """Show an image, uint8 (28, 28), to be changed. Returns it as it is now, uint8 (28, 28).

    Another `image` than before replaces what was changed.
    """
    pixels = np.asarray(image).ravel().tolist()
    load = hash(tuple(pixels))
    found = _grid(
        key=key,
        data={"pixels": pixels, "load": str(load)},
        default={"pixels": None},
        on_pixels_change=lambda: st.session_state.update({f"{key} of": load}),
    )
    changed = found.pixels
    if changed is None or st.session_state.get(f"{key} of") != load:
        return np.asarray(image)
    return np.clip(np.array(changed, float), 0, 255).astype(np.uint8).reshape(28, 28)
