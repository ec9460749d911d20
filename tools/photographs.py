"""Pictures like photographs of a digit on paper: uneven light, grain, a pen's or a chalk's colour.

They are made from people's strokes, and share no step with `mnist_ann.photo`, which is judged by them.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.drawings import fit


@dataclass(frozen=True)
class Scene:
    """size: of the picture. paper, pen: colours. share: of the picture's shorter side that the digit
    is long. width: of the pen, as a share of the digit. shade: how much darker the darkest corner is.
    grain: the standard deviation of its noise, of 255."""

    size: tuple = (640, 480)
    paper: tuple = (236, 232, 222)
    pen: tuple = (40, 44, 70)
    share: float = 0.55
    width: float = 0.08
    shade: float = 0.3
    grain: float = 4.0


SCENES = {
    "paper": Scene(),
    "lamp at one side": Scene(shade=0.6),
    "blackboard": Scene(paper=(38, 54, 46), pen=(226, 228, 220), shade=0.4),
    "pencil": Scene(pen=(120, 118, 116), width=0.05, grain=3.0),
    "far away": Scene(size=(1200, 900), share=0.22, width=0.1),
    "close": Scene(size=(300, 400), share=0.85, width=0.12),
    "large": Scene(size=(1600, 1200)),
    "yellow note, red pen": Scene(paper=(250, 226, 120), pen=(190, 30, 40)),
}


def photograph(digits, scene, seed=0):
    """A picture uint8 (h, w, 4) of digits side by side, each a list of strokes; [] is empty paper."""
    random = np.random.default_rng(seed)
    width, height = scene.size
    side = scene.share * min(scene.size)
    ink = Image.new("L", (2 * width, 2 * height), 0)
    brush = ImageDraw.Draw(ink)
    radius = scene.width * side
    for place, strokes in enumerate(digits, 1):
        shift = random.uniform(-0.08, 0.08, 2) * (1 - scene.share) * min(scene.size)
        centre = np.array([width * place / (len(digits) + 1), height / 2]) + shift
        for stroke in fit(strokes, side, centre):
            points = [tuple(point) for point in stroke * 2]
            brush.line(points, fill=255, width=round(2 * radius), joint="curve")
            for x, y in points:
                brush.ellipse(
                    (x - radius, y - radius, x + radius, y + radius), fill=255
                )
    ink = ink.resize(scene.size, Image.Resampling.BOX).filter(
        ImageFilter.GaussianBlur(0.8)
    )
    amount = np.asarray(ink, float)[..., None] / 255
    colour = np.array(scene.paper) * (1 - amount) + np.array(scene.pen) * amount
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    turn = random.uniform(0, 2 * np.pi)
    fall = (np.cos(turn) * (x - 0.5) + np.sin(turn) * (y - 0.5)) / np.sqrt(2) + 0.5
    colour = colour * (1 - scene.shade * fall[..., None] ** 1.5)
    colour += random.normal(0, scene.grain, (height, width, 1))
    rgb = np.clip(np.round(colour), 0, 255).astype(np.uint8)
    return np.dstack([rgb, np.full((height, width), 255, np.uint8)])


def as_jpeg(picture, quality=80):
    """The file that a phone would send."""
    file = io.BytesIO()
    Image.fromarray(picture[..., :3]).save(file, "JPEG", quality=quality)
    return file.getvalue()
