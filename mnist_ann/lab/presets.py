"""Recipes worth starting from: good ones, quick ones, and some that fail on purpose.

What each sentence says was measured with its very recipe, by `python -m mnist_ann train`.
"""

from dataclasses import dataclass

from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.files import NETWORKS


@dataclass(frozen=True)
class Preset:
    """A recipe with a name. shows: a sentence on what it is for. One that fails on purpose has a
    question, to answer before it trains, and its outcome."""

    name: str
    shows: str
    recipe: Recipe
    question: str = ""
    outcome: str = ""

    @property
    def fails(self):
        return bool(self.question)


CLASS = Preset(
    "Two minutes for a class",
    "One hidden layer, a large learning rate and four epochs: 97.5% of the test images in seconds.",
    Recipe(hidden=(100,), learning_rate=0.2, epochs=4),
)

PRESETS = (
    Preset(
        "The article, exactly",
        "What the tutorial article does that this app follows: two hidden layers and 30 epochs. It reads "
        "97.7% of the test images.",
        Recipe(),
    ),
    CLASS,
    Preset(
        "No hidden layer",
        "Ten units that look at the pixels and at nothing else: 92.1% of the test images. What is "
        "missing, hidden layers find.",
        Recipe(hidden=()),
    ),
    Preset(
        "For drawing",
        "The network that reads drawings on Draw: it never sees an image twice in the same shape, so "
        "it copes with other hands and other pens. (That one also learned digits that people wrote "
        "elsewhere, which this recipe lacks.)",
        Recipe.from_json((NETWORKS / "draw.recipe.json").read_text()),
    ),
    Preset(
        "Learning rate 10",
        "A thousand times what the article uses.",
        Recipe(learning_rate=10, epochs=10),
        "Each update goes a thousand times as far. Will it learn faster, or what else will the "
        "curves show?",
        "It never learns: the first updates overshoot so far that its hidden units are dead. After each "
        "epoch it gives one answer to all images, now this digit, now that one: 8 to 12% right, and a "
        "loss above the 2.30 of guessing.",
    ),
    Preset(
        "Pixels not divided by 255",
        "The network gets the pixels as they are stored, 0 to 255, in place of 0 to 1.",
        Recipe(pixels="0 to 255", epochs=10),
        "The images are the same, only their numbers are larger. Will it learn as well, faster, or "
        "not at all?",
        "Not at all: 11% right. Sums 255 times as large make updates that are far too large, and "
        "within the first epoch most hidden units are dead. What is left gives the same answer for "
        "every image, one, and 11% of the test images are ones.",
    ),
    Preset(
        "Only 100 images",
        "It learns from 100 images in place of 55,000, and gets a hundred epochs for it.",
        Recipe(images=100, batch_size=10, epochs=100),
        "How many of these 100 will it read right in the end, and how many of the 10,000 test images?",
        "All of the 100, and 75% of the test images. It has learned its few images by heart: from "
        "epoch 45 on it makes no mistake with them, and hardly gets better with any others.",
    ),
    Preset(
        "Half the labels wrong",
        "Every second training image is called by another digit's name.",
        Recipe(label_noise=0.5, optimizer="momentum", epochs=30),
        "The validation images keep their right names. How many of those will it read right, after "
        "a few epochs and at the end?",
        "First it finds what the right half has in common and reads 95% of the validation images. "
        "Then it learns the wrong names by heart, one by one: 70% at the end. With right labels this "
        "recipe reads 98% of the test images.",
    ),
    Preset(
        "Six layers of sigmoid units",
        "Input, four hidden layers of 100 sigmoid units, output: six layers, as they were built when "
        "nobody got deep networks to learn.",
        Recipe(
            hidden=(100, 100, 100, 100),
            activation="sigmoid",
            batch_size=128,
            epochs=20,
        ),
        "With relu units this very recipe reads 96% of the test images. How many with sigmoid units?",
        "11 to 19% in every epoch, hardly more than by guessing. A sigmoid passes at most a quarter of "
        "the gradient on: less than a tenth of what moves the last layer reaches the first.",
    ),
)


def of(recipe):
    """The Preset of a recipe, or None."""
    return next((preset for preset in PRESETS if preset.recipe == recipe), None)
