"""The glossary explains the words that this app really uses, each once."""

import re

from mnist_ann.glossary import GROUPS, WORDS
from mnist_ann.recipe.choices import CHOICES
from mnist_ann.settings import PROJECT

APP = " ".join(
    path.read_text()
    for room in ("pages", "ui", "mnist_ann")
    for path in [*PROJECT.glob(f"{room}/**/*.py"), *PROJECT.glob(f"{room}/**/*.md")]
    if path.name != "glossary.py"
)


def test_every_word_is_used_somewhere_in_the_app():
    unused = [w for w in WORDS if not re.search(rf"\b{w}", APP, re.IGNORECASE)]
    assert unused == []


def test_about_forty_words_each_explained_once_and_briefly():
    assert 38 <= len(WORDS) <= 45
    assert len(WORDS) == sum(map(len, GROUPS.values()))
    assert max(len(said.split()) for said in WORDS.values()) <= 30


def test_a_choice_is_explained_as_where_it_is_chosen():
    assert WORDS["learning rate"] == CHOICES["learning_rate"].help
