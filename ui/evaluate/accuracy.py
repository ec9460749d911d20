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
    siblings(chosen)
    st.header("How good is that?")
    beside_others(scores, chosen)
    st.header("What does it say about the first five?")
    opened = first_images(scores, cached.data().test)
    show_code(wilson, baselines.nearest_mean)
    return opened


def headline(scores: Scores, chosen: Chosen) -> None:
    low, high = scores.interval
    wrong, n = len(scores.mistakes), len(scores.labels)
    when = f"After epoch {chosen.epoch}: the" if chosen.run else "The"
    accuracy, interval, mistakes = st.columns(3)
    accuracy.metric("Test accuracy", f"{scores.accuracy:.2%}")
    accuracy.caption(f"{when} share of the {n:,} test images that it reads right.")
    interval.metric("95% interval", f"{low:.2%} to {high:.2%}")
    interval.caption(
        "Other images would give a slightly different share. With 95% confidence, the accuracy on "
        "all images of this kind lies in this interval (Wilson's)."
    )
    mistakes.metric("Mistakes", f"{wrong:,}")
    mistakes.caption(
        f"About one image in {round(n / wrong):,} is read wrong."
        if wrong
        else "It reads every one of them right."
    )


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
        st.caption(
            "How much of it is luck? Train the same recipe with another seed: from two seeds on, "
            "their spread is shown here."
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
        "The axis is logarithmic: each line stands for ten times as many mistakes as the one before. "
        "All were measured here, on the same 10,000 test images, except LeNet-5, a small convolutional network: "
        "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, Gradient-based learning applied to document "
        "recognition, Proceedings of the IEEE 86 (1998). Such a network also uses which pixels are "
        "neighbours; dense layers have to learn that."
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
        st.caption(
            "Below each image: the answer, the digit with the greatest probability."
        )
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
            f"A 0.00 is small, not nothing: every probability below 0.005 is rounded to it. For "
            f"the first image the network says {first:.6f} for {a_digit(order[0])} and {second:.6f} for "
            f"{a_digit(order[1])}. Rounding also hides such differences, and the rounded numbers of a row "
            f"may no longer sum to 1: that is so for {scores.not_one():,} of the "
            f"{len(scores.labels):,} test images."
        )
    st.code(CODE.strip(), language="python")
    return opened
