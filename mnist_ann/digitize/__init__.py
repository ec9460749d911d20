"""From strokes, a picture or a photograph to 28 × 28 pixels as MNIST would have stored them.

`digitize` is what others use; the files beside it hold its steps, pens and photographs.
"""

from mnist_ann.digitize.steps import Digitized, digitize

__all__ = ["Digitized", "digitize"]
