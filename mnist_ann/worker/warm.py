"""Makes a worker ready before the first click."""

from mnist_ann import mnist
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import engine
from mnist_ann.store.queue import Queue
from mnist_ann.worker import training


def warm_up() -> None:
    """Compile and time the article's epoch: its second one, which compiles nothing any more.

    Importing this has loaded TensorFlow. Raises Problem if MNIST can't be loaded.
    """
    data, recipe = mnist.load(), Recipe(epochs=2)
    results = list(training.train(recipe, data))
    training.test(recipe, results[-1].checkpoint, data)
    Queue(engine()).report(epoch_seconds=results[-1].seconds)
