"""Train: choose a recipe, start, watch the network learn epoch by epoch."""

import streamlit as st
from parts import cached, visitor
from parts.lab import experiment
from parts.lab.choose import new_run
from parts.lab.compare import compare
from parts.lab.control import deleted
from parts.lab.learned import before_and_after
from parts.lab.shelf import earlier_runs
from parts.lab.watch import watch

from mnist_ann.errors import Problem

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
