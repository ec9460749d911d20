"""Watch a run: how far it is, its numbers, its curves, what the coach says, and where it leads."""

import streamlit as st

from mnist_ann.figures import insights, training
from mnist_ann.lab import durations
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.rows import POINTS, Epoch, Run, UnderWay
from mnist_ann.words import counted
from ui.lab.recipe.network import network
from ui.lab.run import at_epoch, done, looks, watched
from ui.lab.run.coach import coach
from ui.lab.run.control import control, note
from ui.lab.run.numbers import by_validation, meaning, others
from ui.networks import choose
from ui.networks.take_home import take_home
from ui.shown.chart import chart
from ui.state import cached, live, visitor


def watch(id: str) -> None:
    """A run: how far it is, its curves, its controls."""
    run = cached.runs().get(id)
    st.header(run.name or choose.layers(run.recipe))
    words = run.recipe.in_words()
    st.caption(words[0].upper() + words[1:])
    note(run)
    own = run.visitor == visitor.identity()
    if run.archived and own:
        st.caption("It is in your archive.")
    if not own and run.live:
        st.caption("Somebody else started this run: you watch it, they can stop it.")
    if run.parent:
        origin(run)
    now = stage(run)
    # Far back in the queue, only the place in it changes.
    every = None if now == "queue" else now
    live.part(
        every, progress, id, now, look=lambda: stage(cached.runs().get(id)), seen=now
    )
    with st.expander("Its network, layer by layer"):
        network(run.recipe, cached.start(run.id)[1])
    if not run.live and run.epoch:
        with st.expander("Download"):
            take_home(run)


def origin(run: Run) -> None:
    """The run that this one went on from."""
    ids = [run.parent] if run.parent else []
    parent = next(iter(cached.runs().several(ids).values()), None)
    if parent is None:
        st.caption(
            f"It began with the weights of another run after epoch {run.parent_epoch}, which was "
            "deleted since."
        )
        return
    st.page_link(
        "train.py",
        label=f"It began with the weights of {parent.name or choose.layers(parent.recipe)}, after "
        f"epoch {run.parent_epoch}",
        icon=":material/subdirectory_arrow_right:",
        query_params={"run": parent.id},
    )


def stage(run: Run) -> str | None:
    """What to look at: the "run"; far back in the "queue", its place; None if it has ended."""
    if not run.live:
        return None
    waits = run.status == "queued" and (cached.queue().place(run.id) or 0) > 2
    return "queue" if waits else "run"


def progress(id: str, now: str | None) -> None:
    """What changes while a run trains. now: its stage."""
    run, epochs = cached.runs().get(id), cached.runs().epochs(id)
    if now == "queue":
        live.part("queue", place, id, look=lambda: _epoch_and_stage(id))
    elif done.has_learned(run):
        done.celebrate(run, ended(run))
    else:
        st.progress(share(run), text=state(run, epochs))
    with st.container(horizontal=True, vertical_alignment="center", key="control"):
        # Whoever paused a run wants it to go on.
        for part in (
            (control, done.lead_on) if run.resumable else (done.lead_on, control)
        ):
            part(run)
    if run.error and run.status != "failed":  # what failed, the coach explains
        st.error(run.error, icon=":material/error:")
    # The keys are those of `look.css`: on a phone, the curves come before what explains them.
    with st.container(key="at-a-glance"):
        left, middle, right = st.columns([3, 5, 4], gap="medium")
    with left:
        with st.container(key="by-validation"):
            by_validation(epochs)
        with st.container(key="other-numbers"):
            others(run, epochs)
            meaning(epochs)
        coach(run, epochs, watched.insights(id, run.epoch))
    with middle:
        curves(run, epochs)
    kept = cached.kept(run.id)
    with right:
        digits, weights = (
            st.container(key="digits-read"),
            st.container(key="first-layer"),
        )
        with digits:
            if not kept:
                st.caption("There is a network to look at as soon as this run trains.")
                return
            epoch = at_epoch.choose_epoch(run, kept)
            at_epoch.digits(run, epoch)
        with weights:
            at_epoch.weights(run, epoch)
    looks.more(run, epochs, kept, epoch)


