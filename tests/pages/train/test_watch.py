"""What a visitor sees of a run: its numbers, the coach, and what else there is to watch."""

import dataclasses
import json
import time
from urllib.parse import parse_qs, unquote_plus

import numpy as np

from mnist_ann.digitize.strokes import Drawing
from mnist_ann.recipe.recipe import Recipe
from mnist_ann.store.attempts import Attempts
from mnist_ann.store.own.digits import NO_DIGITS
from mnist_ann.store.rows import Lesson
from mnist_ann.store.start import database
from mnist_ann.store.tables import epochs, runs
from tests.pages.steps import (
    TINY,
    component,
    labels,
    metric,
    number,
    opened,
    press,
    text,
)
from tests.runs import Result, trained, weight
from tools.drawings import Drawings, fit, pens
from ui.state import cached, live


def watched(look, id):
    page = opened(run=id)
    return choose(page, look)


def choose(page, look):
    (control,) = [c for c in page.button_group if "Batches" in c.options]
    return control.set_value(look).run()


def charts(page):
    return page.get("vega_lite_chart")


def alternatives(page):
    """What a screen reader is told of the charts."""
    return [chart.proto.alt for chart in charts(page)]


def link(page):
    """The coach's link to another recipe."""
    (found,) = [each.proto for each in page.get("page_link") if each.proto.label.startswith("Try")]  # fmt: skip
    return found


def changed(id, **values):
    """Change a run in the store, as only its workers or its end would."""
    with database().begin() as connection:
        connection.execute(runs.update().where(runs.c.id == id).values(**values))


def test_both_training_accuracies_stand_beside_validation_and_test(tiny):
    page, last = opened(run=tiny), cached.runs().epochs(tiny)[-1]
    assert not page.exception
    assert number(page, "Training, running") == f"{last.accuracy:.2%}"
    assert number(page, "Training, at the end") == f"{last.end_accuracy:.2%}"
    assert metric(page, "Validation accuracy") == f"{last.val_accuracy:.2%}"
    first = cached.runs().epochs(tiny)[0]
    assert f"{first.accuracy:.1%} running" in text(page)
    assert f"training, at the end {last.end_accuracy:.2%}" in alternatives(page)[0]


def test_the_network_is_seen_at_work_and_follows_the_epochs(tiny, data):
    page = opened(run=tiny)
    after = {epoch: cached.runs().network(tiny, epoch) for epoch in (0, 2)}
    image = data.x_test[115] / np.float32(255)
    for epoch in (2, 0):
        shown = component(page, "network_at_work")
        outputs = after[epoch].activations([image])
        assert shown["title"].startswith(f"After epoch {epoch} it says ")
        assert shown["network"] == {"id": tiny, "epoch": epoch, "sizes": [8]}
        (layer,) = shown["answer"]["layers"]
        np.testing.assert_allclose(layer, outputs[0][0], atol=1e-4)
        found = shown["answer"]["probabilities"]
        np.testing.assert_allclose(found, outputs[-1][0], atol=1e-6)
        (slider,) = page.select_slider
        slider.set_value(0).run()


def test_batches_of_an_epoch_and_its_two_losses(tiny):
    page, last = watched("Batches", tiny), cached.runs().epochs(tiny)[-1]
    assert not page.exception
    assert "Epoch 2: 108 updates" in text(page)  # 55,000 / 512
    assert f"{last.loss:.4f}: the running loss" in text(page)
    assert "Loss within epoch 2" in alternatives(page)[2]


def test_gradients_and_dead_units(tiny):
    page, insight = watched("Gradients", tiny), cached.runs().insights(tiny)[-1]
    assert not page.exception
    sizes, dead = alternatives(page)[2:]
    assert f"Layer 1 {insight.gradients[0]:.3g}" in sizes
    assert f"Layer 1 {insight.dead[0]:.1%}" in dead


def test_without_a_drawing_it_invites_to_make_one(tiny):
    page = watched("Your drawing", tiny)
    assert "Draw a digit, and see here" in text(page)


def test_the_answer_to_the_visitors_own_drawing(tiny):
    drawings = Drawings()
    first = int(np.flatnonzero(drawings.labels == 0)[0])
    strokes = pens(fit(drawings.strokes(first), 170, 140))
    page = opened(run=tiny)
    page.session_state["drawing"] = Drawing(tuple(strokes))
    choose(page, "Your drawing")
    assert not page.exception
    (said,) = [alt for alt in alternatives(page) if "your drawing" in alt]
    assert "after epoch 0:" in said and "after epoch 2:" in said
    assert "After epoch 2: **" in text(page)


def test_a_run_that_was_not_looked_into_says_so():
    id = cached.runs().create(TINY, "ada")
    trained(id)
    bare = {"insight": None, "end_loss": None, "end_accuracy": None}
    with database().begin() as connection:
        connection.execute(epochs.update().where(epochs.c.run == id).values(**bare))
    for look in ("Batches", "Gradients"):
        page = watched(look, id)
        assert not page.exception
        assert "wasn't measured" in text(page)
    assert number(page, "Training, at the end") == "–"


def test_the_coach_offers_the_recipe_with_one_change():
    recipe = Recipe(hidden=(), learning_rate=1e-9, epochs=1)
    id = cached.runs().create(recipe, "eve")
    trained(id)
    page = opened(run=id)
    assert "it still guesses" in page.info[0].value
    assert link(page).label == "Try learning rate 0.01"
    changed = dataclasses.replace(recipe, learning_rate=0.01)
    query = unquote_plus(link(page).query_string).removeprefix("recipe=")
    assert Recipe.from_json(query) == changed
    assert json.loads(query) == {"hidden": [], "epochs": 1}


