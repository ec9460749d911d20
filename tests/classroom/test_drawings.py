import numpy as np
import pytest

from mnist_ann.classroom.activities import Activities
from mnist_ann.classroom.classes import Classroom
from mnist_ann.classroom.drawings import Handwriting
from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise
from mnist_ann.store.engine import connect


@pytest.fixture
def classroom(url):
    return Classroom(connect(url))


@pytest.fixture
def activities(url):
    return Activities(connect(url))


@pytest.fixture
def handwriting(url):
    return Handwriting(connect(url), most_of_member=12, most=15)


@pytest.fixture
def id(classroom):
    """A class with two students."""
    id, _ = classroom.open("teacher")
    for name in ("Ada", "Ben"):
        classroom.join(classroom.get(id).code, name, name)
    return id


@pytest.fixture
def fours(activities, id):
    """Where everyone draws a 4."""
    return activities.start(id, "teacher", "same digit", {"digit": 4})


@pytest.fixture
def ten(activities, id):
    """Where everyone draws all ten digits."""
    return activities.start(id, "teacher", "handwriting", {})


@pytest.fixture
def image(data):
    return normalise(data.x_test[4])  # a 4


def draw(handwriting, activity, visitor, label, image, answer=None, sure=0.9):
    said = label if answer is None else answer
    handwriting.hand_in(activity, visitor, label, image, said, sure, "sure")


def labels(hand_ins):
    return [(each.name, each.label) for each in hand_ins]


def test_a_drawing_comes_back_as_it_went_in(handwriting, fours, image, data):
    handwriting.hand_in(fours, "Ada", 4, image, 9, 0.75, "torn")
    (one,) = handwriting.of_activity(fours, "teacher")
    np.testing.assert_array_equal(one.image, data.x_test[4])
    assert (one.name, one.label, one.answer, one.probability) == ("Ada", 4, 9, 0.75)
    assert one.verdict == "torn" and one.accepted is None and not one.right


def test_a_new_drawing_takes_the_place_of_the_one_before(
    handwriting, fours, ten, activities, id, image
):
    draw(handwriting, ten, "Ada", 4, image)
    draw(handwriting, ten, "Ada", 5, image)
    draw(handwriting, ten, "Ben", 4, image)
    handwriting.accept(id, "teacher", [1, 2, 3])
    draw(handwriting, ten, "Ada", 4, image / 2, answer=9)
    first, *others = handwriting.of_activity(ten, "teacher")
    assert labels([first, *others]) == [("Ada", 4), ("Ada", 5), ("Ben", 4)]
    assert first.image.max() < 140 and first.answer == 9
    assert first.accepted is None  # nobody has looked at this one yet
    assert {label: each.answer for label, each in handwriting.own(ten, "Ada").items()} == {4: 9, 5: 5}  # fmt: skip
    # Another activity asks for another 4.
    activities.set_open(fours, "teacher", True)
    draw(handwriting, fours, "Ada", 4, image)
    assert len(handwriting.of_class(id, "teacher")) == 4


def test_it_is_taken_only_where_and_when_it_is_asked_for(
    handwriting, activities, classroom, fours, id, image
):
    with pytest.raises(Problem, match="draws a 4 now"):
        draw(handwriting, fours, "Ada", 5, image)
    for visitor in ("teacher", "nobody"):
        with pytest.raises(Problem, match="in this class"):
            draw(handwriting, fours, visitor, 4, image)
    classroom.set_frozen(id, "teacher", True)
    with pytest.raises(Problem, match="frozen"):
        draw(handwriting, fours, "Ada", 4, image)
    classroom.set_frozen(id, "teacher", False)
    activities.set_open(fours, "teacher", False)
    with pytest.raises(Problem, match="no more"):
        draw(handwriting, fours, "Ada", 4, image)
    question = activities.start(id, "teacher", "question", {})
    with pytest.raises(Problem, match="Nothing is to be drawn"):
        draw(handwriting, question, "Ada", 4, image)
    assert handwriting.of_class(id, "teacher") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": 10},
        {"answer": -1},
        {"verdict": "<b>"},
        {"image": np.zeros((28, 28))},
        {"image": np.full((28, 28), np.nan)},
        {"image": np.ones((400, 400))},
    ],
    ids=str,
)
def test_what_is_no_drawing_is_not_kept(handwriting, ten, id, image, wrong):
    given = {"label": 4, "image": image, "answer": 4, "probability": 0.9}
    with pytest.raises(Problem):
        handwriting.hand_in(ten, "Ada", **{"verdict": "sure"} | given | wrong)
    assert handwriting.of_class(id, "teacher") == []


def test_so_many_and_no_more(handwriting, activities, id, image):
    first, second = (
        activities.start(id, "teacher", "handwriting", {}) for _ in range(2)
    )
    activities.set_open(first, "teacher", True)
    for label in range(10):
        draw(handwriting, first, "Ada", label, image)
    for label in range(2):
        draw(handwriting, second, "Ada", label, image)
    with pytest.raises(Problem, match="You have handed in 12"):
        draw(handwriting, second, "Ada", 2, image)
    draw(handwriting, second, "Ada", 1, image)  # in place of one
    for label in range(3):
        draw(handwriting, first, "Ben", label, image)
    with pytest.raises(Problem, match="This class has 15"):
        draw(handwriting, first, "Ben", 3, image)


