"""Seconds an epoch of the article's recipe: ours, Keras's fit, and the arithmetic alone."""

import os
import subprocess
import sys
import time

ROUNDS = 5
PRODUCTS = """
import time
import numpy as np

# The matrix products of one epoch, 1,719 updates of 32 images, one after another on one core:
# forward, and backward for the weights and, but for the first layer, for the inputs.
random = np.random.default_rng(0)
make = lambda *shape: random.random(shape, np.float32)
sizes = [784, 300, 100, 10]
calls = []
for layer, (a, b) in enumerate(zip(sizes, sizes[1:])):
    x, w, d = make(32, a), make(a, b), make(32, b)
    calls += [(x, w), (x.T, d)] + ([(d, w.T)] if layer else [])
outputs = [np.empty((x.shape[0], y.shape[1]), np.float32) for x, y in calls]
best = float("inf")
for _ in range(ROUNDS):
    started = time.perf_counter()
    for _ in range(1719):
        for (x, y), out in zip(calls, outputs):
            np.matmul(x, y, out=out)
    best = min(best, time.perf_counter() - started)
print(best)
"""
OPERATIONS = 2 * 55_000 * (2 * 784 * 300 + 3 * 300 * 100 + 3 * 100 * 10)


def alone(code):
    """Seconds that a numpy program prints, with one thread, in an interpreter of its own."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code.replace("ROUNDS", str(ROUNDS))],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def fit():
    """Seconds of one epoch of Keras's fit with its defaults, best of three."""
    code = """
import time
import keras
from mnist_ann import mnist
keras.utils.set_random_seed(42)
network = keras.Sequential([
    keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(300, "relu"),
    keras.layers.Dense(100, "relu"), keras.layers.Dense(10, "softmax")])
network.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
train = mnist.load().train
images = mnist.normalise(train.images)
seconds = []
for _ in range(4):
    started = time.perf_counter()
    network.fit(images, train.labels, 32, verbose=0)
    seconds.append(time.perf_counter() - started)
print(min(seconds[1:]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return float(done.stdout.splitlines()[-1])


def ours():
    """Seconds of one epoch, best of ROUNDS after the first, which compiles."""
    from mnist_ann import mnist
    from mnist_ann.recipe.recipe import Recipe
    from mnist_ann.worker import training

    results = training.train(Recipe(epochs=ROUNDS + 1), mnist.load())
    return min([result.seconds for result in results][1:])


def bound():
    """Seconds of as many operations at the speed of one large matrix product on one thread, by the
    library that trains: nothing on this core does them faster."""
    import tensorflow as tf

    from mnist_ann.worker import keras_model  # noqa: F401  sets one thread

    assert tf.config.threading.get_intra_op_parallelism_threads() == 1
    x = tf.random.uniform((2048, 2048), seed=0)
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        tf.matmul(x, x).numpy()
        seconds.append(time.perf_counter() - started)
    return OPERATIONS * min(seconds) / (2 * 2048**3)


def main():
    started = time.perf_counter()
    rows = {
        "ours, one thread": ours(),
        "Keras's fit, all threads": fit(),
        "its matrix products alone, numpy, one core": alone(PRODUCTS),
        "the bound: as many operations, one core's best": bound(),
    }
    base = rows["ours, one thread"]
    for name, seconds in rows.items():
        print(f"{name:46s} {seconds:6.3f} s   {seconds / base:5.2f} times ours")
    print(f"(measured in {time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
