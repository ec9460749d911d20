"""Keras's files, read and written without Keras: `read` any dense network, `write` a plain one.

A file may come from a stranger, so nothing in it is unpickled or executed. `container` opens what Keras
packs networks in, `chain` finds the layers and their order, `fold` makes dense layers of them. `apart` does so
in another process for .h5 files.
"""

from mnist_ann.keras_file.read import Found, read
from mnist_ann.keras_file.write import write

__all__ = ["Found", "read", "write"]
