"""One perceptron: a weighted sum, a threshold, and the rule by which it learns.

Rosenblatt (1958). A step at 0 makes the difference to the units of a network, whose activations are
smooth enough to have a slope.
"""

from dataclasses import dataclass, replace

import numpy as np

RATE = 0.1  # it only scales the weights; so they stay within the sliders' range


@dataclass(frozen=True, eq=False)
class Perceptron:
    """weights: float64 (k,), one an input. bias: a number. It says 1 if its sum is above 0."""

    weights: np.ndarray
    bias: float = 0.0

    def __post_init__(self):
        weights = np.array(self.weights, np.float64)
        weights.setflags(write=False)
        object.__setattr__(self, "weights", weights)

    def sums(self, inputs):
        """Inputs times weights plus bias: (n, k) -> float64 (n,)."""
        return np.asarray(inputs) @ self.weights + self.bias

    def answers(self, inputs):
        """(n, k) -> bool (n,): whether each sum is above 0."""
        return self.sums(inputs) > 0

    def mistakes(self, inputs, labels):
        """How many of the n points are on the wrong side. labels: 0 or 1, (n,)."""
        return int((self.answers(inputs) != np.asarray(labels)).sum())

    def look(self, point, label, rate=RATE):
        """The perceptron after one look at a point (k,): the same one if it was right, else with
        the point added to the weights (label 1) or taken away (label 0)."""
        if self.answers(point[None])[0] == label:
            return self
        sign = rate if label else -rate
        return replace(self, weights=self.weights + sign * point, bias=self.bias + sign)


@dataclass(frozen=True, eq=False)
class Learning:
    """Where the rule is. best: the perceptron with the fewest mistakes so far (Gallant's "pocket",
    1990). looks, updates: how many so far. at_rest: a whole round has passed without an update."""

    now: Perceptron
    best: Perceptron
    looks: int
    updates: int
    at_rest: bool


def learn(start, inputs, labels, rate=RATE):
    """The perceptron rule, one look at one point after the other, round and round.

    start: a Perceptron. inputs: (n, k). labels: 0 or 1, (n,).
    Yields a Learning after every look, and ends when it is at rest, which happens if and only if
    some plane parts the classes.
    """
    now = best = start
    fewest = start.mistakes(inputs, labels)
    looks = updates = quiet = 0
    while quiet < len(labels):
        place = looks % len(labels)
        after = now.look(inputs[place], labels[place], rate)
        looks += 1
        quiet = quiet + 1 if after is now else 0
        if after is not now:
            updates += 1
            now = after
            if (mistakes := now.mistakes(inputs, labels)) < fewest:
                best, fewest = now, mistakes
        yield Learning(now, best, looks, updates, quiet >= len(labels))


def most_updates(separating, inputs, labels):
    """How many updates the rule can make at most from weights 0: (R / margin)².

    separating: a Perceptron without mistakes; the wider its margin, the lower the bound. R is the
    length of the longest input, counting the bias's constant 1 as one. Novikoff (1962).
    """
    with_one = np.column_stack([inputs, np.ones(len(inputs))])
    weights = np.append(separating.weights, separating.bias)
    signs = np.where(np.asarray(labels) == 1, 1, -1)
    margin = (signs * (with_one @ weights)).min() / np.linalg.norm(weights)
    longest = np.linalg.norm(with_one, axis=1).max()
    return int((longest / margin) ** 2)


def lifted(inputs):
    """(n, 2) -> (n, 3): each point also with x₁² + x₂², so that a plane can cut out a circle."""
    inputs = np.asarray(inputs)
    return np.column_stack([inputs, (inputs**2).sum(axis=1)])
