"""Choosing a recipe in a real browser: a preset on a phone, a link, a file, the preview of warps."""

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import expect

from mnist_ann.recipe.recipe import Recipe
from tests.browser.steps import choose
from tests.browser.train.steps import complete, drawn, open_recipe, turn_to


def address(url, recipe):
    return f"{url}/train?{urlencode({'recipe': recipe.to_query()})}"


def recipe_of(page):
    return Recipe.from_json(parse_qs(urlsplit(page.url).query)["recipe"][0])


SMALL_PHONE = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}  # fmt: skip


def bottom(locator):
    """How far below the top of the window it ends, in pixels."""
    box = locator.bounding_box()
    return box["y"] + box["height"]


def test_on_a_small_phone_start_is_there_without_scrolling(another, server):
    page = another(**SMALL_PHONE)
    page.goto(f"{server.url}/train")
    complete(page)
    start = page.get_by_role("button", name="Start training")
    assert bottom(start) <= 664
    choose(page, "Start from a preset", "Two minutes for a class")
    expect(drawn(page, [100])).to_be_visible()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    assert bottom(start) <= 664
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_recipe_stays_unfolded_while_it_is_changed(page, server):
    open_recipe(page, server.url)
    epochs = page.get_by_role("spinbutton", name="Epochs")
    epochs.fill("3")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="3 epochs")).to_be_visible()
    turn_to(page, "Chance")
    page.get_by_role("spinbutton", name="Seed").fill("7")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="seed 7")).to_be_visible()
    # Back at a preset, too: it was the visitor who unfolded it.
    choose(page, "Start from a preset", "The article, exactly")
    expect(epochs).to_have_value("30")
    expect(epochs).to_be_visible()


def test_boxes_whose_scripts_come_late_show_the_recipe(page, server):
    scripts, late = re.compile("/(Number|Text)Input"), []
    page.route(scripts, lambda route: late.append(route))
    page.goto(f"{server.url}/train")
    complete(page)
    page.get_by_text("Change the recipe", exact=True).click(delay=80)
    turn_to(page, "Chance")
    expect(page.get_by_text("First weights", exact=True)).to_be_visible()
    complete(page)  # what the boxes were first told is long over
    for each in late:
        each.continue_()
    page.unroute(scripts)
    epochs = page.get_by_role("spinbutton", name="Epochs")
    expect(epochs).to_have_value("30")
    turn_to(page, "Units and optimizer")  # the page hears what they hold
    expect(page.get_by_text("Activation", exact=True)).to_be_visible()
    expect(epochs).to_have_value("30")
    layers = page.get_by_role("textbox", name="Hidden layers")
    expect(layers).to_have_value("300, 100")
    expect(page.get_by_role("button", name="Start training")).to_be_enabled()
    assert "recipe=" not in page.url


def test_on_a_phone_a_preset_is_chosen_and_trained(phone, server):
    page = phone
    open_recipe(page, server.url)
    choose(page, "Start from a preset", "Two minutes for a class")
    expect(page.get_by_role("spinbutton", name="Epochs")).to_have_value("4")
    expect(page.get_by_role("button", name="4 epochs")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Start training").tap()
    expect(page.get_by_text("Done: 4 epochs")).to_be_visible()


def test_a_preset_that_fails_asks_first(page, server):
    open_recipe(page, server.url)
    choose(page, "Start from a preset", "Learning rate 10 · fails on purpose")
    expect(page.get_by_text("Predict first:")).to_be_visible()
    expect(page.get_by_text("It never learns")).not_to_be_visible()
    page.get_by_text("What happens", exact=True).click()
    expect(page.get_by_text("It never learns")).to_be_visible()


def test_a_recipe_goes_by_link_and_by_file(page, server, tmp_path):
    recipe = Recipe(dropout=0.2, optimizer="adam", shift=1.5)
    page.goto(address(server.url, recipe))
    turn_to(page, "Units and optimizer")
    page.get_by_role("radio", name="tanh").click()
    expect(page.get_by_role("button", name="tanh units")).to_be_visible()
    page.wait_for_url(re.compile("tanh"))
    changed = recipe_of(page)
    assert changed == Recipe(
        dropout=0.2, optimizer="adam", shift=1.5, activation="tanh"
    )
    turn_to(page, "Keep, share or load")
    with page.expect_download() as download:
        page.get_by_role("button", name="Recipe as file").click()
    file = tmp_path / "recipe.json"
    download.value.save_as(file)
    assert Recipe.from_json(file.read_text()) == changed
    page.get_by_role("button", name="tanh units").click()
    page.wait_for_url(lambda url: "tanh" not in url)
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_url(re.compile("tanh"))
    assert recipe_of(page) == changed
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"epochs": 0}))
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("at least 1 and at most 200; 0 was given")).to_be_visible()
    assert recipe_of(page) == changed


def test_warped_images_are_named_for_who_cannot_see_them(page, server):
    page.goto(address(server.url, Recipe(turn=20)))
    expect(
        page.get_by_role("heading", name="Runs", exact=True)
    ).to_be_visible()  # the page is complete
    turn_to(page, "Warps")
    expect(page.get_by_alt_text("a 7 as it is in MNIST")).to_be_visible()
    first = page.get_by_alt_text("the same 7 as epoch 1 sees it").get_attribute("src")
    page.get_by_role("button", name="Next epoch").click()
    second = page.get_by_alt_text("the same 7 as epoch 2 sees it")
    expect(second).to_be_visible()
    assert second.get_attribute("src") != first
