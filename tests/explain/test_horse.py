from mnist_ann.digitize.painter import SIDE, paint
from mnist_ann.explain.horse import horse
from mnist_ann.reading.reading import one_digit, read
from ui.state import cached


def test_the_horse_lies_on_the_canvas_and_is_told_from_a_digit():
    points = [point for stroke in horse() for point in stroke.points]
    assert all(0 < value < SIDE for point in points for value in point)
    found = read(one_digit(paint(horse())), cached.memory(cached.network("draw")))
    assert found.verdict.kind == "unlike"
