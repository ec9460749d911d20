"""Inside shows the numbers that the network computes, and they add up on the page."""

import numpy as np
import pytest

from mnist_ann.digitize.strokes import Drawing, Stroke
from mnist_ann.network import Dense, Network
from tests.pages.steps import component, opened
from tools.pens import strokes_of
from ui.state import cached

SECTIONS = ["Layer by layer", "Why this digit?", "Units", "Without", "Maps", "One step"]


def open_page(**query):
    return opened(None, "inside", **query)


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


def texts(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption])


def table(page, column):
    (found,) = [t.value for t in page.table if column in t.value]
    return found


def numbers(page, column="Number"):
    """A table of parts and numbers as a dict."""
    rows = table(page, column)
    return dict(zip(rows["Part"], map(number, rows[column])))


def number(text):
    """A number as a page writes it: with a minus, not with a hyphen."""
    assert "-" not in text
    return float(text.replace("−", "-"))


@pytest.fixture(scope="module")
def network():
    return cached.runs().network("article")


@pytest.fixture(scope="module")
def image(data):
    return (data.x_test[8] / 255).astype(np.float32)


@pytest.mark.parametrize("look", SECTIONS)
@pytest.mark.parametrize(
    ("run", "epoch"), [("article", "0"), ("draw", "20"), ("linear", "1")]
)
def test_every_section_shows_every_network_and_epoch(look, run, epoch):
    page = open_page(look=look, run=run, epoch=epoch)
    assert not page.exception


@pytest.mark.parametrize("unit", ["1-36", "2-71", "3-5"])
def test_the_parts_of_a_units_sum_add_up_as_they_are_shown(unit, network, image):
    layer, number = (int(part) for part in unit.split("-"))
    page = open_page(test="8", unit=unit)
    shown = list(numbers(page).values())
    *parts, total, activation = shown
    assert round(sum(parts), 3) == total
    before = network.activations([image])[layer - 2][0] if layer > 1 else image.ravel()
    dense = network.layers[layer - 1]
    assert total == pytest.approx(
        float(before @ dense.kernel[:, number] + dense.bias[number]), abs=6e-4
    )
    output = network.activations([image])[layer - 1][0, number]
    assert activation == pytest.approx(output, abs=6e-4)


def test_softmax_is_shown_step_by_step(network, image):
    page = open_page(test="8", temperature="2")
    rows = table(page, "÷ 2")
    logits = network.logits([image])[0]
    np.testing.assert_allclose(rows["Sum"].astype(float), logits, atol=1e-3)
    np.testing.assert_allclose(rows["÷ 2"].astype(float), logits / 2, atol=1e-3)
    probabilities = rows.iloc[:, -1].astype(float)
    expected = np.exp(logits / 2) / np.exp(logits / 2).sum()
    np.testing.assert_allclose(probabilities, expected, atol=1e-4)
    assert probabilities.sum() == pytest.approx(1, abs=1e-3)


def test_evidence_adds_up_as_it_is_shown(network, image):
    page = open_page(look="Why this digit?", test="8")
    digit, other = network.logits([image])[0].argsort()[[-1, -2]]
    parts = numbers(page)
    total = parts.pop(f"Logit of {digit} minus logit of {other}")
    assert round(sum(parts.values()), 2) == total
    logits = network.logits([image])[0]
    assert total == pytest.approx(float(logits[digit] - logits[other]), abs=6e-3)
    assert metrics(page)["Agreement of the two"]


def test_any_two_digits_can_be_asked_for():
    page = open_page(look="Why this digit?", test="8")
    page.selectbox[1].set_value("3").run()
    assert not page.exception
    parts = numbers(page)
    assert "Pixels that speak for a 3" in parts
    assert any(part.startswith("Logit of 3 minus") for part in parts)


def test_switching_off_and_pruning_are_measured_on_all_test_images(network, data):
    page = open_page(look="Without", off="1-3 1-4 2-7", prune="60")
    first, second, last = (layer.kernel.copy() for layer in network.layers)
    weights = np.concatenate([k.ravel() for k in (first, second, last)])
    border = np.sort(np.abs(weights))[round(0.6 * len(weights)) - 1]
    for kernel in (first, second, last):
        kernel[np.abs(kernel) <= border] = 0
    second[[3, 4]] = 0
    last[7] = 0
    left = Network(
        [
            Dense(kernel, layer.bias, layer.activation)
            for kernel, layer in zip((first, second, last), network.layers)
        ]
    )
    answers = left.forward((data.x_test / 255).astype(np.float32)).argmax(axis=1)
    assert metrics(page)["Read right before"] == "97.73%"
    assert metrics(page)["Read right after"] == f"{(answers == data.y_test).mean():.2%}"
    assert "Hidden units that are off: 3." in texts(page)


def test_a_whole_layer_can_be_switched_off_and_on_again():
    page = open_page(look="Without")
    (off,) = [button for button in page.button if button.label == "Layer 2 off"]
    off.click().run()
    assert "Hidden units that are off: 100." in texts(page)
    assert 8 < float(metrics(page)["Read right after"].rstrip("%")) < 12
    (on,) = [button for button in page.button if button.label == "All on"]
    on.click().run()
    assert metrics(page)["Read right after"] == "97.73%"


