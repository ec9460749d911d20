"""The training lab on Train: a recipe to choose, a run to watch, several runs to compare."""
