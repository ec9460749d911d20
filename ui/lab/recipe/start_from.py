"""What a run starts from: new weights, or a trained network, maybe with the visitor's own digits."""

from dataclasses import dataclass

import streamlit as st

from mnist_ann.errors import Problem
from mnist_ann.lab.train_on import fitting, gentle_recipe, repeated
from mnist_ann.recipe.choices import OF_NETWORK
from mnist_ann.store.own.digits import NO_DIGITS
from mnist_ann.store.rows import Lesson
from ui.drawing.own_digits import FEWEST, own
from ui.lab.recipe import widgets
from ui.networks import choose
from ui.state import cached, visitor
from ui.state.address import EPOCH, FROM, Choice

OWN = Choice("own", write={True: "yes", False: "no"}.__getitem__)
NEW = "new"  # stands in the address, `?from=new`


@dataclass(frozen=True, eq=False)
class Start:
    """Where a run starts. parent: (run, epoch) that the lesson's network comes from, or None.
    name: what the network is called. locked: the choices of a recipe that must be the network's."""

    lesson: Lesson | None = None
    parent: tuple | None = None
    name: str = ""
    locked: tuple = ()

    @property
    def origin(self):
        """The network in words."""
        return self.name + (f" after epoch {self.parent[1]}" if self.parent else "")

    @property
    def beside(self):
        """How many images of drawn digits are learned beside MNIST's."""
        return repeated(self.lesson.digits) if self.lesson else 0

    @property
    def run_name(self):
        """What its run is called."""
        return f"{self.name}, trained on"[:80] if self.name else ""


def start_from() -> Start:
    """Choose where to start. Returns the Start, and has the widgets show what fits it; so it is to
    be called before they are made."""
    networks = choose.every_network()
    asked = FROM.said(NEW)
    try:
        if asked not in (NEW, *networks):
            networks[asked] = choose.describe(cached.runs().get(asked))
        id = st.selectbox(
            "First weights from",
            [NEW, *networks],
            format_func=lambda id: networks.get(id, "New weights, drawn by the seed"),
            help="Every network here, to train it on with another recipe or more epochs.",
            **FROM.follow([NEW, *networks], default=NEW),
        )
        return Start() if id == NEW else _trained(id)
    except Problem as problem:
        st.error(f"{problem} It starts from new weights.", icon=":material/error:")
        return Start()


def _trained(id):
    epoch = None if id == visitor.FILE else _epoch(id)
    if id == visitor.FILE:
        network = choose.load(id)
    else:
        network = cached.network(id, epoch)
    recipe = fitting(network)
    widgets.hold("hidden", recipe.hidden)
    if recipe.hidden:
        widgets.hold("activation", recipe.activation)
    st.caption(
        "Hidden layers and activation are this network's: its weights fit no others. The optimizer "
        "starts anew; what it had gathered for momentum or Adam is not kept. The recipe's epochs come "
        "on top of those that the network has trained."
    )
    st.button(
        "Take a gentle recipe",
        help="Three epochs with Adam and a small learning rate, so that little is forgotten.",
        on_click=widgets.fill,
        args=(gentle_recipe(recipe, network),),
    )
    parent = None if epoch is None else (id, epoch)
    lesson = Lesson(network, _digits())
    return Start(lesson, parent, _called(id), OF_NETWORK)


def _called(id: str) -> str:
    if id == visitor.FILE:
        return visitor.file()[0]
    run = cached.runs().get(id)
    return run.name or choose.layers(run.recipe)


def _epoch(id):
    """After which epoch of a run; the last one if the address names none."""
    kept = cached.kept(id)
    if not kept:
        raise Problem("This run has no network yet.")
    if len(kept) == 1:
        return kept[0]
    return st.select_slider("After epoch", kept, **EPOCH.follow(kept, default=kept[-1]))


def _digits():
    """The visitor's own digits, if they want them beside MNIST."""
    digits = own()
    if len(digits) < FEWEST:
        st.caption(
            f"With {FEWEST} digits of your own, kept on Draw, it could learn those, too."
        )
        return NO_DIGITS
    wanted = st.toggle(
        f"With my own {len(digits)} digits beside MNIST",
        help="They are repeated until they are 2,500 beside MNIST's images. Afterwards you see what "
        "it gained on them, and what it forgot of MNIST.",
        **OWN.follow((True, False), default=False),
    )
    return digits if wanted else NO_DIGITS
