"""A run that is watched while it trains, in a real browser, with real workers."""

import re

from playwright.sync_api import expect

from mnist_ann.recipe.recipe import Recipe
from tests.browser.train.steps import later_than

ONLOOKER = "who started the run"


def choose(page, look):
    page.get_by_role("radio", name=look).click()


def top(page):
    """Where the control stands that everything below hangs from, in pixels."""
    return page.get_by_role("radio", name="Batches").evaluate(
        "element => element.getBoundingClientRect().top"
        " + document.querySelector('[data-testid=stMain]').scrollTop"
    )


def test_a_run_grows_in_place_whatever_is_watched(phone, server):
    page, runs, said = phone, server.runs(), []
    page.on("console", lambda each: said.append(each.text))
    id = runs.create(Recipe(hidden=(64,), epochs=200), ONLOOKER)
    page.goto(f"{server.url}/train?run={id}")
    expect(page.get_by_text(later_than(2, 200))).to_be_visible()
    expect(page.get_by_text(re.compile("It learns: validation accuracy"))).to_be_visible()  # fmt: skip
    # How far it is, its accuracy and its curve, at once; then the digits, then the coach.
    places = (
        page.get_by_test_id("stProgress"),
        page.get_by_test_id("stMetric"),
        page.get_by_test_id("stVegaLiteChart").first,
        page.get_by_text(re.compile(r"reads \d+ of these twelve")),
        page.get_by_text(re.compile("It learns: validation accuracy")),
    )
    tops = [place.bounding_box()["y"] for place in places]
    assert tops == sorted(tops)
    assert tops[2] + 150 < 664
    before, weights = (
        top(page),
        page.get_by_alt_text("How training changed the weights"),
    )
    expect(page.get_by_role("heading", name=re.compile("^After epoch \\d+ it says"))).to_be_visible()  # fmt: skip
    expect(page.get_by_role("img", name="The network at work")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("x_test.*The network says"))).to_have_count(12)  # fmt: skip
    expect(page.get_by_text(re.compile(r"reads \d+ of these twelve"))).to_be_visible()
    first = weights.get_attribute("src")
    expect(weights).not_to_have_attribute("src", first)  # after another epoch
    # Back to the random start, where nothing has changed yet, and it stays there.
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("After epoch 0 it reads")).to_be_visible()
    reached = runs.get(id).epoch
    expect(page.get_by_text(later_than(reached + 1, 200))).to_be_visible()
    expect(page.get_by_text("After epoch 0 it reads")).to_be_visible()
    page.keyboard.press("End")

    choose(page, "Batches")
    expect(page.get_by_text(re.compile(r"Epoch \d+: 1,719 updates"))).to_be_visible()
    choose(page, "Gradients")
    expect(page.get_by_text("Dead units", exact=True)).to_be_visible()
    choose(page, "Your drawing")
    expect(page.get_by_text("Draw a digit, and see here")).to_be_visible()
    assert top(page) == before  # nothing above has moved meanwhile
    assert [each for each in said if "WARN" in each] == []  # of Vega, about its charts

    runs.stop(id, ONLOOKER)
    expect(page.get_by_text(re.compile("Stopped. Epoch"))).to_be_visible()
    # The page is as wide as the phone: nothing sticks out.
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
