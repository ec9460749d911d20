"""Train: choose a recipe, start, watch the network learn epoch by epoch."""

import streamlit as st

from ui.lab.recipe.choose import new_run
from ui.lab.run.control import deleted
from ui.lab.run.learned import before_and_after
from ui.lab.run.watch import watch
from ui.lab.several import experiment
from ui.lab.several.compare import compare
from ui.lab.several.shelf import earlier_runs
from ui.shown import problem
from ui.state import address, cached
from ui.state.address import COMPARE, EXPERIMENT, FROM, RECIPE, RUN

VIEWS = (RUN, EXPERIMENT, COMPARE)  # what the address can ask to see
NEW = (RECIPE, FROM)  # and what a new run begins with


def there(choice, ask):
    """Whether what the address asks for by a choice is there. If not, says it and forgets it, so that
    the page goes on, and isn't shown again on the next visit."""
    with problem.shown(problem.lost) as refused:
        ask(choice.said())
    if refused:
        choice.drop()
        address.keep("train", VIEWS)
    return not refused


st.title("Watch a network learn")
address.tell_browser()
address.come_back("train", VIEWS, unless=NEW)
several, shown = EXPERIMENT.said(), RUN.said()
if several is not None and there(EXPERIMENT, cached.experiments().get):
    experiment.show(several)
elif COMPARE.said() is not None:
    compare()
elif shown and deleted(shown):
    pass  # it says so, and offers to bring the run back
elif shown and there(RUN, cached.runs().get):
    watch(shown)
    before_and_after(shown)
else:
    new_run()
st.divider()
earlier_runs(shown)
