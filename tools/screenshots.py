"""The README's pictures, the moving one among them, taken from the real app: `make screenshots`."""

import io
import re
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import ViewportSize

from tools import served
from tools.pens import placed

FOLDER = served.PROJECT / "docs"
SIZE: ViewportSize = {"width": 1280, "height": 800}
# A 3, in pixels of the canvas: two bows from the upper left to the lower left.
THREE = [
    (85, 75), (105, 52), (140, 45), (175, 58), (182, 88), (165, 115), (130, 132),
    (168, 140), (192, 168), (186, 205), (155, 232), (115, 234), (82, 215),
]  # fmt: skip


COMPLETE = "!document.querySelector('[data-test-script-state=running], [data-testid=stSkeleton]')"
FILM_SIZE: ViewportSize = {"width": 1280, "height": 720}
FILM_SHOWN = (800, 450)
FILM_COLOURS = 96
FILM_RECIPE = '{"hidden": [100], "learning_rate": 0.1, "epochs": 12}'


def draw(page, url, drawn=lambda: None):
    """Draw a 3 on Draw. drawn: called after each piece of the stroke."""
    page.goto(url)
    canvas = page.locator("canvas[tabindex]")
    canvas.wait_for()
    points = placed(canvas, THREE)
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=6)
        drawn()
    page.mouse.up()
    page.get_by_text("This is a 3").wait_for()


def dataset(page, url):
    page.goto(f"{url}/dataset")


def train(page, url):
    page.goto(f"{url}/train")
    page.get_by_role("button", name="Start training").click()
    page.get_by_text(re.compile("Epoch (1[2-9]|2[0-9]) of 30")).wait_for(timeout=60_000)


def evaluate(page, url):
    page.goto(f"{url}/evaluate")


def perceptron(page, url):
    page.goto(f"{url}/perceptron?chapter=4&noise=0.3")
    page.get_by_role("button", name="Play", exact=True).first.click()
    page.locator(".count").first.get_by_text(re.compile(r"^[1-9]\d{3}|^\d,")).wait_for()
    page.get_by_role("button", name="Pause", exact=True).click()


def inside(page, url):
    page.goto(f"{url}/inside")


def classroom(page, url):
    """The board of a class in which six students have each trained a network."""
    page.goto(f"{url}/classroom")
    page.get_by_role("button", name="Open a class").click()
    page.wait_for_url(re.compile("class="))
    code = page.url.split("class=")[1][:6]
    recipe = '{"learning_rate": %g, "epochs": 5, "hidden": [30]}'
    for place, name in enumerate(("Ada", "Cem", "Emmy", "Kurt", "Noor", "Sofia")):
        student = page.context.browser.new_context().new_page()
        student.goto(f"{url}/classroom?class={code}")
        student.get_by_role("textbox", name="Nickname").fill(name)
        student.get_by_role("button", name="Join").click()
        student.get_by_text("You are in.").wait_for()
        student.goto(f"{url}/train?recipe={quote(recipe % (0.01 * 2**place))}")
        student.get_by_role("button", name="Start training").click()
        student.get_by_text("Done: 5 epochs").wait_for(timeout=60_000)
        if name == "Noor":
            student.get_by_role("button", name="Ask for help").click()
    page.get_by_text("Your recovery link").click()
    page.get_by_role("button", name="I have kept it").click()


PICTURES = {
    "draw": draw,
    "perceptron": perceptron,
    "dataset": dataset,
    "train": train,
    "evaluate": evaluate,
    "inside": inside,
    "classroom": classroom,
}


def film(page, url):
    """A digit being drawn and answered, then a run that learns, as an animated GIF."""
    frames, seconds = [], []

    def keep(for_seconds):
        frames.append(
            Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(FILM_SHOWN)
        )
        seconds.append(for_seconds)

    draw(page, url, drawn=lambda: keep(0.15))
    page.mouse.move(5, 400)
    for _ in range(8):  # signals run through the network
        page.wait_for_timeout(60)
        keep(0.15)
    keep(2.0)
    answered = frames[-1]
    page.goto(f"{url}/train?recipe={quote(FILM_RECIPE)}")
    page.get_by_role("button", name="Start training").click()
    done = page.get_by_text("Done: 12 epochs")
    page.get_by_text(re.compile(r"Epoch \d+ of 12")).or_(done).wait_for(timeout=120_000)
    while not done.is_visible():
        keep(0.4)
        page.wait_for_timeout(500)
    page.wait_for_timeout(500)
    keep(3.0)
    # One palette for all, so that nothing flickers and frames share what stays.
    both = Image.new("RGB", (FILM_SHOWN[0], 2 * FILM_SHOWN[1]))
    both.paste(answered, (0, 0))
    both.paste(frames[-1], (0, FILM_SHOWN[1]))
    palette = both.quantize(FILM_COLOURS)
    first, *rest = [frame.quantize(palette=palette, dither=0) for frame in frames]
    first.save(
        FOLDER / "film.gif", save_all=True, append_images=rest, loop=0, optimize=True,
        duration=[round(1000 * each) for each in seconds],
    )  # fmt: skip


def main():
    FOLDER.mkdir(exist_ok=True)
    with served.app() as server, served.chromium() as browser:
        server.wait_until_warm()
        film(browser.new_page(viewport=FILM_SIZE), server.url)
        for name, prepare in PICTURES.items():
            page = browser.new_page(viewport=SIZE)
            prepare(page, server.url)
            page.locator("h1").first.wait_for()
            page.wait_for_function(COMPLETE, timeout=60_000)
            page.wait_for_timeout(1_500)  # fonts and charts settle
            page.mouse.move(5, 400)
            page.screenshot(path=FOLDER / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main()
