"""Several runs in the real app, in a real browser, with real workers."""

import re
from urllib.parse import quote

from playwright.sync_api import expect

from mnist_ann.recipe.recipe import Recipe
from tests.browser.train.steps import turn_to

QUICK = Recipe(hidden=(), epochs=6, images=500, batch_size=100)


def address(server, recipe):
    return f"{server.url}/train?recipe={quote(recipe.to_query())}"


def test_the_points_of_a_sweep_come_in_and_lead_to_their_runs(page, server):
    page.goto(address(server, QUICK))
    turn_to(page, "Several runs at once")
    values = page.get_by_role("textbox", name="Values")
    values.fill("0.001, 0.01, 0.1, 1")
    values.press("Tab")
    expect(page.get_by_text(re.compile("^4 runs"))).to_be_visible()
    page.get_by_role("button", name="Start the sweep").click()
    page.wait_for_url(re.compile("experiment="))
    points = page.locator("path[aria-roledescription='point']")
    expect(points.first).to_be_visible()
    expect(points).to_have_count(4)
    expect(page.get_by_text("All 4 runs are done.")).to_be_visible()
    expect(page.get_by_text("Best by validation: learning rate")).to_be_visible()
    page.reload()  # the address shows the same
    expect(points).to_have_count(4)
    points.nth(3).click()
    page.wait_for_url(re.compile(r"\?run="))
    expect(page.get_by_role("heading", name="learning rate 1")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="All runs of its experiment").click()
    page.wait_for_url(re.compile("experiment="))
    expect(points).to_have_count(4)


def test_a_run_is_controlled_compared_deleted_and_restored_on_a_phone(phone, server):
    long = Recipe(hidden=(16,), epochs=200, images=5_000)
    phone.goto(address(server, long))
    phone.get_by_role("button", name="Start training").click()
    phone.wait_for_url(re.compile("run="))
    expect(phone.get_by_text(re.compile(r"^Epoch \d+ of 200"))).to_be_visible()
    phone.get_by_role("button", name="More").click()
    rate = phone.get_by_role("textbox", name="Learning rate")
    expect(rate).to_have_value("0.01")
    rate.fill("")
    phone.get_by_role("button", name="Change the learning rate").click()
    expect(phone.get_by_text("nothing was given")).to_be_visible()
    rate.fill("0.05")
    phone.wait_for_timeout(1_500)  # the page looks at the run two or three times
    expect(rate).to_have_value("0.05")  # and leaves what is being typed
    phone.get_by_role("button", name="Change the learning rate").click()
    expect(
        phone.get_by_text(re.compile("From epoch .* the learning rate is 0.05"))
    ).to_be_visible()
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="Pause").click()
    expect(phone.get_by_text(re.compile(r"^Paused. Epoch \d+ of 200"))).to_be_visible()
    phone.get_by_role("button", name="More").click()
    phone.get_by_role("link", name="Compare with others").click()
    phone.wait_for_url(re.compile("compare="))
    expect(phone.get_by_role("heading", name="Compare runs")).to_be_visible()
    phone.get_by_role("combobox", name="Runs").fill("article")
    phone.get_by_role("option", name=re.compile("The article's network")).click()
    phone.wait_for_url(re.compile("compare=.*article"))
    expect(
        phone.get_by_text("They began with different first weights.")
    ).to_be_visible()
    wide = "document.documentElement.scrollWidth"
    assert phone.evaluate(wide) <= 390
    phone.go_back()
    phone.go_back()
    phone.wait_for_url(re.compile(r"\?run="))
    phone.get_by_role("button", name="More").click()
    phone.get_by_role("button", name="Delete", exact=True).click()
    expect(phone.get_by_text("It can come back for a day.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text(re.compile(r"^Paused. Epoch \d+ of 200"))).to_be_visible()
