"""Writing styles that MNIST's writers lack and the world uses, painted onto MNIST's digits.

MNIST was written in the United States. Elsewhere people write ones with a long upstroke or a foot,
cross their sevens, slash their zeros, give nines a long tail, and write fours whose stem is short or
whose whole shape is one zigzag. A program adds these strokes.
"""

import numpy as np
from PIL import Image, ImageDraw

from mnist_ann.digitize import digitize
from mnist_ann.errors import Problem

SCALE = 4  # canvas pixels to one of the image's
MARGIN = 40  # canvas pixels around it, for strokes that reach out
INK = 120  # grey from which a canvas pixel counts as ink
EVERY = 2  # one in so many images of a digit gets its style: enough, and half the time


def paint(images, labels, seed, only=None):
    """Images in the styles above.

    images: uint8 (n, 28, 28), ink bright. labels: (n,), 0 to 9.
    Returns (painted uint8 (m, 28, 28), source (m,)): painted[i] is made of images[source[i]] and has
    its label. Which strokes it gets is drawn from the seed. only: places of images, to paint no others,
    which is quicker; those get the same strokes.
    """
    random = np.random.default_rng((seed, 2))
    turns = [
        (style, index)
        for digit, style in STYLES.items()
        for index in np.flatnonzero(labels == digit)[::EVERY]
    ]
    wanted = [only is None or index in only for _, index in turns]
    last = max(np.flatnonzero(wanted), default=-1)
    painted, source = [], []
    for (style, index), paint_it in zip(turns[: last + 1], wanted):
        canvas = _canvas(images[index])
        try:
            style(canvas, random)  # in any case: the next one goes on with its numbers
            if not paint_it:
                continue
            image = digitize(np.asarray(canvas)).image
        except Problem:  # this one has no place for the stroke
            continue
        painted.append(np.round(image * 255).astype(np.uint8))
        source.append(index)
    return np.array(painted, np.uint8).reshape(-1, 28, 28), np.array(source, int)


def upstroke_and_foot(canvas, random):
    """A one: a stroke up to its top, from the lower left, or a line below it, or both."""
    box = _Box(canvas)
    head, end = box.top_end, box.bottom_end
    kind = random.random()
    if kind < 0.9:
        length = box.height * random.uniform(0.2, 0.75)
        angle = np.radians(random.uniform(18, 62))
        down = (end - head) / np.linalg.norm(end - head)
        cos, sin = np.cos(angle), np.sin(angle)
        way = np.array([down[0] * cos - down[1] * sin, down[0] * sin + down[1] * cos])
        bend = np.array([-way[1], way[0]]) * length * random.uniform(-0.25, 0.25)
        tail = head + way * length
        _stroke(canvas, _curve(head, (head + tail) / 2 + bend, tail), box.pen)
    if kind > 0.75:
        left = box.height * random.uniform(0.15, 0.35)
        right = left * random.uniform(0.6, 1)
        slope = box.height * random.uniform(-0.1, 0.1)
        line = [end + [-left, slope], end + [right, -slope]]
        _stroke(canvas, line, box.pen)


def crossed(canvas, random):
    """A seven: a bar through its stem."""
    box = _Box(canvas)
    y = box.top + box.height * random.uniform(0.4, 0.62)
    row = np.flatnonzero(box.pixels[int(y)] > INK)
    if not len(row):
        raise Problem("This seven has no stem there.")
    left = box.height * random.uniform(0.15, 0.32)
    right, slope = left * random.uniform(0.7, 1.1), left * random.uniform(-0.25, 0.12)
    x = row.mean()
    _stroke(canvas, [(x - left, y - slope), (x + right, y + slope)], box.pen)


def slashed(canvas, random):
    """A zero: a slash from the lower left to the upper right."""
    box = _Box(canvas)
    reach = np.array(
        [
            box.width * random.uniform(0.3, 0.58),
            -box.height * random.uniform(0.25, 0.53),
        ]
    )
    _stroke(canvas, [box.centre - reach, box.centre + reach], box.pen)


def long_tail(canvas, random):
    """A nine: a tail from its foot to the left, slightly up at its end."""
    box = _Box(canvas)
    foot, length = box.bottom_end, box.height * random.uniform(0.2, 0.62)
    tip = foot - [length, box.height * random.uniform(-0.06, 0.22)]
    bend = foot + [
        -length * random.uniform(0.2, 0.6),
        box.height * random.uniform(0.02, 0.14),
    ]
    _stroke(canvas, _curve(foot, bend, tip), box.pen)


