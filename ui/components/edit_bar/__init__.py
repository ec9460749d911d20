"""The bar of the canvas on which strokes are edited: always there, for a finger, too."""
