"""The top of every page: the app's name and the menu, and the stylesheet and scripts that all pages share.

Streamlit's own menu hides the pages behind an arrow on a phone, where its sidebar then covers the page.
"""

import base64
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

NAME = "MNIST ANN"
MARK = Path(__file__).parents[1] / "icon.png"
# Read once, not for each script of a page.
LOOK = f"<style>{Path(__file__).with_name('look.css').read_text('utf-8')}</style>"
SCRIPTS = "".join(
    f"<script>{Path(__file__).with_name(name).read_text('utf-8')}</script>"
    for name in ("menu.js", "focus.js", "history.js")
)
IMAGE = base64.b64encode(MARK.read_bytes()).decode()


def show(pages: dict[StreamlitPage, str], here: StreamlitPage) -> None:
    """pages: {each: its Material icon}. here: the one that is shown."""
    st.html(LOOK)
    with st.container(key="menu", horizontal=True, gap=None):
        st.html(
            f'<span data-here="{here.title}" style="background-image: url(data:image/png;base64,{IMAGE})">'
            f"{NAME}</span>{SCRIPTS}",
            width="content",
            unsafe_allow_javascript=True,  # our own
        )
        for page, icon in pages.items():
            st.page_link(page, icon=f":material/{icon}:", width="content")
