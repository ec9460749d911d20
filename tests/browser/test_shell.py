"""What a visitor sees before Streamlit's scripts run: held back here, and then let go."""

import pytest
from playwright.sync_api import expect

from tools.pens import CANVAS

SQUARE = "#shell i"


@pytest.fixture
def held(page):
    """(a page whose scripts don't come, what lets them come)."""
    waiting = []
    page.route("**/static/js/index.*.js", lambda route: waiting.append(route))

    def let_go():
        for route in waiting:
            route.continue_()

    yield page, let_go
    page.unroute_all()  # the window is used again


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 1000), (390, 844)])
def test_the_canvas_comes_where_its_shell_was(held, server, scheme, size):
    page, let_go = held
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto(server.url, wait_until="commit")
    expect(page.get_by_text("MNIST ANN", exact=True)).to_be_visible()
    assert page.title() == "MNIST ANN"
    background = "getComputedStyle(document.querySelector('%s')).backgroundColor"
    promised, painted = page.locator(SQUARE).bounding_box(), page.evaluate(background % "#shell")  # fmt: skip
    expect(page.locator(CANVAS)).to_have_count(0)
    let_go()
    page.locator(CANVAS).wait_for()
    expect(page.locator("#shell")).to_have_count(0)
    assert page.evaluate(background % ".stApp") == painted
    page.get_by_role("button", name="Clear", exact=True).wait_for()
    assert page.locator(CANVAS).bounding_box() == pytest.approx(promised, abs=2)
    page.emulate_media(color_scheme=None)
    page.set_viewport_size({"width": 1440, "height": 1000})


def test_a_page_without_a_canvas_shows_the_name_alone(held, server):
    page, let_go = held
    page.goto(f"{server.url}/evaluate", wait_until="commit")
    expect(page.get_by_text("MNIST ANN", exact=True)).to_be_visible()
    expect(page.locator(SQUARE)).to_have_count(0)
    let_go()
    page.get_by_role("heading", level=1).wait_for()
    expect(page.locator("#shell")).to_have_count(0)
