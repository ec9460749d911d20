"""What a photograph shows besides a digit: the sheet and its lines, the desk, the light, a thumb.

Colours are floats (h, w, 3), 0 to 255.
"""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

DESKS = {"dark": (52, 40, 34), "wood": (118, 76, 44), "pale": (188, 178, 166)}
SKIN = [(224, 172, 140), (198, 140, 108), (140, 92, 68), (92, 60, 46)]
CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], float)


def sheet(scene, random):
    """The sheet, filling the picture: its paper, what is printed on it."""
    width, height = scene.size
    page = Image.new("RGB", (2 * width, 2 * height), scene.paper)
    pen = ImageDraw.Draw(page)
    longer = 2 * max(scene.size)
    line = max(2, round(longer * random.uniform(0.0012, 0.0028)))
    blue = tuple(
        int(part) for part in random.integers((140, 165, 195), (196, 206, 226))
    )
    if scene.rules:
        step = longer * random.uniform(0.035, 0.06)
        if scene.rules == "squared":
            step *= 0.75
            for x in np.arange(random.uniform(0, step), 2 * width, step):
                pen.line((x, 0, x, 2 * height), fill=blue, width=line)
        for y in np.arange(random.uniform(0, step), 2 * height, step):
            pen.line((0, y, 2 * width, y), fill=blue, width=line)
        if scene.rules == "ruled" and random.integers(2):
            x = 2 * width * random.uniform(0.08, 0.14)
            pen.line((x, 0, x, 2 * height), fill=(222, 140, 140), width=line)
    if scene.border == "frame":
        inset = longer * random.uniform(0.02, 0.06)
        grey = int(random.integers(40, 130))
        box = (inset, inset, 2 * width - inset, 2 * height - inset)
        pen.rectangle(box, outline=(grey, grey, grey), width=2 * line)
    if scene.border == "edge":  # the next page of the block shows at one side
        x = 2 * width * random.uniform(0.88, 0.96)
        beyond = tuple(int(part * random.uniform(0.8, 0.95)) for part in scene.paper)
        pen.rectangle((x, 0, 2 * width, 2 * height), fill=beyond)
        pen.line((x, 0, x, 2 * height), fill=(96, 92, 88), width=2 * line)
    return np.asarray(page.resize(scene.size, Image.Resampling.BOX), float)


def laid(page, scene, random):
    """The sheet as it lies before the camera: on its desk, seen at an angle."""
    size = np.array(scene.size)
    corners = CORNERS + random.uniform(-0.03, 0.03, (4, 2))
    away = 2 * CORNERS - 1  # outwards
    if scene.desk and scene.view == "around":
        corners -= away * random.uniform(0.06, 0.14, (1, 2))
    else:
        corners += away * (0.02 if scene.border else 0.08)
        sides = random.permutation(4)[:1]
        if scene.view == "corner":
            sides = [sides[0], (sides[0] + 1) % 4]
        for side in sides if scene.desk else []:
            # The two corners of this side come into the picture.
            ends = [side, (side + 1) % 4]
            inwards = -away[ends].mean(axis=0)
            depth = (0.11, 0.15) if scene.view == "sliver" else (0.16, 0.26)
            corners[ends] += inwards * random.uniform(*depth)
    target = corners * size
    seen = Image.fromarray(np.round(page).astype(np.uint8))
    mask = Image.new("L", scene.size, 255)
    how = (
        scene.size,
        Image.Transform.PERSPECTIVE,
        _perspective(target, CORNERS * size),
    )
    seen = np.asarray(seen.transform(*how, Image.Resampling.BICUBIC), float)
    there = np.asarray(
        mask.transform(*how, Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(0.8)),
        float,
    )[..., None] / 255  # fmt: skip
    if not scene.desk:  # the page goes on beyond the picture
        return np.where(there > 0.99, seen, np.array(scene.paper, float))
    desk = _desk(scene, random)
    # The sheet throws a little shadow on its desk.
    thrown = Image.fromarray((there[..., 0] * 255).astype(np.uint8))
    thrown = thrown.filter(ImageFilter.GaussianBlur(max(scene.size) / 160))
    desk = desk * (1 - 0.35 * np.asarray(thrown, float)[..., None] / 255)
    return desk * (1 - there) + seen * there


