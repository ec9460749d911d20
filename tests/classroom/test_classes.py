import time

import pytest

from mnist_ann.classroom import classes as module
from mnist_ann.classroom.activities import Activities
from mnist_ann.classroom.classes import Classroom
from mnist_ann.errors import Problem
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.engine import connect
from mnist_ann.store.queue import Queue
from mnist_ann.store.runs import Runs


@pytest.fixture
def classroom(url):
    return Classroom(connect(url))


@pytest.fixture
def id(classroom):
    return classroom.open("teacher")[0]


def code(classroom, id):
    return classroom.get(id).code


def join(classroom, id, *visitors):
    return [classroom.join(code(classroom, id), each, each)[1] for each in visitors]


def names(classroom, id, visitor="teacher"):
    return [member.name for member in classroom.members(id, visitor)]


def test_a_code_cannot_be_confused_when_it_is_read_from_a_wall(classroom, id):
    codes = [code(classroom, id)] + [
        code(classroom, classroom.open(f"teacher {each}")[0]) for each in range(20)
    ]
    assert len(set(codes)) == 21
    assert not set("".join(codes)) & set("01OILoil")
    assert {len(each) for each in codes} == {6}


def test_a_code_is_found_however_it_is_typed(classroom, id):
    right = code(classroom, id)
    for typed in (
        right.lower(),
        f" {right[:3]} {right[3:]} ",
        f"{right[:3]}-{right[3:]}",
    ):
        assert classroom.find(typed, "ada").id == id


def test_a_wrong_code_says_so(classroom, id):
    for typed, sentence in (
        ("", "has 6 letters"),
        ("K7QM4", "has 6 letters"),
        ("000000", "no class 000000"),
        ("'; DROP TABLE classes; --", "has 6 letters"),
    ):
        with pytest.raises(Problem, match=sentence):
            classroom.join(typed, "ada", "Ada")


def test_who_tries_code_after_code_has_to_wait(classroom, id):
    for _ in range(module.MOST_TRIES):
        with pytest.raises(Problem, match="no class"):
            classroom.find("AAAAAA", "eve")
    with pytest.raises(Problem, match="Wait a minute"):
        classroom.find(code(classroom, id), "eve")
    assert classroom.find(code(classroom, id), "ada").id == id


def test_students_are_listed_as_they_joined_and_keep_their_place(classroom, id):
    join(classroom, id, "Ada", "Ben")
    classroom.join(code(classroom, id), "cem")
    assert names(classroom, id) == ["Ada", "Ben", "Student 3"]
    found, member = classroom.join(code(classroom, id), "Ada")
    assert (found.id, member.number, member.name) == (id, 1, "Ada")
    assert len(names(classroom, id)) == 3
    assert classroom.joined("Ada")[1].number == 1


def test_a_nickname_that_cannot_be_is_refused(classroom, id):
    join(classroom, id, "Ben")
    for name, sentence in (
        ("x" * 21, "at most 20"),
        ("<b>Ada</b>", "can't have any of"),
        ("[a](b)", "can't have any of"),
        ("A\u202eda", "invisible characters"),
        ("ben", "called ben already"),
    ):
        with pytest.raises(Problem, match=sentence):
            classroom.join(code(classroom, id), "eve", name)
    assert names(classroom, id) == ["Ben"]


def test_nobody_new_joins_a_locked_class_but_who_was_there_comes_back(classroom, id):
    join(classroom, id, "Ada")
    classroom.set_joining(id, "teacher", False)
    with pytest.raises(Problem, match="nobody new"):
        join(classroom, id, "Ben")
    assert classroom.join(code(classroom, id), "Ada")[1].number == 1
    classroom.set_joining(id, "teacher", True)
    join(classroom, id, "Ben")


def test_a_class_is_full_at_some_point(classroom, id, monkeypatch):
    monkeypatch.setattr(module, "MOST_MEMBERS", 2)
    join(classroom, id, "Ada", "Ben")
    with pytest.raises(Problem, match="full"):
        join(classroom, id, "Cem")


def test_who_was_removed_stays_out(classroom, id):
    ada, _ = join(classroom, id, "Ada", "Ben")
    classroom.remove(id, "teacher", ada.id)
    assert names(classroom, id) == ["Ben"]
    assert classroom.joined("Ada") is None
    for act in (
        lambda: join(classroom, id, "Ada"),
        lambda: classroom.ask_help(id, "Ada"),
        lambda: classroom.members(id, "Ada"),
    ):
        with pytest.raises(Problem):
            act()


