"""What the tests of drawings do: open a page, hand in, press, read."""

import json

from mnist_ann.mnist import normalise
from tests.pages import steps
from ui.state import cached


def opened(visitor, **query):
    """The Classroom page of a visitor."""
    return steps.opened(visitor, "classroom", **query)


def hand_in(activity, visitor, label, image, answer=None, sure=0.9, verdict="sure"):
    answer = label if answer is None else answer
    cached.drawings().hand_in(activity, visitor, label, normalise(image), answer, sure, verdict)  # fmt: skip


def texts(at):
    return " ".join(
        each.value for kind in ("title", "header", "subheader", "markdown", "caption", "info", "success") for each in at.get(kind)
    )  # fmt: skip


def press(at, label):
    (button,) = [each for each in at.button if each.label.startswith(label)]
    return button.click().run()


def walls(at):
    """What the walls on a page show, from above: {name: what the network said} of each."""
    found = [each.proto for each in at.get("bidi_component")]
    shown = [json.loads(each.json) for each in found if "tiles" in each.component_name]
    return [{tile["name"]: tile["said"] for tile in each["tiles"]} for each in shown]
