"""Drawing a digit: the ways in, the canvas, the answer, a closer look, the visitor's own digits."""
