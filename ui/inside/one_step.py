"""One step of learning from one image: what it brings, and what it costs."""

import pandas as pd
import streamlit as st

from mnist_ann.evaluation import scores
from mnist_ann.explain.evidence import gradient_step
from mnist_ann.figures import base
from mnist_ann.network import Network
from mnist_ann.words import signed
from ui.inside.subject import Subject
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.shown.words import change_in_points
from ui.state import cached

RATES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1)


def show(chosen: Chosen, subject: Subject | None) -> None:
    network = chosen.network
    if subject is None:
        return
    before = network.forward([subject.image])[0]
    with st.container(horizontal=True, gap="large"):
        default = int(before.argmax()) if subject.label is None else subject.label
        label = st.pills(
            "It should say",
            base.DIGITS,
            default=str(default),
            required=True,
            wrap=True,
        )
        rate = st.select_slider(
            "Learning rate",
            RATES,
            value=0.001,
            format_func=lambda value: f"{value:g}",
            key="rate",
            bind="query-params",
            width=320,
        )
    step = gradient_step(network, subject.image, int(label), rate)
    columns = st.columns(4)
    columns[0].metric("Loss before", f"{step.before:.4f}")
    columns[1].metric("Loss after", f"{abs(step.after):.4f}")
    columns[2].metric(
        "Expected from the slope",
        f"{step.expected:.4f}",
        help="The loss before, minus the learning rate times the squared length of the gradient.",
    )
    columns[3].metric("Length of the gradient", f"{step.steepness:.3f}")
    st.markdown(_in_words(step))
    left, right = st.columns([3, 2], gap="large")
    after = step.network.forward([subject.image])[0]
    with left:
        rows = pd.DataFrame(
            {
                "Before": [f"{p:.2%}" for p in before],
                "After": [f"{p:.2%}" for p in after],
                "Change, points": [signed(100 * d) for d in (after - before).tolist()],
            },
            index=pd.Index(base.DIGITS, name="Digit"),
        )
        st.table(rows, border="horizontal")
    with right:
        test = cached.data().test
        whole = scores.accuracy(step.network, test.images, test.labels)
        was = cached.scores_of(network).accuracy
        st.metric(
            "Test accuracy after the step",
            f"{whole:.2%}",
            **change_in_points(whole - was),
        )
        st.markdown(
            "A step for one image moves weights that other images use too. That is why training takes "
            "small steps, for a batch of images at a time: with the article's rate of 0.01 and batches "
            "of 32, one image alone moves them as with a rate of 0.0003 here."
        )
    show_code(gradient_step, Network.gradients)


def _in_words(step):
    expected, got = step.before - step.expected, step.before - step.after
    if got <= 0:
        return "The step was too long: it went past the valley, and the loss rose."
    if got < 0.9 * expected:
        return (
            f"The loss fell by {got:.4f}; the slope promised {expected:.4f}. The way bends: the longer "
            "the step, the less the slope at its start tells."
        )
    return f"The loss fell by {got:.4f}, about what the slope promised: {expected:.4f}."
