"""The warps of `mnist_ann.recipe.warps` inside the compiled epoch, which samples only: nothing here is random."""

import tensorflow as tf

from mnist_ann.recipe.warps import CORNERS, SIDE, sources


def warp(images, maps):
    """Images under their warps, with bilinear interpolation; outside an image there is no ink.

    images: float32 tensor (n, 784), 0 to 1. maps: float32 tensor (n, 56), as `warps.draw_warps` makes.
    Returns float32 (n, 784), 0 to 1.
    """
    source_x, source_y = sources(maps)
    left, top = tf.floor(source_x), tf.floor(source_y)
    result = tf.zeros_like(images)
    for corner_x, corner_y in CORNERS:
        at_x, at_y = left + corner_x, top + corner_y
        weight = (1 - tf.abs(source_x - at_x)) * (1 - tf.abs(source_y - at_y))
        inside = (at_x >= 0) & (at_x < SIDE) & (at_y >= 0) & (at_y < SIDE)
        index = tf.where(inside, at_y * SIDE + at_x, 0)
        pixels = tf.gather(images, tf.cast(index, tf.int32), batch_dims=1)
        result += tf.where(inside, weight, 0) * pixels
    return result
