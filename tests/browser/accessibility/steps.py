"""What a screen reader would say, and where the keyboard is."""

FOCUSED = """
() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const words = element.cloneNode(true);
    for (const icon of words.querySelectorAll("[aria-hidden=true]")) icon.remove();
    return element.ariaLabel || words.textContent.trim();
}
"""
LISTEN = """
pad => {
    window.heard = [];
    const region = pad.getRootNode().querySelector("[role=status].unseen");
    new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true });
}
"""


def focused(page):
    """What has the focus, as it is called."""
    return page.evaluate(FOCUSED)


def stops(page, until):
    """What the Tab key reaches, one after the other, from where the focus is to what is called so."""
    reached = []
    while until not in reached:
        page.keyboard.press("Tab")
        reached.append(focused(page))
        assert len(reached) < 60, reached
    return reached


def listen(page):
    """Note from now on what is said of the canvas."""
    page.locator("canvas[tabindex]").evaluate(LISTEN)


def heard(page):
    return page.evaluate("window.heard")
