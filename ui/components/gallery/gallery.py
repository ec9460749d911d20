"""Digits in a grid, each a button that opens it.

Streamlit's own buttons can't carry a picture, so this is a component of our own: a list of plain
HTML buttons, which a keyboard and a screen reader know how to use.
"""

from collections.abc import Sequence

from PIL import Image

from mnist_ann.browse import Item
from mnist_ann.figures.pictures import data_url, picture
from mnist_ann.words import a_digit
from ui.components.load import component

_grid = component("gallery", "digit_gallery")


def gallery(
    items: Sequence[Item],
    *,
    key: str,
    captions: Sequence[str] | None = None,
    side: int = 56,
    pictures: Sequence[Image.Image] | None = None,
) -> str | None:
    """Show browse.Items; return the address of the one that was opened just now, or None.

    captions: a short text below each. side: the least width of a picture, in pixels. pictures: what
    to show in place of the images, as Pillow pictures.
    """
    captions = captions or [""] * len(items)
    pictures = pictures or [picture(item.image, 28) for item in items]
    digits = [
        {
            "id": item.address,
            "src": data_url(shown),
            "alt": f"{item.array}, {a_digit(item.label)}",
            "caption": caption,
        }
        for item, caption, shown in zip(items, captions, pictures)
    ]
    found = _grid(
        key=key,
        data={"side": side, "digits": digits},
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    return found.opened
