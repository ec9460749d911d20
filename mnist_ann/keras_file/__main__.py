"""The process that `apart` starts: an .h5 file comes in, a .keras file goes out, its notes on stderr."""

import json
import sys

from mnist_ann.errors import Problem
from mnist_ann.keras_file.apart import REFUSED
from mnist_ann.keras_file.read import parsed
from mnist_ann.keras_file.write import write

try:
    found = parsed(sys.stdin.buffer.read())
except Problem as problem:
    sys.stderr.write(str(problem))
    sys.exit(REFUSED)
sys.stdout.buffer.write(write(found.input_shape, found.layers))
json.dump(found.notes, sys.stderr)