def short_stem_or_zigzag(canvas, random):
    """A four: the upper part of its stem is taken away, or it is written anew as a zigzag."""
    if random.random() < 0.55:
        _shorten_stem(canvas, random)
    else:
        _write_zigzag(canvas, random)


STYLES = {
    0: slashed,
    1: upstroke_and_foot,
    4: short_stem_or_zigzag,
    7: crossed,
    9: long_tail,
}


def _shorten_stem(canvas, random):
    box, cleared = _Box(canvas), 0
    pixels = box.pixels.copy()
    for y in range(box.top, box.top + int(box.height * random.uniform(0.15, 0.5))):
        edges = np.flatnonzero(np.diff(pixels[y] > 0, prepend=False, append=False))
        pieces = edges.reshape(-1, 2)  # from where to where there is ink in this row
        stem = pieces[-1:] if len(pieces) > 1 or pieces.mean() > box.centre[0] else []
        for start, end in stem:
            pixels[y, start:end] = 0
            cleared += len(pieces) > 1
    if cleared < 2 * SCALE:
        raise Problem("This four is closed at the top.")
    canvas.paste(Image.fromarray(pixels))


def _write_zigzag(canvas, random):
    box, uniform = _Box(canvas), random.uniform
    head = np.array([uniform(-0.12, 0.18), -0.5])
    corner = np.array([uniform(-0.42, -0.2), uniform(-0.05, 0.2)])
    right = np.array([uniform(0.15, 0.42), corner[1] + uniform(-0.14, 0.06)])
    foot = np.array([uniform(-0.25, 0.1), 0.5])
    if random.random() < 0.5:  # in one go, perhaps with a small way up before the stem
        peak = [right + [-0.06, -uniform(0.05, 0.3)]] if random.random() < 0.5 else []
        strokes = [[head, corner, right, *peak, foot]]
    else:
        x = uniform(0.2 * corner[0], 0.85 * right[0])
        stem = [
            (x + uniform(0, 0.12), uniform(-0.3, corner[1])),
            (x - uniform(0, 0.15), 0.5),
        ]
        strokes = [[head, corner, right], stem]
    canvas.paste(0, (0, 0, *canvas.size))
    for stroke in strokes:
        points = [box.centre + box.height * np.array(point) for point in stroke]
        _stroke(canvas, points, box.pen)


class _Box:
    """Where the ink of a canvas lies, in canvas pixels; points are (x, y), y downwards."""

    def __init__(self, canvas):
        self.pixels = np.asarray(canvas)
        ink = self.pixels > INK
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        top, bottom, left, right = rows[0], rows[-1], columns[0], columns[-1]
        if bottom - top < 10 * SCALE:
            raise Problem("This digit is too flat for another stroke.")
        self.top, self.height, self.width = top, bottom - top, right - left
        self.centre = np.array([(left + right) / 2, (top + bottom) / 2])
        self.pen = _pen_width(ink[top : bottom + 1, left : right + 1])
        half = self.pen / 2  # the pen's centre lies inside the ink
        above, below = ink[top : top + SCALE + 1], ink[bottom - SCALE : bottom + 1]
        self.top_end = np.array([np.nonzero(above)[1].mean(), top + half])
        self.bottom_end = np.array([np.nonzero(below)[1].mean(), bottom - half])


def _pen_width(ink):
    """The pen that wrote it: short runs of ink, along rows and columns, are as wide as the pen."""
    runs = []
    for lines in (ink, ink.T):
        framed = np.zeros((len(lines), lines.shape[1] + 2), bool)  # np.pad is slow
        framed[:, 1:-1] = lines
        edges = np.flatnonzero(np.diff(framed.ravel()))
        runs.append(edges[1::2] - edges[::2])
    return float(np.clip(np.percentile(np.concatenate(runs), 25), 7, 16))


def _canvas(image):
    side = len(image) * SCALE
    canvas = Image.new("L", (side + 2 * MARGIN, side + 2 * MARGIN), 0)
    large = Image.fromarray(image).resize((side, side), Image.Resampling.BICUBIC)
    canvas.paste(large, (MARGIN, MARGIN))
    return canvas


def _curve(start, bend, end):
    """A quadratic Bézier curve as eleven points."""
    t = np.linspace(0, 1, 11)[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end


def _stroke(canvas, points, pen):
    """A line through the points with round ends."""
    draw = ImageDraw.Draw(canvas)
    points = [(float(x), float(y)) for x, y in points]
    draw.line(points, fill=255, width=round(pen), joint="curve")
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=255)
