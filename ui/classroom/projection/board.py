"""The board: everyone's newest curve, and who is here."""

from html import escape

import streamlit as st

from mnist_ann.classroom.board import alphabetical, curves, seats
from mnist_ann.figures.classroom import board_spec, board_table, board_text
from ui.classroom.projection.frame import body, filling
from ui.state import cached


def show(stage, activity=None):
    """The curves at the left as soon as there are some; the names in alphabetical order, and apart from
    them who is away."""
    runs = cached.runs().of_class(stage.room.id)
    found = alphabetical(
        seats(
            stage.members,
            stage.who,
            runs,
            cached.runs().epochs_of([run.id for run in runs]),
            cached.queue().ids(),
        )
    )
    here = [seat for seat in found if seat.member.here]
    away = [seat for seat in found if not seat.member.here]
    stage.head("Our networks" if runs else "Our class", _state(here, found))
    drawn = curves(found)
    with body(horizontal=True):
        if drawn:
            longest = max(seat.run.recipe.epochs for seat in found if seat.run)
            with st.container(height="stretch", width="stretch"):
                filling(board_table(drawn), board_spec(longest), alt=board_text(drawn))
        st.html(
            f"<div class='seats'>{names([(seat.name, _beside(seat)) for seat in here], bool(drawn))}"
            + (f"<p class='away'>Away: {escape(_list(away))}</p>" if away else "")
            + "</div>"
        )


def _state(here, found):
    """How many are here and train, and the best so far."""
    best = max((seat.best for seat in found if seat.best is not None), default=None)
    training = sum(seat.training for seat in found)
    parts = [f"{len(here)} here"]
    if training:
        parts.append(f"{training} training")
    if best is not None:
        parts.append(f"best so far {best:.2%} of the validation images")
    return " · ".join(parts)


def _beside(seat):
    if seat.best is not None:
        return f"{seat.best:.1%}"
    return seat.doing if seat.training else ""


def _list(away):
    return ", ".join(seat.name for seat in away)


def names(found, beside_a_chart=False):
    """[(name, what stands beside it)] as HTML: in columns, smaller the more there are, so that all fit."""
    items = "".join(
        f"<li><span>{escape(name)}</span>"
        + f"<b>{escape(beside)}</b>" * bool(beside)
        + "</li>"
        for name, beside in found
    )
    place = " narrow" if beside_a_chart else ""
    return (
        f"<ul class='names{place}' style='--count: {max(6, len(found))}'>{items}</ul>"
    )
