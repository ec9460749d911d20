"""The units of a network, layer by layer, each a small square that can be pointed at and opened.

The stronger a square, the larger its number; below 0 it is striped. Arrow keys move within a layer.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from ui.components.load import component

COLUMNS = 20  # also of the pictures that show a unit's weights to such a layer

_grid = component("unit_grid", "unit_grid")


def unit_grid(
    titles: Sequence[str],
    values: Sequence[np.ndarray],
    labels: Sequence[Sequence[str]],
    *,
    key: str,
    opened: tuple[int, int] | None = None,
    off: Iterable[tuple[int, int]] = (),
) -> tuple[int, int] | None:
    """Show layers of units.

    titles: of the layers. values: a list of floats (units,) for each, shown by strength within the
    layer. labels: a list of texts a layer, what is said of each unit that is pointed at. opened: the
    (layer, unit) that is open, counted from 0. off: those that are switched off.
    Returns the (layer, unit) that was chosen just now, or None.
    """
    layers = [
        _layer(title, numbers, texts, {unit for at, unit in off if at == index})
        for index, (title, numbers, texts) in enumerate(zip(titles, values, labels))
    ]
    found = _grid(
        key=key,
        data={
            "layers": layers,
            "opened": f"{opened[0] + 1}-{opened[1]}" if opened else "",
        },
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    if not found.opened:
        return None
    layer, unit = map(int, found.opened.split("-"))
    return layer - 1, unit


def _layer(title, numbers, texts, off):
    few = len(numbers) <= 10
    most = float(np.abs(numbers).max()) or 1.0
    return {
        "title": title,
        "columns": len(numbers) if few else COLUMNS,
        "side": 44 if few else 24,
        "units": [
            {
                "value": round(float(number) / most, 2),
                "label": text,
                "mark": str(unit) if few else "",
                "off": unit in off,
            }
            for unit, (number, text) in enumerate(zip(numbers, texts))
        ],
    }
