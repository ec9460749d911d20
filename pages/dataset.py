"""Dataset: the 70,000 images, how they are split, and one of them down to its numbers."""

import numpy as np
import pandas as pd
import streamlit as st

from mnist_ann import browse, writers
from mnist_ann.figures import dataset, pictures
from mnist_ann.figures.base import DIGITS
from mnist_ann.mnist import normalise
from mnist_ann.words import a_digit
from ui.components.gallery.gallery import gallery
from ui.shown.digit import digit_picture
from ui.state import cached
from ui.state.address import Choice

PAGE = 60  # images in the grid at once
SPLITS = {"Training": "train", "Validation": "validation", "Test": "test"}
FILES = {"train": "training file", "test": "test file"}
USES = {
    "train": "The network learns from it.",
    "validation": "It is one of the 5,000 for validation.",
    "test": "It is one of the 10,000 for the test.",
}
IMAGE = Choice("image")  # the address of one, such as test-7
SHEET = Choice("page", write=str)  # of the grid, from 1
ARTICLE = "train-2"  # the image that the article shows


def the_split(data):
    """Three blocks to scale, and what each is for."""
    sizes = {title: len(data.splits[name]) for title, name in SPLITS.items()}
    st.altair_chart(
        dataset.split_blocks(sizes),
        alt="A bar in three blocks to scale: "
        + ", ".join(f"{title} {size:,}" for title, size in sizes.items()),
    )
    purposes = {
        "Training": "The network learns from these: it changes its weights to read them better.",
        "Validation": "After each epoch, these show how well it reads digits that it didn't "
        "learn from.",
        "Test": "Kept for the end. Nobody made a choice with them, so they measure honestly.",
    }
    for column, (title, size) in zip(st.columns(3), sizes.items()):
        column.metric(f"{title} images", f"{size:,}")
        column.caption(purposes[title])


def choose_images(data):
    """What the grid shows: a split, and the places in it."""
    bound = {"bind": "query-params", "on_change": to_first_page}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        title = st.segmented_control(
            "Split",
            list(SPLITS),
            default="Training",
            required=True,
            key="split",
            **bound,
        )
        digit = st.pills(
            "Digit",
            ["All", *DIGITS],
            default="All",
            required=True,
            key="digit",
            wrap=True,
            **bound,
        )
        seed = None
        if st.toggle("Shuffle", key="shuffle", **bound):
            seed = st.number_input(
                "Seed",
                min_value=0,
                max_value=9_999,
                value=42,
                key="seed",
                width=140,
                help="Where the shuffle starts. The same seed gives the same order.",
                **bound,
            )
    split = data.splits[SPLITS[title]]
    among = written_by(writers.of(split), bound)
    chosen = None if digit == "All" else int(digit)
    return split, browse.select(split, chosen, seed, among)


