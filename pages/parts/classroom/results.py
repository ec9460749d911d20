"""Networks that were trained on with half of the class's digits, before and after, on the other half."""

import streamlit as st
from parts import cached, pick, visitor

from mnist_ann import held_back
from mnist_ann.collection import REPEATED, Lesson, recipe_to_train_on
from mnist_ann.comparison import mcnemar
from mnist_ann.errors import Problem
from mnist_ann.evaluation import wilson
from mnist_ann.handwriting import TEN_DIGITS

FEWEST = 20  # digits, half of which are learned
PACE = 1.0  # seconds between two looks at a run that trains
TESTS = 10_000  # MNIST's test images


def current(room):
    """The activity in which the class draws all ten digits, and which keeps its runs; None before
    the first."""
    return next(iter(cached.activities().list(room.id, TEN_DIGITS)), None)


def train_on(room, digits):
    """Choose a network, and train it on with half of the digits."""
    if len(digits) < FEWEST:
        st.write(
            f"With {FEWEST} accepted digits or more, a network can be trained on with half of them; "
            f"there are {len(digits)}."
        )
        return
    learn, back = held_back.halves(digits)
    st.write(
        f"A network goes on learning, with {len(learn)} of our digits among MNIST's 55,000 images. The "
        f"other {len(back)} are held back: it never sees them, so that they measure honestly."
    )
    networks = {
        id: name for id, name in pick.every_network().items() if id != visitor.FILE
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        id = st.selectbox("Network", list(networks), format_func=networks.get)
        pressed = st.button(
            "Train it on with our digits",
            type="primary",
            icon=":material/model_training:",
            help=f"Three gentle epochs. Our digits are repeated until they are {REPEATED:,}: they would "
            "else be lost among so many. Of each digit, every other drawing is learned, in the order "
            "in which they came.",
        )
    if pressed:
        try:
            _start(room, id, learn)
        except Problem as problem:
            st.error(str(problem), icon=":material/error:")
        else:
            st.rerun()


def _start(room, id, learn):
    me, activities, store = visitor.identity(), cached.activities(), cached.store()
    parent, network = store.get(id), cached.network(id)
    run = store.create(
        recipe_to_train_on(parent.recipe, network),
        me,
        f"{pick.short(id)}, taught by class {room.code}"[:80],
        Lesson(network, learn),
        (id, parent.epoch),
    )
    activity = current(room)
    if activity is None:  # all digits came from Same digit
        made = activities.start(room.id, me, TEN_DIGITS, {})
        activities.set_open(made, me, False)
        activity = activities.get(made)
    runs = [*activity.content.get("runs", []), run]
    activities.add(activity.id, me, runs=runs)


def results(activity, digits):
    """The runs of an activity, the newest first: how far they are, and what they learned."""
    for id in reversed(activity.content.get("runs", []) if activity else []):
        try:
            run = cached.store().get(id)
        except Problem:
            continue  # it was deleted
        with st.container(border=True):
            st.page_link(
                "train.py",
                label=run.name,
                icon=":material/show_chart:",
                query_params={"run": id},
                help="Its curves on Train.",
            )
            if run.live:
                st.fragment(_how_far, run_every=PACE)(id)
            elif not run.epoch:
                st.write("It ended before its first epoch.")
            else:
                _before_and_after(id, digits)


def _how_far(id):
    run = cached.store().get(id)
    if not run.live:
        st.rerun()  # the whole page: there is a result
    st.progress(
        run.epoch / run.recipe.epochs,
        text=f"Epoch {run.epoch} of {run.recipe.epochs}"
        if run.epoch or run.status == "running"
        else "It waits for its turn",
    )


def _before_and_after(id, digits):
    lesson = cached.store().lesson(id)
    back = held_back.choose(digits, held_back.unseen(digits, cached.learned(id)))
    if lesson is None or not len(back):
        st.write("None of our digits is held back from it.")
        return
    pair = {"Before": lesson.network, "After": cached.network(id)}
    right = {name: cached.right_of(network, back) for name, network in pair.items()}
    columns = st.columns(2)
    rows = {"": [], f"Our {len(back)} held back": [], "MNIST's test images": []}
    share, mnist = {}, {}
    for name, network in pair.items():
        count = int(right[name].sum())
        low, high = wilson(count, len(back))
        share[name], mnist[name] = count / len(back), cached.scores_of(network).accuracy
        rows[""].append(name)
        rows[f"Our {len(back)} held back"].append(
            f"{share[name]:.1%} ({low:.1%} to {high:.1%})"
        )
        rows["MNIST's test images"].append(f"{mnist[name]:.2%}")
    for column, title, shares, decimals in (
        (columns[0], "On our digits", share, 1),
        (columns[1], "On MNIST", mnist, 2),
    ):
        change = 100 * (shares["After"] - shares["Before"])
        column.metric(
            title,
            f"{shares['Before']:.{decimals}%} → {shares['After']:.{decimals}%}",
            f"{change:+.{decimals}f} points",
            delta_color="normal" if abs(change) >= 0.005 else "off",
        )
    won = int((right["After"] & ~right["Before"]).sum())
    lost = int((right["Before"] & ~right["After"]).sum())
    st.caption(
        f"Of the {len(back)} digits held back, it reads {won} that it misread before, and misreads "
        f"{lost} that it read. {_by_chance(won, lost)}"
    )
    st.table(rows, hide_index=True, border="horizontal")


def _by_chance(won, lost):
    if won == lost:
        return "So it has neither gained nor lost on them."
    p = mcnemar(won, lost)
    often = "less than 0.1 %" if p < 0.001 else f"{100 * p:.2g} %"
    return (
        "Two equally good networks would differ so much by chance in "
        f"{often} of such tests (McNemar's exact test)."
    )
