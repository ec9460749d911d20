"""How many of the test images a network reads right, and how good that is."""

import dataclasses
import statistics

import pandas as pd
import streamlit as st

from mnist_ann import browse
from mnist_ann.evaluation import baselines
from mnist_ann.evaluation.scores import Scores, wilson
from mnist_ann.figures import base
from mnist_ann.figures.scores import ladder
from mnist_ann.glossary import WORDS
from mnist_ann.mnist import Split
from mnist_ann.words import a_digit
from ui.components.gallery.gallery import gallery
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached, visitor

FIRST = 5  # test images that the article predicts

CODE = """
probabilities = network.forward(x_test[:5])  # in Keras: model.predict(x_test[:5])
probabilities.round(2)
digits = probabilities.argmax(axis=1)  # in place of predict_classes, which Keras no longer has
"""


def show(chosen: Chosen) -> str | None:
    """Returns the address of an image that was opened, or None."""
    scores = cached.scores_of(chosen.network)
    headline(scores, chosen)
    st.header("How do other ways compare?")
    beside_others(scores, chosen)
    st.header("What does it say about the first five?")
    opened = first_images(scores, cached.data().test)
    show_code(wilson, baselines.nearest_mean)
    return opened


def headline(scores: Scores, chosen: Chosen) -> None:
    low, high = scores.interval
    wrong, n = len(scores.mistakes), len(scores.labels)
    when = f"After epoch {chosen.epoch}, of" if chosen.run else "Of"
    accuracy, mistakes = st.columns(2)
    accuracy.metric("Read right", f"{scores.accuracy:.2%}", help=WORDS["test images"])
    accuracy.caption(
        f"{when} {n:,} images that it never trained on: its **test accuracy**."
    )
    mistakes.metric("Read wrong", f"{wrong:,}")
    mistakes.caption(
        f"About one image in {round(n / wrong):,}." if wrong else "Not one of them."
    )
    with st.expander("For experts: how exact is that, and how much is luck?"):
        st.markdown(
            f"Other images would give a slightly different share. The 95% interval (Wilson's) is "
            f"**{low:.2%} to {high:.2%}**."
        )
        siblings(chosen)


def siblings(chosen: Chosen) -> None:
    """The spread over runs by the same recipe that started from other seeds."""
    if not chosen.run:
        return
    found = {
        run.recipe.seed: run.test_accuracy
        for run in cached.runs().of_visitor(visitor.identity())
        if run.test_accuracy is not None
        and dataclasses.replace(run.recipe, seed=0)
        == dataclasses.replace(chosen.run.recipe, seed=0)
    }
    if len(found) < 2:
        st.markdown(
            "Train the same recipe with another seed: from two seeds on, their spread is shown here."
        )
        return
    shares = list(found.values())
    st.markdown(
        f"**{len(shares)} seeds of this recipe** reached {min(shares):.2%} to {max(shares):.2%}, "
        f"on average {statistics.mean(shares):.2%} with a standard deviation of "
        f"{100 * statistics.stdev(shares):.2f} points. A difference smaller than that says nothing "
        "about a recipe: "
        + ", ".join(f"seed {seed} {share:.2%}" for seed, share in sorted(found.items()))
        + "."
    )


def beside_others(scores: Scores, chosen: Chosen) -> None:
    """A ladder from guessing to what is published."""
    own = f"This one: {chosen.name}"
    finished = chosen.run and chosen.epoch == chosen.run.epoch and chosen.run.id
    rungs = [
        *cached.simple_rungs(),
        *(_measured(id) for id in ("linear", "article", "draw") if id != finished),
        baselines.CONVOLUTIONAL,
        baselines.Rung(own, scores.accuracy, scores.accuracy, "measured here"),
    ]
    rungs.sort(key=lambda rung: rung.low)
    st.altair_chart(
        ladder(rungs, own),
        alt="Accuracy on the test images, from worst to best: "
        + "; ".join(f"{rung.name} {rung.text} ({rung.source})" for rung in rungs),
    )
    st.caption(
        "Each line stands for ten times as many mistakes as the one before it: the axis is logarithmic. All "
        "were measured here, except LeNet-5, a convolutional network, which also uses which pixels are "
        "neighbours (LeCun and others, Gradient-based learning applied to document recognition, 1998)."
    )


def _measured(id):
    run = cached.runs().get(id)
    reached = run.test_accuracy
    assert reached is not None  # of a run that comes with the app
    return baselines.Rung(run.name, reached, reached, "measured here")


def first_images(scores: Scores, test: Split) -> str | None:
    """The article's prediction of the first five test images."""
    items = browse.items(test, range(FIRST))
    probabilities, answers = scores.probabilities[:FIRST], scores.predicted[:FIRST]
    pictures, table = st.columns([2, 3], gap="medium")
    with pictures:
        opened = gallery(
            items,
            key="first",
            captions=[str(answer) for answer in answers],
            side=64,
        )
        st.caption("Below each image: its answer, the most probable digit.")
    with table:
        rounded = st.toggle("Round to two decimals, as the article does", value=True)
        rows = pd.DataFrame(
            probabilities.round(2) if rounded else probabilities,
            index=pd.Index([item.array for item in items], name="Image"),
            columns=base.DIGITS,
        )
        form = "{:.2f}" if rounded else "{:.6f}"
        st.table(
            rows.style.highlight_max(axis=1, props="font-weight: bold").format(form),
            alt="Ten probabilities for each of the first five test images",
        )
        order = probabilities[0].argsort()[::-1]
        first, second = probabilities[0][order[:2]]
        st.markdown(
            f"A 0.00 is small, not nothing. For the first image the network says {first:.6f} for "
            f"{a_digit(order[0])} and {second:.6f} for {a_digit(order[1])}. Rounded, a row may no longer "
            f"sum to 1: that is so for {scores.not_one():,} of the {len(scores.labels):,} test images."
        )
    st.code(CODE.strip(), language="python")
    return opened
