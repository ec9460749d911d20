"""Chapter 1: one perceptron, moved by hand and then by its rule."""

import numpy as np
import streamlit as st

from mnist_ann.story import perceptron
from mnist_ann.story.perceptron import Perceptron
from mnist_ann.story.problems import BODY, animals
from ui.components.playground import playground
from ui.story.chapter import ask, remark, tell

FEW, MANY = "12 of each", "100 of each"
# A seed whose 12 and 12 a line can part; those of most seeds, and all 100 and 100, overlap.
ANIMALS = {FEW: (12, 14), MANY: (100, 14)}
ZERO = Perceptron(np.array([0, 0]))
START = Perceptron(np.array([-0.5, 1.0]), 1.0)
NAMES = ("human", "ostrich")


def show() -> None:
    tell(
        "Ostrich or human? A perceptron multiplies each input by a **[weight]**, adds a **[bias]**, and says "
        "ostrich where the **sum** is above 0. **Drag the line until nobody is on the wrong side**, or "
        "press **Play**."
    )
    figure = st.container()
    how_many = st.segmented_control(
        "Adults", [FEW, MANY], default=FEW, required=True, key="adults", bind="query-params"
    )  # fmt: skip
    with figure:
        playground.perceptrons(
            animals(*ANIMALS[how_many]),
            [START],
            key="animals",
            label="Humans and ostriches by height and weight, and the line of a perceptron",
            names=NAMES,
            axes=BODY,
            by_hand=True,
        )
    tell(
        "**Play** sets a rule to work. It looks at one after the other. If it says human to an ostrich, a "
        "tenth of the ostrich's inputs is added to the weights; the other way round, a tenth is taken away. "
        "If it is right, nothing changes. Drag the line elsewhere when it rests, and play again."
    )
    ask(
        "1",
        "When does the rule come to rest?",
        {
            "Always, it only takes long enough": "With every mistake the rule moves the line. "
            "If every line makes some mistake, it moves for ever. Try 100 of each.",
            "When it has found the best line": "The rule knows no better or worse. It stops at "
            "the first line that makes no mistake, even if it passes close by somebody.",
            "When a line makes no mistake, and otherwise never": "Watch both: 12 of each can be "
            "parted by a line, 100 of each can't.",
        },
        right="When a line makes no mistake, and otherwise never",
    )
    precisely()
    where_from()


def precisely() -> None:
    few = animals(*ANIMALS[FEW])
    *_, end = perceptron.learn(ZERO, few.inputs, few.labels)
    most = perceptron.most_updates(end.now, few.inputs, few.labels)
    remark(
        "**The promise.** If some line makes no mistake, the rule finds one after a limited number "
        "of updates: at most (R / γ)², where R is the length of the longest input and γ the "
        "distance that some faultless line keeps from all points, both counted with the bias as a "
        f"third input that is always 1 (Novikoff, 1962). For the 12 and 12 and the line found from "
        f"zero, that is {most:,}; it took {end.updates}. If no line is faultless, the rule never "
        "rests.\n\n"
        "**The best line** is often said and seldom meant. The line that keeps the greatest "
        "distance from both sides is found by another method, the support vector machine. "
        "Keeping the best line so far, as the dashed one, is an addition to the rule, called "
        "pocket (Gallant, 1990).\n\n"
        "**A perceptron** in Rosenblatt's sense (1958) answers by a step, yes or no. The units of "
        "today's networks have a smooth activation in its place. Chapter 4 shows why."
    )


def where_from() -> None:
    remark(
        "They are drawn by a seed from published means and spreads; nobody measured these very "
        "ones. Humans: means of adults in the United States, men 175.9 cm and 88.8 kg, women "
        "161.9 cm and 76.4 kg (National Center for Health Statistics, Series 3, No. 39, 2016), "
        "spreads from the percentiles of an earlier survey (National Health Statistics Reports, "
        "No. 10, 2008). Ostriches: mean weights 115 kg for males and 100 kg for females; for "
        "height, only ranges are published, 2.1 to 2.8 m and 1.7 to 2.0 m, so the mean is taken in "
        "their middle and the spread as a quarter of them. These 12 and 12 come from a seed whose "
        "groups a line can part.\n\n"
        "The inputs are scaled: x₁ is how many times 10 cm somebody is taller than 190 cm. Inputs "
        "near 0 and of similar size make learning quick; the pixels of MNIST are divided by 255 "
        "for the same reason.",
        title="Where do the numbers come from?",
    )
