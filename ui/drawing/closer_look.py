"""A closer look at one drawing: the way to 28 × 28, its pixels, what it is like, what would flip it."""

import numpy as np
import streamlit as st

from mnist_ann.digitize.painter import paint
from mnist_ann.digitize.steps import OPTIONAL, digitize
from mnist_ann.explain import counterexample
from mnist_ann.explain.horse import horse as horse_strokes
from mnist_ann.figures import pictures
from mnist_ann.reading.reading import Reading, one_digit, read
from mnist_ann.store.rows import Run
from mnist_ann.words import a_digit, percent
from ui.components.film.film import Frame, film
from ui.components.picture_sum.picture_sum import Term, picture_sum
from ui.components.pixel_grid.pixel_grid import grid
from ui.shown import problem
from ui.shown.digit import digit_picture, probability_bars
from ui.state import cached

SIDE = 156


def steps(reading: Reading, run: Run | None) -> None:
    """How the drawing became what the network sees."""
    if not reading.digitized.steps:
        st.write("This image is one of MNIST's own: these steps were taken in 1998.")
        return
    frames = [
        Frame(
            label=step.name,
            src=_address(step.picture),
            alt=f"The drawing after step {number}",
            title=f"{number}. {step.name}",
            caption=step.caption,
        )
        for number, step in enumerate(reading.digitized.steps, 1)
    ]
    film(frames, key="steps", name="Steps")


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
        f"Of {len(train):,} training images, these eight are most like your drawing to this network: in its "
        "last hidden layer they give nearly the same activations."
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
    most = np.abs(changed.difference).max()
    st.write(
        f"So little makes it {a_digit(changed.digit)}: each pixel changes by {changed.mean:.1%} on average, none "
        f"by more than {most:.0%}. The change goes where the network's answer is steepest: along its gradients."
    )
    heat = pictures.heat(changed.difference)
    after = reading.network.forward([changed.image])[0]
    picture_sum(
        [
            Term(
                _address(reading.image),
                "The image before",
                "Before",
                _answer(reading.probabilities),
            ),
            Term(
                pictures.data_url(heat),
                "The change: blue pixels get brighter, orange ones darker",
                "The change",
                f"Blue: brighter. Orange: darker. Full colour: {most:.0%}.",
            ),
            Term(_address(changed.image), "The image after", "After", _answer(after)),
        ],
        key="what would flip it",
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
    picture = _address(reading.image)
    frames = []
    for epoch in kept:
        probabilities = cached.network(run.id, epoch).forward([reading.image])[0]
        frames.append(
            Frame(
                label=str(epoch),
                src=picture,
                alt="Your drawing as the network sees it",
                title=f"After epoch {epoch}: {_answer(probabilities).lower()}",
                shares=[round(float(p), 4) for p in probabilities],
            )
        )
    film(frames, key="over the epochs", name="After epoch")


def horse(reading: Reading, run: Run | None) -> None:
    """What it does with what is no digit."""
    drawn = paint(horse_strokes())
    found = read(one_digit(drawn), cached.memory(reading.network))
    title, sentence = found.words
    left, right = st.columns([1, 1], gap="medium")
    with left.container(horizontal=True):
        digit_picture(drawn, alt="A horse that somebody drew", width=SIDE)
        digit_picture(found.image, alt="The horse as 28 × 28 pixels", width=SIDE)
    with right:
        probability_bars(found.probabilities)
    st.write(
        f"**Of the ten digits, a horse is {_answer(found.probabilities).lower()}.** The ten probabilities sum "
        "to 1, whatever the network is shown: no answer means “none of these”."
    )
    st.write(
        "So a second look follows: is the drawing like anything that the network learned from? To this "
        f"horse it says: “{title}. {sentence}”"
    )


def _answer(probabilities):
    first = int(probabilities.argmax())
    return f"{a_digit(first)}, {percent(probabilities[first])}".capitalize()


def _address(image):
    """Of an image's picture."""
    return pictures.data_url(pictures.picture(image))


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
