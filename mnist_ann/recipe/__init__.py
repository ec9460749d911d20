"""All choices that determine a run, and the training images that they make.

`Recipe` is what others use first. `choices.CHOICES` is the table of what can be chosen: each choice
reads, writes, checks and shows itself. `training_set` makes a recipe's images, `preview` shows them.
"""

from mnist_ann.recipe.recipe import Recipe

__all__ = ["Recipe"]
