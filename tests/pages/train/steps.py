"""What the tests of Train do with the recipe, which unfolds group by group."""

from mnist_ann.recipe.choices import CHOICES, FIRST
from mnist_ann.recipe.recipe import Recipe

BOXES = {"number": "number_input", "names": "button_group", "text": "text_input"}


def turn_to(at, title):
    """Show a group of choices, or what else can be done with a recipe."""
    control = at.button_group(key="group of choices")
    if control.value != title:
        control.set_value(title).run()


def widget(at, name):
    """The widget of a choice; its group is turned to."""
    choice = CHOICES[name]
    if choice.group != FIRST:
        turn_to(at, choice.group)
    return getattr(at, BOXES[choice.widget.kind])(key=name)


def held(at):
    """The recipe that the page holds."""
    values = at.session_state["recipe held"]
    return Recipe(**{name: CHOICES[name].read(values[name]) for name in CHOICES})


def shown(at):
    """What all widgets show, as a recipe: each group is turned to."""
    values = {}
    for name, choice in CHOICES.items():
        if name == "rates" and not at.session_state["recipe held"][name]:
            continue  # a box that is there only when it is filled
        values[name] = choice.read(widget(at, name).value)
    return Recipe(**values)
