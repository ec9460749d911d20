"""What holds for every page: nothing leaves the machine, nothing breaks, and a phone is enough."""

import pytest
from playwright.sync_api import expect

from mnist_ann.glossary import WORDS
from tools import served
from tools.windows import PHONE

PAGES = sorted(
    path.stem
    for path in (served.PROJECT / "pages").glob("*.py")
    if path.stem != "navigation"
)


@pytest.fixture
def opened(another, server):
    """A function that gives the page of a name when it has settled; at the end, there must have been
    no error, and nobody outside may have been asked."""
    outside, errors = [], []
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")

    def asked(request):
        if not request.url.startswith(ours):
            outside.append(request.url)

    def opened(name, **look):
        page = another(**look)
        page.on("request", asked)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{server.url}/{'' if name == 'draw' else name}")
        page.get_by_role("heading", level=1).first.wait_for()
        page.get_by_test_id("stStatusWidget").wait_for(state="detached")
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    assert outside == []
    assert errors == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_whole_and_asks_nobody_outside(opened, name):
    page = opened(name)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_text("it is our mistake").count() == 0
    assert page.get_by_text("Traceback").count() == 0
    for image in page.locator("img").all():
        assert (image.get_attribute("alt") or "").strip(), "a picture without words"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_on_a_phone_in_the_dark(opened, name):
    page = opened(name, **PHONE, color_scheme="dark")
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth + 1")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_word_says_what_it_means_and_leads_to_the_glossary(opened):
    page = opened("perceptron")
    word = page.get_by_role("link", name="bias", exact=True)
    assert word.get_attribute("title") == WORDS["bias"]
    with page.expect_popup() as popup:  # what was begun here stays
        word.click()
    there = popup.value.get_by_role("heading", name="bias", exact=True)
    expect(there).to_be_in_viewport()


def test_a_page_that_is_not_there_is_said_once_on_the_first(page, server):
    page.goto(f"{server.url}/trian")
    lost = page.get_by_text("There is no page “trian”.")
    lost.wait_for()
    page.get_by_role("heading", level=1, name="Draw a digit").wait_for()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(f"{server.url}/")
    page.get_by_role("link", name="Train", exact=True).click()
    page.get_by_role("heading", level=1, name="Watch a network learn").wait_for()
    expect(lost).to_have_count(0)
