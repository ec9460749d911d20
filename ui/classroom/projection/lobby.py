"""Before the first activity: how to come in, as large as can be, and who has."""

from html import escape

import streamlit as st

from ui.classroom.projection.board import names
from ui.classroom.projection.frame import joining


def show(stage):
    """The code, the address and the QR code; the names of those who joined appear."""
    address, code, qr = joining(stage.room)
    here = [each for each in stage.members if each.here]
    if not stage.room.joining:
        said = "Nobody new can join at the moment"
    elif stage.members:
        said = f"{len(here)} here"
    else:
        said = "Nobody has joined yet"
    st.html(
        f"<main class='lobby'><div class='way'>{qr}<div><p>Point a phone at the code, or open</p>"
        f"<p class='address'>{escape(address)}</p><p>and enter</p><h1>{code}</h1></div></div>"
        f"<p class='count' role='status'>{said}</p>{names(sorted_names(here))}</main>"
    )


def sorted_names(members):
    """[(a name, nothing beside it)] of some Members, the one who came last first: who joins looks for
    their own name."""
    return [(each.name, "") for each in sorted(members, key=lambda each: -each.number)]
