"""Inside: what a network's layers do with one image, and what its units have learned."""

import streamlit as st

from ui.drawing import canvas
from ui.inside import (
    evidence,
    maps,
    one_step,
    operations,
    responses,
    subject,
    through,
)
from ui.networks import choose
from ui.shown import sections
from ui.shown.sections import Section
from ui.state import address

LOOK = address.Choice("look")

SECTIONS = {
    "Layer by layer": Section(
        "How a unit adds up", "What does a unit do with the image?", through.show
    ),
    "Why this digit?": Section(
        "Why this digit?", "Which pixels speak for it?", evidence.show
    ),
    "Units": Section(
        "What a unit looks for", "What does a unit look for?", responses.show
    ),
    "Without": Section(
        "Switch units off", "What if units are switched off?", operations.show
    ),
    "Maps": Section("Map of the digits", "How do layers sort the digits?", maps.show),
    "One step": Section(
        "Let it learn once", "What does one step of learning change?", one_step.show
    ),
}

st.title("What happens inside?")
st.markdown(
    "An image goes in, an answer comes out. Press a unit on the way to look into it."
)
picture = st.container()
# Who comes from Draw goes on with the network and the drawing from there.
follows_draw = not canvas.empty() and choose.shown_last() == "draw"
chosen = choose.network("draw" if follows_draw else "article")
found, place = subject.choose(picture)
with place:
    subject.show_at_work(chosen, found)
opened = sections.show(LOOK, SECTIONS, chosen, found)
if opened:
    place = opened.removeprefix("test-")
    address.only({**chosen.query, "test": place})
    st.rerun()
