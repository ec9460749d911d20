"""What a program sends to `POST /api/read`, and what it gets: JSON both ways.

The README documents both for whoever writes such a program.
"""

from typing import Annotated, Any

import numpy as np
import pydantic
from pydantic import Field

from mnist_ann.digitize.painter import SIDE, paint
from mnist_ann.digitize.photo import SeveralDigits
from mnist_ann.digitize.strokes import Stroke, check_length
from mnist_ann.errors import Problem
from mnist_ann.evaluation.verdict import Memory
from mnist_ann.reading.at_work import at_work, rounded
from mnist_ann.reading.number import in_words, read_number
from mnist_ann.reading.reading import Reading, one_digit, read

MAX_BYTES = 64 * 1024


class Question(pydantic.BaseModel):
    """A drawing, and by whom it is to be read. side: of the canvas, in the strokes' pixels. network: a
    run's id. epoch: after which it is asked; None for its last. nearest: of how many training images
    that are like it the places are to be told."""

    strokes: list[Stroke]
    side: Annotated[float, Field(ge=28, le=2_000)] = SIDE
    network: Annotated[str, Field(max_length=100)] = "draw"
    epoch: Annotated[int, Field(ge=0, le=10_000)] | None = None
    nearest: Annotated[int, Field(ge=0, le=20)] = 0

    @property
    def points(self) -> int:
        return sum(len(stroke.points) for stroke in self.strokes)


def asked(body: bytes) -> Question:
    """The Question of a request's body, JSON. Raises Problem if it is none, or too long."""
    try:
        question = Question.model_validate_json(body)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the request"
        raise Problem(f"This is no drawing: {where}: {first['msg']}.") from error
    check_length(question.strokes)
    return question


def answer(question: Question, memory: Memory) -> dict[str, Any]:
    """What the network of a Memory makes of a drawing, ready for JSON. What is no one digit gets the
    verdict "none", with a sentence; a number has `digits`, an answer for each, too."""
    try:
        drawing = paint(question.strokes, SIDE, SIDE / question.side)
        reading = read(one_digit(drawing), memory)
    except SeveralDigits as several:
        return told_number(several.ink, memory)
    except Problem as problem:
        return _none(str(problem))
    return told(reading) | {"nearest": _nearest(reading, memory, question.nearest)}


def told(reading: Reading) -> dict[str, Any]:
    """A Reading ready for JSON: the verdict, its words, the network at work."""
    title, sentence = reading.words
    return {
        "verdict": reading.verdict.kind,
        "second": reading.verdict.second,
        "title": title,
        "sentence": sentence,
        "digits": [],
        **at_work(reading.network, reading.image, reading.activations),
    }


def told_number(ink: np.ndarray, memory: Memory) -> dict[str, Any]:
    """The same for the ink of several digits, uint8 (h, w): each of them is in `digits`."""
    try:
        readings = read_number(ink, memory)
    except Problem as problem:
        return _none(str(problem))
    title, sentence = in_words(readings)
    digits = [told(reading) for reading in readings]
    return _none(sentence) | {"title": title, "digits": digits}


def _none(sentence):
    return dict.fromkeys(KEYS) | {"verdict": "none", "sentence": sentence, "digits": []}


KEYS = (
    "verdict", "digit", "second", "title", "sentence", "probabilities", "percents", "image", "layers", "paths",
    "nearest", "digits",
)  # fmt: skip


def _nearest(reading: Reading, memory: Memory, count: int):
    if not count:  # looking for them takes as long as all the rest
        return []
    places, cosines = memory.nearest(reading.image, count)
    return [
        {"place": int(place), "label": int(memory.labels[place]), "cosine": cosine}
        for place, cosine in zip(places, rounded(cosines))
    ]
