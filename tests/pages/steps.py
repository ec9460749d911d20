"""What the tests of pages do: open one as a visitor, press its buttons, read what stands there."""

import json
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.settings import PROJECT

NAVIGATION = str(PROJECT / "pages" / "navigation.py")
TINY = Recipe(hidden=(8,), epochs=2, batch_size=512)
QUICK = Recipe(hidden=(), epochs=2, images=500, batch_size=100)


def opened(visitor="ada", page="train", **query):
    """A page as a visitor finds it, None for one who was never here. query: what stands in the address."""
    at = AppTest.from_file(NAVIGATION, default_timeout=120)
    if visitor:
        at.session_state["visitor"] = visitor
    for name, value in query.items():
        at.query_params[name] = value
    return at.switch_page(f"{page}.py").run()


def text(at):
    kinds = (at.markdown, at.caption, at.error, at.subheader)
    return "\n".join(element.value for kind in kinds for element in kind)


def press(at, label):
    (button,) = [button for button in at.button if button.label == label]
    return button.click().run()


def metric(at, label):
    (found,) = [metric for metric in at.metric if metric.label == label]
    return found.value


def number(at, label):
    """One of a run's smaller numbers, below its validation accuracy."""
    (found,) = [m.value for m in at.markdown if m.value.startswith(f":small[{label}]")]
    return found.split("**")[1]


def labels(at):
    return [button.label for button in at.button]


def links(at):
    """{label: query} of the links to pages."""
    return {
        link.proto.label: parse_qs(link.proto.query_string)
        for link in at.get("page_link")
    }


def component(at, name):
    """What the browser gets to show a component of our own with."""
    found = (each.proto for each in at.get("bidi_component"))
    (data,) = [each.json for each in found if each.component_name == name]
    return json.loads(data)
