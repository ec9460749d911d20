"""Warps of the training images: each image is shifted, turned and stretched anew in each epoch.

The random part is drawn in numpy from (seed, epoch) alone; the compiled epoch only samples. So a
resumed run sees the very images that an uninterrupted one would have seen.
"""

import numpy as np
import tensorflow as tf

SIDE = 28


def draw_warps(recipe, epoch, count):
    """One affine map an image: float32 (count, 6), rows of [a b c d e f].

    Pixel (x, y) of the warped image, measured from the centre, shows the original's pixel
    (a x + b y + c, d x + e y + f). Simard, Steinkraus and Platt (2003).
    """
    random = np.random.default_rng((recipe.seed, epoch, 1))
    turn = np.radians(random.uniform(-recipe.turn, recipe.turn, count))
    zoom = 1 + random.uniform(-recipe.zoom, recipe.zoom, (2, count))
    shift = random.uniform(-recipe.shift, recipe.shift, (2, count))
    cos, sin = np.cos(turn), np.sin(turn)
    maps = [
        cos / zoom[0],
        -sin / zoom[0],
        shift[0],
        sin / zoom[1],
        cos / zoom[1],
        shift[1],
    ]
    return np.stack(maps, axis=1).astype(np.float32)


def warp(images, maps):
    """Images under their maps, with bilinear interpolation; outside an image there is no ink.

    images: float32 tensor (n, 784), 0 to 1. maps: float32 tensor (n, 6), as `draw_warps` makes.
    Returns float32 (n, 784), 0 to 1.
    """
    centre = (SIDE - 1) / 2
    grid = np.arange(SIDE, dtype=np.float32) - np.float32(centre)
    x = tf.constant(np.tile(grid, SIDE))
    y = tf.constant(np.repeat(grid, SIDE))
    column = [maps[:, i : i + 1] for i in range(6)]
    source_x = column[0] * x + column[1] * y + column[2] + centre
    source_y = column[3] * x + column[4] * y + column[5] + centre
    left, top = tf.floor(source_x), tf.floor(source_y)
    result = tf.zeros_like(images)
    for corner_x, corner_y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        at_x, at_y = left + corner_x, top + corner_y
        weight = (1 - tf.abs(source_x - at_x)) * (1 - tf.abs(source_y - at_y))
        inside = (at_x >= 0) & (at_x < SIDE) & (at_y >= 0) & (at_y < SIDE)
        index = tf.where(inside, at_y * SIDE + at_x, 0)
        pixels = tf.gather(images, tf.cast(index, tf.int32), batch_dims=1)
        result += tf.where(inside, weight, 0) * pixels
    return result
