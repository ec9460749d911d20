"""Components of our own, where Streamlit has no widget: a folder each, with Python and JavaScript."""
