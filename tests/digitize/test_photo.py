import io

import numpy as np
import pytest
from PIL import Image

from mnist_ann.digitize import digitize, photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, Drawings, fit, paint
from tools.photographs import AROUND, SCENES, Scene, as_jpeg, photograph, varied

PEOPLE = range(7_494, 7_714, 10)  # digits of eleven people


@pytest.fixture(scope="module")
def drawings():
    return Drawings()


@pytest.fixture(scope="module")
def network():
    return Network.load(NETWORKS / "draw.keras")


def read(network, picture):
    """The network's answer to a photograph that went through a JPEG file."""
    ink = photo.drawing(read_picture(as_jpeg(picture)))
    return int(network.forward([digitize(ink).image])[0].argmax())


@pytest.mark.parametrize("name", SCENES)
def test_photographs_are_read_nearly_as_well_as_drawings(name, network, drawings):
    right = 0
    for i in PEOPLE:
        picture = photograph([drawings.strokes(i)], SCENES[name], seed=i)
        try:
            right += read(network, picture) == drawings.labels[i]
        except Problem:
            pass
    assert right / len(PEOPLE) >= 0.9


@pytest.mark.parametrize("name", AROUND)
def test_what_lies_around_the_digit_does_not_matter(name, network, drawings):
    right = 0
    for seed in range(3):
        i = int(np.random.default_rng(seed).integers(len(drawings)))
        picture = photograph([drawings.strokes(i)], varied(name, seed), seed)
        try:
            right += read(network, picture) == drawings.labels[i]
        except Problem:
            pass
    assert right >= 2  # one of these digits is hard to read for the network


@pytest.mark.parametrize(
    "name", ["sheet on a dark desk", "hard shadow", "red pen or pencil"]
)
def test_an_empty_sheet_shows_no_digit(name):
    for seed in range(3):
        with pytest.raises(Problem, match="No digit can be seen"):
            photo.drawing(photograph([], varied(name, seed), seed))


@pytest.mark.parametrize("name", SCENES)
def test_empty_paper_shows_no_digit(name):
    for seed in range(4):
        with pytest.raises(Problem, match="No digit can be seen"):
            photo.drawing(photograph([], SCENES[name], seed))


@pytest.mark.parametrize("count", [2, 3])
def test_several_digits_are_too_many(count, drawings):
    scene = Scene(share=0.3)
    for seed in range(5):
        digits = [drawings.strokes(7_524 + (seed + n) % 10) for n in range(count)]
        with pytest.raises(Problem, match="one at a time"):
            photo.drawing(photograph(digits, scene, seed))


@pytest.mark.parametrize("density", [0.2, 0.3, 0.4])
def test_black_and_white_noise_is_too_busy(density):
    white = np.random.default_rng(1).random((280, 280, 1)) < density
    noise = np.repeat(white * np.uint8(255), 4, axis=2)
    noise[..., 3] = 255
    with pytest.raises(Problem, match="too busy to be a digit"):
        photo.drawing(noise)


@pytest.mark.parametrize("pen", [40, 60])
def test_a_thick_brush_writes_a_digit(pen, network, drawings):
    """As thick as a fifth of the picture, dark on light: read as on the canvas."""
    for i in PEOPLE[:6]:
        canvas = paint(fit(drawings.strokes(i), 190, (140, 140)), 280, pen)
        paper = np.dstack([255 - canvas] * 3 + [np.full_like(canvas, 255)])
        both = network.forward(
            [digitize(canvas).image, digitize(photo.drawing(paper)).image]
        )
        assert both[0].argmax() == both[1].argmax()


def test_noise_is_no_digit():
    noise = np.random.default_rng(1).integers(0, 256, (300, 300, 4), np.uint8)
    noise[..., 3] = 255
    with pytest.raises(Problem):
        digitize(photo.drawing(noise))


@pytest.mark.parametrize("shape", [(1, 1), (4, 2_000), (2_000, 4)])
def test_absurd_shapes(shape):
    with pytest.raises(Problem):
        photo.drawing(np.full((*shape, 4), 200, np.uint8))


def test_a_phone_held_on_its_side(network, drawings):
    """Twelve million pixels, turned by a quarter, with the camera's note on how to turn them back."""
    scene, right = Scene(size=(1_000, 750)), 0
    for i in PEOPLE[:8]:
        picture = Image.fromarray(photograph([drawings.strokes(i)], scene, seed=i))
        large = picture.convert("RGB").resize((4_000, 3_000)).rotate(90, expand=True)
        note = Image.Exif()
        note[0x0112] = 6  # the row 0 is the right side of what the camera saw
        file = io.BytesIO()
        large.save(file, "JPEG", exif=note)
        ink = photo.drawing(read_picture(file.getvalue()))
        answer = network.forward([digitize(ink).image])[0].argmax()
        right += answer == drawings.labels[i]
    assert right >= 7


def test_pieces_by_hand():
    inside = np.zeros((100, 100), bool)
    inside[10:30, 10:14] = True
    inside[10:30, 16:20] = True  # 2 pixels beside it: the same piece
    inside[60:90, 60:64] = True
    sizes = sorted(len(rows) for rows, _ in photo.pieces(inside))
    assert sizes == [120, 160]


def test_one_digit_on_the_canvas_is_never_several(drawings):
    names = list(CONDITIONS)
    for i in range(0, len(drawings), 60):
        photo.check_one(drawings.canvas(i, names[i % len(names)]))


@pytest.mark.parametrize("first, second", [(0, 1), (1, 1), (4, 2), (7, 9)])
def test_two_digits_on_the_canvas(first, second, drawings):
    left = fit(drawings.strokes(7_524 + first), 100, (80, 140))
    right = fit(drawings.strokes(7_524 + second), 100, (205, 140))
    with pytest.raises(Problem, match="2 digits here"):
        photo.check_one(paint(left + right))
