import numpy as np
import pytest

from mnist_ann.classroom.contents import Asked, SameDigit, TenDigits
from mnist_ann.classroom.drawings.drawings import Drawings
from mnist_ann.classroom.moderation.shown import ALL, DOUBTFUL, NOTHING
from mnist_ann.classroom.votes.questions import own
from mnist_ann.errors import Problem
from mnist_ann.mnist import normalise
from mnist_ann.store.engine import connect


@pytest.fixture
def drawings(url):
    return Drawings(connect(url), most_of_member=12, most=15)


@pytest.fixture
def fours(classroom, id):
    """Where everyone draws a 4."""
    return classroom.activities.start(id, "teacher", SameDigit(4))


@pytest.fixture
def ten(classroom, id):
    """Where everyone draws all ten digits."""
    return classroom.activities.start(id, "teacher", TenDigits())


@pytest.fixture
def image(data):
    return normalise(data.x_test[4])  # a 4


def draw(drawings, activity, visitor, label, image, answer=None, sure=0.9):
    said = label if answer is None else answer
    drawings.hand_in(activity, visitor, label, image, said, sure, "sure")


def labels(hand_ins):
    return [(each.name, each.label) for each in hand_ins]


def test_a_drawing_comes_back_as_it_went_in(drawings, fours, image, data):
    drawings.hand_in(fours, "Ada", 4, image, 9, 0.75, "torn")
    (one,) = drawings.of_activity(fours, "teacher")
    np.testing.assert_array_equal(one.image, data.x_test[4])
    assert (one.name, one.label, one.answer, one.probability) == ("Ada", 4, 9, 0.75)
    assert one.verdict == "torn" and one.accepted is None and not one.right


def test_a_new_drawing_takes_the_place_of_the_one_before(
    drawings, classroom, fours, ten, id, image
):
    draw(drawings, ten, "Ada", 4, image)
    draw(drawings, ten, "Ada", 5, image)
    draw(drawings, ten, "Ben", 4, image)
    drawings.accept(id, "teacher", [1, 2, 3])
    draw(drawings, ten, "Ada", 4, image / 2, answer=9)
    first, *others = drawings.of_activity(ten, "teacher")
    assert labels([first, *others]) == [("Ada", 4), ("Ada", 5), ("Ben", 4)]
    assert first.image.max() < 140 and first.answer == 9
    assert first.accepted is None  # nobody has looked at this one yet
    assert {label: each.answer for label, each in drawings.own(ten, "Ada").items()} == {4: 9, 5: 5}  # fmt: skip
    # Another activity asks for another 4.
    classroom.activities.set_open(fours, "teacher", True)
    draw(drawings, fours, "Ada", 4, image)
    assert len(drawings.of_class(id, "teacher")) == 4


def test_it_is_taken_only_where_and_when_it_is_asked_for(
    drawings, classroom, fours, id, image
):
    with pytest.raises(Problem, match="draws a 4 now"):
        draw(drawings, fours, "Ada", 5, image)
    for visitor in ("teacher", "nobody"):
        with pytest.raises(Problem, match="in this class"):
            draw(drawings, fours, visitor, 4, image)
    classroom.teaching.set_frozen(id, "teacher", True)
    with pytest.raises(Problem, match="frozen"):
        draw(drawings, fours, "Ada", 4, image)
    classroom.teaching.set_frozen(id, "teacher", False)
    classroom.activities.set_open(fours, "teacher", False)
    with pytest.raises(Problem, match="no more"):
        draw(drawings, fours, "Ada", 4, image)
    question = classroom.activities.start(id, "teacher", Asked(own("How many?")))
    with pytest.raises(Problem, match="Nothing is to be drawn"):
        draw(drawings, question, "Ada", 4, image)
    assert drawings.of_class(id, "teacher") == []


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
def test_what_is_no_drawing_is_not_kept(drawings, ten, id, image, wrong):
    given = {"label": 4, "image": image, "answer": 4, "probability": 0.9}
    with pytest.raises(Problem):
        drawings.hand_in(ten, "Ada", **{"verdict": "sure"} | given | wrong)
    assert drawings.of_class(id, "teacher") == []


