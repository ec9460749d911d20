"""How well networks read the class's own digits, beside MNIST's."""

from dataclasses import dataclass

import streamlit as st

from mnist_ann.classroom.drawings import halves
from mnist_ann.evaluation.scores import wilson
from mnist_ann.figures.scores import here_and_there
from ui.networks import choose
from ui.state import cached, visitor

FIRST = "article"  # the network of the sentence above the table
TESTS = 10_000  # MNIST's test images


@dataclass(frozen=True)
class Reading:
    """How a network reads the digits of a class that it never learned: right of count, and MNIST's
    test images: a share."""

    name: str
    right: int
    count: int
    mnist: float

    @property
    def here(self):
        """The share of the class's digits that it reads right."""
        return self.right / self.count


def reading(id, name, digits):
    """The Reading of a network in pick.every_network(); None if it has learned all of the digits."""
    network = choose.load(id)
    right = cached.right_of(network, digits)
    if id != visitor.FILE:
        right = right[halves.unseen(digits, cached.learned(id))]
    if not len(right):
        return None
    return Reading(name, int(right.sum()), len(right), on_mnist(id, network))


def on_mnist(id, network):
    """A network's share of MNIST's test images; a run that has ended knows it."""
    run = None if id == visitor.FILE else cached.runs().get(id)
    if run and run.test_accuracy is not None:
        return run.test_accuracy
    return cached.scores_of(network).accuracy


def measure(digits):
    """Every network that the visitor can compare."""
    found = {id: reading(id, choose.short(id), digits) for id in choose.every_network()}
    found = {id: each for id, each in found.items() if each}
    if FIRST in found:
        first = found[FIRST]
        st.header(f"{first.mnist:.2%} on MNIST, {first.here:.0%} on us", anchor=False)
        st.caption(
            f"The article's network. It reads {first.right} of our {first.count} digits: with so few, "
            "the interval is wide."
        )
    rows = []
    for each in found.values():
        name = each.name
        rows.append((name, "Our class", each.here, *wilson(each.right, each.count)))
        tested = round(each.mnist * TESTS)
        rows.append((name, "MNIST", each.mnist, *wilson(tested, TESTS)))
    st.altair_chart(
        here_and_there(rows),
        alt="Read right: "
        + "; ".join(
            f"{each.name} {each.here:.1%} of the class's digits, {each.mnist:.1%} of MNIST's"
            for each in found.values()
        ),
    )
    with st.expander("The numbers"):
        _table(found.values())
    if any(each.count < len(digits) for each in found.values()):
        st.caption(
            "A network that was trained on with some of our digits is measured on the others alone."
        )


def _table(readings):
    rows = {"Network": [], "Our class": [], "95% interval": [], "MNIST": []}
    for each in readings:
        low, high = wilson(each.right, each.count)
        rows["Network"].append(each.name)
        rows["Our class"].append(f"{each.here:.1%}: {each.right} of {each.count}")
        rows["95% interval"].append(f"{low:.1%} to {high:.1%}")
        rows["MNIST"].append(f"{each.mnist:.2%}")
    st.table(rows, hide_index=True, border="horizontal")
