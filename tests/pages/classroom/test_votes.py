"""Predict first and the class experiment, as a teacher and two students see them."""

import pytest

from mnist_ann.classroom.contents import Asked, Experiment, Trial
from mnist_ann.classroom.experiment.plan import OWN, Plan
from mnist_ann.classroom.votes.prepared import QUESTIONS
from mnist_ann.classroom.votes.questions import own
from mnist_ann.recipe.recipe import Recipe
from tests.pages import steps
from tests.pages.steps import press, text
from tests.runs import trained
from ui.state import cached

TINY = Recipe(hidden=(8,), learning_rate=0.2, epochs=1, images=500)
BAD = "**x** :smile: $a$ [l](http://x) <b>"


@pytest.fixture
def room():
    """An open class with Ada and Ben in it, of "noether"."""
    id, _ = cached.teaching().open("noether")
    code = cached.classes().get(id).code
    for name in ("Ada", "Ben"):
        cached.members().join(code, name, name)
    yield id
    cached.teaching().end(id, "noether")


def opened(visitor, **query):
    """The Classroom page of a visitor."""
    return steps.opened(visitor, "classroom", **query)


def asked(room, question):
    return cached.activities().start(room, "noether", Asked(question))


def all_text(at):
    kinds = (at.title, at.header, at.success, at.metric)
    more = [element.value for kind in kinds for element in kind]
    charts = [each.proto.alt for each in at.get("vega_lite_chart")]
    return "\n".join([text(at), *more, *charts])


def test_the_teacher_asks_and_nobody_sees_a_vote_before_all_are_revealed(room):
    teacher = opened("noether", view="Predict first")
    teacher.selectbox(key="prepared question").set_value("After one epoch").run()
    press(teacher, "Ask the class")
    ada = opened("Ada")
    ada.number_input[0].set_value(4321)
    press(ada, "Vote")
    assert "You voted: 4\\,321 images" in ada.success[0].value
    teacher.run()
    assert teacher.header[-1].value == "1 of 2 have voted"
    for page in (teacher, opened("Ben")):
        assert not page.exception
        assert "4,321" not in all_text(page).replace("\\", "")
    ada.number_input[0].set_value(1234)
    press(ada, "Change my vote")
    press(teacher, "Reveal the votes")
    for page in (teacher, opened("Ben")):
        assert "Votes: 1,234" in all_text(page)
        assert "Run it" in [each.label for each in page.button] or page is not teacher


def test_the_answer_is_what_the_run_measured_and_names_who_was_closest(room):
    question = own("How many?", unit="of 100", measure="test", recipe=TINY)
    id = asked(room, question)
    for name, guess in (("Ada", 3), ("Ben", 60)):
        cached.answers().give(id, name, guess=guess)
    cached.activities().reveal(id, "noether")
    teacher = opened("noether", view="Predict first")
    press(teacher, "Run it")
    run = cached.activities().get(id).content.run
    assert "The answer:" not in all_text(teacher)
    trained(run)
    expected = f"{100 * cached.runs().get(run).test_accuracy:.1f}".removesuffix(".0")
    teacher = opened("noether", view="Predict first")
    said = all_text(teacher).replace("\\", "")
    assert f"The answer: {expected} of 100" in said
    assert f"Answer: {expected} of 100" in said  # among the votes, too
    assert "Closest: Ben, with 60 of 100." in said
    assert "Nobody came closer." in text(opened("Ben"))
    assert "Nobody came closer." not in text(opened("Ada"))
    cached.teaching().set_nicknames(room, "noether", False)
    said = all_text(opened("noether", view="Predict first"))
    assert "Closest: Student 2, with" in said and "Ben" not in said


def test_a_question_of_the_teachers_own_is_text_and_nothing_else(room):
    teacher = opened("noether", view="Predict first")
    teacher.button_group(key="question source").set_value("My own").run()
    assert [each.disabled for each in teacher.button if each.label == "Ask the class"]
    teacher.text_area(key="own question").set_value(BAD).run()
    teacher.button_group(key="own kind").set_value("A choice").run()
    assert "2 to 6 answers" in teacher.error[0].value.replace("\\", "")
    teacher.text_area(key="own choices").set_value(f"{BAD}\nother").run()
    press(teacher, "Ask the class")
    ada = opened("Ada")
    for shown in (
        teacher.header[-2].value,
        ada.title[0].value,
        ada.radio[0].options[0],
    ):
        assert "\\*\\*x\\*\\*" in shown and "\\<b\\>" in shown
        assert "\\$a\\$" in shown and ":smile:" not in shown
        assert "http://" not in shown
    ada.radio[0].set_value(1)
    press(ada, "Vote")
    press(teacher.run(), "Reveal the votes")
    teacher.radio[0].set_value(1)
    press(teacher, "Show the answer")
    assert "1 of 1 were right." in text(teacher)
    assert "That is right." in text(opened("Ada"))


