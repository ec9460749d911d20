"""Choose a run or a network: the shipped ones, the visitor's own, an uploaded file."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.evaluation.pixels import for_pixels_to_one
from mnist_ann.evaluation.scores import check_reads_digits
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.own.uploads import id_of
from mnist_ann.store.rows import Run
from mnist_ann.words import distinct
from ui.components.network_at_work.network_at_work import described
from ui.shown import problem
from ui.state import address, cached, visitor
from ui.state.address import EPOCH, RUN

SHOWN_LAST = "default of the network shown last"


def run(default: str = "article") -> Run | None:
    """The Run in the address, else the default; None for the visitor's file. A selectbox offers the
    others, and a button takes a file.

    Raises Problem if the address names a run that doesn't exist.
    """
    with st.container(key="network", horizontal=True, vertical_alignment="bottom"):
        chosen = _run_or_file(default)
        upload()
    return chosen


@dataclass(frozen=True, eq=False)
class Chosen:
    """A network to look at, and where it comes from: a run after an epoch, or the visitor's file,
    which has neither."""

    network: Network
    name: str
    run: Run | None = None
    epoch: int | None = None

    @property
    def query(self):
        """What an address needs to show the same network."""
        if self.run is None:
            return {"run": visitor.FILE}
        return {"run": self.run.id, "epoch": str(self.epoch)}

    @property
    def described(self):
        """What the browser needs to show it at work."""
        id = self.run.id if self.run else id_of(self.network)
        return described(self.network, id, self.epoch)


def shown_last() -> str | None:
    """The default of the network that this visitor saw last: pages with one default share their network."""
    return st.session_state.get(SHOWN_LAST)


def reader(default: str = "draw") -> Chosen:
    """The Chosen network to read with: the last one of a run, or the visitor's file.

    Raises Problem as `run` and `last_of` do.
    """
    chosen = run(default)
    return last_of(chosen) if chosen else _of_file()


def last_of(run: Run) -> Chosen:
    """The Chosen network of a run, as trained so far. Raises Problem if it has none yet."""
    kept = cached.kept(run.id)
    if not kept:
        raise Problem(NO_NETWORK.get(run.status, "This run has no network."))
    return after(run, kept[-1])


def after(run: Run, epoch: int) -> Chosen:
    """The Chosen network of a run after an epoch that it kept."""
    network = cached.network(run.id, epoch)
    return Chosen(network, run.name or layers(run.recipe), run, epoch)


def network(default: str = "article") -> Chosen:
    """The page's header: which network, and after which epoch. Returns the Chosen one.

    Stops the page with a sentence if the run has no network yet. Raises Problem if the address
    names a run that doesn't exist.
    """
    left, right = st.columns([5, 4], gap="medium")
    with left:
        chosen = run(default)
    if chosen is None:
        file = _of_file()
        right.caption(
            f"{file.name} has no epochs to go through. Nobody else sees it, and it is forgotten in a week."
        )
        return file
    with right:
        epoch = _epoch(chosen)
    return after(chosen, epoch)


def every_network() -> dict[str, str]:
    """{id: what it is called} of all networks that this visitor can compare, as trained so far."""
    runs = cached.runs().choice(visitor.identity())
    named = named_apart(run for run in runs if run.epoch)
    if visitor.has_file():
        named[visitor.FILE] = _file_name()
    return named


def load(id: str) -> Network:
    """The Network of an id in `every_network`, as trained so far."""
    return visitor.file()[1] if id == visitor.FILE else cached.network(id)


def short(id: str) -> str:
    """What a legend calls a network in `every_network`."""
    if id == visitor.FILE:
        return visitor.file()[0]
    run = cached.runs().get(id)
    return run.name or describe(run)


def _of_file():
    name, uploaded = visitor.file()
    return Chosen(uploaded, name)


def _file_name():
    return f"{visitor.file()[0]} · your file"


def _run_or_file(default):
    """The chosen Run, or None for the visitor's file."""
    st.session_state[SHOWN_LAST] = default
    address.come_back(default, [RUN])
    asked, with_file = RUN.said() or default, visitor.has_file()
    if asked == visitor.FILE and not with_file:
        st.info(
            "The network of this address was a file, which is no longer here. Upload it again."
        )
        asked = default
    chosen = _select(default, asked, with_file)
    address.keep(default, [RUN])
    return chosen


