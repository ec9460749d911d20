"""McNemar's test as published, and which images count in it."""

import numpy as np
import pytest
from scipy.stats import binomtest

from mnist_ann.evaluation.comparison import Comparison, mcnemar
from mnist_ann.evaluation.scores import Scores


def test_mcnemar_as_armitage_and_berry_published():
    # Statistical Methods in Medical Research (1994), p. 127: of 50 specimens, 12 grew only on
    # medium A and 2 only on medium B; two-sided exact P = 0.0129.
    assert mcnemar(12, 2) == pytest.approx(0.0129, abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other"), [(0, 0), (0, 1), (7, 7), (30, 12), (180, 31), (900, 700)]
)
def test_mcnemar_is_the_binomial_test_of_a_fair_coin(one, other):
    expected = binomtest(one, one + other).pvalue if one + other else 1
    assert mcnemar(one, other) == pytest.approx(expected, rel=1e-9)
    assert mcnemar(one, other) == mcnemar(other, one)


def test_only_images_that_one_of_them_reads_right_count():
    def answering(*answers):
        table = np.full((len(answers), 10), 0.01, np.float32)
        table[np.arange(len(answers)), answers] = 0.91
        return Scores(table, np.array([0, 1, 2, 3, 4]))

    compared = Comparison(answering(0, 1, 2, 9, 9), answering(0, 9, 9, 3, 9))
    assert compared.only_one.tolist() == [1, 2]
    assert compared.only_other.tolist() == [3]
    assert (compared.both, compared.neither) == (1, 1)
    assert compared.p_value == 1  # two against one: coins do that all the time