def test_a_frozen_class_votes_not(room):
    id = asked(room, QUESTIONS[0])
    ada = opened("Ada")
    cached.teaching().set_frozen(room, "noether", True)
    ada.number_input[0].set_value(5)
    press(ada, "Vote")
    assert cached.answers().guessed(id) == 0
    assert ada.number_input[0].disabled
    assert all(each.disabled for each in ada.button if each.label == "Vote")


def test_a_vote_out_of_range_or_too_late_is_refused_aloud(room):
    id = asked(room, QUESTIONS[0])
    ada = opened("Ada")
    ada.number_input[0].set_value(-5)
    press(ada, "Vote")
    assert "Enter a number from" in ada.error[0].value.replace("\\", "")
    assert cached.answers().guessed(id) == 0
    ada.number_input[0].set_value(7)
    cached.activities().reveal(id, "noether")
    press(ada, "Vote")
    assert "7 of 100 images does not count" in ada.toast[0].value
    assert not ada.exception and not ada.run().toast
    ben = opened("Ben")
    assert not ben.toast


def test_each_student_gets_a_value_predicts_and_trains(room):
    teacher = opened("noether", view="Experiment")
    teacher.text_input(key="experiment values of learning_rate").set_value("0, 1").run()
    assert "must be above 0" in teacher.error[0].value
    assert "Start with the class" not in [each.label for each in teacher.button]
    teacher.text_input(key="experiment values of learning_rate").set_value("0.01, 0.3")
    press(teacher.run(), "Start with the class")
    (activity,) = cached.activities().of_class(room)
    ada, ben = opened("Ada"), opened("Ben")
    assert [page.metric[0].value for page in (ada, ben)] == ["0.01", "0.3"]
    assert "Start training" not in [each.label for each in ada.button]
    ada.number_input[0].set_value(77)
    press(ada, "Predict")
    press(ada, "Start training")
    run = cached.runs().get(cached.answers().own(activity.id, "Ada", Trial).run)
    assert (run.recipe.learning_rate, run.recipe.seed, run.visitor) == (0.01, 43, "Ada")
    teacher.run()
    values = [each.value for each in teacher.metric]
    assert values == ["1 of 2", "1 of 2", "0 of 2"]
    assert "Not started yet: Ben." in text(teacher)
    assert "77" not in all_text(teacher)
    press(teacher, "Start the missing 1")
    (standing,) = cached.activities().get(activity.id).content.standing_in
    share, id = standing.share, standing.run
    assert (share, cached.runs().get(id).visitor) == (1, "noether")
    for each in (run.id, id):
        cached.runs().delete(each, "noether" if each == id else "Ada")


def test_results_come_in_and_predictions_stand_beside_them(room):
    base = Recipe(hidden=(), epochs=1, images=500)
    plan = Plan("learning_rate", (0.0001, 0.3), base)
    id = cached.activities().start(room, "noether", Experiment(plan))
    for name in ("Ada", "Ben"):
        page = opened(name)
        page.number_input[0].set_value(60)
        press(page, "Predict")
        press(page, "Start training")
        trained(cached.answers().own(id, name, Trial).run)
    ada = opened("Ada")
    assert "You predicted 60%; it reads" in text(ada)
    assert "curve of the class" not in text(ada)
    teacher = opened("noether", view="Experiment")
    assert "**Best by validation: learning rate 0.3**" in text(teacher)
    assert "predictions lie within" not in text(teacher)
    press(teacher, "Reveal the predictions")
    assert "predictions lie within" in text(teacher)
    ada = opened("Ada")
    assert not ada.exception
    assert "**The curve of the class**" in text(ada)


def test_who_joins_late_gets_a_value_too(room):
    plan = Plan("epochs", (1, 2, 5))
    cached.activities().start(room, "noether", Experiment(plan))
    cached.members().join(cached.classes().get(room).code, "Cleo")
    assert opened("Cleo").metric[0].value == "5"


def test_a_class_trains_its_own_with_one_press_each(room):
    teacher = opened("noether", view="Experiment")
    press(teacher, "Let everyone train")
    id = cached.classes().get(room).activity
    assert cached.activities().get(id).content.plan == OWN
    ada = opened("Ada")
    assert ada.title[0].value == "Train your own network"
    assert not ada.number_input  # neither a prediction nor a form
    press(ada, "Start training")
    run = cached.answers().own(id, "Ada", Trial).run
    assert cached.runs().get(run).recipe == OWN.recipe(0, 1)
    teacher.run()
    assert [each.value for each in teacher.metric] == ["1 of 2", "0 of 2"]
    assert "Reveal the predictions" not in steps.labels(teacher)
    trained(run)
    ada, ben = opened("Ada"), opened("Ben")
    for page in (ada, ben):
        assert not page.exception
        assert "of 1 run of the class" in all_text(page)
    assert ("Yours:" in all_text(ada), "Yours:" in all_text(ben)) == (True, False)
    press(ada, "Try it on a drawing")
    assert ada.title[0].value == "Draw a digit"
    assert ada.query_params["run"] == run
    cached.runs().delete(run, "Ada")
