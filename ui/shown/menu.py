"""The top of every page: the app's name and the menu, and the stylesheet that all pages share.

Streamlit's own menu hides the pages behind an arrow on a phone, where its sidebar then covers the page.
"""

import base64
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

LOOK = Path(__file__).with_name("look.css")
NAME = "MNIST ANN"


def show(pages: dict[StreamlitPage, str], mark: Path) -> None:
    """pages: {each: its Material icon}. mark: the app's, a PNG."""
    st.html(LOOK)
    with st.container(key="menu", horizontal=True, gap=None):
        image = base64.b64encode(mark.read_bytes()).decode()
        st.html(
            f'<span style="background-image: url(data:image/png;base64,{image})">{NAME}</span>',
            width="content",
        )
        for page, icon in pages.items():
            st.page_link(page, icon=f":material/{icon}:", width="content")
