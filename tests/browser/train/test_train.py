"""Training in the real app, in a real browser, with real workers."""

import re

from playwright.sync_api import expect

from mnist_ann.recipe.recipe import Recipe
from tests.browser.train.steps import drawn, later_than, open_recipe


def start(page, url, epochs=200, hidden="32"):
    """Start a run from the page; returns its address. It is quick to stop: at the end of an epoch."""
    open_recipe(page, url)
    page.get_by_role("spinbutton", name="Epochs").fill(str(epochs))
    page.get_by_role("textbox", name="Hidden layers").fill(hidden)
    page.keyboard.press("Tab")
    drawn(page, [hidden]).wait_for()
    page.get_by_role("button", name="Start training").click()
    page.wait_for_url(re.compile("run="))
    return page.url


def test_a_run_grows_point_by_point_and_is_measured(page, server):
    # So many that a fast machine can't be done before the page looks for the first time.
    start(page, server.url, epochs=12, hidden="64")
    expect(page.get_by_text(re.compile(r"Epoch (\d|1[01]) of 12"))).to_be_visible()
    expect(page.get_by_text("Done: 12 epochs")).to_be_visible()
    # Three curves of twelve points each, in each of the two charts.
    points = page.locator("path[aria-roledescription='point']")
    expect(points).to_have_count(72)
    accuracy = page.get_by_test_id("stMetricValue").first  # by validation
    expect(accuracy).to_have_text(re.compile(r"^9[45]\.\d\d%$"))
    reads = page.get_by_text(
        re.compile(r"It reads 9[45]\.\d% of digits that it never saw")
    )
    expect(reads).to_be_visible()
    run = page.url.split("run=")[1]
    page.get_by_role("button", name="Draw a digit for it").click()
    page.wait_for_url(re.compile(f"/\\?run={run}"))
    expect(page.get_by_role("img", name="The network at work")).to_be_visible()


def test_a_run_goes_on_through_page_changes_reloads_and_another_browser(
    page, another, server
):
    address = start(page, server.url)
    expect(page.get_by_text(re.compile("Epoch [1-9]"))).to_be_visible()
    page.get_by_role("link", name="Dataset", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(
        "Watch a network learn"
    )
    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.get_by_text(re.compile(r"Epoch \d+ of 200"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile(r"Epoch \d+ of 200"))).to_be_visible()
    stranger = another()
    stranger.goto(address)
    expect(stranger.get_by_text(re.compile(r"Epoch \d+ of 200"))).to_be_visible()
    # A stranger looks on; only the visitor who started the run can stop it.
    expect(stranger.get_by_role("button", name="Train another")).to_be_visible()
    expect(stranger.get_by_role("button", name="Stop")).to_have_count(0)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text(re.compile(r"Stopped. Epoch \d+ of 200"))).to_be_visible()
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_text(re.compile(r"^Epoch \d+ of 200"))).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text(re.compile(r"Stopped. Epoch \d+ of 200"))).to_be_visible()


def test_two_visitors_train_at_once_and_one_waits_for_their_own(another, server):
    pages = [another() for _ in range(2)]
    for page in pages:
        start(page, server.url)
    for page in pages:
        expect(page.get_by_text(re.compile(r"Epoch \d+ of 200"))).to_be_visible()
    second = pages[0].context.new_page()
    start(second, server.url)
    expect(second.get_by_text("Waiting: number 1 in the queue.")).to_be_visible()
    for page in (second, *pages):
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text(re.compile("Stopped"))).to_be_visible()


def test_a_killed_server_finds_its_run_at_the_next_start(page, server):
    address = start(page, server.url)
    expect(page.get_by_text(re.compile(r"Epoch \d+ of 200"))).to_be_visible()
    id = address.split("run=")[1]
    server.kill()
    expect(page.get_by_text("this app can't be reached")).to_be_visible()
    page.wait_for_timeout(2_000)  # by then, Streamlit has its own dialog
    expect(page.get_by_role("dialog")).to_have_count(0)
    server.start()
    before = server.runs().get(id).epoch
    page.goto(address)  # the very first request is for another page than the first
    expect(page.get_by_role("heading", name="Watch a network learn")).to_be_visible()
    expect(page).to_have_title("Train · MNIST ANN")
    for name in ("Draw", "Dataset", "Train", "Evaluate"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    # Its workers load TensorFlow first, on a machine that does other things, too.
    expect(page.get_by_text(later_than(before, 200))).to_be_visible(timeout=300_000)
    numbers = [epoch.epoch for epoch in server.runs().epochs(id)]
    assert numbers == list(range(1, len(numbers) + 1))
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text(re.compile("Stopped"))).to_be_visible()


def test_an_unknown_run_is_said_in_a_sentence(page, server):
    page.goto(f"{server.url}/train?run=nonsense")
    expect(page.get_by_text("There is no run 'nonsense' here")).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.get_by_role("button", name="Start training")).to_be_visible()
    page.get_by_role("link", name="Draw", exact=True).first.click()
    page.wait_for_url(lambda url: "train" not in url)
    page.get_by_role("link", name="Train", exact=True).first.click()
    expect(page.get_by_role("button", name="Start training")).to_be_visible()
    expect(page.get_by_text("There is no run")).to_have_count(0)


def test_what_is_being_typed_outlives_the_answer_to_the_box_before(page, server):
    open_recipe(page, server.url)
    page.get_by_role("spinbutton", name="Learning rate").fill("10")
    page.get_by_role("textbox", name="Hidden layers").fill("64, 64, 64, 64")
    expect(page.get_by_role("button", name="learning rate 10")).to_be_visible()
    page.keyboard.press("Tab")
    expect(drawn(page, [64, 64, 64, 64])).to_be_visible()


def test_a_recipe_that_diverges_says_what_to_change_and_offers_it(page, server):
    open_recipe(page, server.url)
    rate = page.get_by_role("spinbutton", name="Learning rate")
    hidden = page.get_by_role("textbox", name="Hidden layers")
    rate.fill("10")
    hidden.fill("64, 64, 64, 64")
    page.keyboard.press("Tab")
    expect(drawn(page, [64, 64, 64, 64])).to_be_visible()
    page.get_by_role("button", name="Start training").click()
    expect(page.get_by_text("Lower the learning rate, now 10")).to_be_visible()
    page.get_by_role("link", name="Try learning rate 0.01").click()
    expect(page.get_by_role("button", name="Start training")).to_be_visible()
    expect(hidden).to_have_value("64, 64, 64, 64")
    expect(rate).to_have_value("0.01")


def test_the_cookie_is_signed_and_out_of_reach_of_scripts(page, server):
    open_recipe(page, server.url)
    (cookie,) = [c for c in page.context.cookies() if c["name"] == "mnist_ann_visitor"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert page.evaluate("document.cookie").find("mnist_ann_visitor") == -1


def test_a_forged_cookie_does_not_make_anyone_the_owner(page, server):
    id = server.runs().create(Recipe(epochs=1), "ada")
    forged = {"name": "mnist_ann_visitor", "value": "ImFkYSI.x", "url": server.url}
    page.context.add_cookies([forged])
    page.goto(f"{server.url}/train?run={id}")
    expect(page.get_by_role("button", name="Train another")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
