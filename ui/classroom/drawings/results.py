"""Networks that were trained on with half of the class's digits, before and after, on the other half."""

import functools

import streamlit as st

from mnist_ann.classroom.contents import TenDigits
from mnist_ann.classroom.drawings import halves
from mnist_ann.evaluation.comparison import mcnemar
from mnist_ann.evaluation.scores import wilson
from mnist_ann.lab.train_on import REPEATED, gentle_recipe
from mnist_ann.store.rows import Lesson
from ui.networks import choose
from ui.shown import problem
from ui.state import cached, live, visitor

FIRST = "article"  # the network that is chosen at first: there is something to gain
FEWEST = 20  # digits, half of which are learned


def current(room):
    """The activity in which the class draws all ten digits, and which keeps its runs; None before
    the first."""
    return next(iter(cached.activities().of_kind(room.id, TenDigits)), None)


def train_on(room, digits):
    """Choose a network, and train it on with half of the digits."""
    if len(digits) < FEWEST:
        st.write(
            f"With {FEWEST} accepted digits or more, a network can be trained on with half of them; "
            f"there are {len(digits)}."
        )
        return
    learn, back = halves.halves(digits)
    st.write(
        f"A network goes on learning, with {len(learn)} of our digits among MNIST's 55,000 images. The "
        f"other {len(back)} are held back: it never sees them, so that they measure honestly."
    )
    networks = {
        id: name for id, name in choose.every_network().items() if id != visitor.FILE
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        id = st.selectbox(
            "Network",
            list(networks),
            index=list(networks).index(FIRST),
            format_func=lambda id: networks[id],
            width=480,
        )
        pressed = st.button(
            "Train it on with our digits",
            type="primary",
            icon=":material/model_training:",
            help=f"Three gentle epochs. Our digits are repeated until they are {REPEATED:,}: they would "
            "else be lost among so many. Of each digit, every other drawing is learned, in the order "
            "in which they came.",
        )
    if pressed:
        with problem.shown():
            _start(room, id, learn)
            st.rerun()


def _start(room, id, learn):
    me, activities = visitor.identity(), cached.activities()
    parent, network = cached.runs().get(id), cached.network(id)
    run = cached.runs().create(
        gentle_recipe(parent.recipe, network),
        me,
        f"{choose.short(id)}, taught by class {room.code}"[:80],
        Lesson(network, learn),
        (id, parent.epoch),
    )
    activity = current(room)
    if activity is None:  # all digits came from Same digit
        activities.start(room.id, me, TenDigits(runs=(run,)), open=False)
    else:
        activities.change(activity.id, me, runs=(*activity.content.runs, run))


def results(activity, digits, who):
    """The runs of an activity, the newest first: how far they are, and what they learned. who: looks,
    "teacher" or "student"."""
    ids = activity.content.runs if activity else ()
    runs = cached.runs().several(ids)  # without those that were deleted
    for id in reversed([id for id in ids if id in runs]):
        run = runs[id]
        with st.container(border=True):
            st.page_link(
                "train.py",
                label=run.name,
                icon=":material/show_chart:",
                query_params={"run": id},
                help="Its curves on Train.",
            )
            if run.live:
                live.part(
                    f"taught network, {who}",
                    _how_far,
                    id,
                    look=functools.partial(_trains, id),
                    seen=True,
                )
            elif not run.epoch:
                st.write("It ended before its first epoch.")
            else:
                _before_and_after(id, digits)


def _trains(id):
    """Whether a run goes on; if not, there is a result."""
    return cached.runs().get(id).live


def _how_far(id):
    run = cached.runs().get(id)
    st.progress(
        run.epoch / run.recipe.epochs,
        text=f"Epoch {run.epoch} of {run.recipe.epochs}"
        if run.epoch or run.status == "running"
        else "It waits for its turn",
    )


def _before_and_after(id, digits):
    lesson = cached.runs().lesson(id)
    back = halves.choose(digits, halves.unseen(digits, cached.learned(id)))
    if lesson is None or not len(back):
        st.write("None of our digits is held back from it.")
        return
    pair = {"Before": lesson.network, "After": cached.network(id)}
    right = {name: cached.right_of(network, back) for name, network in pair.items()}
    here, mnist, interval = {}, {}, {}
    for name, network in pair.items():
        count = int(right[name].sum())
        here[name], mnist[name] = count / len(back), cached.scores_of(network).accuracy
        interval[name] = "{:.0%} to {:.0%}".format(*wilson(count, len(back)))
    left, other = st.columns(2)
    with left:
        _metric(f"On our {len(back)} digits held back", here, 1)
    with other:
        _metric("On MNIST's test images", mnist, 2)
    won = int((right["After"] & ~right["Before"]).sum())
    lost = int((right["Before"] & ~right["After"]).sum())
    st.caption(
        f"Of those held back, it reads {won} that it misread before, and misreads {lost} that it "
        f"read. {_by_chance(won, lost)} The 95% intervals: {interval['Before']} before, "
        f"{interval['After']} after."
    )


def _metric(title, shares, decimals):
    change = 100 * (shares["After"] - shares["Before"])
    st.metric(
        title,
        f"{shares['Before']:.{decimals}%} → {shares['After']:.{decimals}%}",
        f"{change:+.{decimals}f} points",
        delta_color="normal" if abs(change) >= 0.005 else "off",
    )


def _by_chance(won, lost):
    if won == lost:
        return "So it has neither gained nor lost on them."
    p = mcnemar(won, lost)
    often = "less than 0.1%" if p < 0.001 else f"{100 * p:.2g}%"
    return (
        "Two equally good networks would differ so much by chance in "
        f"{often} of such tests (McNemar's exact test)."
    )
