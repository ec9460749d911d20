"""Watch a run: how far it is, its curves, its numbers."""

import streamlit as st
from parts import cached, pick
from parts.lab.choose import summary
from parts.lab.control import control
from parts.take_home import take_home

from mnist_ann import charts, estimate, mnist

POLL = 0.5  # seconds between two looks at a run that trains


def watch(id):
    """A run: how far it is, its curves, its controls."""
    run = cached.store().get(id)
    st.subheader(run.name or pick.layers(run.recipe))
    st.caption(sentence(run.recipe))
    # A live run is looked at again and again; when it has ended, nothing polls.
    st.fragment(progress, run_every=POLL if run.live else None)(id, run.live)
    with st.expander("Its network, layer by layer"):
        summary(run.recipe)
    if not run.live and run.epoch:
        with st.expander("Take it home"):
            take_home(run)


def sentence(recipe):
    """A recipe in words."""
    return (
        f"{recipe.activation} units · {recipe.optimizer} with learning rate "
        f"{recipe.learning_rate:g} · batches of {recipe.batch_size:,} · seed {recipe.seed}"
    )


def progress(id, was_live):
    """What changes while a run trains."""
    controls = st.container(horizontal=True, vertical_alignment="center")
    with controls:
        control(cached.store().get(id))
    run, epochs = cached.store().get(id), cached.store().epochs(id)
    if run.live != was_live:
        st.rerun()  # the whole page: start or stop polling, offer what comes next
    with controls:
        if not run.live and run.epoch:
            what_next(run)
    st.progress(run.epoch / run.recipe.epochs, text=state(run, epochs))
    if run.error:
        st.error(run.error, icon=":material/error:")
    warn_if_nothing_was_learned(run, epochs)
    metrics(run, epochs)
    st.altair_chart(
        charts.learning_curves(epochs, run.recipe.epochs),
        alt=charts.learning_curves_text(epochs),
    )
    why_validation_can_be_better()


def state(run, epochs):
    """Where a run is, in a sentence."""
    done = f"Epoch {run.epoch} of {run.recipe.epochs}"
    if run.live and not cached.store().cluster().workers:
        if run.epoch:
            return f"{done}. The workers are starting; this run goes on when they are ready."
        return "The workers are warming up; this run starts when they are ready."
    if run.status == "queued":
        place = cached.store().place(run.id)
        return f"Waiting: number {place} in the queue." if place else "About to start."
    if run.status == "running":
        if run.leave:
            return f"{done}. Stopping after the epoch that runs now."
        if not epochs:
            return "The first epoch is running."
        recent = sorted(epoch.seconds for epoch in epochs[-5:])
        left = recent[len(recent) // 2] * (run.recipe.epochs - run.epoch)
        return f"{done}, about {estimate.in_words(left)} left."
    if run.status == "done":
        return f"Done: {run.recipe.epochs} epochs."
    return f"Stopped. {done}." if run.status == "stopped" else f"Failed. {done}."


def test_accuracy(run):
    """The run's test accuracy as text; measured here if no worker was there to measure it."""
    if run.live or not run.epoch:
        return "–"
    if run.test_accuracy is None:
        return f"{cached.scores(run.id, run.epoch).accuracy:.2%}"
    return f"{run.test_accuracy:.2%}"


def warn_if_nothing_was_learned(run, epochs):
    """Ten digits, about as many of each: who guesses is right one time in ten."""
    if epochs and not run.live and epochs[-1].val_accuracy < 0.2:
        st.warning(
            f"It learned nothing: {epochs[-1].val_accuracy:.0%} right is what guessing gives. "
            f"The learning rate, {run.recipe.learning_rate:g}, is probably far too large or far "
            "too small; the article uses 0.01.",
            icon=":material/lightbulb:",
        )


def metrics(run, epochs):
    """The latest numbers, in places that stay while they change."""
    last = epochs[-1] if epochs else None
    row = st.container(horizontal=True, gap="medium")
    row.metric(
        "Training accuracy",
        f"{last.accuracy:.2%}" if last else "–",
        help="Mean over the last epoch, taken while the weights moved, as Keras shows it.",
        width="content",
    )
    row.metric(
        "Validation accuracy",
        f"{last.val_accuracy:.2%}" if last else "–",
        help=f"On the {mnist.VALIDATION:,} images held back, at the end of the epoch.",
        width="content",
    )
    row.metric(
        "Test accuracy",
        test_accuracy(run),
        help="On the 10,000 test images, measured once, when training ends.",
        width="content",
    )


def why_validation_can_be_better():
    with st.expander("Why is validation sometimes better than training?"):
        st.write(
            "The training numbers are means over the whole epoch, while the network was still "
            "getting better. The validation numbers are taken at the end of the epoch, with the "
            "best weights so far. Early on, that difference is large."
        )


def what_next(run):
    """Where a network that has learned something can be taken."""
    for page, label, icon in (
        ("evaluate.py", "Where does it go wrong?", ":material/fact_check:"),
        ("draw.py", "Draw a digit for it", ":material/draw:"),
    ):
        st.page_link(page, label=label, icon=icon, query_params={"run": run.id})
