"""Pictures like photographs of a digit on paper: desk, light, shadow, ruled lines, a thumb, grain.

They are made from people's strokes, and share no step with `mnist_ann.digitize.photo`, which is judged
by them. `tools/paper_scene.py` paints what lies around the digit.
"""

import io
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools import paper_scene
from tools.drawings import fit

BLACK, BLUE, RED, PENCIL = (40, 44, 70), (36, 62, 150), (190, 30, 40), (120, 118, 116)


@dataclass(frozen=True)
class Scene:
    """size: of the picture. paper, pen: colours. share: of the picture's shorter side that the digit
    is long. width: of the pen, as a share of the digit. shade: how much darker the darkest corner is.
    grain: the standard deviation of its noise, of 255. wander: how far from the middle the digit may
    stand, as a share of the room there is. rules: "ruled" or "squared" paper. desk: "dark", "wood" or
    "pale"; view: what is seen of it, "around" the sheet, a "sliver" or a "corner". shadow: how much light
    a shadow with a hard edge takes. thumb: whether one holds the paper. border: of the page, "frame" or
    "edge". blur: in thousandths of the picture's longer side."""

    size: tuple = (640, 480)
    paper: tuple = (236, 232, 222)
    pen: tuple = BLACK
    share: float = 0.55
    width: float = 0.08
    shade: float = 0.3
    grain: float = 4.0
    wander: float = 0.08
    rules: str = ""
    desk: str = ""
    view: str = "around"
    shadow: float = 0.0
    thumb: bool = False
    border: str = ""
    blur: float = 0.0


# One digit, nothing else in view.
SCENES = {
    "paper": Scene(),
    "lamp at one side": Scene(shade=0.6),
    "blackboard": Scene(paper=(38, 54, 46), pen=(226, 228, 220), shade=0.4),
    "pencil": Scene(pen=PENCIL, width=0.05, grain=3.0),
    "far away": Scene(size=(1200, 900), share=0.22, width=0.1),
    "close": Scene(size=(300, 400), share=0.85, width=0.12),
    "large": Scene(size=(1600, 1200)),
    "yellow note, red pen": Scene(paper=(250, 226, 120), pen=RED),
}
# What else a phone's picture shows; `varied` draws the rest.
AROUND = {
    "sheet on a dark desk": Scene(desk="dark", share=0.45),
    "sheet on a wooden desk": Scene(desk="wood", share=0.45),
    "sheet on a pale desk": Scene(desk="pale", share=0.45),
    "sliver of the desk": Scene(desk="dark", view="sliver", share=0.5),
    "corner of the desk": Scene(desk="wood", view="corner", share=0.4),
    "hard shadow": Scene(shadow=0.42, share=0.5),
    "light that falls off": Scene(shade=0.75, share=0.5),
    "ruled paper": Scene(rules="ruled", share=0.45),
    "squared paper": Scene(rules="squared", share=0.45),
    "red pen or pencil": Scene(pen=PENCIL, width=0.06, share=0.5),
    "thumb": Scene(thumb=True, share=0.42),
    "border of the page": Scene(border="frame", share=0.45),
    "small digit on ruled paper": Scene(
        rules="ruled", share=0.15, width=0.1, wander=0.3
    ),
    "small digit on plain paper": Scene(share=0.13, width=0.1, wander=0.35),
    "much at once": Scene(
        desk="wood", rules="ruled", shadow=0.3, thumb=True, share=0.35
    ),
}


def varied(name, seed):
    """A Scene of AROUND, its size, colours, light and pen drawn from the seed."""
    scene, random = AROUND[name], np.random.default_rng((seed, len(name)))
    pens = [BLACK, (28, 26, 30), BLUE, (30, 50, 110), (60, 60, 66)]
    if name == "red pen or pencil":
        pens = [RED, (170, 44, 60), PENCIL, (130, 126, 124)]
    pen = pens[random.integers(len(pens))]
    papers = [(236, 232, 222), (246, 246, 244), (228, 230, 236), (242, 232, 208)]
    sizes = [(480, 360), (640, 480), (480, 640), (800, 600), (1200, 900)]
    scene = replace(
        scene,
        pen=tuple(int(part + random.integers(-10, 11)) for part in pen),
        paper=papers[random.integers(len(papers))],
        size=sizes[random.integers(len(sizes))],
        share=scene.share * random.uniform(0.85, 1.2),
        width=scene.width * random.uniform(0.45, 1.4),
        shade=scene.shade * random.uniform(0.4, 1.2),
        grain=random.uniform(1, 6),
        shadow=scene.shadow * random.uniform(0.7, 1.4),
        blur=random.uniform(0, 1.6),
    )
    if name == "border of the page":
        return replace(scene, border=str(random.choice(["frame", "edge"])))
    if name == "much at once":
        return replace(
            scene,
            rules=str(random.choice(["", "ruled", "squared"])),
            desk=str(random.choice(["dark", "wood", "pale"])),
            view=str(random.choice(["around", "sliver", "corner"])),
            shadow=scene.shadow * random.integers(2),
            thumb=bool(random.integers(2)),
        )
    return scene


def photograph(digits, scene, seed=0):
    """A picture uint8 (h, w, 4) of digits side by side, each a list of strokes; [] is empty paper."""
    random = np.random.default_rng(seed)
    width, height = scene.size
    amount = _written(digits, scene, random)[..., None]
    sheet = paper_scene.sheet(scene, random)
    sheet = sheet * (1 - amount) + np.array(scene.pen) * amount
    colour = sheet
    if scene.desk or scene.rules or scene.border:
        colour = paper_scene.laid(sheet, scene, random)
    colour = colour * paper_scene.light(scene, random)
    if scene.thumb:
        colour = paper_scene.held(colour, random)
    if scene.blur:
        radius = scene.blur * max(scene.size) / 1_000
        blurred = Image.fromarray(np.clip(np.round(colour), 0, 255).astype(np.uint8))
        colour = np.asarray(blurred.filter(ImageFilter.GaussianBlur(radius)), float)
    colour = colour + random.normal(0, scene.grain, (height, width, 1))
    rgb = np.clip(np.round(colour), 0, 255).astype(np.uint8)
    return np.dstack([rgb, np.full((height, width), 255, np.uint8)])


def _written(digits, scene, random):
    """How much ink each pixel of the sheet has, floats (h, w), 0 to 1."""
    width, height = scene.size
    side = scene.share * min(scene.size)
    ink = Image.new("L", (2 * width, 2 * height), 0)
    brush = ImageDraw.Draw(ink)
    radius = scene.width * side
    for place, strokes in enumerate(digits, 1):
        room = scene.wander * (1 - scene.share) * min(scene.size)
        shift = random.uniform(-1, 1, 2) * room
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
    return np.asarray(ink, float) / 255


def as_jpeg(picture, quality=80):
    """The file that a phone would send."""
    file = io.BytesIO()
    Image.fromarray(picture[..., :3]).save(file, "JPEG", quality=quality)
    return file.getvalue()
