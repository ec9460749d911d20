"""Charts of what a class trains: the curve of its experiment, and the board with a curve a student.

They are made to be projected: `large` letters can be read from the last row.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from mnist_ann.classroom.board import Curve
from mnist_ann.classroom.experiment.parts import Part
from mnist_ann.classroom.experiment.plan import Plan
from mnist_ann.figures.base import (
    BLUE,
    GREY,
    HEIGHT,
    PRECISE,
    PROJECTED,
    PROJECTED_LEGEND,
    VERMILION,
    accuracy_axis,
    by_name,
    epochs_axis,
    specification,
)
from mnist_ann.figures.sweeps import selection, value_axis
from mnist_ann.lab.outcomes import Group
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.words import counted

ENDED, TRAINING, PREDICTED = "Result", "Training", "Prediction"
BOARD, OWN = 340, 230  # pixels, how high; on a phone, with the button above
YOU = "you"


# The class's experiment


@functools.lru_cache(maxsize=64)
def experiment_spec(
    choice: str, values: tuple[Any, ...], kinds: tuple[str, ...], large: bool
) -> dict[str, Any]:
    """Best validation accuracy against the value of a choice, a point a run and a line through the
    means, with the predictions beside them, for `experiment_table`. values: all of them. kinds: of
    ENDED, TRAINING and PREDICTED, those that there are, if any."""
    axis = PROJECTED if large else {}
    legend = PROJECTED_LEGEND if large else {}
    x = value_axis(choice, values, **axis)
    scale = None if kinds else alt.Scale(domain=[0, 1])
    y = accuracy_axis("Validation accuracy", scale=scale, tickCount=6, **axis)
    looks = {
        ENDED: (BLUE, "circle"),
        TRAINING: (GREY, "square"),
        PREDICTED: (VERMILION, "diamond"),
    }
    colours, shapes = zip(*(looks[kind] for kind in kinds or looks))
    size = 170 if large else 80
    marks = {
        "color": alt.Color(
            "kind:N",
            scale=by_name(kinds or looks, colours),
            legend=alt.Legend(title=None, orient="top", **legend) if kinds else None,
        ),
        "shape": alt.Shape("kind:N", scale=by_name(kinds or looks, shapes)),
        "tooltip": [
            alt.Tooltip("label:N", title=CHOICES[choice].label),
            alt.Tooltip("who:N", title="Whose"),
            alt.Tooltip("accuracy:Q", title="Accuracy", format=PRECISE),
            alt.Tooltip("kind:N", title="It is a"),
        ],
    }
    predicted, trained = (f"datum.kind {sign} '{PREDICTED}'" for sign in ("==", "!="))
    line = (
        alt.Chart()
        .transform_filter(trained)
        .mark_line(color=GREY, strokeWidth=3 if large else 2)
        .encode(x=x, y="mean:Q")
    )
    guesses = (
        alt.Chart()
        .transform_filter(predicted)
        # Beside the results, which would else cover those that are right.
        .mark_point(
            size=size,
            filled=False,
            opacity=1,
            strokeWidth=2,
            xOffset=14 if large else 8,
        )
        .encode(x=x, y=y, **marks)
    )
    points = (
        alt.Chart()
        .transform_filter(trained)
        .mark_point(size=size, filled=True, opacity=0.75)
        .encode(x=x, y=y, **marks)
        .add_params(selection())
    )
    height = 460 if large else HEIGHT
    return specification(alt.layer(line, guesses, points, height=height))


def experiment_table(
    plan: Plan,
    groups: Sequence[Group],
    found: Sequence[Part],
    names: Mapping[int, str],
    predicted: bool,
) -> pd.DataFrame:
    """What `experiment_spec` shows. groups: as `class_experiment.groups` makes them of `found`, Parts.
    names: {member: as the class sees it}. predicted: whether the guesses that can be seen are there."""
    means = {group.values[0]: group.accuracy for group in groups}
    rows = []
    for part in found:
        value = plan.values[part.share]
        place = CHOICES[plan.choice].place(value)
        same = (place, CHOICES[plan.choice].brief(value))
        who = "nobody" if part.member is None else names.get(part.member, "nobody")
        if predicted and part.guess is not None:
            rows.append((*same, PREDICTED, part.guess, None, who, None))
        if part.outcome and part.outcome.best:
            run = part.outcome.run
            kind = TRAINING if run.live else ENDED
            by = "the teacher" if part.stands_in else who
            accuracy = part.outcome.best.val_accuracy
            rows.append((*same, kind, accuracy, means[value], by, run.id))
    columns = ["value", "label", "kind", "accuracy", "mean", "who", "run"]
    return pd.DataFrame(rows, columns=columns)


def experiment_kinds(table: pd.DataFrame) -> tuple[str, ...]:
    """The kinds that a table has, in the order of a legend."""
    there = set(table["kind"])
    return tuple(kind for kind in (ENDED, TRAINING, PREDICTED) if kind in there)


def experiment_text(plan: Plan, groups: Sequence[Group]) -> str:
    """The same in words, for those who can't see the chart."""
    known = [group for group in groups if group.accuracy is not None]
    title = f"Validation accuracy against the {CHOICES[plan.choice].called}"
    if not known:
        return f"{title}. No run has ended an epoch yet."
    return f"{title}: " + ", ".join(
        f"{CHOICES[plan.choice].brief(group.values[0])}: {group.accuracy:.2%}"
        for group in known
    )


