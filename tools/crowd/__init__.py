"""Many visitors at once, as browsers without a window, so that thirty fit on two cores.

pupils: what the students of a class do, each with a Browser; browser: what a person does with a page;
connection: Streamlit's protocol as its own page speaks it; shown: what a page holds.
"""
