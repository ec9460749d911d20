"""How long a run will take, from how long the article's epoch took on this machine."""

from mnist_ann.recipe import Recipe

# Fitted to epochs of nine recipes, from no hidden layer to 1000, 1000 and from batch 1 to 4,096:
# within a third of each. The unit is the time that one image takes for one parameter.
PER_IMAGE = 55_000  # what an image costs whatever the network
PER_WARP = 270_000  # what warping it costs
PER_UPDATE = 10  # what an update costs for each parameter


def seconds_an_epoch(recipe, article_seconds):
    """Seconds of one epoch. article_seconds: of one epoch of the article's recipe, measured where the
    run will train."""
    return article_seconds * _cost(recipe) / _cost(Recipe())


def in_words(seconds):
    """A duration as people say it: "8 seconds", "3 minutes"."""
    if seconds < 90:
        count, unit = max(1, round(seconds)), "second"
    elif seconds < 90 * 60:
        count, unit = round(seconds / 60), "minute"
    else:
        count, unit = round(seconds / 3600), "hour"
    return f"{count} {unit}" + ("s" if count > 1 else "")


def _cost(recipe):
    each = recipe.parameters + PER_IMAGE + PER_WARP * recipe.warps
    updates = recipe.updates(recipe.images) * recipe.parameters * PER_UPDATE
    return recipe.images * each + updates
