"""Choose a recipe, see the network it makes, and start: a preset is enough, the rest unfolds."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mnist_ann.errors import Problem
from mnist_ann.lab import durations, presets
from mnist_ann.lab.presets import Preset
from mnist_ann.recipe.choices import CHOICES, FIRST
from mnist_ann.recipe.recipe import Recipe
from ui.lab.recipe import groups, widgets
from ui.lab.recipe.network import network, network_before
from ui.lab.recipe.start_from import Start, start_from
from ui.shown import problem
from ui.state import address, cached, live, visitor
from ui.state.address import FROM


def new_run() -> None:
    """A preset and Start, what the recipe makes beside them, and all that can be changed below."""
    unreadable = widgets.arrive()
    left, right = st.columns([4, 5], gap="large")
    with left:
        st.write(welcome())
        # What comes and goes above a box has a place that stays: a box that moves forgets what is being
        # typed in it.
        with st.container():
            if unreadable:
                st.warning(
                    f"{unreadable} This is the article's recipe instead.",
                    icon=":material/link_off:",
                )
        chosen, starting = st.container(), st.container()
        with unfolded():
            changed, first = st.container(), st.container()
            start = start_from()
            rest = st.container()
    with chosen:
        preset()
    with first:
        widgets.group(FIRST, start.locked)
    wrong = widgets.wrong()
    recipe = None if wrong else widgets.chosen()
    if recipe:
        widgets.follow(recipe)
    with starting:
        for name, why in wrong.items():
            if not has_box(name):
                problem.in_place(why)
        offer(recipe, start)
    if recipe:
        with starting:
            what_happens()
        with changed:
            st.caption(f"In words: {recipe.in_words()}.")
            widgets.changed(recipe, start.locked)
    with right:
        if recipe:
            network(recipe, start.beside)
        else:
            network_before(widgets.last())
    with rest:  # at last: other writing styles take seconds
        groups.show(recipe, start)


def welcome() -> str:
    """What to do first, in a sentence."""
    if FROM.said() is not None:
        return "Press Start training: a trained network learns on in front of you."
    return "Press Start training: a network that knows nothing learns to read digits in front of you."


def known() -> Preset | None:
    """The preset that the widgets hold, if they hold one."""
    try:
        return presets.of(widgets.chosen())
    except Problem:
        return None


def preset() -> None:
    """Recipes to start from. The one that the widgets hold is shown, if they hold one."""
    now = known()
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


def what_happens() -> None:
    """The answer to the question of a preset that fails on purpose."""
    now = known()
    if now and now.fails:
        with st.expander("What happens"):
            st.write(now.outcome)


def _fill_preset(key, shown):
    chosen = st.session_state.get(key)  # a message that comes late is without
    if chosen == shown:
        return  # chosen by nobody
    for preset in presets.PRESETS:
        if preset.name == chosen:
            widgets.fill(preset.recipe)


def unfolded() -> DeltaGenerator:
    """All that can be changed: closed at first, open for what is no preset, then as the visitor has it."""
    if widgets.UNFOLDED not in st.session_state:
        own = FROM.said() is not None or known() is None
        st.session_state[widgets.UNFOLDED] = own
    return st.expander(
        widgets.UNFOLDED,
        key=widgets.UNFOLDED,
        on_change="rerun",  # so that it is kept here, and stays as it is whatever is changed in it
    )


def has_box(name: str) -> bool:
    """Whether the box of a choice is on the page, where what is wrong with it is said."""
    shown = (FIRST, groups.chosen())
    return st.session_state[widgets.UNFOLDED] and CHOICES[name].group in shown


def offer(recipe: Recipe | None, start: Start) -> None:
    """Start, and how long it will take. recipe: None while one of its choices is wrong."""
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(
            "Start training",
            type="primary",
            icon=":material/play_arrow:",
            disabled=recipe is None,
        )
        if recipe is None:
            st.caption("Correct the recipe first.")
            return
        if pressed:
            begin(recipe, start)
        live.part("workers", duration, recipe, start.beside)
    if start.lesson:
        st.caption(f"It starts with the weights of {start.origin}.")


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
    each = f"{epoch:.2g}" if epoch < 10 else f"{epoch:.0f}"
    words = f"About {durations.in_words(total)} on this machine, {each}\u00a0s an epoch"
    if first:
        words += (
            f", the first after {durations.in_words(first)} that prepare its images"
        )
    st.caption(f"{words}.")
