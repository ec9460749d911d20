"""Runs that the lab speaks of, really trained, each of them once."""

import functools

import pytest

from mnist_ann.errors import Problem


@pytest.fixture(scope="session")
def trained(train, data):
    """A function: (what each epoch of a run by a recipe gave, why it failed or None)."""

    @functools.cache
    def trained(recipe):
        results = []
        try:
            results.extend(train(recipe, data))
        except Problem as problem:
            return results, str(problem)
        return results, None

    return trained
