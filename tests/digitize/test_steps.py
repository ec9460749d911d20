import numpy as np
import pytest

from mnist_ann.digitize.ink import MAX_SIDE
from mnist_ann.digitize.steps import OPTIONAL, digitize
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, Drawings, fit, paint


@pytest.fixture(scope="module")
def drawings():
    return Drawings()


@pytest.fixture(scope="module")
def networks():
    return {
        name: Network.load(NETWORKS / f"{name}.keras") for name in ("article", "draw")
    }


@pytest.fixture
def seven(drawings):
    """A canvas with a 7 in the middle, ink on all four sides of its centre."""
    i = int(np.flatnonzero(drawings.labels == 7)[0])
    return paint(fit(drawings.strokes(i), 150, 140))


def bar(left_at_top, left_at_bottom, width=20, side=280):
    """A canvas with a straight bar from row 40 to row 240, its left edge where it is told."""
    canvas = np.zeros((side, side), np.uint8)
    for row, left in zip(range(40, 240), np.linspace(left_at_top, left_at_bottom, 200)):
        canvas[row, round(left) : round(left) + width] = 255
    return canvas


def centre_of_mass(image):
    rows, columns = np.indices(image.shape)
    return [(rows * image).sum() / image.sum(), (columns * image).sum() / image.sum()]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_networks_read_what_people_drew(drawings, networks, condition):
    chosen = range(0, len(drawings), 20)
    images = [digitize(drawings.canvas(i, condition)).image for i in chosen]
    for name, least in (("article", 0.895), ("draw", 0.94)):
        predicted = networks[name].forward(images).argmax(axis=1)
        right = (predicted == drawings.labels[::20]).mean()
        assert right >= least, (name, right)


def test_images_of_mnist_stay_what_they_are(data, networks):
    """MNIST's own images, taken for drawings: nearly as many are read as before."""
    test = data.test
    images = [digitize(image).image for image in test.images[:1_000]]
    before = networks["article"].forward(test.images[:1_000] / 255).argmax(axis=1)
    after = networks["article"].forward(images).argmax(axis=1)
    right_before, right_after = (
        (digits == test.labels[:1_000]).mean() for digits in (before, after)
    )
    assert right_after >= right_before - 0.02


def test_the_image_is_one_of_mnist(seven):
    image = digitize(seven).image
    assert image.shape == (28, 28)
    assert image.dtype == np.float32
    assert image.min() == 0
    assert 0.99 < image.max() <= 1
    # Each pixel is a whole number of 255ths, as in MNIST.
    assert (image == (np.round(image * 255) / 255).astype(np.float32)).all()


def test_the_centre_of_mass_comes_to_the_centre(drawings):
    for i in range(0, len(drawings), 500):
        image = digitize(drawings.canvas(i, "usual")).image
        assert centre_of_mass(image) == pytest.approx([14, 14], abs=0.05)


def test_the_ink_fits_into_twenty_pixels(drawings):
    for i in range(0, len(drawings), 500):
        image = digitize(drawings.canvas(i, "usual")).image
        sides = [np.ptp(np.flatnonzero((image > 0.25).any(axis=a))) + 1 for a in (0, 1)]
        assert 18 <= max(sides) <= 20


def test_the_place_on_the_canvas_does_not_matter(seven):
    image = digitize(seven).image
    for move in ((-40, 0), (0, 45), (50, -30)):
        moved = np.roll(seven, move, axis=(0, 1))
        assert (digitize(moved).image == image).all()


def test_the_size_hardly_matters(drawings):
    """The same strokes, tiny in a corner and as large as the canvas."""
    strokes = drawings.strokes(int(np.flatnonzero(drawings.labels == 3)[0]))
    tiny = digitize(paint(fit(strokes, 50, 40), pen=6)).image
    large = digitize(paint(fit(strokes, 250, 140), pen=30)).image
    assert np.abs(tiny - large).mean() < 0.01


@pytest.mark.parametrize("pen", [2, 8, 14])
def test_a_thin_line_becomes_as_wide_as_another(drawings, pen):
    strokes = fit(
        drawings.strokes(int(np.flatnonzero(drawings.labels == 2)[0])), 180, 140
    )
    thin, usual = (digitize(paint(strokes, pen=width)).image for width in (pen, 18))
    assert np.abs(thin - usual).mean() < 0.025


def test_a_bar_worked_by_hand():
    """20 by 200 pixels become 1.85 by 18.5, and the pen 2.3 for every 18.5 of the length: 43 pixels
    of ink, less what the round pen takes from the four corners."""
    image = digitize(bar(130, 130)).image
    assert image.sum() == pytest.approx(2.3 * 18.5, rel=0.03)
    assert image[14].sum() == pytest.approx(2.3, abs=0.1)
    assert (image[:, :11] == 0).all()
    assert (image[:, 18:] == 0).all()


