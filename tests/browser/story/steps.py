"""What the tests of the story do on its planes."""


def open_chapter(page, server, chapter, query=""):
    page.goto(f"{server.url}/perceptron?chapter={chapter}{query}")
    page.locator("canvas[role=application]").first.wait_for()


def play(part, speed="very quick"):
    """Press Play on a page or on one of its figures, a Locator."""
    part.get_by_label("Speed").first.select_option(speed)
    part.get_by_role("button", name="Play", exact=True).first.click()


def picture(page, layer="canvas[role=application]"):
    """What the first plane shows: points and lines, or the regions below, ".ground"."""
    return page.locator(layer).first.evaluate("canvas => canvas.toDataURL()")


def click_at(page, x, y, which=0):
    """Click a place of the plane from -3 to 3."""
    page.mouse.click(*place(page, x, y, which))


def place(page, x, y, which=0):
    plane = page.locator("canvas[role=application]").nth(which)
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    side = box["width"]
    return box["x"] + (x + 3) / 6 * side, box["y"] + (3 - y) / 6 * side


def tool(page, name):
    page.get_by_role("radio", name=name).locator("xpath=..").click()