def test_so_many_and_no_more(drawings, classroom, id, image):
    first, second = (
        classroom.activities.start(id, "teacher", TenDigits()) for _ in range(2)
    )
    classroom.activities.set_open(first, "teacher", True)
    for label in range(10):
        draw(drawings, first, "Ada", label, image)
    for label in range(2):
        draw(drawings, second, "Ada", label, image)
    with pytest.raises(Problem, match="You have handed in 12"):
        draw(drawings, second, "Ada", 2, image)
    draw(drawings, second, "Ada", 1, image)  # in place of one
    for label in range(3):
        draw(drawings, first, "Ben", label, image)
    with pytest.raises(Problem, match="This class has 15"):
        draw(drawings, first, "Ben", 3, image)


def test_the_wall_is_for_the_teacher_until_it_closes(
    drawings, classroom, fours, id, image
):
    draw(drawings, fours, "Ada", 4, image)
    with pytest.raises(Problem, match="wall opens"):
        drawings.of_activity(fours, "Ben")
    classroom.activities.set_open(fours, "teacher", False)
    assert labels(drawings.of_activity(fours, "Ben")) == [("Ada", 4)]
    classroom.teaching.set_nicknames(id, "teacher", False)
    for visitor in ("Ben", "teacher"):  # a wall is projected
        assert labels(drawings.of_activity(fours, visitor)) == [("Student 1", 4)]
    with pytest.raises(Problem, match="in this class"):
        drawings.of_activity(fours, "nobody")


def test_the_teacher_takes_a_drawing_off_the_wall(
    drawings, classroom, fours, id, image
):
    draw(drawings, fours, "Ada", 4, image)
    draw(drawings, fours, "Ben", 4, image)
    ada, ben = drawings.of_activity(fours, "teacher")
    drawings.accept(id, "teacher", [ada.id], False)
    assert labels(drawings.of_activity(fours, "teacher")) == [("Ben", 4)]
    assert len(drawings.of_class(id, "teacher")) == 2  # it can be put back
    classroom.teaching.remove(id, "teacher", ben.member)
    assert drawings.of_activity(fours, "teacher") == []


@pytest.mark.parametrize(
    "waits, shown", [(NOTHING, "Ada Ben"), (DOUBTFUL, "Ada"), (ALL, "")]
)
def test_what_waits_is_on_nobodys_wall_until_the_teacher_shows_it(
    drawings, classroom, fours, id, image, waits, shown
):
    classroom.teaching.set_waits(id, "teacher", waits)
    for name, verdict in (("Ada", "sure"), ("Ben", "unlike")):
        drawings.hand_in(fours, name, 4, image, 4, 0.9, verdict)
    classroom.activities.set_open(fours, "teacher", False)
    ids = {each.member: each.id for each in drawings.of_class(id, "teacher")}

    def on_the_wall(visitor):
        return [members[each.member] for each in drawings.of_activity(fours, visitor)]

    found = classroom.members.of_class(id, "teacher")
    members = {each.id: each.name for each in found}
    for visitor in ("teacher", "Ada"):
        assert on_the_wall(visitor) == shown.split()
    # All are drawn, whatever is shown; and one word of the teacher's decides.
    assert drawings.drawn_by(fours) == set(members)
    drawings.accept(id, "teacher", [ids[found[1].id]], True)
    drawings.accept(id, "teacher", [ids[found[0].id]], False)
    for visitor in ("teacher", "Ada"):
        assert on_the_wall(visitor) == ["Ben"]
    # A new drawing is one that nobody has looked at.
    classroom.activities.set_open(fours, "teacher", True)
    drawings.hand_in(fours, "Ben", 4, image, 4, 0.9, "unlike")
    assert ("Ben" in on_the_wall("teacher")) == (waits == NOTHING)


