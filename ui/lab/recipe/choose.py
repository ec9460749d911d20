"""Choose a recipe, see the network it makes, and start."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mnist_ann.errors import Problem
from mnist_ann.lab import durations, presets
from mnist_ann.recipe.choices import FIRST, GROUPS, IMAGES, WARPS
from mnist_ann.recipe.recipe import Recipe
from ui.lab.recipe import preview, widgets
from ui.lab.recipe.carry import carry
from ui.lab.recipe.start_from import Start, start_from
from ui.lab.several import sweep
from ui.shown import problem
from ui.state import address, cached, live, visitor
from ui.state.address import FROM


def new_run() -> None:
    """The recipe on the left, what it makes on the right, and Start."""
    unreadable = widgets.arrive()
    welcome()
    # What comes and goes above a box has a place that stays: a box that moves forgets what is being
    # typed in it.
    with st.container():
        if unreadable:
            st.warning(
                f"{unreadable} This is the article's recipe instead.",
                icon=":material/link_off:",
            )
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("The recipe")
        choices, changed, row, groups = (st.container() for _ in range(4))
        with st.expander(
            "Start from a trained network", expanded=FROM.said() is not None
        ):
            start = start_from()
        several = st.expander("Several runs at once")
    with choices:
        with st.container():
            preset()
        widgets.group(FIRST, start.locked)
    with groups:
        boxes = {
            title: unfold(title, start.locked) for title in GROUPS if title != FIRST
        }
    recipe = None
    with choices, problem.shown():
        recipe = widgets.chosen()
        widgets.follow(recipe)
    with right:
        st.subheader("The network it makes")
        if recipe:
            summary(recipe, start.beside)
            st.caption(f"In words: {recipe.in_words()}.")
        else:
            st.caption("Correct the recipe first.")
        with st.expander("Keep, share or load a recipe"):
            carry(recipe)
    if recipe is None:
        several.caption("Correct the recipe first.")
        return
    with changed:
        widgets.changed(recipe, start.locked)
    with row.container(horizontal=True, vertical_alignment="center"):
        if st.button("Start training", type="primary", icon=":material/play_arrow:"):
            begin(recipe, start)
        live.part("workers", duration, recipe, start.beside)
    if start.lesson:
        row.caption(f"It starts with the weights of {start.origin}.")
    with several:
        if start.lesson:
            st.caption(
                "Several runs at once start from new weights each, but the one above starts from a "
                "trained network. Choose new weights there to start several."
            )
        else:
            sweep.offer(recipe)
    look(recipe, start, boxes)  # at last: other writing styles take seconds


def welcome() -> None:
    """What to do first, for the recipe that is there."""
    try:
        articles = not widgets.chosen().differences
    except Problem:
        articles = False
    if FROM.said() is not None:
        said = "a trained network learns on in front of you, by the recipe below."
    else:
        said = "a network that knows nothing learns to read digits in front of you, "
        said += (
            "at first by the article's recipe." if articles else "by the recipe below."
        )
    st.write(
        f"Press Start training, and {said} Then change one thing and see what it does."
    )


def preset() -> None:
    """Recipes to start from. The one that the widgets hold is shown, if they hold one."""
    try:
        now = presets.of(widgets.chosen())
    except Problem:
        now = None
    named = {preset.name: preset for preset in presets.PRESETS}
    # A widget of its own for each that is shown: else a click that comes before the page has changed
    # it would count as a choice of what it showed before, and take the last change back.
    shown = now and now.name
    key = f"preset {shown}"
    st.selectbox(
        "Start from a preset",
        list(named),
        index=list(named).index(shown) if shown else None,
        placeholder="A recipe of your own",
        format_func=lambda name: name + " · fails on purpose" * named[name].fails,
        key=key,
        on_change=_fill_preset,
        args=(key, shown),
    )
    if now is None:
        return
    if not now.fails:
        st.caption(now.shows)
        return
    st.info(
        f"{now.shows} **Predict first:** {now.question}",
        icon=":material/psychology_alt:",
    )
    with st.expander("What happens"):
        st.write(now.outcome)


def _fill_preset(key, shown):
    if st.session_state[key] == shown:
        return  # chosen by nobody
    for preset in presets.PRESETS:
        if preset.name == st.session_state[key]:
            widgets.fill(preset.recipe)


def unfold(title: str, locked: Sequence[str]) -> DeltaGenerator:
    """A group of choices to unfold. Returns its expander."""
    # Those of the warps are looked at only while they are unfolded; it says so.
    if title == WARPS:
        box = st.expander(title, key=title, on_change="rerun")
    else:
        box = st.expander(title)
    with box:
        widgets.group(title, locked)
    return box


def look(recipe: Recipe, start: Start, boxes: dict) -> None:
    """What training will see, in the groups that change it."""
    data = cached.data_beside(start.lesson)
    if recipe.label_noise:
        with boxes[IMAGES]:
            preview.mislabelled(recipe, data)
    if (recipe.warps or recipe.styles or recipe.redrawn) and boxes[WARPS].open:
        with boxes[WARPS]:
            preview.warped(recipe, data)


def begin(recipe: Recipe, start: Start) -> None:
    """Put the run into the queue and show it."""
    known = presets.of(recipe)
    with problem.shown():
        id = cached.runs().create(
            recipe,
            visitor.identity(),
            name=start.run_name or (known.name if known else ""),
            lesson=start.lesson,
            parent=start.parent,
        )
        # In one step: each is an entry of the browser's history, and Back is to lead to the recipe.
        address.only({"run": id})
        st.rerun()


def summary(recipe: Recipe, beside: int) -> None:
    """The layers of a recipe's network, as Keras's model.summary() lists them, and what an epoch is.
    beside: how many images of drawn digits it trains on, too."""
    images = recipe.images + beside
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
        + f" {beside:,} of the images are drawn digits, each repeated."
        * bool(beside)
    )


def duration(recipe: Recipe, beside: int) -> None:
    """How long this recipe takes here; it follows the workers while they warm up. beside: how many
    images it trains on besides its own."""
    cluster = cached.queue().cluster()
    if cluster.epoch_seconds is None or not cluster.workers:
        st.caption("The workers are warming up. You can start already.")
        return
    total = durations.seconds(recipe, cluster.epoch_seconds, beside)
    first = durations.seconds_to_prepare(recipe, cluster.epoch_seconds)
    epoch = durations.seconds_from_epoch_to_epoch(recipe, cluster.epoch_seconds, beside)
    words = f"About {durations.in_words(total)} on this machine, {epoch:.2g} s an epoch"
    if first:
        words += (
            f", the first after {durations.in_words(first)} that prepare its images"
        )
    st.caption(f"{words}.")
