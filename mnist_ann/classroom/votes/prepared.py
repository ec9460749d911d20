"""Questions to ask a class, each with the run that answers it.

A question is answered by measuring its run, not by what is written here: `outcome` says why it comes out
so. What an outcome says in numbers was measured with its very recipe, by `python -m mnist_ann train`.
"""

import dataclasses
import functools

from mnist_ann.classroom.votes.questions import Question
from mnist_ann.lab import presets

# How many of 100 test images are read right.
_images = functools.partial(Question, unit="of 100 images", measure="test")
# Which of three outcomes it comes to.
_outcomes = functools.partial(
    Question,
    choices=(
        "It learns nothing",
        "It learns, but reads fewer than 97 of 100 right",
        "It learns, and reads 97 of 100 or more right",
    ),
    bounds=(20, 97),
    measure="test",
)


def _preset(name):
    return next(each.recipe for each in presets.PRESETS if each.name == name)


def _quick(**choices):
    return dataclasses.replace(presets.CLASS.recipe, **choices)


QUESTIONS = (
    Question(
        "A network that nobody has trained: all its weights are random. How many of 100 test images "
        "does it read right?",
        "Before any training",
        unit="of 100 images",
        measure="untrained",
        recipe=_quick(epochs=1),
        outcome="13, a little more than the 10 of guessing, by chance: another seed has another number.",
    ),
    Question(
        "It looks once at each of the 55,000 training images, one epoch. How many of the 10,000 test "
        "images does it read right then?",
        "After one epoch",
        unit="images",
        most=10_000,
        measure="test",
        scale=10_000,
        recipe=_quick(epochs=1),
        outcome="About 9,600. It has changed each of its weights 1,719 times, which is enough for most "
        "digits. What is left to learn are the hard ones.",
    ),
    _images(
        "A network without any hidden layer, ten sums of weighted pixels and nothing else: how many of "
        "100 test images does it read right?",
        "No hidden layer",
        recipe=_preset("No hidden layer"),
        outcome="92. Most digits differ enough in where their ink is. What it lacks, hidden layers find.",
    ),
    _images(
        "A network with a single hidden unit: all that it knows of an image is one number. How many of "
        "100 test images does it read right?",
        "One hidden unit",
        recipe=_quick(hidden=(1,)),
        outcome="27. Ten digits must share one number line: it tells the two or three apart that lie "
        "farthest from each other. With ten hidden units it is 93.",
    ),
    _outcomes(
        "The learning rate is 10, a thousand times what the article uses: each update of the weights "
        "goes a thousand times as far. What comes of it?",
        "Learning rate 10",
        recipe=_preset("Learning rate 10"),
        outcome="It never learns. The first updates overshoot so far that its hidden units are dead: it "
        "gives one answer to all images, and is right where that happens to be the digit.",
    ),
    _outcomes(
        "The pixels are not divided by 255: the network gets numbers from 0 to 255 in place of 0 to 1. "
        "The images are the same. What comes of it?",
        "Pixels not divided by 255",
        recipe=_preset("Pixels not divided by 255"),
        outcome="It never learns. Sums 255 times as large make updates that are far too large, and "
        "within the first epoch most hidden units are dead.",
    ),
    _images(
        "It learns from only 100 images in place of 55,000, but looks at them a hundred times. How many "
        "of 100 test images does it read right?",
        "Only 100 images",
        recipe=_preset("Only 100 images"),
        outcome="75, and all of the 100 that it learned from: it knows those by heart.",
    ),
    _images(
        "Half of the training images are called by a wrong name. It looks at each four times. How many "
        "of 100 test images, which have their right names, does it read right?",
        "Half the labels wrong",
        recipe=_quick(label_noise=0.5),
        outcome="92. The wrong names contradict each other, the right ones agree: what they have in "
        "common is what it learns first.",
    ),
    Question(
        "Half of the training images are called by a wrong name, and now it looks at each 30 times. How "
        "many of 100 validation images, which have their right names, does it read right in the end?",
        "Half the labels wrong, for long",
        unit="of 100 images",
        measure="validation",
        recipe=_preset("Half the labels wrong"),
        outcome="About 70. First it finds what the right half has in common and reads 95. Then it learns the "
        "wrong names by heart, one by one.",
    ),
    _images(
        "All training images are called by a wrong name, any of the nine others. How many of 100 test "
        "images does it read right?",
        "All labels wrong",
        recipe=_quick(label_noise=1.0),
        outcome="Less than one, where guessing gives 10. It has learned well what no image is ever "
        "called: its own name.",
    ),
    _images(
        "Four hidden layers of sigmoid units, as deep networks were once built. With relu units it reads "
        "96 of 100 test images right. How many with sigmoid units?",
        "Six layers of sigmoid units",
        recipe=_preset("Six layers of sigmoid units"),
        outcome="11 to 19, hardly more than by guessing. A sigmoid passes at most a quarter of the "
        "gradient on: less than a tenth of what moves the last layer reaches the first.",
    ),
    Question(
        "One epoch is to look at 55,000 images and to correct 79,510 weights 1,719 times. How many "
        "seconds does this computer need for it?",
        "Seconds for an epoch",
        unit="seconds",
        most=600,
        measure="seconds",
        recipe=presets.CLASS.recipe,
        outcome="That are about nine billion multiplications, forward and back. As matrices, the computer "
        "does many of them at once.",
    ),
)
