"""What the tests of the story do on its planes."""


def open_chapter(page, server, chapter, answer=None, query=""):
    page.goto(f"{server.url}/perceptron?chapter={chapter}{query}")
    page.locator("canvas[role=application]").first.wait_for()
    if answer:
        page.get_by_text(answer, exact=True).click()
        page.get_by_role("button", name="Play", exact=True).first.wait_for()


def picture(page, which=0):
    plane = page.locator("canvas[role=application]").nth(which)
    return plane.evaluate("canvas => canvas.toDataURL()")


def click_at(page, x, y, which=0):
    """Click a place of the plane from -3 to 3; margins as in plane.js."""
    page.mouse.click(*place(page, x, y, which))


def place(page, x, y, which=0):
    plane = page.locator("canvas[role=application]").nth(which)
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    left, right, top, bottom = 46, 10, 10, 42
    side = box["width"]
    return (
        box["x"] + left + (x + 3) / 6 * (side - left - right),
        box["y"] + top + (3 - y) / 6 * (side - top - bottom),
    )


def tool(page, name):
    page.get_by_role("radio", name=name).locator("xpath=..").click()
