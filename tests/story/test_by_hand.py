"""One step of learning against a calculation on paper, finite differences and a calculator."""

import math
import re

import numpy as np
import pytest

from mnist_ann.network import Dense, Network
from mnist_ann.story.by_hand import BY_HAND, OneStep, number


def values(lines):
    return {name: float(value) for name, _, value, _ in lines}


def test_a_step_worked_on_paper():
    """Point (1, 1), class 1, rate 1: s = (0.5 + 1, -1 + 0.5 + 0.5) = (1.5, 0), so h = (1.5, 0) and
    z = 1.5 + 0.25 = 1.75; p = 1 / (1 + e^-1.75) = 0.851953; the slope of z is p - 1 = -0.148047."""
    step = OneStep(BY_HAND, (1, 1), 1, 1.0)
    assert values(step.forward()) == pytest.approx(
        {"s₁": 1.5, "h₁": 1.5, "s₂": 0, "h₂": 0, "z": 1.75, "p": 0.851953, "loss": 0.160224},
        abs=1e-6,
    )  # fmt: skip
    assert values(step.backward()) == pytest.approx(
        {
            "slope of z": -0.148047,
            "slope of v₁": -0.222071,  # times h₁
            "slope of v₂": 0,
            "slope of s₁": -0.148047,  # times v₁ = 1
            "slope of s₂": 0,  # relu is off
            "slope of w₁₁": -0.148047,
            "slope of w₂₁": -0.148047,
            "slope of w₁₂": 0,
            "slope of w₂₂": 0,
        },
        abs=1e-6,
    )
    assert values(step.update()) == pytest.approx(
        {
            "w₁₁": 0.648047, "w₁₂": -1, "w₂₁": 1.148047, "w₂₂": 0.5, "b₁": 0.148047, "b₂": 0.5,
            "v₁": 1.222071, "v₂": -0.5, "c": 0.398047,
        },
        abs=1e-6,
    )  # fmt: skip
    # s₁ = 0.648047 + 1.148047 + 0.148047 = 1.944141; z = 1.222071 * 1.944141 + 0.398047
    assert step.again.z == pytest.approx(2.773925, abs=1e-5)
    assert step.again.loss < step.loss


@pytest.mark.parametrize(
    "point, label", [((2, -0.5), 0), ((-1.5, 3), 1), ((0.5, 2), 0)]
)
def test_slopes_equal_finite_differences(point, label):
    """(loss(w + h) - loss(w - h)) / 2h, in float64, for each of the nine numbers."""
    numbers = np.concatenate(
        [part.ravel() for layer in BY_HAND.layers for part in (layer.kernel, layer.bias)]
    ).astype(float)  # fmt: skip

    def loss(numbers):
        w, b, v, c = np.split(numbers, [4, 6, 8])
        hidden = np.maximum(np.array(point) @ w.reshape(2, 2) + b, 0)
        p = 1 / (1 + math.exp(-(hidden @ v + c[0])))
        return -math.log(p if label else 1 - p)

    step = OneStep(BY_HAND, point, label, 0.5)
    found = np.concatenate([part.ravel() for pair in step.gradients for part in pair])
    for place, slope in enumerate(found):
        nudge = 1e-6 * (np.arange(9) == place)
        difference = (loss(numbers + nudge) - loss(numbers - nudge)) / 2e-6
        assert slope == pytest.approx(difference, abs=1e-6)


@pytest.mark.parametrize("point", [(2, -0.5), (-1.5, 3), (0.5, 2), (-3, -3)])
@pytest.mark.parametrize("label", [0, 1])
def test_every_line_holds_on_a_calculator(point, label):
    """Typed in as shown, with its rounded numbers, each calculation gives the value shown."""
    step = OneStep(BY_HAND, point, label, 0.5)
    names = {"relu": lambda x: max(x, 0), "ln": math.log, "e": math.e}
    for name, text, value, _ in step.forward() + step.backward() + step.update():
        typed = text.replace("×", "*").replace("−", "-").replace("^", "**")
        assert re.fullmatch(r"[\d.\s+\-*/()elnru]+", typed)
        # Rounding to four decimals moves a factor by up to 0.00005, and factors go up to 3; a loss
        # reacts the more, the smaller the probability.
        slack = 0.0002 if name != "loss" else 0.0001 / math.exp(-value)
        assert eval(typed, {}, names) == pytest.approx(float(value), abs=slack), name


@pytest.mark.parametrize("point", [(2, -0.5), (-1.5, 3), (0.5, 2)])
def test_a_line_reads_the_numbers_that_stand_in_it_and_finds_one(point):
    """In the order in which they are read, every number was given or found before."""
    step = OneStep(BY_HAND, point, 1, 0.3)
    known = {name: number(value) for name, value in step.given().items()}
    known["class"] = "1"
    for line in step.forward() + step.backward() + step.update():
        written = re.findall(r"[\d.]+", line.calculation)
        for name in line.reads:
            text = known[name].replace("−", "")
            assert text in written or name == "class" or line.name == f"slope of {name}"
        known[line.name] = number(line.value)


def test_a_step_takes_other_weights_too():
    network = Network(
        [Dense([[1, 0], [0, 1]], [0, 0], "relu"), Dense([[1], [1]], [0], "sigmoid")]
    )
    assert OneStep(network, (1, 2), 1, 0.1).z == 3
