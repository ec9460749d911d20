"""Components of our own, where Streamlit has no widget: a folder each, with a function to call.

A folder holds what the browser gets, as .html, .css and .js, and a .py of the same name, whose
functions pages call: `live_canvas.pad`, `pixel_grid.grid`, `gallery.gallery`,
`confusion_matrix.matrix`, `unit_grid.unit_grid`, `quiz.quiz`, `digit_map.digit_map`, `drawing_wall.tiles`, `by_hand.drawing`, and
`playground` with two, whose scripts have a folder each. `shared` holds scripts and styles that
several import; `load` puts them together.
"""
