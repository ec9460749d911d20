"""Scores worked by hand, intervals as published."""

import numpy as np
import pytest

from mnist_ann import mnist
from mnist_ann.evaluation.scores import Scores, scores, wilson
from mnist_ann.network import Dense, Network


def certain(*answers, confidence=0.91):
    """Probabilities (n, 10) that name these answers, the rest spread evenly."""
    table = np.full((len(answers), 10), (1 - confidence) / 9, np.float32)
    table[np.arange(len(answers)), answers] = confidence
    return table


# Six images: a 0 and two 1s are read right; a 2 as 1, a 7 as 1, a 9 as 4.
SIX = Scores(certain(0, 1, 1, 1, 1, 4), np.array([0, 1, 1, 2, 7, 9], np.uint8))


@pytest.mark.parametrize(
    "successes, trials, low, high",
    [  # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_as_newcombe_published(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_wilson_interval_stays_a_share_at_both_ends():
    for trials in (1, 7, 10_000):
        assert wilson(0, trials)[0] == 0
        assert wilson(trials, trials)[1] == 1


def test_accuracy_counts_right_answers():
    one_of_four = Scores(certain(0, 1, 1, 4), np.array([0, 2, 7, 9]))
    assert one_of_four.accuracy == 0.25
    assert one_of_four.interval == wilson(1, 4)


def test_confusion_has_labels_in_rows_and_answers_in_columns():
    counts = {(0, 0): 1, (1, 1): 2, (2, 1): 1, (7, 1): 1, (9, 4): 1}
    expected = np.zeros((10, 10), int)
    for cell, count in counts.items():
        expected[cell] = count
    np.testing.assert_array_equal(SIX.confusion, expected)


def test_precision_and_recall_worked_by_hand():
    assert SIX.precision[1] == 2 / 4  # four answers were 1, two of them rightly
    assert SIX.recall[1] == 1
    assert SIX.precision[4] == 0 and SIX.recall[9] == 0
    assert np.isnan(SIX.precision[9])  # 9 was never the answer
    assert np.isnan(SIX.recall[4])  # there was no 4


def test_mistakes_start_with_the_most_confident():
    probabilities = np.concatenate(
        [
            certain(3, confidence=0.6),
            certain(5, confidence=0.9),
            certain(8, confidence=0.7),
            certain(2, confidence=0.8),
        ]
    )
    answers = Scores(probabilities, np.array([4, 5, 9, 1]))
    assert answers.mistakes.tolist() == [3, 2, 0]


def test_confusions_start_with_the_most_frequent():
    answers = Scores(certain(9, 9, 4, 4, 7), np.array([4, 4, 9, 4, 2]))
    assert answers.confusions == [(4, 9, 2), (2, 7, 1), (9, 4, 1)]


def test_rounded_probabilities_may_not_sum_to_one():
    halves = np.array([[0.5, 0.5, *[0] * 8], [0.996, 0.004, *[0] * 8]], np.float32)
    thirds = np.array([[1 / 3, 1 / 3, 1 / 3, *[0] * 7]], np.float32)
    rows = Scores(np.concatenate([halves, thirds]), np.array([0, 0, 0]))
    assert rows.not_one() == 1  # 0.33 three times is 0.99; 1.00 + 0.00 is 1


def test_calibration_error_as_pavlovic_worked_it():
    """Nine answers in five groups: M. Pavlovic, "Expected Calibration Error (ECE): a step-by-step
    visual explanation" (2023), whose result is 0.10444."""
    one = np.array([0.22, 0.64, 0.92, 0.42, 0.51, 0.15, 0.70, 0.37, 0.83])
    probabilities = np.zeros((9, 10))
    probabilities[:, 0], probabilities[:, 1] = 1 - one, one
    nine = Scores(probabilities, np.array([0, 1, 0, 0, 0, 0, 1, 1, 1]))
    assert nine.calibration_error(bins=5) == pytest.approx(0.10444, abs=1e-5)
    groups = [(g.count, g.right, round(g.confidence, 3)) for g in nine.calibration(5)]
    # By hand: 0.58, 0.51 in the third; 0.78, 0.64, 0.70, 0.63 in the fourth; the rest in the fifth.
    assert groups == [(2, 1, 0.545), (4, 3, 0.688), (3, 2, 0.867)]


def test_every_answer_is_in_one_calibration_group():
    rng = np.random.default_rng(5)
    probabilities = rng.dirichlet(np.full(10, 0.2), 2_000).astype(np.float32)
    groups = Scores(probabilities, rng.integers(0, 10, 2_000)).calibration()
    assert sum(group.count for group in groups) == 2_000
    assert all(group.low < group.confidence <= group.high for group in groups)
    assert all(group.interval == wilson(group.right, group.count) for group in groups)


def test_the_closest_call_is_between_the_two_greatest_probabilities():
    probabilities = np.zeros((3, 10), np.float32)
    probabilities[0, :3] = 0.5, 0.3, 0.2
    probabilities[1, :3] = 0.2, 0.41, 0.39
    probabilities[2, :3] = 0.9, 0.05, 0.05
    assert Scores(probabilities, np.array([0, 2, 0])).closest.tolist() == [1, 0, 2]


def test_a_cell_of_the_matrix_holds_its_images_the_surest_first():
    probabilities = np.concatenate(
        [certain(9, confidence=c) for c in (0.6, 0.8, 0.7)] + [certain(4, 9)]
    )
    answers = Scores(probabilities, np.array([4, 4, 7, 4, 4]))
    assert answers.in_cell(4, 9).tolist() == [4, 1, 0]
    assert answers.in_cell(4, 4).tolist() == [3]
    assert answers.in_cell(9, 4).tolist() == []


def test_a_threshold_trades_answers_for_right_ones():
    probabilities = np.concatenate(
        [certain(1, confidence=c) for c in (0.5, 0.75, 0.95)]
    )
    three = Scores(probabilities, np.array([2, 1, 1]))
    assert three.answered(0) == (3, 2)
    assert three.answered(0.75) == (2, 2)
    assert three.answered(0.96) == (0, 0)


def test_scores_divide_pixels_by_255_and_agree_with_keras(keras):
    rng = np.random.default_rng(3)
    kernel = rng.normal(0, 0.1, (784, 10)).astype(np.float32)
    bias = rng.normal(0, 0.1, 10).astype(np.float32)
    images, labels = mnist.load().x_test[:500], mnist.load().y_test[:500]

    theirs = keras.Sequential(
        [
            keras.layers.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    theirs.layers[-1].set_weights([kernel, bias])
    theirs.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    accuracy = theirs.evaluate(images / 255, labels, verbose=0)[1]

    ours = scores(Network([Dense(kernel, bias, "softmax")]), images, labels)
    assert ours.accuracy == pytest.approx(accuracy, abs=1e-6)
    np.testing.assert_allclose(
        ours.probabilities, theirs.predict(images / 255, verbose=0), atol=1e-5
    )
