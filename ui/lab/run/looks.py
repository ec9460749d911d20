"""What else to watch in a run: the network at work, batches, gradients, the visitor's drawing."""

import streamlit as st

from mnist_ann.figures import insights as charts
from mnist_ann.figures.answers import answers_spec, answers_table
from mnist_ann.lab.watched import since
from mnist_ann.mnist import normalise
from mnist_ann.reading.at_work import at_work
from mnist_ann.store.rows import Epoch, Run
from mnist_ann.words import a_digit, percent, percent_in_words
from ui.components.network_at_work.network_at_work import network_at_work
from ui.drawing import canvas
from ui.lab.run import watched
from ui.networks import choose
from ui.shown.chart import chart
from ui.shown.digit import digit_picture
from ui.state import cached

AT_WORK = 115  # a 4 that looks much like a 9
UNMEASURED = (
    "What happened inside the epochs of this run wasn't measured: it was trained before that was "
    "possible. A new run shows it."
)


def more(run: Run, epochs: list[Epoch], kept: list[int], epoch: int) -> None:
    """One control, and what was chosen there; only that is computed. kept: the epochs after which there
    is a network. epoch: the one of them to look at."""
    chosen = st.segmented_control(
        "Watch", list(LOOKS), default="Network", key="watched"
    )
    if chosen:
        LOOKS[chosen](run, epochs, kept, epoch)


def network(run: Run, epochs: list[Epoch], kept: list[int], epoch: int) -> None:
    """The network at work on the visitor's drawing or a test image, as it becomes sure."""
    image, what = canvas.image(), "Your drawing"
    if image is None:
        test = cached.data().test
        image = normalise(test.images[AT_WORK])
        what = f"{a_digit(test.labels[AT_WORK]).capitalize()} from the test images"
    trained = choose.after(run, epoch)
    answer = at_work(trained.network, image)
    sure = percent_in_words(max(answer["probabilities"]))
    network_at_work(
        trained.described,
        answer,
        key="run at work",
        title=f"After epoch {epoch} it says {answer['digit']}",
        sentence=f"{what}. The network is {sure} sure.",
        alt=what,
    )


def batches(run: Run, epochs: list[Epoch], kept: list[int], epoch: int) -> None:
    """The loss of each batch within one epoch."""
    insights = watched.insights(run.id, run.epoch)
    if not insights:
        nothing_measured(run)
        return
    found = {each.epoch: each for each in insights}
    if epoch not in found:  # before the first one
        epoch = insights[0].epoch
    numbers = next(each for each in epochs if each.epoch == epoch)
    updates = watched.updates(run)
    first = insights[0] if epoch != insights[0].epoch else None
    chart(
        charts.batches_table(found[epoch], first, numbers, updates),
        charts.batches_spec(updates, len(found[epoch].batch_loss)),
        alt=charts.batches_text(found[epoch], numbers),
    )
    st.caption(
        f"Epoch {epoch}: {updates:,} updates. The dashed line is the mean of its batches, "
        f"{numbers.loss:.4f}: the running loss. The triangle is the loss measured after the last "
        f"update, {numbers.end_loss:.4f}. Each batch has other images, so the line shakes."
    )


def gradients(run: Run, epochs: list[Epoch], kept: list[int], epoch: int) -> None:
    """The size of gradients and the share of dead units, layer by layer."""
    insights = watched.insights(run.id, run.epoch)
    if not insights:
        nothing_measured(run)
        return
    recipe = run.recipe
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("**Size of the gradient**")
        chart(
            charts.gradients_table(insights, recipe.rates),
            charts.gradients_spec(recipe.epochs, len(recipe.hidden) + 1),
            alt=charts.gradients_text(insights),
        )
        st.caption(
            "How strongly the loss depends on each layer's weights. Where this is many times smaller "
            "than in the output layer, a layer learns slowly."
        )
    with right:
        st.markdown("**Dead units**")
        if not recipe.hidden:
            st.caption("Without a hidden layer, no unit can be dead.")
            return
        chart(
            charts.dead_table(insights, recipe.rates),
            charts.dead_spec(recipe.epochs, len(recipe.hidden)),
            alt=charts.dead_text(insights),
        )
        st.caption(
            "The share of units that give the same for every image. No gradient goes through them, "
            "so they stay as they are."
        )


def drawing(run: Run, epochs: list[Epoch], kept: list[int], epoch: int) -> None:
    """How the answer to the visitor's own drawing develops."""
    image = canvas.image()
    if image is None:
        st.write("Draw a digit, and see here how this network learns to read it.")
        st.page_link("draw.py", label="Draw a digit", icon=":material/draw:")
        return
    pixels = image.tobytes()
    answers = {epoch: watched.answer(run.id, epoch, pixels) for epoch in kept}
    last = answers[kept[-1]]
    digit = int(last.argmax())
    stood = since(answers, digit)
    left, right = st.columns([1, 3], gap="medium")
    with left:
        digit_picture(image, alt="Your drawing as the network sees it", width=140)
        st.markdown(f"After epoch {kept[-1]}: **{digit}**, {percent(last[digit])}")
    with right:
        chart(
            answers_table(answers),
            answers_spec(),
            alt="The answer to your drawing. "
            + ", ".join(
                f"after epoch {epoch}: {p.argmax()}, {percent(p.max())}"
                for epoch, p in answers.items()
            ),
        )
        held = (
            f"it has said so since epoch {stood}"
            if stood is not None and stood < kept[-1]
            else "it says so for the first time"
        )
        st.caption(
            f"The bluer, the more probable. It says {digit}; of the epochs whose weights were kept, "
            f"{held}."
        )


LOOKS = {
    "Network": network,
    "Batches": batches,
    "Gradients": gradients,
    "Your drawing": drawing,
}


def nothing_measured(run: Run) -> None:
    st.caption(
        "The first epoch is not over yet." if run.live and not run.epoch else UNMEASURED
    )