def test_the_wall_is_for_the_teacher_until_it_closes(
    handwriting, activities, classroom, fours, id, image
):
    draw(handwriting, fours, "Ada", 4, image)
    with pytest.raises(Problem, match="wall opens"):
        handwriting.of_activity(fours, "Ben")
    activities.set_open(fours, "teacher", False)
    assert labels(handwriting.of_activity(fours, "Ben")) == [("Ada", 4)]
    classroom.set_nicknames(id, "teacher", False)
    for visitor in ("Ben", "teacher"):  # a wall is projected
        assert labels(handwriting.of_activity(fours, visitor)) == [("Student 1", 4)]
    with pytest.raises(Problem, match="in this class"):
        handwriting.of_activity(fours, "nobody")


def test_the_teacher_takes_a_drawing_off_the_wall(
    handwriting, classroom, fours, id, image
):
    draw(handwriting, fours, "Ada", 4, image)
    draw(handwriting, fours, "Ben", 4, image)
    ada, ben = handwriting.of_activity(fours, "teacher")
    handwriting.accept(id, "teacher", [ada.id], False)
    assert labels(handwriting.of_activity(fours, "teacher")) == [("Ben", 4)]
    assert len(handwriting.of_class(id, "teacher")) == 2  # it can be put back
    classroom.remove(id, "teacher", ben.member)
    assert handwriting.of_activity(fours, "teacher") == []


def test_a_wall_that_all_look_at_changes_for_all(
    handwriting, classroom, activities, fours, id, image
):
    draw(handwriting, fours, "Ada", 4, image)
    (ada,) = handwriting.of_activity(fours, "teacher")
    stage = classroom.get(id).stage
    handwriting.accept(id, "teacher", [ada.id], False)
    assert classroom.get(id).stage == stage  # the students draw, and see no wall
    activities.set_open(fours, "teacher", False)
    stage = classroom.get(id).stage
    handwriting.accept(id, "teacher", [ada.id], True)
    assert classroom.get(id).stage == stage + 1
    handwriting.delete(id, "Ada", [ada.id])
    assert classroom.get(id).stage == stage + 2


def test_the_data_set_is_what_the_teacher_accepted(handwriting, ten, id, image):
    for label in (3, 1, 4):
        draw(handwriting, ten, "Ada", label, image)
    three, one, four = handwriting.of_class(id, "teacher")
    assert len(handwriting.digits(id, "Ada")) == 0
    handwriting.accept(id, "teacher", [three.id, one.id, four.id])
    handwriting.relabel(id, "teacher", one.id, 7)
    handwriting.accept(id, "teacher", [four.id], None)
    for visitor in ("teacher", "Ben"):
        found = handwriting.digits(id, visitor)
        assert found.labels.tolist() == [3, 7] and found.images.shape == (2, 28, 28)
        assert found.ids == (three.id, one.id)
    with pytest.raises(Problem, match="in this class"):
        handwriting.digits(id, "nobody")


def test_students_delete_their_own_alone(handwriting, ten, id, image):
    for visitor in ("Ada", "Ben"):
        draw(handwriting, ten, visitor, 4, image)
    ada, ben = (each.id for each in handwriting.of_class(id, "teacher"))
    for ids in ([ben], [ada, ben]):
        with pytest.raises(Problem, match="Only who drew it"):
            handwriting.delete(id, "Ada", ids)
    assert len(handwriting.of_class(id, "teacher")) == 2
    handwriting.delete(id, "Ada", [ada])
    assert labels(handwriting.of_class(id, "teacher")) == [("Ben", 4)]
    handwriting.delete(id, "teacher", [ben])
    assert handwriting.of_class(id, "teacher") == []


def test_what_the_teacher_alone_may_do_is_refused_to_students(
    handwriting, classroom, ten, id, image
):
    draw(handwriting, ten, "Ada", 4, image)
    (ada,) = handwriting.of_class(id, "teacher")
    other, _ = classroom.open("another teacher")
    for visitor in ("Ada", "Ben", "nobody", "another teacher"):
        with pytest.raises(Problem, match="Only the teacher"):
            handwriting.of_class(id, visitor)
        with pytest.raises(Problem, match="Only the teacher"):
            handwriting.accept(id, visitor, [ada.id])
        with pytest.raises(Problem, match="Only the teacher"):
            handwriting.relabel(id, visitor, ada.id, 7)
    # Nor does one's own class open another's.
    handwriting.accept(other, "another teacher", [ada.id])
    handwriting.relabel(other, "another teacher", ada.id, 7)
    handwriting.delete(other, "another teacher", [ada.id])
    (after,) = handwriting.of_class(id, "teacher")
    assert (after.label, after.accepted) == (4, None)


def test_a_class_takes_its_drawings_with_it(handwriting, classroom, ten, id, image):
    draw(handwriting, ten, "Ada", 4, image)
    before = classroom.version(id)
    draw(handwriting, ten, "Ben", 4, image)
    version, stage = classroom.version(id)
    assert version > before[0] and stage == before[1]  # no student's page is made anew
    classroom.delete(id, "teacher")
    with pytest.raises(Problem, match="deleted"):
        handwriting.of_activity(ten, "teacher")
