"""Train: choose a recipe, start, watch the network learn epoch by epoch."""

import streamlit as st
from parts import cached, pick, visitor

from mnist_ann import charts, estimate, mnist
from mnist_ann.errors import Problem
from mnist_ann.recipe import CHOICES, Recipe

POLL = 0.5  # seconds between two looks at a run that trains

ARTICLE = Recipe()
store = cached.store()
images = len(cached.data().train)


def choose_recipe():
    """The widgets of a recipe, filled with the article's. Returns the Recipe, or None after showing
    what is wrong with the choices."""
    left, right = st.columns(2)
    epochs = left.number_input(value=ARTICLE.epochs, step=1, **_words("epochs"))
    rate = right.number_input(
        value=ARTICLE.learning_rate, step=0.01, format="%g", **_words("learning_rate")
    )
    hidden = left.text_input(
        value=", ".join(map(str, ARTICLE.hidden)),
        placeholder="no hidden layer",
        **_words("hidden"),
    )
    batch_size = right.number_input(
        value=ARTICLE.batch_size, step=1, **_words("batch_size")
    )
    seed = left.number_input(value=ARTICLE.seed, step=1, **_words("seed"))
    try:
        return Recipe(
            hidden=CHOICES["hidden"].read(hidden),
            learning_rate=rate,
            batch_size=batch_size,
            epochs=epochs,
            seed=seed,
        )
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
        return None


def _words(name):
    return {"label": CHOICES[name].label, "help": CHOICES[name].help, "key": name}


def summary(recipe):
    """The layers of a recipe's network, as Keras's model.summary() lists them."""
    st.table(
        {
            "Layer": [row.layer for row in recipe.summary()],
            "Output": [f"{row.units:,}" for row in recipe.summary()],
            "Parameters": [f"{row.parameters:,}" for row in recipe.summary()],
        },
        hide_index=True,
        border="horizontal",
    )
    st.markdown(
        f"**{recipe.parameters:,}** parameters in all. Each epoch looks at "
        f"{images:,} images, {recipe.batch_size:,} at a time: "
        f"**{recipe.updates(images):,}** updates."
    )


def new_run():
    """The recipe on the left, what it makes on the right, and Start."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("The recipe")
        recipe = choose_recipe()
    with right:
        st.subheader("The network it makes")
        if recipe is None:
            st.caption("Correct the recipe first.")
            return
        summary(recipe)
    with left:
        row = st.container(horizontal=True, vertical_alignment="center")
        if row.button("Start training", type="primary", icon=":material/play_arrow:"):
            visitor.show_run("train", store.create(recipe, visitor.identity()))
            st.rerun()
        with row:
            duration(recipe)


@st.fragment(run_every=2.0)
def duration(recipe):
    """How long this recipe takes here; it follows the workers while they warm up."""
    cluster = store.cluster()
    if cluster.epoch_seconds is None or not cluster.workers:
        st.caption("The workers are warming up. You can start already.")
        return
    seconds = estimate.seconds_an_epoch(recipe, images, cluster.epoch_seconds)
    st.caption(
        f"About {estimate.in_words(seconds * recipe.epochs)} on this machine, "
        f"{seconds:.2g} s an epoch."
    )


def watch(id):
    """A run: how far it is, its curves, its controls."""
    run = store.get(id)
    st.subheader(run.name or pick.layers(run.recipe))
    st.caption(sentence(run.recipe))
    # A live run is looked at again and again; when it has ended, nothing polls.
    st.fragment(progress, run_every=POLL if run.live else None)(id, run.live)
    with st.expander("Its network, layer by layer"):
        summary(run.recipe)


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
        control(store.get(id))
    run, epochs = store.get(id), store.epochs(id)
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


def control(run):
    """Stop or Resume, for the visitor who started the run, and a way to the next run."""
    own = run.visitor == visitor.identity()
    if own and run.live:
        label = "Stopping …" if run.leave else "Stop"
        leaving = bool(run.leave)
        if st.button(label, icon=":material/stop:", disabled=leaving, key="stop"):
            store.stop(run.id, visitor.identity())
    if (
        own
        and run.resumable
        and st.button("Resume", icon=":material/play_arrow:", key="resume")
    ):
        store.resume(run.id, visitor.identity())
    if st.button("New run", icon=":material/add:"):
        visitor.show_run("train", None)
        st.rerun()


def state(run, epochs):
    """Where a run is, in a sentence."""
    done = f"Epoch {run.epoch} of {run.recipe.epochs}"
    if run.live and not store.cluster().workers:
        if run.epoch:
            return f"{done}. The workers are starting; this run goes on when they are ready."
        return "The workers are warming up; this run starts when they are ready."
    if run.status == "queued":
        place = store.place(run.id)
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


def earlier_runs(shown):
    """The shipped runs and the visitor's own, each a link."""
    runs = [run for run in store.list(visitor.identity()) if run.id != shown]
    st.subheader("Runs to look at")
    for run in runs:
        icon = ":material/inventory_2:" if run.shipped else ":material/person:"
        st.page_link(
            "train.py",
            label=pick.describe(run),
            icon=icon,
            query_params={"run": run.id},
        )


st.title("Watch a network learn")
shown = visitor.run_id("train")
if shown:
    watch(shown)
else:
    st.write(
        "This is the article's recipe. Press Start, and a network that knows nothing learns to read "
        "digits in front of you. Then change one thing and see what it does."
    )
    new_run()
st.divider()
earlier_runs(shown)
