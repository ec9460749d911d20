"""The browser's Back and Forward, over every choice that stands in an address."""

import re

import pytest
from playwright.sync_api import expect

SETTLED = "!document.querySelector('[data-test-script-state=running], [data-testid=stSkeleton]')"


@pytest.fixture
def page(another):
    return another()


def link(name):
    return lambda page: page.get_by_role("link", name=name, exact=True).click(delay=80)


def section(name):
    return lambda page: page.get_by_role("radio", name=name, exact=True).click(delay=80)


def button(name):
    return lambda page: page.get_by_role("button", name=name).first.click(delay=80)


def option(label, name):
    def choose(page):
        page.get_by_role("combobox", name=label).first.click(delay=80)
        page.get_by_role("option", name=name).first.click(delay=80)

    return choose


PRESET, NETWORK = "Start from a preset", "Network"
# (the first address, what is done there, one after the other).
WAYS = {
    "sections of Evaluate": ("evaluate", [section("What it mixes up"), section("How sure it is")]),
    "sections of Inside": ("inside", [section("Why this digit?"), section("Map of the digits")]),
    "what Inside looks at": ("inside", [section("Your drawing"), section("Test image")]),
    "networks": ("evaluate", [option(NETWORK, "No hidden layer")]),
    "chapters": ("perceptron", [button("Next"), button("Next")]),
    "pages of images": ("dataset", [button("Page 2"), button("Page 3")]),
    "an image": ("dataset", [button("Open the article")]),
    "presets": ("train", [option(PRESET, "Two minutes"), option(PRESET, "No hidden layer")]),
    "from page to page": (
        "evaluate",
        [section("How sure it is"), link("Inside"), link("Perceptron"), button("Next"), link("Train"), link("Draw")],
    ),
}  # fmt: skip


def settled(page):
    page.get_by_role("heading", level=1).first.wait_for()
    page.wait_for_timeout(400)  # until the page has heard, and its address follows
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(200)


def shown(page):
    """What a visitor sees of where they are: the address, and the choices of the page."""
    chosen = page.get_by_role("radio", checked=True).all_inner_texts()
    names = page.get_by_role("combobox").evaluate_all(
        "all => all.map(each => each.value)"
    )
    return page.evaluate("location.pathname + location.search"), chosen, names  # fmt: skip


@pytest.mark.parametrize(("address", "steps"), WAYS.values(), ids=list(WAYS))
def test_back_takes_back_one_thing_and_forward_does_it_again(
    page, server, address, steps
):
    page.goto(f"{server.url}/{address}")
    settled(page)
    seen = [shown(page)]
    for step in steps:
        step(page)
        settled(page)
        seen.append(shown(page))
    assert len({place for place, *_ in seen}) == len(seen)
    for before in seen[-2::-1]:
        page.go_back()
        settled(page)
        assert shown(page) == before
    for after in seen[1:]:
        page.go_forward()
        settled(page)
        assert shown(page) == after


def test_back_from_a_run_that_was_started_leads_to_its_recipe(page, server):
    recipe = '{"epochs": 1, "hidden": [8]}'
    page.goto(f"{server.url}/train?recipe={recipe}")
    page.get_by_role("button", name="Start training").click(delay=80)
    expect(page).to_have_url(re.compile(r"\?run=\w+$"))
    page.go_back()
    expect(page.get_by_label("Epochs", exact=True)).to_have_value("1")


def test_back_goes_through_the_views_of_a_teacher(page, server):
    page.goto(f"{server.url}/classroom")
    page.get_by_role("button", name="Open a class").click(delay=80)
    page.wait_for_url(re.compile("class="))
    settled(page)
    seen = [shown(page)]
    for view in ("Same digit", "Manage"):
        section(view)(page)
        settled(page)
        seen.append(shown(page))
    for before in seen[-2::-1]:
        page.go_back()
        settled(page)
        assert shown(page) == before
