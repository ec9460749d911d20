import pytest

from mnist_ann.classroom.moderation.nicknames import (
    check_free,
    checked_name,
    checked_words,
    is_unkind,
)
from mnist_ann.errors import Problem


@pytest.mark.parametrize(
    "name",
    ["Ada", "Zoë", "Müller", "O'Neil", "王小明", "मोहन", "สมชาย", "محمد", "Ada 2", "🐱", "Harshit", "Pornchai", "Scunthorpe", "Essex", "Cassandra", "Penelope", "Nazir"],
)  # fmt: skip
def test_a_name_is_kept_as_it_is(name):
    assert checked_name(name) == name


@pytest.mark.parametrize(
    "name, sentence",
    [
        ("A\u202eda", "invisible"),  # right to left from here on
        ("A\u200bda", "invisible"),  # a space without width
        ("\u3164", "invisible"),  # Hangul filler: for Unicode a letter
        ("\u2800", "invisible"),  # a Braille sign without dots
        ("...", "a letter or a number"),
        ("\u0301", "a letter or a number"),  # an accent on nothing
        ("A" + "\u0323\u0324\u0325", "marks"),
        ("Student 2", "without a nickname"),
        ("Studеnt 2", "without a nickname"),  # with a Cyrillic e
        ("you", "without a nickname"),
    ],
)
def test_a_name_that_nobody_can_see_or_tell_apart_is_refused(name, sentence):
    with pytest.raises(Problem, match=sentence):
        checked_name(name)


def test_what_is_written_in_several_ways_is_kept_in_one():
    assert checked_name("  Ａｄａ   Ⅱ ") == "Ada II"
    assert checked_name("E\u0301mil") == "\u00c9mil"
    assert checked_name("❤\ufe0f") == "❤"
    assert checked_name(" \u00a0 ") == ""


@pytest.mark.parametrize(
    "name, other, sentence",
    [
        ("ben", "Ben", "called ben already"),
        ("Вen", "Ben", "looks the same"),  # with a Cyrillic V
        ("BΕN", "Ben", "looks the same"),  # with a Greek epsilon
        ("Ian", "lan", "looks the same"),
        ("Tom", "Torn", "looks the same"),
        ("O1ga", "Olga", "looks the same"),
    ],
)
def test_nobody_looks_like_another(name, other, sentence):
    with pytest.raises(Problem, match=sentence):
        check_free(name, ["Ada", other])


def test_names_that_people_tell_apart_are_both_free():
    check_free("Lan", ["Ian", "Zoe", "Muller"])
    for name, other in (("Zoë", "Zoe"), ("Ida", "Ada"), ("", "Ada"), ("Ada 2", "Ada")):
        check_free(name, [other])


@pytest.mark.parametrize(
    "name",
    ["fuck", "F.u.c k", "fuuuuck", "xXfuckXx", "sh1t", "Arschloch7", "arsch 1", "Scheiße", "Möse", "m0se", "puta", "coño", "enculé", "Merde", "СUNT"],
)  # fmt: skip
def test_an_unkind_word_is_found_however_it_is_written(name):
    with pytest.raises(Problem, match="happy to read"):
        checked_name(name)


def test_a_teacher_adds_words_and_only_a_star_finds_them_within_others():
    words = checked_words("  Pig \n\nlooser*\nPig")
    assert words == ["Pig", "looser*"]
    assert is_unkind("P I G", words) and is_unkind("bigloosers", words)
    assert not is_unkind("Pigalle", words) and not is_unkind("Ada", words)
    checked_name("Pig")  # in every other class
    for wrong in ("...", "*", "x" * 31, "\n".join(f"word{chr(97 + n % 26)}{'x' * (n // 26)}" for n in range(201))):  # fmt: skip
        with pytest.raises(Problem):
            checked_words(wrong)
