"""What else to watch in a run: batches, twelve digits, weights, gradients, the visitor's drawing."""

import streamlit as st

from mnist_ann.figures import insights as charts
from mnist_ann.figures.answers import answers_spec, answers_table
from mnist_ann.figures.pictures import COLUMNS, MOST_TILES
from mnist_ann.lab.watched import since
from mnist_ann.mnist import normalise
from mnist_ann.reading.at_work import at_work
from mnist_ann.store.rows import Epoch, Run
from mnist_ann.words import a_digit, percent, percent_in_words
from ui.components.network_at_work.network_at_work import network_at_work
from ui.drawing import canvas
from ui.lab.run import watched
from ui.networks import choose
from ui.shown.digit import digit_picture
from ui.state import cached

AT_WORK = 115  # a 4 that looks much like a 9
NEWEST = "newest"
UNMEASURED = (
    "What happened inside the epochs of this run wasn't measured: it was trained before that was "
    "possible. A new run shows it."
)


def more(run: Run, epochs: list[Epoch]) -> None:
    """One control, and what was chosen there; only that is computed."""
    chosen = st.segmented_control(
        "Watch", list(LOOKS), default="Network", key="watched"
    )
    if not chosen:
        return
    kept = cached.kept(run.id)
    if kept:
        LOOKS[chosen](run, epochs, kept)
    else:
        st.caption("There is a network to look at as soon as this run trains.")


def network(run: Run, epochs: list[Epoch], kept: list[int]) -> None:
    """The network at work on the visitor's drawing or a test image, as it becomes sure."""
    epoch = after_epoch(run, kept)
    image, what = canvas.image(), "Your drawing"
    if image is None:
        test = cached.data().test
        image = normalise(test.images[AT_WORK])
        what = f"x_test[{AT_WORK}], {a_digit(test.labels[AT_WORK])}"
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


def twelve_digits(run: Run, epochs: list[Epoch], kept: list[int]) -> None:
    """Fixed test images, predicted anew after each epoch."""
    epoch = after_epoch(run, kept)
    digits, sure = watched.twelve_answers(run.id, epoch)
    right = 0
    with st.container(horizontal=True, gap="small"):
        for (picture, label, place), digit, p in zip(
            watched.twelve_pictures(), digits, sure
        ):
            right += int(digit == label)
            mark = "✓" if digit == label else "✗"
            st.image(
                picture,
                caption=f"{mark} **{digit}** {percent(p, 0)}",
                alt=f"x_test[{place}], {a_digit(label)}. The network says {digit}: "
                f"{'right' if digit == label else 'wrong'}, {percent(p)}",
                width=76,
            )
    st.caption(
        f"After epoch {epoch} it reads {right} of these twelve right. They are test images, which it "
        "never trains on: three are easy, seven take the article's network 5 to 20 epochs, two it "
        "never gets, a 4 and a 6. Below each: right or wrong, its answer, how sure it is."
    )


def weights(run: Run, epochs: list[Epoch], kept: list[int]) -> None:
    """The weights of the first layer's units, as tiles."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        epoch = after_epoch(run, kept)
        changes = st.toggle(
            "Without the random start", value=True, key="weights changed", width=220
        )
    recipe = run.recipe
    units = recipe.hidden[0] if recipe.hidden else 10
    tiles, most, moved = watched.weight_tiles(run.id, epoch, changes)
    shown = min(units, MOST_TILES)
    which = (
        f"the first {shown} of {units:,} units"
        if shown < units
        else f"all {units} units"
    )
    what = "How training changed the weights" if changes else "The weights"
    st.image(
        tiles,
        width=704 * min(COLUMNS, shown) // COLUMNS,
        alt=f"{what} of {which} of the first layer after epoch {epoch}, a square of 28 × 28 for each",
    )
    st.caption(
        f"{what} of {which} of the first layer, after epoch {epoch}: a square for each unit, a dot for "
        "each pixel that it looks at. Ink on blue drives the unit, ink on orange holds it back; full "
        f"colour is {most:.2g}. So far the weights have moved by {moved:.2g} on average."
    )


def batches(run: Run, epochs: list[Epoch], kept: list[int]) -> None:
    """The loss of each batch within one epoch."""
    insights = watched.insights(run.id, run.epoch)
    if not insights:
        nothing_measured(run)
        return
    found = {each.epoch: each for each in insights}
    epoch = after_epoch(run, [each for each in kept if each in found])
    numbers = next(each for each in epochs if each.epoch == epoch)
    updates = run.recipe.updates(run.recipe.images + cached.start(run.id)[1])
    first = insights[0] if epoch != insights[0].epoch else None
    st.vega_lite_chart(
        charts.batches_table(found[epoch], first, numbers, updates),
        charts.batches_spec(updates, len(found[epoch].batch_loss)),
        width="stretch",
        alt=charts.batches_text(found[epoch], numbers),
    )
    st.caption(
        f"Epoch {epoch}: {updates:,} updates. The dashed line is the mean of its batches, "
        f"{numbers.loss:.4f}: the running loss. The triangle is the loss measured after the last "
        f"update, {numbers.end_loss:.4f}. Each batch has other images, so the line shakes."
    )


def gradients(run: Run, epochs: list[Epoch], kept: list[int]) -> None:
    """The size of gradients and the share of dead units, layer by layer."""
    insights = watched.insights(run.id, run.epoch)
    if not insights:
        nothing_measured(run)
        return
    recipe = run.recipe
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("**Size of the gradient**")
        st.vega_lite_chart(
            charts.gradients_table(insights, recipe.rates),
            charts.gradients_spec(recipe.epochs, len(recipe.hidden) + 1),
            width="stretch",
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
        st.vega_lite_chart(
            charts.dead_table(insights, recipe.rates),
            charts.dead_spec(recipe.epochs, len(recipe.hidden)),
            width="stretch",
            alt=charts.dead_text(insights),
        )
        st.caption(
            "The share of units that give the same for every image. No gradient goes through them, "
            "so they stay as they are."
        )


def drawing(run: Run, epochs: list[Epoch], kept: list[int]) -> None:
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
        st.vega_lite_chart(
            answers_table(answers),
            answers_spec(),
            width="stretch",
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
    "Twelve digits": twelve_digits,
    "Weights": weights,
    "Batches": batches,
    "Gradients": gradients,
    "Your drawing": drawing,
}


def after_epoch(run: Run, kept: list[int]) -> int:
    """Which of the epochs to look at: the newest one, unless the visitor went back."""
    # The newest one has no number here, so that the options stay while it changes, and is never called
    # like one that has: the browser says what was chosen by what it is called.
    options = [*(kept[:-1] or kept), NEWEST]
    newest = NEWEST if run.live else f"{kept[-1]}, the last"
    chosen = st.select_slider(
        "After epoch",
        options,
        value=NEWEST,
        format_func=lambda epoch: newest if epoch == NEWEST else str(epoch),
        key=f"epoch of {run.id}",
        width=420,
    )
    return kept[-1] if chosen == NEWEST else int(chosen)


def nothing_measured(run: Run) -> None:
    st.caption(
        "The first epoch is not over yet." if run.live and not run.epoch else UNMEASURED
    )
