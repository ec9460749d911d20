"""All choices that determine a run, and the training images that they make.

`Recipe` is what others use first; `training_set` makes its images, `preview` shows them.
"""

from mnist_ann.recipe.recipe import Recipe

__all__ = ["Recipe"]
