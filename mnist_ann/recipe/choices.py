"""The table of everything that can be chosen for a run.

`CHOICES` is the one place where a choice is described: the recipe's fields and checks, the page's
widgets, the command line, a link, a recipe's sentence, sweeps and the axes of charts are made from it.
A new choice is an entry here, a field of `Recipe`, and what training does with it.
"""

from mnist_ann.recipe.choice import Choice
from mnist_ann.recipe.kinds import Changes, Layers, Number, Option

EVERY_IMAGE = 55_000

# The groups that a page shows the choices in.
FIRST, UNITS, OVERFITTING, IMAGES, WARPS, CHANCE = GROUPS = (
    "The first choices", "Units and optimizer", "Against overfitting", "The images", "Warps",
    "Chance",
)  # fmt: skip

LEARNING_RATE = Number(
    "Learning rate",
    "How far each update moves the weights. Too small learns slowly, too large never settles.",
    "learning rate {:g}", group=FIRST, article=0.01, told=True,
    least=0, most=10, step=0.01, whole=False, above=True, by_magnitude=True,
    several="0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1",
)  # fmt: skip
EPOCHS = Number(
    "Epochs", "How many times training goes through all training images.",
    "{:,} epochs", group=FIRST, article=30, told=True, least=1, most=200,
    several="5, 10, 20, 30",
)  # fmt: skip

# Several values go up in steps of about three where a choice works by its order of magnitude.
CHOICES: dict[str, Choice] = {
    "hidden": Layers(
        "Hidden layers", "Units in each hidden layer, first to last, such as 300, 100.",
        "hidden layers of {}", without="no hidden layer", group=FIRST, article=(300, 100), told=True,
        several="none; 30; 100; 300; 300, 100",
    ),
    "activation": Option(
        "Activation", "What a hidden unit does with its sum.", "{} units",
        group=UNITS, article="relu", told=True, options=("relu", "tanh", "sigmoid"),
    ),
    "optimizer": Option(
        "Optimizer", "How gradients become changes of the weights.", "{}",
        group=UNITS, article="sgd", told=True, options=("sgd", "momentum", "adam", "adamw"),
    ),
    "learning_rate": LEARNING_RATE,
    "schedule": Option(
        "Schedule",
        "Whether the learning rate stays, or falls to zero along a cosine over the epochs.",
        "{} schedule", group=UNITS, article="constant", options=("constant", "cosine"),
    ),
    "batch_size": Number(
        "Batch size", "How many images are looked at before each update.", "batches of {:,}",
        group=FIRST, article=32, told=True, least=1, most=4_096, by_magnitude=True,
        several="8, 32, 128, 512",
    ),
    "epochs": EPOCHS,
    "dropout": Number(
        "Dropout",
        "This share of the outputs of each hidden layer is set to 0, others in each update. Off when "
        "the network is used.",
        "dropout {:g}", group=OVERFITTING, article=0.0, least=0, most=0.9, step=0.1, whole=False,
        several="0, 0.1, 0.2, 0.3, 0.5",
    ),
    "l2": Number(
        "L2", "So much for each squared weight is added to the loss, which keeps weights small.",
        "L2 {:g}", group=OVERFITTING, article=0.0, least=0, most=1, step=0.0001, whole=False,
        by_magnitude=True, several="0, 0.00001, 0.0001, 0.001, 0.01",
    ),
    "patience": Number(
        "Early stopping",
        "Training ends after so many epochs without a better validation loss. 0: never early.",
        "stops after {:,} epochs without a better validation loss",
        group=OVERFITTING, article=0, least=0, most=200, several="1, 2, 3, 5",
    ),
    "images": Number(
        "Training images",
        "The network learns from the first so many of the 55,000 training images.",
        "{:,} training images", group=IMAGES, article=EVERY_IMAGE, least=10, most=EVERY_IMAGE,
        step=1000, by_magnitude=True, several="100, 300, 1000, 3000, 10000, 30000, 55000",
    ),
    "label_noise": Number(
        "Wrong labels",
        "This share of the training images gets a wrong label, any of the nine others.",
        "a share of {:g} of the labels wrong", group=IMAGES, article=0.0, least=0, most=1, step=0.1,
        whole=False, several="0, 0.1, 0.2, 0.4, 0.6, 0.8",
    ),
    "pixels": Option(
        "Pixels", "Whether pixel values are divided by 255 before they enter the network.",
        "pixels from {}", group=IMAGES, article="0 to 1", options=("0 to 1", "0 to 255"),
    ),
    # Several seeds have a way of their own, and mean something only together with one of these.
    "seed": Number(
        "Seed", "Where the random numbers start: the first weights and the order of the images.",
        "seed {}", group=CHANCE, article=42, told=True, least=0, most=2**31 - 1, swept=False,
    ),
    "start": Option(
        "First weights",
        "Drawn anew for each seed, or the same ones, those of seed 42, whatever the seed.",
        "first weights {}", group=CHANCE, article="by seed", options=("by seed", "the same"),
        swept=False,
    ),
    "rates": Changes(
        "Changes", "Learning rates that take over while it trains, such as 5: 0.001 from epoch 5 on.",
        "then learning rate {}", group=UNITS, article=(), epoch=EPOCHS, rate=LEARNING_RATE,
        swept=False,
    ),
    "shift": Number(
        "Shift", "Each image is moved by up to so many pixels, anew each epoch.",
        "shifted by up to {:g} pixels", group=WARPS, article=0.0, least=0, most=8, step=0.5,
        whole=False, several="0, 1, 2, 3, 4",
    ),
    "turn": Number(
        "Turn", "Each image is turned by up to so many degrees, anew each epoch.",
        "turned by up to {:g}°", group=WARPS, article=0.0, least=0, most=45, step=5.0, whole=False,
        several="0, 5, 10, 20, 30",
    ),
    "zoom": Number(
        "Zoom", "Each image is stretched by up to this share, anew each epoch.",
        "stretched by up to {:.0%}", group=WARPS, article=0.0, least=0, most=0.5, step=0.05,
        whole=False, several="0, 0.05, 0.1, 0.2, 0.3",
    ),
    "slant": Number(
        "Slant", "Each image leans by up to this many pixels a row, anew each epoch.",
        "slanted by up to {:g}", group=WARPS, article=0.0, least=0, most=0.5, step=0.05, whole=False,
        several="0, 0.1, 0.2, 0.3",
    ),
    "elastic": Number(
        "Elastic", "Each image is bent, its parts pulled by about this many pixels, anew each epoch.",
        "bent by about {:g} pixels", group=WARPS, article=0.0, least=0, most=2, step=0.1, whole=False,
        several="0, 0.25, 0.5, 1",
    ),
    "styles": Number(
        "Styles",
        "Of every second one, seven, zero, nine and four, this share is written in a style that MNIST "
        "lacks, such as a crossed seven, in each epoch anew.",
        "other writing styles {:.0%}", group=WARPS, article=0.0, least=0, most=1, step=0.1,
        whole=False, several="0, 0.25, 0.5, 1",
    ),
    "redrawn": Number(
        "Redrawn",
        "Of every second image, this share is treated as a drawing on the canvas would be, in each "
        "epoch anew.",
        "redrawn {:.0%}", group=WARPS, article=0.0, least=0, most=1, step=0.1, whole=False,
        several="0, 0.5, 1",
    ),
}  # fmt: skip

# What a trained network has made of its recipe: whoever trains it on can't choose these anew.
OF_NETWORK = ("hidden", "activation")
