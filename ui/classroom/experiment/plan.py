"""Plan a class's experiment: which choice, and which values of it."""

from typing import Any

import streamlit as st

from mnist_ann.classroom.contents import Experiment
from mnist_ann.classroom.experiment.plan import MOST_VALUES, OWN, TRIED, Plan
from mnist_ann.lab import durations, sweep
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.words import counted
from ui.shown import problem
from ui.state import cached, visitor


def prepare(room):
    """What to try, and the buttons that give everyone a seed or a value."""
    members = len(cached.members().of_class(room.id, visitor.identity()))
    st.header("Train your own", anchor=False)
    st.write(
        "Everyone trains a network with one button, sees its curve beside the class's, and tries it on "
        "a drawing."
    )
    st.caption(_what(OWN, members))
    _starts(room, OWN, "Let everyone train", ":material/play_arrow:")
    st.header("Or vary one choice", anchor=False)
    st.write(
        "Everyone gets another value of one choice, predicts how well a network will read with it, and "
        "trains it. The results draw a curve here."
    )
    left, right = st.columns(2)
    with left:
        choice = st.selectbox(
            "Choice",
            list(TRIED),
            format_func=lambda name: CHOICES[name].label,
            key="experiment choice",
        )
    with right:
        way = "A list"
        if CHOICES[choice].has_range:
            way = st.segmented_control(
                "Values",
                ["A list", "A range"],
                default="A list",
                required=True,
                key="experiment way",
            )
    with problem.shown() as refused:
        if way == "A list":
            values = CHOICES[choice].read_several(_list(choice))
        else:
            least, most, count = _range(choice)
            values = CHOICES[choice].ranged(least, most, count)
        found = Plan(choice, values)
    if refused:
        return
    shown = ", ".join(map(CHOICES[choice].brief, values))
    if way == "A range":
        st.caption(f"Values: {shown}")
    st.caption(_what(found, members))
    _starts(room, found, "Start with the class", ":material/science:")


def _starts(room, plan, label, icon):
    """The button that starts a Plan."""
    if st.button(label, type="primary", icon=icon, disabled=room.ended):
        cached.activities().start(room.id, visitor.identity(), Experiment(plan))
        st.rerun()


def _list(choice):
    return st.text_input(
        "The values",
        TRIED[choice].values,
        help=f"Separated by {CHOICES[choice].apart[1]}, at most {MOST_VALUES}.",
        key=f"experiment values of {choice}",
    )


def _range(choice):
    suggested = CHOICES[choice].read_several(TRIED[choice].values)
    widget = CHOICES[choice].widget
    columns = st.columns(3)
    ends: list[Any] = [
        column.number_input(
            label,
            value=value,
            step=widget.step,
            format=widget.format,
            key=f"experiment {label} of {choice}",
        )
        for column, label, value in (
            (columns[0], "From", suggested[0]),
            (columns[1], "To", suggested[-1]),
        )
    ]
    count = columns[2].number_input(
        "How many", 2, MOST_VALUES, len(suggested), key=f"experiment count of {choice}"
    )
    return (*ends, count)


def _what(found, members):
    """How many get which value, and how long that takes here, in words."""
    values = len(found.values)
    dealt = "A seed each" if found.seed_alone else f"{values} values"
    each = f"{dealt} for {counted(members, 'student')}"
    seconds = cached.queue().cluster().epoch_seconds
    workers = cached.queue().cluster().workers
    base = f"The rest as in the class's preset: {found.rest}."
    if seconds is None or not workers:
        return f"{each}. {base}"
    recipes = [found.recipe(place % values, 0) for place in range(max(members, 1))]
    taken = durations.in_words(sweep.seconds(recipes, seconds, workers))
    return f"{each}: about {taken} when all start together. {base}"