def _select(default, asked, with_file):
    """The Run that a selectbox shows, at first the one that is asked for; None for the file."""
    runs = {run.id: run for run in cached.runs().choice(visitor.identity())}
    if asked not in runs and not (with_file and asked == visitor.FILE):
        runs[asked] = cached.runs().get(asked)  # somebody else's, by a shared link
    names = named_apart(runs.values())
    if with_file:
        names[visitor.FILE] = _file_name()
    chosen = st.selectbox(
        "Network",
        list(names),
        format_func=names.__getitem__,
        help="Those that come with the app, and every run of yours on Train.",
        **RUN.follow(names, default),
    )
    return runs.get(chosen)


def upload() -> None:
    """A button that opens a place for a .keras file, and says what was changed to read it."""
    with st.popover("Your file", icon=":material/upload_file:"):
        file = st.file_uploader(
            "A .keras or .h5 file",
            type=["keras", "h5"],
            help="Dense layers one after another, saved with model.save('network.keras').",
        )
        if visitor.has_file():
            for note in visitor.file()[1].notes:
                st.caption(note)
        if file is None or file.file_id == st.session_state.get("read file"):
            return
        with problem.shown():
            uploaded = Network.load(file.getvalue())
            check_reads_digits(uploaded)
            uploaded = for_pixels_to_one(uploaded, cached.data())
            st.session_state["read file"] = file.file_id
            visitor.keep_file(file.name, uploaded)
            for note in uploaded.notes:
                st.toast(note)
            RUN.say(visitor.FILE)
            RUN.forget_widget()  # another file was called otherwise there
            st.rerun()


def _epoch(run):
    """After which epoch: the last one, or any other that the run kept its network of."""
    kept = cached.kept(run.id)
    if not kept:
        st.info(NO_NETWORK.get(run.status, "This run has no network."))
        st.stop()
    if len(kept) == 1:
        return kept[0]
    return st.select_slider(
        "After epoch",
        kept,
        help="Epoch 0 is the network before training, with random weights.",
        **EPOCH.follow(kept, default=kept[-1]),
    )


NO_NETWORK = {
    "queued": "This run waits for its turn. It has a network to look at as soon as it trains.",
    "running": "This run has just begun. Reload in a few seconds to see its first network.",
    "stopped": "This run was stopped before it had a network. Resume it on Train.",
    "failed": "This run failed before it had a network. Choose another one.",
}


def layers(recipe: Recipe) -> str:
    """The sizes of a recipe's layers: "784 → 300 → 100 → 10"."""
    return " → ".join(map(str, recipe.sizes))


def named_apart(runs: Iterable[Run]) -> dict[str, str]:
    """{id: what it is called} of some runs, newest first. No two are called the same: a widget knows what
    was chosen by what it shows, and one recipe may be started twice in a minute."""
    runs = [*runs]
    oldest_first = distinct(describe(run) for run in reversed(runs))
    return {run.id: name for run, name in zip(runs, reversed(oldest_first))}


def describe(run: Run) -> str:
    """A run in one line: its name or its layers, how far it came, how good it is."""
    if run.test_accuracy is not None:
        state = f"{run.test_accuracy:.2%} on the test images"
    else:
        state = f"{run.status}, epoch {run.epoch} of {run.recipe.epochs}"
    when = "" if run.shipped else f" · {visitor.at_home(run.created):%d %b %H:%M}"
    return f"{run.name or layers(run.recipe)} · {state}{when}"
