"""Numbers and digits in words."""

import numpy as np

from mnist_ann.words import a_digit, counted, percent, percent_in_words


def test_a_percentage_never_claims_certainty_that_isnt_there():
    assert percent(np.nextafter(np.float32(1), 0)) == ">99.9%"
    assert percent(1e-30) == "<0.1%"
    # Softmax gives neither 0 nor 1; float32 rounds what comes very near.
    assert percent(np.float32(1)) == ">99.9%"
    assert percent(np.float32(0)) == "<0.1%"
    assert percent(0.12345) == "12.3%"


def test_a_shorter_percentage_has_its_border_where_100_would_be_rounded_to():
    assert [percent(p, 0) for p in (0.004, 0.006, 0.9949, 0.995, 1.0)] == [
        "<1%", "1%", "99%", ">99%", ">99%",
    ]  # fmt: skip
    assert percent_in_words(0.999, 0) == "more than 99%"


def test_only_an_8_begins_with_a_vowel():
    said = [a_digit(digit) for digit in range(10)]
    assert [each for each in said if each.startswith("an ")] == ["an 8"]
    assert a_digit("8") == "an 8"


def test_one_is_no_plural():
    assert counted(1, "epoch") == "1 epoch"
    assert counted(0, "run") == "0 runs"
