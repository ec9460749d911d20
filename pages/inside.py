"""Inside: what a network's layers do with one image, and what its units have learned."""

import streamlit as st

from ui.inside import evidence, maps, one_step, operations, responses, through
from ui.networks import choose
from ui.state import address

LOOK = address.Choice("look")

SECTIONS = {
    "Layer by layer": through.show,
    "Why this digit?": evidence.show,
    "Units": responses.show,
    "Without": operations.show,
    "Maps": maps.show,
    "One step": one_step.show,
}

st.title("What happens inside?")
st.markdown(
    "Nothing here is hidden: every number that the network uses can be looked at. Choose a network, "
    "and move through its epochs: everything below follows."
)
chosen = choose.network()
section = st.segmented_control(
    "Look at",
    list(SECTIONS),
    required=True,
    label_visibility="collapsed",
    **LOOK.follow(SECTIONS, default="Layer by layer"),
)
opened = SECTIONS[section](chosen)
if opened:
    place = opened.removeprefix("test-")
    address.only({**chosen.query, "test": place})
    st.rerun()