def _epoch_and_stage(id):
    run = cached.runs().get(id)
    return run.epoch, stage(run)


def place(id: str) -> None:
    """The place of a run in the queue."""
    run = cached.runs().get(id)
    st.progress(share(run), text=state(run, None))


def share(run: Run) -> float:
    """How much of a run is done, 0 to 1, of the epoch that runs what is known."""
    whole = (
        len(run.under_way.batch_loss) / min(POINTS, watched.updates(run))
        if run.under_way
        else 0
    )
    return (run.epoch + whole) / run.recipe.epochs


def state(run: Run, epochs: list[Epoch] | None) -> str:
    """Where a run is, in a sentence."""
    done = f"Epoch {run.epoch} of {run.recipe.epochs}"
    if run.live and not cached.queue().cluster().workers:
        if run.epoch:
            return f"{done}. The workers are starting; this run goes on when they are ready."
        return "The workers are warming up; this run starts when they are ready."
    if run.status == "queued":
        place = cached.queue().place(run.id)
        if not place:
            return "About to start."
        begun = f"{done}. " if run.epoch else ""
        return f"{begun}Waiting: number {place} in the queue."
    if run.status == "running":
        if run.leave:
            leaving = "Pausing" if run.leave == "paused" else "Stopping"
            return f"{done}. {leaving} after the epoch that runs now."
        if not epochs:
            return first_epoch(run.recipe)
        return f"{done}, {durations.roughly(seconds_left(run, epochs))} left."
    if run.status == "done":
        return ended(run)
    return f"{run.status.capitalize()}. {done}."


def seconds_left(run: Run, epochs: list[Epoch]) -> float:
    """How long a run that has ended an epoch still takes."""
    measured = cached.queue().cluster().epoch_seconds
    beside = cached.start(run.id)[1]
    return durations.seconds_left(
        [epoch.seconds for epoch in epochs],
        run.recipe.epochs,
        measured
        and durations.seconds_from_epoch_to_epoch(run.recipe, measured, beside),
    )


def first_epoch(recipe: Recipe) -> str:
    """What happens until the first epoch has ended."""
    seconds = cached.queue().cluster().epoch_seconds
    takes = durations.seconds_to_prepare(recipe, seconds) if seconds else 0
    if not takes:
        return "The first epoch is running."
    return (
        "It prepares its images, once, before the first epoch: about "
        f"{durations.in_words(takes)}."
    )


def ended(run: Run) -> str:
    """How a run that trained as long as its recipe says has ended."""
    if run.epoch == run.recipe.epochs:
        return f"Done: {counted(run.epoch, 'epoch')}."
    patience = run.recipe.patience
    return (
        f"Stopped early, after epoch {run.epoch}: the validation loss hadn't fallen for "
        f"{counted(patience, 'epoch')}."
    )


def curves(run: Run, epochs: list[Epoch]) -> None:
    """Accuracy and loss after each epoch."""
    recipe = run.recipe
    measured = not epochs or epochs[-1].end_loss is not None
    for measure in ("accuracy", "loss"):
        if measure == "loss" and run.under_way and not epochs:
            first_losses(run, run.under_way)
            continue
        chart(
            training.curve_table(measure, epochs, recipe.rates),
            training.curve_spec(measure, recipe.epochs, measured, not epochs),
            alt=training.curve_text(measure, epochs),
        )
    if recipe.rates:
        changes = ", ".join(
            f"{rate:g} from epoch {epoch} on" for epoch, rate in recipe.rates
        )
        st.caption(
            f"Dashed rules: the learning rate was changed from {recipe.learning_rate:g} to {changes}."
        )


def first_losses(run: Run, under_way: UnderWay) -> None:
    """The loss of each batch of the first epoch, while there is nothing else to see of a run."""
    chart(
        insights.batches_table(under_way, None, None, watched.updates(run)),
        insights.batches_spec(watched.updates(run), POINTS, ended=False),
        height=training.CURVE["loss"],
        alt=insights.under_way_text(under_way),
    )