def written_by(who, bound):
    """Which images of a split are shown, by who wrote them."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        group = st.segmented_control(
            "Written by",
            ["All", *writers.GROUPS],
            default="All",
            required=True,
            key="by",
            help="Staff of the Census Bureau of the United States, or high-school students.",
            **bound,
        )
        number = st.number_input(
            "One writer",
            min_value=0,
            max_value=writers.LAST,
            value=None,
            placeholder="anybody",
            key="writer",
            width=180,
            help="The number that NIST gave to a writer. An image that is opened says who wrote it.",
            **bound,
        )
    among = np.ones(len(who.numbers), bool) if group == "All" else who.of_group(group)
    return among if number is None else among & (who.numbers == number)


def only_by(writer, name):
    """Have the grid show what one writer wrote of a split."""
    (title,) = (title for title, split in SPLITS.items() if split == name)
    shown = {"split": title, "writer": writer, "by": "All", "digit": "All"}
    for key, value in shown.items():
        st.session_state[key] = value
    to_first_page()
    close_image()


def to_first_page():
    SHEET.drop()


def browser(split, places):
    """A page of images in a grid. Returns the address of the one that was opened just now."""
    if not len(places):
        st.info(
            "Nobody wrote such an image here. Choose another split, digit or writer."
        )
        return None
    grid = st.container()
    sheets = -(-len(places) // PAGE)
    page = st.pagination(sheets, **SHEET.follow(range(1, sheets + 1), default=1))
    start = PAGE * (page - 1)
    shown = browse.items(split, places[start : start + PAGE])
    with grid:
        st.caption(
            f"{start + 1:,} to {start + len(shown):,} of {len(places):,} images, each with its "
            "label below. Choose one to open it."
        )
        doubted = [bool(writers.doubt(split, place)) for place in places[start:][:PAGE]]
        if any(doubted):
            st.caption(
                "A label with a question mark is doubted by people who looked again."
            )
        opened = gallery(
            shown,
            key="grid",
            captions=[f"{item.label}{'?' * d}" for item, d in zip(shown, doubted)],
        )
    return opened


def open_image(item):
    """A dialog with one image, as large as it needs."""
    st.dialog(item.array, width="large", on_dismiss=close_image)(one_image)(item)


def close_image():
    IMAGE.drop()


def one_image(item):
    picture, facts = st.columns([2, 3])
    with picture:
        digit_picture(item.image, alt=a_digit(item.label).capitalize(), width=280)
    with facts:
        st.metric("Label", item.label, help="The digit that its writer meant.")
        file, use = FILES[item.file], USES[item.split]
        st.markdown(f"Image {item.index:,} of the {file}, counted from 0. {use}")
        split = cached.data().splits[item.split]
        place, who = item.index - split.start, writers.of(split)
        st.markdown(f"By {who.who(place)}. {writers.doubt(split, place)}")
        number = int(who.numbers[place])
        if st.button("All by this writer", on_click=only_by, args=(number, item.split)):
            st.rerun()
    pixels, divided, flattened = st.tabs(["Pixels 0 to 255", "After / 255", "Flatten"])
    with pixels:
        st.caption("28 rows of 28 pixels. 0 is black, 255 is the brightest ink.")
        ink_table(item.image, "{}")
    with divided:
        st.caption(
            "What the network receives: every pixel divided by 255, shown with two decimals."
        )
        ink_table(normalise(item.image), "{:.2f}")
    with flattened:
        flatten(item)


def ink_table(values, form):
    """28 × 28 numbers, shaded as the picture is."""
    rows = pd.DataFrame(values).rename_axis("Row")  # a name for the corner
    shaded = rows.style.map(ink).format(form)
    st.table(shaded, hide_index=False, alt="The pixels as numbers, row by row")


def ink(value):
    """The CSS of a cell: as bright as its pixel, the number readable on it."""
    level = round(value if isinstance(value, int) else 255 * value)
    number = "#8a8f98" if not level else "white" if level < 128 else "black"
    return f"background-color: rgb({level}, {level}, {level}); color: {number}"


def flatten(item):
    """The image as one row of 784 numbers, and where in it a pixel stands."""
    st.markdown(
        "Flatten puts the 28 rows one behind the other: row 0 fills places 0 to 27, row 1 places "
        "28 to 55, and so on, up to row 27 with places 756 to 783."
    )
    row = normalise(item.image).reshape(784)
    st.image(
        pictures.picture(np.tile(row, (48, 1)), 784),
        width="stretch",
        alt="All 784 values side by side, each a thin line as bright as its pixel",
    )
    # As text: a table of 784 columns took half a second.
    st.code(" ".join(f"{value:.2f}" for value in row), language=None)
    with st.container(horizontal=True):
        y = st.number_input("Row", 0, 27, 14, width=140)
        x = st.number_input("Column", 0, 27, 14, width=140)
    st.markdown(
        f"Row {y}, column {x} has the value {row[28 * y + x]:.2f} and goes to place "
        f"28 × {y} + {x} = **{28 * y + x}**."
    )


@st.cache_data(show_spinner=False)
def mean_images():
    return browse.mean_images(cached.data().train)


def the_digits(data):
    """How many of each digit there are, and what each has in common."""
    by_split = browse.counts(data.splits)
    counts = {title: by_split[name].tolist() for title, name in SPLITS.items()}
    table = pd.DataFrame(counts, index=pd.Index(DIGITS, name="Digit"))
    table["All"] = table.sum(axis=1)
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader("How many of each digit?")
        st.altair_chart(
            dataset.class_counts(counts),
            alt="Images of each digit: "
            + ", ".join(f"{digit}: {n:,}" for digit, n in table["All"].items()),
        )
        with st.expander("The numbers"):
            st.table(table.style.format("{:,}"))
    with right:
        st.subheader("What does each digit have in common?")
        st.markdown(
            "The mean of all training images of a digit: bright where most writers put ink."
        )
        with st.grid(5, min_column_width=50):
            for digit, image in enumerate(mean_images()):
                digit_picture(image, alt=f"The mean {digit}, blurred", width=112)


data = cached.data()
st.title("What does the network learn from?")
asked = IMAGE.said()
item = browse.find(data, asked) if asked else None  # a wrong address is said first
st.markdown("From MNIST: 70,000 digits that people wrote by hand, each with its label.")
the_split(data)

st.header("Browse the images")
article = st.button("Open the article's third image, `x_train_full[2]`")
opened = browser(*choose_images(data)) or (ARTICLE if article else None)

the_digits(data)

if opened:
    IMAGE.say(opened)
    item = browse.find(data, opened)
if item:
    open_image(item)