# The board


@functools.lru_cache(maxsize=64)
def board_spec(total: int, large: bool = True) -> dict[str, Any]:
    """Validation accuracy after each epoch, a thin line a student, for `board_table`. The one that is
    pointed at says whose it is; one's own always does, and is thicker and in another colour. total:
    epochs of the longest run. large: to be projected, else for a student's own screen."""
    letters = PROJECTED if large else {}
    hovered = alt.selection_point(
        name="hovered",
        fields=["run"],
        on="pointerover",
        clear="pointerout",
        empty=False,
    )
    x = epochs_axis(total, **letters)
    y = accuracy_axis("Validation accuracy", tickCount=6, **letters)
    place = alt.Chart().encode(x=x, y=y, detail="run:N")
    others = place.transform_filter("!datum.mine")
    mine = place.transform_filter("datum.mine")
    tooltip = [
        alt.Tooltip("who:N", title="Student"),
        alt.Tooltip("epoch:Q", title="Epoch"),
        alt.Tooltip("accuracy:Q", title="Accuracy", format=PRECISE),
    ]
    plain = BLUE if large else GREY

    def line(colour, width):
        dots = alt.OverlayMarkDef(filled=True, size=50, color=colour)
        return {"color": colour, "strokeWidth": width, "point": dots}

    words = {"align": "right", "dy": -12, "fontSize": 18 if large else 14}
    return specification(
        alt.layer(
            others.mark_line(**line(plain, 2))
            .encode(
                opacity=alt.condition(hovered, alt.value(1.0), alt.value(0.45)),
                tooltip=tooltip,
            )
            .add_params(hovered),
            mine.mark_line(**line(VERMILION, 4)).encode(tooltip=tooltip),
            others.transform_filter("datum.last")
            .mark_text(color=plain, **words)
            .encode(
                text="who:N",
                opacity=alt.condition(hovered, alt.value(1.0), alt.value(0.0)),
            ),
            mine.transform_filter("datum.last")
            .mark_text(color=VERMILION, fontWeight="bold", **words)
            .encode(text="who:N"),
            height=BOARD if large else OWN,
        )
    )


def board_table(found: Sequence[Curve]) -> pd.DataFrame:
    """What `board_spec` shows."""
    rows = [
        (
            curve.run,
            YOU if curve.mine else curve.who,
            epoch.epoch,
            epoch.val_accuracy,
            curve.mine,
            epoch is curve.epochs[-1],
        )
        for curve in found
        for epoch in curve.epochs
    ]
    columns = ["run", "who", "epoch", "accuracy", "mine", "last"]
    return pd.DataFrame(rows, columns=columns)


def board_text(found: Sequence[Curve]) -> str:
    """The same in words, for those who can't see the chart."""
    last = [curve.epochs[-1].val_accuracy for curve in found]
    if not last:
        return "Validation accuracy of the class's runs. No epoch has ended yet."
    own = "".join(
        f" Yours: {curve.epochs[-1].val_accuracy:.2%}." for curve in found if curve.mine
    )
    return (
        f"Validation accuracy of {counted(len(last), 'run')} of the class, now "
        + (f"{min(last):.2%} to " * (len(last) > 1))
        + f"{max(last):.2%}.{own}"
    )
