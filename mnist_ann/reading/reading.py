"""A drawing, read by a network: its answer, how far it is to be believed, and both in words."""

from dataclasses import dataclass

import numpy as np

from mnist_ann.digitize import Digitized, digitize, photo
from mnist_ann.digitize.ink import ink_of
from mnist_ann.evaluation.verdict import Memory, Verdict
from mnist_ann.network import Network
from mnist_ann.words import a_digit, percent, percent_in_words


@dataclass(frozen=True, eq=False)
class Reading:
    """activations: of each layer, first to last, each float32 (units,)."""

    digitized: Digitized
    network: Network
    activations: list[np.ndarray]
    verdict: Verdict

    @property
    def image(self) -> np.ndarray:
        """What the network saw, float32 (28, 28), 0 to 1."""
        return self.digitized.image

    @property
    def probabilities(self) -> np.ndarray:
        """Of the ten digits, float32 (10,)."""
        return self.activations[-1]

    @property
    def words(self) -> tuple[str, str]:
        """(a title, a sentence)."""
        verdict, p = self.verdict, self.probabilities
        first, second = a_digit(verdict.first), a_digit(verdict.second)
        sure = percent_in_words(p[verdict.first])
        return {
            "sure": (f"This is {first}", f"The network is {sure} sure."),
            "torn": (
                f"{first.capitalize()} or {second}?",
                f"The network is torn: {sure} for {first}, {percent(p[verdict.second])} for {second}.",
            ),
            "unlike": (
                "This is not like a digit",
                f"A letter, a face, a heart? It knows digits alone. If it must choose, it sees {first}.",
            ),
        }[verdict.kind]


def one_digit(drawing: np.ndarray) -> Digitized:
    """The Digitized of a picture as `digitize` takes it. Raises Problem if it shows no one digit."""
    ink = ink_of(drawing)
    photo.check_one(ink)
    return digitize(ink)


def read(digitized: Digitized, memory: Memory) -> Reading:
    """What the network of a Memory makes of a digit."""
    network = memory.network
    activations = [layer[0] for layer in network.activations([digitized.image])]
    verdict = memory.verdict(digitized.image, activations)
    return Reading(digitized, network, activations, verdict)