def test_a_bar_that_is_too_thick_is_thinned_half_of_the_way():
    """60 by 200 pixels, whose mean distance to the edge is 60 / 4 - 60 ** 2 / (12 * 200) = 13.5: a
    pen of 54. To make it 2.3 in 18.5, 16.6 would go from each side; 8.3 do, which leaves 43.4 by
    183.4, so 4.38 in 18.5."""
    image = digitize(bar(110, 110, width=60)).image
    assert image[14].sum() == pytest.approx(4.38, abs=0.1)


@pytest.mark.parametrize(
    ("top", "bottom", "said"),
    # 60 to the side on 200 upwards: atan(0.3) = 16.7 degrees.
    [
        (180, 120, "17° to the right"),
        (120, 180, "17° to the left"),
        (150, 150, "upright"),
    ],
)
def test_slant_is_measured_and_half_of_it_stays(top, bottom, said):
    done = digitize(bar(top, bottom))
    (step,) = [step for step in done.steps if step.name == "Straighten"]
    assert said in step.caption
    rows, columns = np.indices((28, 28)) - 14
    slant = -(rows * columns * done.image).sum() / (rows**2 * done.image).sum()
    assert slant == pytest.approx((top - bottom) / 200 / 2, abs=0.02)


def test_the_ground_may_be_transparent_paper_or_grey(seven):
    image, nothing = digitize(seven).image, np.zeros_like(seven)
    clear = np.dstack(
        [nothing, nothing, nothing, seven]
    )  # black ink, nothing around it
    colours = np.dstack([seven, seven, seven])
    for drawing in (colours, clear, 255 - seven, seven // 2 + 40):
        assert np.abs(digitize(drawing).image - image).max() < 0.02


def test_each_step_has_its_picture(seven):
    names = [step.name for step in digitize(seven).steps]
    assert names == ["Ink", "Crop", "Straighten", "Pen", "Scale", "Centre"]
    *_, scaled, centred = digitize(seven).steps
    assert scaled.picture.shape == (20, 20)
    assert (digitize(seven).image == (centred.picture / 255).astype(np.float32)).all()


def test_the_drawing_is_left_as_it_was(seven):
    before = seven.copy()
    seven.setflags(write=False)
    digitize(seven)
    assert (seven == before).all()


def test_without_ink_it_asks_for_a_digit():
    for blank in (
        np.zeros((280, 280), np.uint8),
        np.zeros((280, 280, 4), np.uint8),
        np.full((280, 280), 20, np.uint8),
    ):
        with pytest.raises(Problem, match="Draw a digit first"):
            digitize(blank)


def test_a_dot_is_no_digit_yet():
    for place, pen in ((140, 12), (60, 22), (140, 120)):
        with pytest.raises(Problem, match="only a dot"):
            digitize(paint([np.array([[place, place]])], pen=pen))


def test_a_canvas_full_of_ink_is_no_digit():
    full = np.full((280, 280), 255, np.uint8)
    nearly = full.copy()
    nearly[:, :60] = 0
    for grey in (full, nearly):
        with pytest.raises(Problem, match="nothing but ink"):
            digitize(grey)


def test_lines_and_specks_of_any_size_are_read_or_explained():
    random = np.random.default_rng(0)
    for _ in range(300):
        canvas = np.zeros(random.integers(1, 200, 2), np.uint8)
        row, column = (random.integers(0, side) for side in canvas.shape)
        canvas[row, column:] = canvas[row:, column] = random.integers(1, 256)
        try:
            image = digitize(canvas).image
        except Problem:
            continue
        assert np.isfinite(image).all()
        assert image.max() > 0.2


@pytest.mark.parametrize(
    "drawing",
    [
        np.zeros((0, 5), np.uint8),
        np.zeros((9, MAX_SIDE + 1), np.uint8),
        np.zeros((9, 9, 2), np.uint8),
        np.zeros((9, 9)),
        np.zeros(9, np.uint8),
        None,
    ],
)
def test_what_is_no_drawing_is_explained(drawing):
    with pytest.raises(Problem, match="A drawing"):
        digitize(drawing)


def test_each_step_that_is_left_out_costs_right_answers(drawings, networks):
    """What each is worth, on 193 drawings: MNIST's own steps most."""
    names = list(CONDITIONS)
    places = list(range(3, len(drawings), 40))
    canvases = [drawings.canvas(i, names[i % len(names)]) for i in places]

    def share_of_right(without):
        images = [digitize(canvas, without).image for canvas in canvases]
        answers = networks["article"].forward(images).argmax(axis=1)
        return (answers == drawings.labels[places]).mean()

    complete = share_of_right(())
    assert complete > 0.9
    for step in ("Crop", "Scale", "Centre"):
        assert share_of_right((step,)) < complete - 0.04, step
    for step in ("Straighten", "Pen"):
        assert share_of_right((step,)) < complete + 0.01, step


@pytest.mark.parametrize("step", OPTIONAL)
def test_a_step_that_is_left_out_is_not_shown(drawings, step):
    shown = [s.name for s in digitize(drawings.canvas(7, "usual"), (step,)).steps]
    assert step not in shown
    assert len(shown) == 5