def test_who_has_drawn_all_that_is_asked_for(drawings, classroom, ten, id, image):
    ada, _ = classroom.members.of_class(id, "teacher")
    for label in range(10):
        draw(drawings, ten, "Ada", label, image)
    draw(drawings, ten, "Ben", 0, image)
    assert drawings.drawn_by(ten) == {ada.id}
    classroom.teaching.remove(id, "teacher", ada.id)
    assert drawings.drawn_by(ten) == set()


def test_a_wall_that_all_look_at_changes_for_all(drawings, classroom, fours, id, image):
    draw(drawings, fours, "Ada", 4, image)
    (ada,) = drawings.of_activity(fours, "teacher")
    stage = classroom.classes.get(id).stage
    drawings.accept(id, "teacher", [ada.id], False)
    assert (
        classroom.classes.get(id).stage == stage
    )  # the students draw, and see no wall
    classroom.activities.set_open(fours, "teacher", False)
    stage = classroom.classes.get(id).stage
    drawings.accept(id, "teacher", [ada.id], True)
    assert classroom.classes.get(id).stage == stage + 1
    drawings.delete(id, "Ada", [ada.id])
    assert classroom.classes.get(id).stage == stage + 2


def test_the_data_set_is_what_the_teacher_accepted(drawings, ten, id, image):
    for label in (3, 1, 4):
        draw(drawings, ten, "Ada", label, image)
    three, one, four = drawings.of_class(id, "teacher")
    assert len(drawings.digits(id, "Ada")) == 0
    drawings.accept(id, "teacher", [three.id, one.id, four.id])
    drawings.relabel(id, "teacher", one.id, 7)
    drawings.accept(id, "teacher", [four.id], None)
    for visitor in ("teacher", "Ben"):
        found = drawings.digits(id, visitor)
        assert found.labels.tolist() == [3, 7] and found.images.shape == (2, 28, 28)
        assert found.ids == (three.id, one.id)
    with pytest.raises(Problem, match="in this class"):
        drawings.digits(id, "nobody")


def test_students_delete_their_own_alone(drawings, ten, id, image):
    for visitor in ("Ada", "Ben"):
        draw(drawings, ten, visitor, 4, image)
    ada, ben = (each.id for each in drawings.of_class(id, "teacher"))
    for ids in ([ben], [ada, ben]):
        with pytest.raises(Problem, match="Only who drew it"):
            drawings.delete(id, "Ada", ids)
    assert len(drawings.of_class(id, "teacher")) == 2
    drawings.delete(id, "Ada", [ada])
    assert labels(drawings.of_class(id, "teacher")) == [("Ben", 4)]
    drawings.delete(id, "teacher", [ben])
    assert drawings.of_class(id, "teacher") == []


def test_what_the_teacher_alone_may_do_is_refused_to_students(
    drawings, classroom, ten, id, image
):
    draw(drawings, ten, "Ada", 4, image)
    (ada,) = drawings.of_class(id, "teacher")
    other, _ = classroom.teaching.open("another teacher")
    for visitor in ("Ada", "Ben", "nobody", "another teacher"):
        with pytest.raises(Problem, match="Only the teacher"):
            drawings.of_class(id, visitor)
        with pytest.raises(Problem, match="Only the teacher"):
            drawings.accept(id, visitor, [ada.id])
        with pytest.raises(Problem, match="Only the teacher"):
            drawings.relabel(id, visitor, ada.id, 7)
    # Nor does one's own class open another's.
    drawings.accept(other, "another teacher", [ada.id])
    drawings.relabel(other, "another teacher", ada.id, 7)
    drawings.delete(other, "another teacher", [ada.id])
    (after,) = drawings.of_class(id, "teacher")
    assert (after.label, after.accepted) == (4, None)


def test_a_class_takes_its_drawings_with_it(drawings, classroom, ten, id, image):
    draw(drawings, ten, "Ada", 4, image)
    before = classroom.classes.version(id)
    draw(drawings, ten, "Ben", 4, image)
    version, stage = classroom.classes.version(id)
    assert version > before[0] and stage == before[1]  # no student's page is made anew
    classroom.teaching.delete(id, "teacher")
    with pytest.raises(Problem, match="deleted"):
        drawings.of_activity(ten, "teacher")
