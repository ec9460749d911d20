"""Evaluate: how good a network is on images it never saw, and where it goes wrong."""

import pandas as pd
import streamlit as st
from parts import cached, pick
from parts.gallery import gallery

from mnist_ann import browse, charts

FIRST = 5  # test images that the article predicts
MOST = 22  # mistakes shown at once

CODE = """
probabilities = network.forward(x_test[:5])  # in Keras: model.predict(x_test[:5])
probabilities.round(2)
digits = probabilities.argmax(axis=1)  # in place of predict_classes, which Keras no longer has
"""


def choose_epoch(run):
    """After which epoch: the last one, or any other that the run kept its network of."""
    kept = cached.store().snapshots(run.id)
    if not kept:
        st.info(NO_NETWORK.get(run.status, "This run has no network."))
        st.stop()
    if len(kept) == 1:
        return kept[0]
    return st.select_slider(
        "After epoch",
        kept,
        value=kept[-1],
        key="epoch",
        bind="query-params",
        help="Epoch 0 is the network before training, with random weights.",
    )


NO_NETWORK = {
    "queued": "This run waits for its turn. It has a network to evaluate as soon as it trains.",
    "running": "This run has just begun. Reload in a few seconds to evaluate its first network.",
    "stopped": "This run was stopped before it had a network. Resume it on Train.",
    "failed": "This run failed before it had a network. Choose another one.",
}


def headline(scores, epoch):
    low, high = scores.interval
    wrong, n = len(scores.mistakes), len(scores.labels)
    accuracy, interval, mistakes = st.columns(3)
    accuracy.metric("Test accuracy", f"{scores.accuracy:.2%}")
    accuracy.caption(
        f"After epoch {epoch}: the share of the {n:,} test images that it reads right."
    )
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


def first_images(scores, test):
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
            index=[item.array for item in items],
            columns=charts.DIGITS,
        )
        form = "{:.2f}" if rounded else "{:.6f}"
        st.table(
            rows.style.format(form).highlight_max(axis=1, props="font-weight: bold"),
            alt="Ten probabilities for each of the first five test images",
        )
        order = probabilities[0].argsort()[::-1]
        first, second = probabilities[0][order[:2]]
        st.markdown(
            f"A 0.00 is small, not nothing: every probability below 0.005 is rounded to it. For "
            f"the first image the network says {first:.6f} for a {order[0]} and {second:.6f} for "
            f"a {order[1]}. Rounding also hides such differences, and the rounded numbers of a row "
            f"may no longer sum to 1: that is so for {scores.not_one():,} of the "
            f"{len(scores.labels):,} test images."
        )
    st.code(CODE.strip(), language="python")
    return opened


def mixed_up(scores):
    """The confusion matrix, and what it says about each digit."""
    matrix, table = st.columns([3, 2], gap="medium")
    often = ", ".join(
        f"{label} read as {answer} ({count} times)"
        for label, answer, count in scores.confusions[:5]
    )
    with matrix:
        st.altair_chart(
            charts.confusion_matrix(scores.confusion),
            alt=f"Confusion matrix. Most frequent mistakes: {often or 'none'}.",
        )
        st.caption(
            "A row for each label, a column for each answer. Blue: read right. The more vivid the "
            "orange, the more frequent the mistake."
        )
    with table:
        rows = pd.DataFrame(
            {
                "Images": scores.confusion.sum(axis=1),
                "Recall": scores.recall,
                "Precision": scores.precision,
            },
            index=pd.Index(charts.DIGITS, name="Digit"),
        )
        shares = {"Recall": "{:.1%}", "Precision": "{:.1%}", "Images": "{:,}"}
        st.table(rows.style.format(shares, na_rep="–"))
        st.caption(
            "Recall: of the images of a digit, how many it reads as that digit. Precision: of the "
            "images that it reads as a digit, how many are that digit."
        )


def mistakes(scores, test):
    """The images that it read wrong, the one that it was surest of first."""
    if not len(scores.mistakes):
        st.markdown("There is none.")
        return None
    kinds = {"All mistakes": scores.mistakes}
    for label, answer, count in scores.confusions:
        kinds[f"{label} read as {answer} ({count})"] = [
            i
            for i in scores.mistakes
            if (scores.labels[i], scores.predicted[i]) == (label, answer)
        ]
    kind = st.selectbox("Show", kinds, width=280)
    shown = kinds[kind][:MOST]
    st.caption(
        f"{len(shown)} of {len(kinds[kind])}, the most confident first. Choose one to see its "
        "numbers on Dataset."
    )
    return gallery(
        browse.items(test, shown),
        key="mistakes",
        captions=[
            f"{scores.labels[i]} read as {scores.predicted[i]}\n"
            f"{charts.percent(scores.confidence[i])} sure"
            for i in shown
        ],
        side=100,
    )


def how_sure(scores):
    """Whether its probabilities can be taken at their word."""
    groups = scores.calibration()
    st.markdown(
        "The answers, grouped by their probability. Where circle and square meet, the probability "
        "can be taken at its word: of the answers given with 90%, 90% are right."
    )
    st.altair_chart(
        charts.calibration(groups),
        alt="For answers grouped by probability, how sure the network was and how often it was "
        "right: "
        + "; ".join(
            f"{group.count:,} answers, {group.confidence:.1%} sure, {group.accuracy:.1%} right"
            for group in groups
        ),
    )


st.title("How good is it, and where does it go wrong?")
st.markdown(
    "The network reads the 10,000 test images, which it never trained on. Choose which network."
)
left, right = st.columns(2, gap="medium")
with left:
    run = pick.run()
with right:
    epoch = choose_epoch(run)
test, scores = cached.data().test, cached.scores(run.id, epoch)
headline(scores, epoch)

st.header("What does it say about the first five?")
opened = first_images(scores, test)

st.header("Which digits does it mix up?")
mixed_up(scores)

st.header("Its most confident mistakes")
opened = mistakes(scores, test) or opened

st.header("Does it know how sure it may be?")
how_sure(scores)

if opened:
    st.switch_page("dataset.py", query_params={"image": opened})
