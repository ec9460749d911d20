"""Thirty epochs of the article's recipe, seed 42, trained anew and scored on the test images."""

import time

from mnist_ann import mnist
from mnist_ann.evaluation import scores as evaluation
from mnist_ann.network import Network
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.files import NETWORKS
from mnist_ann.worker import training


def main():
    data, started = mnist.load(), time.perf_counter()
    *_, last = training.train(Recipe(), data)
    seconds = time.perf_counter() - started
    networks = {"article, trained now": last.network} | {
        f"{path.stem}, shipped": Network.load(path)
        for path in sorted(NETWORKS.glob("*.keras"))
    }
    for name, network in networks.items():
        scores = evaluation.scores(network, data.test.images, data.test.labels)
        low, high = scores.interval
        print(
            f"{name:24s} {scores.accuracy:.2%}   95% interval {low:.2%} to {high:.2%}"
        )
    print(f"(30 epochs, validated, took {seconds:.1f} s)")


if __name__ == "__main__":
    main()
