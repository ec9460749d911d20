"""Inside: what a network's layers do with one image, and what its units have learned."""

import streamlit as st
from parts import pick
from parts.inside import evidence, maps, one_step, operations, responses, through

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
chosen = pick.network()
section = st.segmented_control(
    "Look at",
    list(SECTIONS),
    default="Layer by layer",
    required=True,
    key="look",
    bind="query-params",
    label_visibility="collapsed",
)
opened = SECTIONS[section](chosen)
if opened:
    place = opened.removeprefix("test-")
    st.query_params.update({"look": "Layer by layer", "test": place})
    st.rerun()
