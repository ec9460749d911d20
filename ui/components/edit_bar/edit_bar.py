"""What streamlit-drawable-canvas has no argument for: its bar is always there, and begins with Edit."""

from ui.components.load import component

_bar = component("edit_bar", "edit_bar")


def edit_bar(key: str) -> None:
    """Mend the bar of the canvas whose widget has this key."""
    _bar(key=f"bar of {key}", data={"key": key})