def test_how_a_run_ended_is_said_as_it_was(tiny):
    recipe = dataclasses.replace(TINY, epochs=10, patience=3)
    id = cached.runs().create(TINY, "ada")
    trained(id)
    changed(id, recipe=recipe.to_json())
    page = opened(run=id)
    assert progress(page) == (
        "Stopped early, after epoch 2: the validation loss hadn't fallen for 3 epochs."
    )
    changed(id, status="paused")
    assert progress(opened(run=id)) == "Paused. Epoch 2 of 10."


def progress(page):
    (bar,) = page.get("progress")
    return bar.proto.text


def test_a_run_that_writes_its_images_says_so():
    ids = [
        cached.runs().create(
            dataclasses.replace(TINY, styles=styles), f"writer {styles}"
        )
        for styles in (0.5, 0.0)
    ]
    for id in ids:
        changed(id, status="running")
    cached.queue().report(workers=1, epoch_seconds=0.4)
    said = [progress(opened(run=id)) for id in ids]
    cached.queue().report(workers=0)
    assert "before the first epoch: about 26 seconds" in said[0]  # 65 epochs' time
    assert said[1] == "The first epoch is running."
    for id in ids:
        changed(id, status="stopped")


def test_the_first_epoch_is_seen_while_it_runs():
    id = cached.runs().create(TINY, "ada")
    told = {"epoch": 1, "batch_loss": [2.3, 1.9, *[0.5] * 23]}  # of 100
    changed(id, status="running", under_way=json.dumps(told))
    cached.queue().report(workers=1, epoch_seconds=0.4)
    page = opened(run=id)
    cached.queue().report(workers=0)
    (bar,) = page.get("progress")
    assert bar.proto.value == 12  # a quarter of the first of two epochs, in percent
    assert "Loss within epoch 1 so far: 2.300 at its start, 0.500 now." in alternatives(
        page
    )
    changed(id, status="stopped")


def test_what_the_coach_changes_keeps_where_the_run_began(tiny):
    recipe = dataclasses.replace(TINY, learning_rate=1e-9, epochs=1)
    lesson = Lesson(cached.runs().network(tiny, 0), NO_DIGITS)
    id = cached.runs().create(recipe, "eve", lesson=lesson, parent=(tiny, 0))
    trained(id)
    query = parse_qs(link(opened(run=id)).query_string)
    assert query["from"] == [tiny] and query["epoch"] == ["0"]


def test_a_run_says_which_run_it_began_with(tiny):
    id = cached.runs().create(TINY, "ada", parent=(tiny, 2))
    page = opened(run=id)
    (found,) = [p.proto for p in page.get("page_link") if "began with" in p.proto.label]
    assert "784 → 8 → 10, after epoch 2" in found.label
    assert tiny in found.query_string
    changed(id, parent="gone")
    page = opened(run=id)
    assert "deleted since" in text(page)
    press(page, "Stop")


def test_a_live_run_that_gets_no_better_can_be_stopped_by_its_owner(tiny):
    id = cached.runs().create(dataclasses.replace(TINY, epochs=20), "ada")
    epoch = cached.runs().epochs(tiny)[-1]
    with database().begin() as connection:
        for number in range(1, 9):
            values = dataclasses.asdict(epoch) | {
                "epoch": number,
                "accuracy": 0.98,
                "end_accuracy": 0.98,
                "val_accuracy": 0.97,
            }
            connection.execute(epochs.insert().values(run=id, **values))
    changed(id, epoch=8)
    page = opened(run=id)
    assert "You could stop here" in page.info[0].value
    assert "Stop here" in labels(page)
    press(page, "Stop here")
    assert cached.runs().get(id).status == "stopped"


def test_a_network_that_is_looked_at_is_there_when_training_has_gone_on(tiny):
    opened(run=tiny)  # from here on, the page's own modules can be imported
    from ui.state import cached

    id = cached.runs().create(Recipe(epochs=30), "ada")
    taken = attempt = None
    while taken != id:
        taken, attempt = cached.queue().take(workers=1_000)
    for epoch in range(1, 8):
        Attempts(database()).write_epoch(id, attempt, Result(epoch))
    assert cached.kept(id) == [1, 2, 3, 5, 7]
    Attempts(database()).write_epoch(id, attempt, Result(8))
    assert weight(cached.network(id, 7)) == 7
    assert cached.kept(id) == [1, 2, 3, 5, 8]
    assert weight(cached.network(id)) == 8
    Attempts(database()).finish(id, attempt, "stopped")


def test_many_who_watch_look_less_often_and_those_who_wait_least():
    ids = [cached.runs().create(TINY, f"pupil {n}") for n in range(4)]
    opened(run=ids[0])  # from here on, the page's own modules can be imported
    from ui.lab.run import watch

    stages = [watch.stage(cached.runs().get(id)) for id in (ids[0], ids[-1], "article")]
    assert stages == ["run", "queue", None]
    assert live.PACES["run"] == 0.5 and live.PACES["queue"] == 3.0
    looking = live._when("run")
    looking.update({f"pupil {n}": time.monotonic() for n in range(live.CROWD)})
    assert live.PACES[live.pace_now("run")] == 1.5
    looking.clear()
    for n in range(4):
        cached.runs().stop(ids[n], f"pupil {n}")
