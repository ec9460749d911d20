"""One step of learning from one point, every number written out, so that a person can follow it.

The network is the smallest that shows everything: inputs x₁ and x₂, two relu units with sums s₁, s₂
and outputs h₁, h₂, and one sigmoid output with sum z and probability p. Its weights are w₁₂ (from x₁
to h₂) and so on, v₁ and v₂ of the output, its biases b₁, b₂ and c.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from mnist_ann.network import Dense, Network

# Weights that are easy to calculate with.
BY_HAND = Network(
    [
        Dense(np.array([[0.5, -1.0], [1.0, 0.5]]), np.array([0.0, 0.5]), "relu"),
        Dense(np.array([[1.0], [-0.5]]), np.array([0.25]), "sigmoid"),
    ]
)

LOW = "₁₂"
CLASS = "class"  # what a line reads of the point, besides its inputs


class Line(NamedTuple):
    """A line of the calculation. name: of what it finds. calculation: with the numbers filled in.
    reads: the names of the numbers that stand in it."""

    name: str
    calculation: str
    value: float
    reads: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class OneStep:
    """A network of that shape, one point (two numbers), its label (0 or 1), a learning rate above 0.

    What is calculated comes as Lines.
    """

    network: Network
    point: tuple
    label: int
    rate: float

    @cached_property
    def sums(self):
        """s₁ and s₂, float32 (2,)."""
        return self.network.layers[0].logits(np.array(self.point, np.float32))

    @cached_property
    def hidden(self):
        """h₁ and h₂, float32 (2,)."""
        return self.network.activations([self.point])[0][0]

    @cached_property
    def z(self):
        return float(self.network.logits([self.point])[0, 0])

    @cached_property
    def probability(self):
        """p, of class 1."""
        return float(self.network.forward([self.point])[0, 0])

    @cached_property
    def loss(self):
        """-ln of the probability that the right class got."""
        return self.network.loss([self.point], [self.label])

    @cached_property
    def gradients(self):
        """[(kernel gradient, bias gradient)] by layer. With one point, a unit's bias gradient is
        the slope of the loss along that unit's sum."""
        return self.network.gradients([self.point], [self.label])

    @cached_property
    def again(self):
        """The same step from the updated network: its loss shows what the update brought."""
        after = self.network.stepped([self.point], [self.label], self.rate)
        return OneStep(after, self.point, self.label, self.rate)

    def given(self):
        """{name: value} of what is there before anything is calculated."""
        first, last = self.network.layers
        values: dict[str, float] = dict(zip(("x₁", "x₂"), self.point))
        for unit, low in enumerate(LOW):
            for i, x in enumerate(LOW):
                values[f"w{x}{low}"] = first.kernel[i, unit]
            values |= {f"b{low}": first.bias[unit], f"v{low}": last.kernel[unit, 0]}
        return values | {"c": last.bias[0]}

    def forward(self):
        """From the inputs to the loss."""
        first, last = self.network.layers
        lines = []
        for unit, low in enumerate(LOW):
            total = _sum(self.point, first.kernel[:, unit], first.bias[unit])
            reads = ("x₁", "x₂", f"w₁{low}", f"w₂{low}", f"b{low}")
            lines.append(Line(f"s{low}", total, self.sums[unit], reads))
            bent = f"relu({number(self.sums[unit])})"
            lines.append(Line(f"h{low}", bent, self.hidden[unit], (f"s{low}",)))
        total = _sum(self.hidden, last.kernel[:, 0], last.bias[0])
        lines.append(Line("z", total, self.z, ("h₁", "h₂", "v₁", "v₂", "c")))
        p = number(self.probability)
        squashed = f"1 / (1 + e^({number(-self.z)}))"
        lines.append(Line("p", squashed, self.probability, ("z",)))
        surprise = f"−ln({p if self.label else f'1 − {p}'})"
        lines.append(Line("loss", surprise, self.loss, ("p", CLASS)))
        return lines

    def backward(self):
        """The slope of the loss along every number, from the end to the start."""
        (kernel, bias), (last_kernel, last_bias) = self.gradients
        slope = number(last_bias[0])
        along_z = f"{number(self.probability)} − {self.label}"
        lines = [Line("slope of z", along_z, last_bias[0], ("p", CLASS))]
        for unit, low in enumerate(LOW):
            through = f"{slope} × {factor(self.hidden[unit])}"
            found, reads = last_kernel[unit, 0], ("slope of z", f"h{low}")
            lines.append(Line(f"slope of v{low}", through, found, reads))
        for unit, low in enumerate(LOW):
            weight = self.network.layers[1].kernel[unit, 0]
            on = 1 if self.sums[unit] > 0 else 0
            through = f"{slope} × {factor(weight)} × {on}"
            reads = ("slope of z", f"v{low}", f"s{low}")
            lines.append(Line(f"slope of s{low}", through, bias[unit], reads))
        for unit, low in enumerate(LOW):
            for i, x in enumerate(self.point):
                through = f"{number(bias[unit])} × {factor(x)}"
                reads = (f"slope of s{low}", f"x{LOW[i]}")
                name = f"slope of w{LOW[i]}{low}"
                lines.append(Line(name, through, kernel[i, unit], reads))
        return lines

    def update(self):
        """The new weights and biases: old - rate × slope."""
        # A bias moves its sum as it moves itself: both have the same slope.
        sums = {"b₁": "s₁", "b₂": "s₂", "c": "z"}
        return [
            Line(
                name,
                f"{number(old)} − {number(self.rate)} × {factor(slope)}",
                new,
                (name, f"slope of {sums.get(name, name)}"),
            )
            for name, old, slope, new in zip(
                ("w₁₁", "w₁₂", "w₂₁", "w₂₂", "b₁", "b₂", "v₁", "v₂", "c"),
                _all([(layer.kernel, layer.bias) for layer in self.network.layers]),
                _all(self.gradients),
                _all([(x.kernel, x.bias) for x in self.again.network.layers]),
            )
        ]


def _all(layers):
    return np.concatenate([array.ravel() for pair in layers for array in pair])


def _sum(inputs, weights, bias):
    terms = [f"{factor(w)} × {factor(x)}" for w, x in zip(weights, inputs)]
    return " + ".join([*terms, factor(bias)])


def number(value):
    """Four decimals without useless zeros, and a proper minus.

    >>> [number(value) for value in (-0.67921, 2, 0.5, -0.00001)]
    ['−0.6792', '2', '0.5', '0']
    """
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("0", "-0") else text.replace("-", "−")


def factor(value):
    """A number that stands behind × or +: negative ones in parentheses."""
    text = number(value)
    return f"({text})" if text.startswith("−") else text