def test_hidden_nicknames_reach_the_teacher_alone(classroom, id):
    join(classroom, id, "Ada", "Ben")
    assert names(classroom, id, "Ben") == ["Ada", "Ben"]
    classroom.set_nicknames(id, "teacher", False)
    assert names(classroom, id) == ["Ada", "Ben"]
    assert names(classroom, id, "Ben") == ["Student 1", "Ben"]


def test_who_is_not_in_a_class_sees_nobody_of_it(classroom, id):
    join(classroom, id, "Ada")
    other, _ = classroom.open("other teacher")
    join(classroom, other, "Eve")
    for visitor in ("nobody", "Eve", "other teacher"):
        with pytest.raises(Problem, match="Only who is in this class"):
            classroom.members(id, visitor)


ACTIONS = {
    "new key": lambda c, a, id, who, ada: c.new_key(id, who),
    "lock": lambda c, a, id, who, ada: c.set_joining(id, who, False),
    "freeze": lambda c, a, id, who, ada: c.set_frozen(id, who, True),
    "hide": lambda c, a, id, who, ada: c.set_nicknames(id, who, False),
    "send": lambda c, a, id, who, ada: c.send(id, who, "train", {"run": "article"}),
    "end": lambda c, a, id, who, ada: c.end(id, who),
    "delete": lambda c, a, id, who, ada: c.delete(id, who),
    "rename": lambda c, a, id, who, ada: c.rename(id, who, ada, "Eve"),
    "remove": lambda c, a, id, who, ada: c.remove(id, who, ada),
    "helped": lambda c, a, id, who, ada: c.helped(id, who, ada),
    "start": lambda c, a, id, who, ada: a.start(id, who, "question", {}),
    "finish": lambda c, a, id, who, ada: a.finish(id, who),
    "recover": lambda c, a, id, who, ada: c.recover(c.get(id).code, "guessed", who),
}  # fmt: skip


def test_a_student_cannot_act_as_the_teacher(classroom, url, id):
    ada, _ = join(classroom, id, "Ada", "Ben")
    before, activities = classroom.get(id), Activities(connect(url))
    for name, act in ACTIONS.items():
        for who in ("Ben", "nobody", ""):
            with pytest.raises(Problem, match="Only the teacher|recovery link"):
                act(classroom, activities, id, who, ada.id)
        assert classroom.get(id) == before, name
        assert names(classroom, id) == ["Ada", "Ben"], name


def test_the_teacher_of_one_class_has_no_say_in_another(classroom, id):
    ada = join(classroom, id, "Ada")[0]
    other, _ = classroom.open("other")
    with pytest.raises(Problem, match="Only the teacher"):
        classroom.remove(id, "other", ada.id)
    classroom.remove(other, "other", ada.id)  # a member of none of theirs
    assert names(classroom, id) == ["Ada"]


def test_a_recovery_key_makes_another_browser_the_teachers_until_there_is_a_new_one(
    classroom,
):
    id, key = classroom.open("laptop")
    classroom.recover(code(classroom, id), key, "desk")
    classroom.set_frozen(id, "desk", True)
    assert classroom.taught("desk").id == id
    new = classroom.new_key(id, "desk")
    with pytest.raises(Problem, match="recovery link"):
        classroom.recover(code(classroom, id), key, "thief")
    classroom.recover(code(classroom, id), new, "phone")
    assert classroom.teaches(id, "laptop") and classroom.teaches(id, "phone")


def test_the_recovery_key_is_not_kept(classroom, url):
    from sqlalchemy import text

    _, key = classroom.open("laptop")
    with connect(url).connect() as connection:
        row = connection.execute(text("SELECT * FROM classes")).mappings().one()
    assert key not in str(dict(row))


def test_a_class_ends_by_itself_and_is_gone_a_week_later(classroom, id, monkeypatch):
    join(classroom, id, "Ada")
    right, now = code(classroom, id), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600 + 1)
    assert classroom.get(id).ended
    assert classroom.version(id) == (-1, -1)
    assert classroom.joined("Ada") is None
    with pytest.raises(Problem, match="has ended"):
        classroom.join(right, "Ben", "Ben")
    with pytest.raises(Problem, match="has ended"):
        classroom.ask_help(id, "Ada")
    assert names(classroom, id) == ["Ada"]  # still there to be downloaded
    classroom.open("teacher")  # a new one can be opened
    monkeypatch.setattr(time, "time", lambda: now + 9 * 24 * 3600)
    classroom.open("other")
    with pytest.raises(Problem, match="deleted"):
        classroom.get(id)


def test_one_teacher_has_one_open_class(classroom, id):
    with pytest.raises(Problem, match="already"):
        classroom.open("teacher")
    classroom.end(id, "teacher")
    assert classroom.open("teacher")[0] != id


