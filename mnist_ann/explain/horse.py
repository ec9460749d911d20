"""A drawing that is no digit, to show what a network that knows digits alone makes of it."""

import functools
import json
from pathlib import Path

from mnist_ann.digitize.strokes import Stroke, read

FILE = Path(__file__).parent.parent / "data" / "horse.json"


@functools.cache
def horse() -> tuple[Stroke, ...]:
    """The strokes of a horse that somebody drew, in pixels of the canvas."""
    return tuple(read(json.loads(FILE.read_text(encoding="utf-8"))))
