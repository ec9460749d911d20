"""A wall of drawings: each a button with what the network said, made to be read from the last row.

A component of our own, as `gallery`: a tile keeps its place when others come, so that a live wall stays
calm, and right and wrong differ by sign and shape besides colour.
"""

import functools
from collections.abc import Callable, Iterable

import numpy as np
import streamlit as st

from mnist_ann.classroom.drawings.hand_in import HandIn
from mnist_ann.figures import pictures
from mnist_ann.figures.base import GREEN, GREY, VERMILION
from mnist_ann.words import a_digit, percent, percent_in_words
from ui.components.load import component

_tiles = component("drawing_wall", "class_tiles")

SIGNS = {"right": "✓", "wrong": "✗", "unlike": "?"}
COLOURS = {"--right": GREEN, "--wrong": VERMILION, "--unlike": GREY}
LEGEND = "✓ read right · ✗ read as another digit · ? like no digit"


def tiles(
    hand_ins: Iterable[HandIn],
    *,
    key: str,
    side: int | None = None,
    own: int | None = None,
    vetting: bool = False,
    on_off: Callable[[int], None] | None = None,
    to_press: bool = True,
) -> str | None:
    """Show HandIns; return the id of the one that was pressed just now, as text, or None.

    side: the least width of a tile in pixels, by default so that all fit the window. own: the
    id of the member who looks at them. vetting: say what each was to be, and not whose it is.
    on_off: called with the id of one that is taken off the wall, by a button on each; None for a
    wall without these. to_press: whether they are buttons; if not, they are pictures that share all of
    the window below them.
    """

    def off():
        pressed = st.session_state[key]["off"]
        if on_off and pressed:
            on_off(int(pressed))

    found = _tiles(
        key=key,
        data={
            "side": side,
            "pressed": to_press,
            "colours": COLOURS,
            "removable": on_off is not None,
            "tiles": [_tile(each, own, vetting) for each in hand_ins],
        },
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
        on_off_change=off,
    )
    return found.opened


def kind(hand_in: HandIn) -> str:
    """One of SIGNS: whether the network read it right, or found it to be like no digit."""
    if hand_in.verdict == "unlike":
        return "unlike"
    return "right" if hand_in.right else "wrong"


def in_words(hand_in: HandIn) -> str:
    """What the network said to a drawing, in a sentence."""
    very = percent_in_words(hand_in.probability)
    words = {
        "right": f"The network read it right, {very} sure.",
        "wrong": f"The network said {hand_in.answer}, {very} sure.",
        "unlike": "The network found it to be like no digit. If it must answer: "
        f"{hand_in.answer}.",
    }
    return words[kind(hand_in)]


@functools.lru_cache(4_096)
def source(pixels: bytes) -> str:
    """An image's 784 bytes as the address of a picture of 28 × 28 pixels, for every visitor's page."""
    image = np.frombuffer(pixels, np.uint8).reshape(28, 28)
    return pictures.data_url(pictures.picture(image, 28))


def _tile(hand_in, own, vetting):
    name = "You" if hand_in.member == own else hand_in.name
    said = f"{hand_in.answer} · {percent(hand_in.probability)}"
    if vetting:
        read = "" if hand_in.right else f", read as {hand_in.answer}"
        name, said = "", f"{hand_in.label}{read}"
    whose = "" if vetting else f" by {name}"
    return {
        "id": str(hand_in.id),
        "src": source(hand_in.image.tobytes()),
        "label": f"{a_digit(hand_in.label).capitalize()}{whose}. {in_words(hand_in)}",
        "kind": kind(hand_in),
        "sign": SIGNS[kind(hand_in)],
        "said": said,
        "name": name,
        "off": f"Take off {name}'s {hand_in.label}",
    }