def test_deleting_a_class_deletes_all_that_was_collected(classroom, url, id):
    from sqlalchemy import text

    join(classroom, id, "Ada")
    activities = Activities(connect(url))
    activity = activities.start(id, "teacher", "question", {"text": "How many?"})
    activities.answer(activity, "Ada", guess=5)
    classroom.delete(id, "teacher")
    with connect(url).connect() as connection:
        for table in ("classes", "teachers", "members", "activities", "answers"):
            count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            assert count == 0, table


def test_who_is_no_longer_in_a_class_learns_why(classroom, id):
    code = classroom.get(id).code
    join(classroom, id, "Ada", "Ben", "Cy")
    _, ben = classroom.joined("Ben")
    classroom.remove(id, "teacher", ben.id)
    classroom.leave(id, "Cy")
    assert classroom.parted(code, "Ada") is None
    assert "removed you" in classroom.parted(code, "Ben")
    classroom.end(id, "teacher")
    assert "has ended" in classroom.parted(code, "Ada")
    for nobody in ("Cy", "Dan", "teacher"):
        assert classroom.parted(code, nobody) is None


def test_only_what_students_should_see_changes_the_stage(classroom, id):
    version, stage = classroom.version(id)
    join(classroom, id, "Ada", "Ben")
    classroom.seen(id, "Ada")
    assert classroom.version(id) == (version + 2, stage)
    classroom.send(id, "teacher", "inside", {"run": "article"})
    assert classroom.version(id) == (version + 3, stage + 1)
    lead = classroom.get(id).lead
    assert (lead.page, lead.query, lead.number) == ("inside", {"run": "article"}, 1)
    with pytest.raises(Problem, match="no page"):
        classroom.send(id, "teacher", "http://elsewhere")


def test_help_is_asked_for_and_given(classroom, id):
    ada = join(classroom, id, "Ada")[0]
    classroom.ask_help(id, "Ada")
    since = classroom.members(id, "teacher")[0].help
    assert since
    classroom.ask_help(id, "Ada")  # asking again doesn't lose the place in the line
    assert classroom.members(id, "teacher")[0].help == since
    classroom.helped(id, "teacher", ada.id)
    assert classroom.members(id, "teacher")[0].help is None


def test_who_left_or_fell_silent_is_away_and_can_come_back(classroom, id, monkeypatch):
    join(classroom, id, "Ada", "Ben")
    classroom.leave(id, "Ada")
    assert classroom.joined("Ada") is None
    assert [m.here for m in classroom.members(id, "teacher")] == [False, True]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + module.HERE + 1)
    classroom.join(code(classroom, id), "Ada")
    assert [m.here for m in classroom.members(id, "teacher")] == [True, False]
    classroom.seen(id, "Ben")
    assert [m.here for m in classroom.members(id, "teacher")] == [True, True]


def test_the_teachers_run_goes_first_and_every_student_has_a_turn_before_a_second(
    classroom, url, id
):
    join(classroom, id, "Ada", "Ben")
    runs, queue = Runs(connect(url)), Queue(connect(url))
    started = [
        runs.create(Recipe(epochs=1), visitor)
        for visitor in ("Ada", "Ada", "Ben", "teacher")
    ]
    ada, ada_again, ben, teacher = started
    assert queue.ids() == [teacher, ada, ben, ada_again]
    classroom.end(id, "teacher")
    assert queue.ids() == [ada, ben, teacher, ada_again]


def test_the_teacher_can_stop_a_students_run_of_this_class_and_nobody_else_can(
    classroom, url, id
):
    runs = Runs(connect(url))
    before = runs.create(Recipe(epochs=1), "Ada")
    time.sleep(0.01)
    join(classroom, id, "Ada", "Ben")
    run = runs.create(Recipe(epochs=1), "Ada")
    assert [each.id for each in runs.of_class(id)] == [run]
    for visitor, its in (("Ben", run), ("teacher", before)):
        for act in (runs.stop, runs.delete, runs.archive):
            with pytest.raises(Problem, match="Only the one who started"):
                act(its, visitor)
    pulse = runs.pulse_of_class(id)
    runs.stop(run, "teacher")
    assert runs.get(run).status == "stopped"
    assert runs.pulse_of_class(id) != pulse
    classroom.end(id, "teacher")
    with pytest.raises(Problem, match="Only the one who started"):
        runs.delete(run, "teacher")


def test_who_joins_another_class_is_in_that_one_and_can_come_back(classroom, id):
    other, _ = classroom.open("other teacher")
    for each in (id, other, id):
        join(classroom, each, "Ada")
        assert classroom.joined("Ada")[0].id == each
