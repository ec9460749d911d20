"""What holds for every page: nothing leaves the machine, nothing breaks, and a phone is enough."""

import pytest

from tools import served

PAGES = sorted(
    path.stem
    for path in (served.PROJECT / "pages").glob("*.py")
    if path.stem != "navigation"
)


def opened(browser, server, name, **look):
    """(page, addresses asked outside, errors in the console) of a page that has settled."""
    context = browser.new_context(**look)
    page = context.new_page()
    page.set_default_timeout(60_000)
    outside, errors = [], []
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(
                (server.url, server.url.replace("http", "ws"), "data:", "blob:")
            )
            else outside.append(request.url)
        ),
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}/{'' if name == 'draw' else name}")
    page.get_by_role("heading", level=1).first.wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    return page, outside, errors


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_whole_and_asks_nobody_outside(browser, server, name):
    page, outside, errors = opened(
        browser, server, name, viewport={"width": 1440, "height": 900}
    )
    assert outside == []
    assert errors == []
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_text("it is our mistake").count() == 0
    assert page.get_by_text("Traceback").count() == 0
    for image in page.locator("img").all():
        assert (image.get_attribute("alt") or "").strip(), "a picture without words"
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_on_a_phone_in_the_dark(browser, server, name):
    page, _, errors = opened(
        browser,
        server,
        name,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        color_scheme="dark",
    )
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth + 1")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert errors == []
    page.context.close()