def light(scene, random):
    """What share of the light reaches each pixel, floats (h, w, 1) or (h, w, 3)."""
    width, height = scene.size
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    turn = random.uniform(0, 2 * np.pi)
    fall = (np.cos(turn) * (x - 0.5) + np.sin(turn) * (y - 0.5)) / np.sqrt(2) + 0.5
    share = 1 - scene.shade * fall[..., None] ** 1.5
    if scene.shadow:
        x, y = (x - 0.5) * width, (y - 0.5) * height
        soft = random.uniform(0.002, 0.02) * width
        dark = _half(x, y, random, soft, 0.25 * height)
        if random.integers(2):  # of something with a corner: a phone
            dark = dark * _half(x, y, random, soft, 0.25 * height)
        # Shade is lit by the sky: a little bluer.
        share = share * (
            1 - scene.shadow * dark[..., None] * np.array([1.06, 1.0, 0.9])
        )
    return share


def held(colour, random):
    """With a thumb at one side of the picture."""
    turned = int(random.integers(4))
    colour = np.rot90(colour, turned)
    height, width = colour.shape[:2]
    broad = random.uniform(0.09, 0.15) * max(height, width)
    long = random.uniform(0.1, 0.18) * height
    x = random.uniform(0.15, 0.85) * width
    lean = random.uniform(-0.5, 0.5) * broad
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    foot, tip = (x, height + broad), (x + lean, height - long)
    pen.line((*foot, *tip), fill=255, width=round(broad))
    r = broad / 2
    pen.ellipse((tip[0] - r, tip[1] - r, tip[0] + r, tip[1] + r), fill=255)
    there = np.asarray(mask.filter(ImageFilter.GaussianBlur(broad / 30)), float)[
        ..., None
    ]
    shadow = mask.filter(ImageFilter.GaussianBlur(broad / 6))
    shadow = np.roll(np.asarray(shadow, float), round(broad / 8), axis=1)[..., None]
    skin = np.array(SKIN[random.integers(len(SKIN))], float)
    across = (np.arange(width) - x)[None, :, None] / broad
    rounded = skin * (1 - 0.5 * np.clip(np.abs(across), 0, 1) ** 2)
    nail = Image.new("L", (width, height), 0)
    ImageDraw.Draw(nail).ellipse(
        (tip[0] - 0.6 * r, tip[1] - 0.75 * r, tip[0] + 0.6 * r, tip[1] + 0.6 * r),
        fill=90,
    )
    shine = (
        np.asarray(nail.filter(ImageFilter.GaussianBlur(r / 8)), float)[..., None] / 255
    )
    rounded = rounded * (1 - shine) + 250 * shine
    colour = colour * (1 - 0.35 * shadow / 255)
    return np.rot90(colour * (1 - there / 255) + rounded * there / 255, -turned)


def _desk(scene, random):
    width, height = scene.size
    desk = np.array(DESKS[scene.desk], float) * random.uniform(0.75, 1.15)
    desk = np.broadcast_to(desk, (height, width, 3)).copy()
    if scene.desk == "wood":
        y, x = np.mgrid[0:height, 0:width] / max(scene.size)
        bent = x + 0.02 * np.sin(5 * y + random.uniform(0, 6))
        for _ in range(4):
            waves = np.sin(
                2 * np.pi * bent * random.uniform(8, 60) + random.uniform(0, 6)
            )
            desk *= 1 + 0.09 * waves[..., None]
    if scene.desk == "pale":  # speckled
        desk += random.normal(0, 7, (height, width, 1))
    return desk


def _half(x, y, random, soft, room):
    """1 on one side of a line through the middle of the picture, 0 on the other."""
    turn = random.uniform(0, 2 * np.pi)
    beyond = np.cos(turn) * x + np.sin(turn) * y + random.uniform(-room, room)
    return 1 / (1 + np.exp(-np.clip(beyond / soft * 3, -30, 30)))


def _perspective(seen, flat):
    """Pillow's eight numbers that take a point seen to the one on the flat sheet."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows), np.array(values)).tolist()