def test_a_mistyped_unit_is_no_unit():
    page = open_page(look="Without", off="9-3 1-900 x 2-7")
    assert "Hidden units that are off: 1." in texts(page)
    assert not open_page(unit="7-99999").exception


def test_dead_units_are_named(network, data):
    outputs = network.activations((data.x_test / 255).astype(np.float32))
    page = open_page(look="Units")
    for layer, values in enumerate(outputs[:-1], 1):
        dead = np.flatnonzero((values <= 0).all(axis=0))
        if len(dead):
            assert f"**Dead in layer {layer}**" in texts(page)
            assert ", ".join(map(str, dead)) in texts(page)
        else:
            assert f"Dead in layer {layer}" not in texts(page)


def test_a_unit_says_how_often_it_is_on(network, data):
    outputs = network.activations((data.x_test / 255).astype(np.float32))
    page = open_page(look="Units", unit="2-17")
    assert f"On for **{(outputs[1][:, 17] > 0).mean():.1%}** of the images" in texts(
        page
    )


def test_one_step_lowers_the_loss_of_its_image(network, image, data):
    page = open_page(look="One step", test="8", rate="0.001")
    label = data.y_test[8]
    before = -np.log(network.forward([image])[0, label])
    assert float(metrics(page)["Loss before"]) == pytest.approx(before, abs=1e-4)
    assert float(metrics(page)["Loss after"]) < before


def test_the_map_has_each_image_where_its_activations_put_it(network, data):
    page = open_page(look="Maps", test="8")
    shown = component(page, "digit_map")
    assert shown["labels"] == data.y_test[:2000].tolist()
    images = (data.x_test[:2000] / 255).astype(np.float32)
    assert shown["answers"] == network.forward(images).argmax(axis=1).tolist()
    points = network.activations(images)[1].astype(float)
    centred = points - points.mean(axis=0)
    spread = np.linalg.svd(centred, full_matrices=False)[1] ** 2
    assert f"{spread[:2].sum() / spread.sum():.0%} of the spread" in texts(page)
    # Image 8 is one of them: its ring lies on its dot.
    np.testing.assert_allclose(shown["own"], shown["places"][8], atol=2e-3)


def test_the_map_of_an_earlier_epoch_has_the_view_of_the_last():
    first, last = (
        component(open_page(look="Maps", epoch=epoch, layer="Output"), "digit_map")
        for epoch in ("0", "30")
    )
    assert first["axes"] == last["axes"]
    spread = [np.std(shown["places"], axis=0).sum() for shown in (first, last)]
    assert spread[0] < spread[1]


def test_without_a_drawing_the_page_asks_for_one():
    page = open_page(image="Your drawing")
    assert not page.exception
    shown = component(page, "network_at_work")
    assert shown["answer"] is None and "Draw a digit" in shown["sentence"]


def drawing_of(digit):
    return Drawing(tuple(Stroke(18, tuple(map(tuple, s))) for s in strokes_of(digit)))


def test_who_has_drawn_on_draw_finds_that_and_the_network_that_read_it():
    page = opened(None, "draw")
    page.session_state["drawing"] = drawing_of(3)
    page.run()
    page.switch_page("inside.py").run()
    assert page.button_group(key="image").value == "Your drawing"
    assert page.selectbox(key="run").value == "draw"
    assert component(page, "network_at_work")["title"] == "The network says 3"
    # A link to a test image is followed all the same.
    page.query_params["test"] = "8"
    page.run()
    assert page.button_group(key="image").value == "Test image"
    assert page.selectbox(key="run").value == "draw"  # still the one it was


def test_a_chosen_unit_is_shown_in_the_picture_and_below():
    page = open_page(test="8", unit="2-71")
    assert component(page, "network_at_work")["opened"] == [2, 71]
    assert "Unit 71 of layer 2" in [each.value for each in page.subheader]
    assert component(open_page(test="8"), "network_at_work")["opened"] is None


@pytest.mark.parametrize("look", SECTIONS)
def test_the_image_and_the_answer_stand_above_every_section(look, network, image):
    shown = component(open_page(test="8", look=look), "network_at_work")
    digit = int(network.forward([image]).argmax())
    assert shown["title"] == f"The network says {digit}"


@pytest.mark.parametrize("look", SECTIONS)
def test_each_section_shows_the_code_that_made_its_numbers(look):
    page = open_page(look=look)
    assert any("def " in code.value for code in page.code)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize("look", SECTIONS)
def test_uploaded_networks_with_curved_activations_work_too(look, activation):
    random = np.random.default_rng(1)
    shapes = [(784, 30), (30, 10)]
    network = Network(
        [
            Dense(random.normal(0, 0.1, shape), np.zeros(shape[1]), name)
            for shape, name in zip(shapes, [activation, "softmax"])
        ]
    )
    page = open_page()
    page.session_state["uploaded network"] = ("mine.keras", network)
    page.query_params["run"] = "file"
    page.query_params["look"] = look
    page.button_group(key="look").set_value(look).run()
    assert not page.exception


@pytest.mark.parametrize("chosen", ["article", "draw"])
def test_who_comes_from_evaluate_finds_the_same_network(chosen):
    page = open_page()
    page.switch_page("evaluate.py").run()
    page.selectbox(key="run").set_value(chosen).run()
    page.query_params.clear()  # as a link of the menu does
    page.switch_page("inside.py").run()
    assert page.selectbox(key="run").value == chosen
