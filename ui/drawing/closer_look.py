"""A closer look at one drawing: the way to 28 × 28, its pixels, what it is like, what would flip it."""

import numpy as np
import streamlit as st

from mnist_ann.digitize.steps import OPTIONAL, digitize
from mnist_ann.explain import counterexample
from mnist_ann.reading.reading import Reading
from mnist_ann.store.rows import Run
from mnist_ann.words import a_digit, percent
from ui.components.pixel_grid.pixel_grid import grid
from ui.shown import problem
from ui.shown.digit import digit_picture, probability_bars
from ui.shown.words import as_text
from ui.state import cached

SIDE = 156


def steps(reading: Reading, run: Run | None) -> None:
    """How the drawing became what the network sees."""
    if not reading.digitized.steps:
        st.write("This image is one of MNIST's own: these steps were taken in 1998.")
        return
    _row(
        [
            (
                step.picture,
                f"The drawing after step {number}",
                f"**{number}. {step.name}**",
                step.caption,
            )
            for number, step in enumerate(reading.digitized.steps, 1)
        ]
    )


def without(reading: Reading, run: Run | None) -> None:
    """What the network answers when steps are left out."""
    if not reading.digitized.steps:
        st.write("This image came as 28 × 28 pixels: there are no steps to leave out.")
        return
    left_out = st.pills(
        "Leave out", OPTIONAL, selection_mode="multi", default=["Scale"]
    )
    ink = reading.digitized.steps[0].picture
    with problem.shown(problem.hint) as refused:
        image = digitize(ink, tuple(left_out)).image
    if refused:
        return
    probabilities = reading.network.forward([image])[0]
    _row(
        [
            (
                reading.image,
                "With all steps",
                "**All steps**",
                _answer(reading.probabilities),
            ),
            (image, "Without these steps", "**Without these**", _answer(probabilities)),
        ]
    )


def pixels(reading: Reading, run: Run | None) -> None:
    """The image, to be changed pixel by pixel."""
    left, right = st.columns([1, 1], gap="medium")
    with left:
        changed = grid(np.round(reading.image * 255), key="changed pixels")
    with right:
        probabilities = reading.network.forward([changed / 255])[0]
        st.subheader(_answer(probabilities), anchor=False)
        probability_bars(probabilities)


def nearest(reading: Reading, run: Run | None) -> None:
    """The training images that are most like it, for this network."""
    train = cached.data().train
    places, cosines = cached.memory(reading.network).nearest(reading.image, 8)
    st.write(
        f"Of {len(train):,} training images, these are nearest to the drawing in the last hidden "
        "layer: the network means nearly the same by them."
    )
    _row(
        [
            (
                train.images[place],
                a_digit(train.labels[place]).capitalize(),
                f"**{train.labels[place]}**",
                f"Cosine {cosine:.3f}",
            )
            for place, cosine in zip(places, cosines)
        ],
        width=96,
    )


def change_of_mind(reading: Reading, run: Run | None) -> None:
    """The smallest change of pixels that flips the answer."""
    with problem.shown(problem.hint) as refused:
        changed = counterexample.smallest_change(reading.network, reading.image)
    if refused:
        return
    pixel = int(np.abs(changed.difference).argmax())
    st.write(
        f"A change of {changed.mean:.1%} a pixel on average, at most "
        f"{abs(changed.difference.flat[pixel]):.0%}, makes it {a_digit(changed.digit)}. It follows the "
        "network's gradients. To people it hardly looks different."
    )
    _row(
        [
            (
                reading.image,
                "The image",
                "**Before**",
                _answer(reading.probabilities),
            ),
            (
                np.abs(changed.difference) * 2,
                "What changed, twice as bright",
                "**The change**",
                "Twice as bright",
            ),
            (
                changed.image,
                "The changed image",
                "**After**",
                _answer(reading.network.forward([changed.image])[0]),
            ),
        ]
    )


def over_epochs(reading: Reading, run: Run | None) -> None:
    """What the same run answered to this drawing after earlier epochs."""
    if run is None:
        st.write("A file has no epochs to look back at. Choose a run.")
        return
    kept = cached.kept(run.id)
    if len(kept) < 2:
        st.write("Only the last network of this run was kept.")
        return
    answers = {epoch: _at(run, epoch, reading.image) for epoch in kept}
    st.table(
        {
            "After epoch": [str(epoch) for epoch in answers],
            "Its answer": [str(int(p.argmax())) for p in answers.values()],
            "How sure": [_cell(p.max()) for p in answers.values()],
            f"Probability of {reading.verdict.first}": [
                _cell(p[reading.verdict.first]) for p in answers.values()
            ],
        },
        hide_index=True,
        border="horizontal",
    )


def _cell(probability):
    return as_text(percent(probability))  # a cell is Markdown, and a > would quote


def _at(run, epoch, image):
    return cached.network(run.id, epoch).forward([image])[0]


def horse(reading: Reading, run: Run | None) -> None:
    """What it does with what is no digit."""
    st.write(
        "**It calls a horse a digit.** Its ten probabilities sum to 1, whatever it is shown, so one "
        "of them must be large: no answer means “none of these”. It learned from digits alone and "
        "was never told that there is anything else."
    )
    st.write(
        "That is why a second look follows: is the drawing like anything that the network learned "
        "from? The drawing network also has an eleventh unit beside it, which was shown letters, shapes "
        "and doodles. Together they notice nine of ten doodles of a kind that they never saw, and letters "
        "that aren't written like a digit; an O is a zero to them, and nobody could tell. Of real digits "
        "they suspect one in a hundred. A horse that happens to look like a 5 passes."
    )


def _answer(probabilities):
    first = int(probabilities.argmax())
    return f"{a_digit(first)}, {percent(probabilities[first])}".capitalize()


def _row(cells, width=SIDE):
    """Pictures side by side: (array, alt, title, caption)."""
    with st.container(horizontal=True):
        for picture, alt, title, caption in cells:
            with st.container(width=width):
                digit_picture(picture, alt=alt, width=width)
                st.markdown(title)
                st.caption(caption)


LOOKS = {
    "Steps": steps,
    "Leave steps out": without,
    "Change pixels": pixels,
    "Nearest training digits": nearest,
    "What would flip it": change_of_mind,
    "Over the epochs": over_epochs,
    "And a horse?": horse,
}
