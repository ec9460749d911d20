import numpy as np
import pytest

from mnist_ann.digitize import strokes
from mnist_ann.digitize.strokes import Stroke
from mnist_ann.errors import Problem
from tools.drawings import Drawings, fit

# What fabric.js 6 made of a line from (20, 40) over (60, 40) to (60, 80) with a pen of 10 pixels,
# without the strokes' looks.
PATH = {
    "type": "Path",
    "path": [
        ["M", 20, 40],
        ["Q", 20, 40, 40, 40],
        ["Q", 60, 40, 60, 60],
        ["L", 60, 80],
    ],
    "strokeWidth": 10,
    "originX": "left",
    "originY": "top",
    "left": 15,
    "top": 35,
    "scaleX": 1,
    "scaleY": 1,
    "angle": 0,
    "flipX": False,
    "flipY": False,
}
LINE = ((20, 40), (60, 40), (60, 80))


def points(**changed):
    return np.array(strokes.from_fabric(PATH | changed).points)


def test_a_path_as_it_was_drawn():
    assert strokes.from_fabric(PATH) == Stroke(10, LINE)


def test_the_origin_may_be_the_centre():
    moved = points(originX="center", originY="center", left=40, top=60)
    np.testing.assert_allclose(moved, LINE, atol=0.01)


def test_moved():
    np.testing.assert_allclose(points(left=115), np.add(LINE, [100, 0]), atol=0.01)


def test_turned_by_a_quarter_about_its_corner():
    """A quarter turn clockwise on a screen takes (x, y) from the corner (15, 35) to (-y, x)."""
    from_corner = np.array(LINE) - [15, 35]
    turned = np.stack([-from_corner[:, 1], from_corner[:, 0]], axis=1) + [15, 35]
    np.testing.assert_allclose(points(angle=90), turned, atol=0.01)


def test_scaled_from_its_corner():
    twice = strokes.from_fabric(PATH | {"scaleX": 2, "scaleY": 2})
    assert twice.width == 20
    np.testing.assert_allclose(twice.points, 2 * (np.array(LINE) - [15, 35]) + [15, 35])


def test_mirrored_within_its_box():
    np.testing.assert_allclose(points(flipX=True)[:, 0], [60, 20, 20], atol=0.01)


def test_there_and_back():
    drawings = Drawings()
    for i in range(0, 7_000, 1_000):
        for drawn in fit(drawings.strokes(i), 170, 140):
            stroke = Stroke(18.0, tuple(map(tuple, np.round(drawn, 1).tolist())))
            path = strokes.to_fabric(stroke)
            curve = np.array([command[-2:] for command in path["path"]])
            low, high = curve.min(axis=0), curve.max(axis=0)
            placed = {
                "left": (low[0] + high[0]) / 2,
                "top": (low[1] + high[1]) / 2,
                "originX": "center",
                "originY": "center",
            }
            back = np.array(strokes.from_fabric(path | placed).points)
            once = [p for p, q in zip(stroke.points, [None, *stroke.points]) if p != q]
            assert len(back) == len(once)
            assert np.abs(back - once).max() < 1  # the box here is a little too small


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "strokes",
        [{"width": 18}],
        [{"width": "wide", "points": [[1, 2]]}],
        [{"width": 18, "points": []}],
        [{"width": 18, "points": [[1, 2, 3]]}],
        [{"width": 18, "points": [[1, float("nan")]]}],
        [{"width": 18, "points": [[1, 2]] * 5_001}],
        [{"width": 0, "points": [[1, 2]]}],
        [{"width": 18, "points": [[1e30, 2]]}],
    ],
)
def test_what_is_no_drawing(sent):
    with pytest.raises(Problem, match="canvas|drawing"):
        strokes.read(sent)


@pytest.mark.parametrize("change", [{"path": []}, {"angle": "wide"}, {"originX": 7}])
def test_what_is_no_path(change):
    with pytest.raises(Problem, match="Reload the page"):
        strokes.from_fabric(PATH | change)


def test_strokes_from_a_browser():
    sent = [{"width": 18, "points": [[1, 2], [3.5, 4]]}]
    (stroke,) = strokes.read(sent)
    assert stroke == Stroke(18.0, ((1.0, 2.0), (3.5, 4.0)))
    assert stroke.to_json() == sent[0]
