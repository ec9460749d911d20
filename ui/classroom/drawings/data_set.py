"""The class's own data set: all of it at a glance, digit by digit beside MNIST's, and to take home."""

import streamlit as st

from mnist_ann import browse
from mnist_ann.browse import mean_images
from mnist_ann.classroom.drawings import wall
from mnist_ann.figures import pictures
from mnist_ann.words import a_digit
from ui.components.gallery.gallery import gallery
from ui.shown.digit import digit_picture
from ui.state import cached

MOST_ACROSS = 40  # drawings of a digit in the mosaic
NONE = (
    "The class has no digits of its own yet. They are drawn in Collect or Same digit, and belong to "
    "the data set as soon as you have accepted them in Vet."
)


def mosaic(digits, caption, across=MOST_ACROSS):
    """Digits as one picture, a row for each."""
    most = max((digits.labels == label).sum() for label in range(10))
    across = int(min(across, max(most, 10)))
    picture = pictures.picture(wall.mosaic(digits, across), 56 * across)
    with st.container(width=28 * across):  # less where the page is narrower
        st.image(
            pictures.data_url(picture),
            alt=f"{len(digits)} drawings by the class, a row for each digit",
            caption=f"{caption}: {len(digits)}",
            width="stretch",
        )


def downloads(room, digits):
    """The digits as files."""
    name = f"class-{room.code}"
    with st.container(horizontal=True):
        st.download_button(
            "As .npz",
            digits.to_npz,
            f"{name}.npz",
            icon=":material/download:",
            on_click="ignore",
            help="For np.load: `images` and `labels`, as MNIST's own are on Dataset.",
        )
        st.download_button(
            "As IDX",
            digits.to_idx,
            f"{name}-idx.zip",
            icon=":material/download:",
            on_click="ignore",
            help="Two files like MNIST's own: any program that reads those reads these.",
        )


def look(room, digits):
    """Browse the digits like MNIST."""
    if not len(digits):
        st.write(NONE)
        return
    chosen = st.pills("Digit", ["All", *range(10)], default="All", required=True)
    if chosen == "All":
        mosaic(digits, "The class's own data set")
    else:
        _one(digits, chosen)
    downloads(room, digits)


def _one(digits, label):
    """All drawings of a digit, and what they have in common beside what MNIST's have."""
    of_label = digits.images[digits.labels == label]
    if not len(of_label):
        st.write(f"Nobody has drawn {a_digit(label)} yet.")
        return
    left, right = st.columns([3, 1], gap="medium")
    with left:
        items = [
            browse.Item("class", place, "class", image, label)
            for place, image in enumerate(of_label)
        ]
        gallery(items, key=f"class {label}", side=84)
    with right, st.container(horizontal=True):
        digit_picture(
            of_label.mean(axis=0) / 255,
            alt=f"The mean {label} of the class",
            caption=f"The mean of your {len(of_label)}",
        )
        digit_picture(
            _means()[label],
            alt=f"The mean {label} of MNIST",
            caption="The mean of MNIST's",
        )


@st.cache_data(show_spinner=False)
def _means():
    return mean_images(cached.data().train)
