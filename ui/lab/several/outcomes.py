"""What came out of several runs, as tables; each run is a link."""

from collections.abc import Sequence

import streamlit as st

from mnist_ann.lab.outcomes import Outcome
from mnist_ann.recipe.choices import CHOICES
from ui.shown.words import as_text


def table(outcomes: list[Outcome]) -> None:
    """The runs of an experiment, a row each."""
    columns = {
        "Run": [_link(each.run.name or each.run.id, each) for each in outcomes],
        "Best validation": [_best(each) for each in outcomes],
        "Test": [_test(each) for each in outcomes],
        "95% interval": [_interval(each) for each in outcomes],
        "An epoch": [_seconds(each) for each in outcomes],
    }
    st.table(columns, hide_index=True, border="horizontal")


def side_by_side(
    outcomes: list[Outcome], names: Sequence[str], choices: Sequence[str]
) -> None:
    """A few runs, a column each: what came out, then what differs. names: of the runs, each begins with
    a letter of its own. choices: names of those to tell of each recipe."""
    rows = {
        "Run": [_link(name, each) for name, each in zip(names, outcomes)],
        "Best validation": [_best(each) for each in outcomes],
        "Test": [f"**{_test(each)}**" for each in outcomes],
        "95% interval of that": [_interval(each) for each in outcomes],
        "An epoch": [_seconds(each) for each in outcomes],
        "Parameters": [f"{each.run.recipe.parameters:,}" for each in outcomes],
    }
    for choice in choices:
        rows[CHOICES[choice].label] = [
            CHOICES[choice].brief(getattr(each.run.recipe, choice)) for each in outcomes
        ]
    columns = {"Compared": list(rows)}
    for place, name in enumerate(names):
        columns[name[0]] = [values[place] for values in rows.values()]
    st.table(columns, hide_index=True, border="horizontal")


def _link(name, outcome):
    return f"[{as_text(name)}](/train?run={outcome.run.id})"


def _best(outcome):
    run = outcome.run
    if outcome.best is None:
        return "waits" if run.status == "queued" else run.status
    said = f"{outcome.best.val_accuracy:.2%} in epoch {outcome.best.epoch}"
    return said if not run.live else f"{said}, {run.epoch} of {run.recipe.epochs} done"


def _test(outcome):
    return "–" if outcome.test is None else f"{outcome.test:.2%}"


def _interval(outcome):
    if outcome.interval is None:
        return "–"
    low, high = outcome.interval
    return f"{low:.2%} to {high:.2%}"


def _seconds(outcome):
    return "–" if outcome.seconds is None else f"{outcome.seconds:.2g} s"
