"""The teacher's look at the class's drawings: one press rejects what is no such digit."""

import streamlit as st

from mnist_ann.classroom.drawings import wall
from ui.classroom.drawings.enlarged import large
from ui.components.drawing_wall.drawing_wall import tiles
from ui.state import cached, visitor

PAGE = 60  # drawings at once
HEAPS = {"To look at": None, "Accepted": True, "Rejected": False}


def vet(room, hand_ins):
    """Three heaps: not looked at yet, accepted, rejected."""
    if not hand_ins:
        st.write(
            "There are no drawings yet. They come from Collect and from Same digit."
        )
        return
    counts = {
        heap: sum(each.accepted is accepted for each in hand_ins)
        for heap, accepted in HEAPS.items()
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        heap = st.segmented_control(
            "Heap",
            list(HEAPS),
            format_func=lambda heap: f"{heap} · {counts[heap]}",
            default="To look at",
            required=True,
            key="heap",
        )
        presses = st.segmented_control(
            "A press",
            ["accepts" if heap == "Rejected" else "rejects", "opens"],
            default="accepts" if heap == "Rejected" else "rejects",
            required=True,
            key=f"press in {heap}",
        )
    of_heap = [each for each in hand_ins if each.accepted is HEAPS[heap]]
    if not of_heap:
        st.write(
            "All are looked at. Go on to Look."
            if heap == "To look at"
            else "There is none."
        )
        return
    shown = wall.doubtful_first(of_heap)[:PAGE]
    if heap == "To look at":
        st.caption(
            "The doubtful ones come first: like no digit, then read as another one. A digit that the "
            "network misread is no bad digit: reject only what you can't read, or what is none."
        )
        st.button(
            f"Accept {'these' if len(shown) < len(of_heap) else 'all'} {len(shown)}",
            type="primary",
            icon=":material/done_all:",
            on_click=_accept,
            args=(room.id, [each.id for each in shown], True),
        )
    pressed = tiles(shown, key=f"heap {heap}", side=84, vetting=True)
    if pressed and presses != "opens":
        _accept(room.id, [int(pressed)], presses == "accepts")
        st.rerun()
    large(room, hand_ins, pressed)
    if len(of_heap) > len(shown):
        st.caption(f"{len(of_heap) - len(shown)} more come after these.")


def _accept(id, ids, accepted):
    cached.drawings().accept(id, visitor.identity(), ids, accepted)
