"""The words of this app, each in a sentence or two that a student of 15 follows."""

from mnist_ann.recipe.choices import CHOICES


def _choice(name):
    """What a choice of the recipe is explained with where it is chosen."""
    return CHOICES[name].help


GROUPS = {
    "What a network is made of": {
        "neural network": "Many small units, joined in layers, that add and multiply numbers. What it can do "
        "stands in its weights.",
        "unit": "Multiplies each of its inputs by a weight, adds these up, adds a bias, and bends the sum by "
        "its activation. Also called a neuron.",
        "perceptron": "A single unit that answers yes or no: yes if its sum is above 0.",
        "input": "A number that goes into a unit. Here a network has 784, one for each pixel.",
        "output": "A number that comes out of a unit. The last ten say which digit it is.",
        "weight": "A number that an input is multiplied by. Learning means changing the weights.",
        "bias": "A number that a unit adds to its sum, whatever its inputs are. It is learned, too.",
        "layer": "Units beside each other that all get the same inputs.",
        "hidden layer": "A layer between the inputs and the last ten units. It finds out by itself what is "
        "worth looking for.",
        "activation": _choice("activation") + " Without it, many layers could do no more than one.",
        "relu": "The simplest activation: a sum below 0 becomes 0, any other stays as it is.",
        "sigmoid": "An activation that squeezes any sum between 0 and 1.",
        "softmax": "Turns the last ten sums into ten probabilities that add up to 1.",
    },
    "How it learns": {
        "training": "Showing a network examples with their right answers, and changing its weights a little "
        "after each few of them.",
        "loss": "How wrong the answers are, as one number. Training makes it smaller.",
        "gradient": "For each weight: which way to change it so that the loss falls, and how much that helps.",
        "update": "One small change of all weights, made after a batch.",
        "batch": "The images that are looked at before one update, 32 for example.",
        "epoch": "Once through all training images.",
        "learning rate": _choice("learning_rate"),
        "optimizer": _choice("optimizer"),
        "seed": _choice("seed") + " The same seed gives the same network.",
        "dropout": _choice("dropout"),
        "recipe": "All that is chosen before a training: layers, learning rate, epochs and the rest.",
        "run": "One training by one recipe.",
        "dead": "A unit that gives 0 for every image learns nothing any more. If most are dead, the network "
        "gives one answer to everything.",
    },
    "What it learns from": {
        "pixel": "One of the 28 × 28 dots of an image: a number from 0, black, to 255, white.",
        "MNIST": "70,000 handwritten digits that were collected in the United States around 1990 and are still "
        "used to compare networks.",
        "label": "The right answer that belongs to an image: the digit that its writer meant.",
        "data set": "Examples that were collected for a purpose. What is missing in it, a network can't learn.",
        "training images": "The images that a network learns from, here up to 55,000.",
        "validation images": "Images that it doesn't learn from, to see during training how well it does: 5,000.",
        "test images": "Images kept for the final mark, and for nothing before it: 10,000.",
        "wrong labels": _choice("label_noise"),
        "bias of data": "A data set that has much of some people's hands and little of others' makes a network that is "
        "better for the first.",
    },
    "How well it does": {
        "accuracy": "The share of images that are read right.",
        "guessing": "Naming a digit without looking. With ten digits it is right about 1 time in 10.",
        "probability": "How much a network speaks for an answer, from 0 to 1. It can be high and the answer "
        "wrong.",
        "overfitting": "Knowing the training images ever better and others no better or worse: learning by heart.",
        "confusion matrix": "A table of which digit was taken for which, and how often.",
        "interval": "Where the accuracy on very many such images would most likely lie. The fewer images, the wider.",
        "experiment": "Several runs that differ in one choice, to see what it does.",
    },
}  # fmt: skip
WORDS = {word: said for words in GROUPS.values() for word, said in words.items()}
