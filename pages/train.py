"""Train: choose a recipe, start, watch the network learn epoch by epoch."""

import streamlit as st

from mnist_ann.errors import Problem
from ui.lab.recipe.choose import new_run
from ui.lab.run.control import deleted
from ui.lab.run.learned import before_and_after
from ui.lab.run.watch import watch
from ui.lab.several import experiment
from ui.lab.several.compare import compare
from ui.lab.several.shelf import earlier_runs
from ui.state import cached, visitor

VIEWS = ("run", "experiment", "compare")  # what the address can ask to see
NEW = ("recipe", "from")  # and what a new run begins with


def there(name, ask):
    """Whether what the address asks for by `name` is there. If not, says it and forgets it, so that
    the page goes on, and isn't shown again on the next visit."""
    try:
        ask(st.query_params[name])
    except Problem as problem:
        st.warning(str(problem), icon=":material/link_off:")
        st.query_params.pop(name, None)
        visitor.keep_view("train", VIEWS)
        return False
    return True


st.title("Watch a network learn")
visitor.follow_links()
visitor.come_back("train", VIEWS, NEW)
asked = set(st.query_params)
shown = st.query_params.get("run")
if "experiment" in asked and there("experiment", cached.store().experiment):
    experiment.show(st.query_params["experiment"])
elif "compare" in asked:
    compare()
elif shown and deleted(shown):
    pass  # it says so, and offers to bring the run back
elif shown and there("run", cached.store().get):
    watch(shown)
    before_and_after(shown)
else:
    new_run()
st.divider()
earlier_runs(shown)
