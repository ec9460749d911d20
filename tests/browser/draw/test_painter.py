"""What the server paints of a drawing is what the canvas shows of it."""

import base64
import io
import itertools

import numpy as np
import pytest
from PIL import Image

from mnist_ann.digitize import digitize
from mnist_ann.digitize.painter import paint
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import CONDITIONS, Drawings, pens
from ui.components import load

SCRIPT = load.joined(load.HERE / "shared" / "paint.js")
SHOW = """([strokes, side]) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    paintStrokes(canvas.getContext("2d"), strokes);
    return canvas.toDataURL();
}"""


@pytest.fixture
def shown(browser):
    """A function: strokes as the canvas's own script paints them, uint8 (side, side)."""
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT)

    def shown(strokes, side):
        sent = [stroke.to_json() for stroke in strokes]
        url = page.evaluate(SHOW, [sent, side])
        content = base64.b64decode(url.partition(",")[2])
        return np.asarray(Image.open(io.BytesIO(content)).convert("L"))

    yield shown
    page.close()


def test_it_is_the_same_picture_and_gets_the_same_answer(shown):
    drawings, ours, theirs, apart = Drawings(), [], [], []
    conditions = itertools.cycle(CONDITIONS)
    for i in range(0, len(drawings), 32):
        points, side, pen = drawings.placed(i, next(conditions))
        strokes = pens([stroke.round(1) for stroke in points], round(pen))
        painted, canvas = paint(strokes, side), shown(strokes, side)
        apart.append(np.abs(painted.astype(int) - canvas).mean())
        ours.append(digitize(painted).image)
        theirs.append(digitize(canvas).image)
    assert np.mean(apart) < 0.3 and np.max(apart) < 1
    for name in ("draw", "article"):
        network = Network.load(NETWORKS / f"{name}.keras")
        answers = [network.forward(images).argmax(axis=1) for images in (ours, theirs)]
        assert (answers[0] == answers[1]).mean() >= 0.999
