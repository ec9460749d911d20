"""The story in a real browser: what its JavaScript calculates, how it plays, what a link keeps."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

from mnist_ann.network import Dense, Network
from mnist_ann.story.perceptron import RATE, Perceptron, learn
from mnist_ann.story.problems import SOURCES, Points, animals
from mnist_ann.story.small_network import HIDDEN_ACTIVATIONS, equivalent, start
from ui.components.load import HERE, joined


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 1400})
    page = context.new_page()
    page.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    yield page
    context.close()


def calculate(page, file, code, **values):
    """Run JavaScript after one of the playground's files; returns what it returns."""
    source = joined(HERE / "playground" / file)
    names = ", ".join(values)
    return page.evaluate(f"({{ {names} }}) => {{ {source}\n{code} }}", values)


def lists(network):
    return [
        {"kernel": layer.kernel.tolist(), "bias": layer.bias.tolist(), "activation": layer.activation}
        for layer in network.layers
    ]  # fmt: skip


def network_of(layers):
    return Network(Dense(*layer.values()) for layer in layers)


# What it calculates


@pytest.mark.parametrize("activation", HIDDEN_ACTIVATIONS)
@pytest.mark.parametrize("hidden", [[3], [8, 8, 8]])
def test_the_network_in_the_browser_equals_ours(page, activation, hidden):
    """Step by step: what Network says of the very weights that the browser has at that step."""
    points = SOURCES["spiral"].points()
    inputs, labels = points.inputs, points.labels
    states = calculate(
        page,
        "network/network_math.js",
        """
        const states = [];
        for (let i = 0; i < 30; i++) {
            states.push({
                layers,
                loss: loss(layers, inputs, labels),
                gradients: gradients(layers, inputs, labels),
                outputs: inputs.map((point) => probability(layers, point)),
            });
            layers = update(layers, inputs, labels, 0.3);
        }
        return states;
        """,
        layers=lists(start(hidden, activation, 1)),
        inputs=inputs.tolist(),
        labels=labels.tolist(),
    )
    for state, after in pairwise(states):
        ours = network_of(state["layers"])
        assert state["loss"] == pytest.approx(ours.loss(inputs, labels), abs=1e-6)
        assert np.abs(ours.forward(inputs)[:, 0] - state["outputs"]).max() < 1e-6
        moved = ours.stepped(inputs, labels, 0.3)
        for layer, found in zip(after["layers"], moved.layers):
            assert np.abs(found.kernel - layer["kernel"]).max() < 1e-6
            assert np.abs(found.bias - layer["bias"]).max() < 1e-6
        for found, gradient in zip(state["gradients"], ours.gradients(inputs, labels)):
            assert np.abs(gradient[0] - found["kernel"]).max() < 1e-6
            assert np.abs(gradient[1] - found["bias"]).max() < 1e-6


def test_the_multiplied_matrices_equal_ours(page):
    rng, sizes = np.random.default_rng(4), (2, 3, 8, 2, 1)
    network = Network(
        Dense(rng.normal(size=(a, b)), rng.normal(size=b), "linear")
        for a, b in pairwise(sizes)
    )
    found = calculate(
        page,
        "network/network_math.js",
        "return equivalent(layers);",
        layers=lists(network),
    )
    ours = equivalent(network)
    assert np.allclose(ours.kernel, found["kernel"], rtol=1e-6, atol=1e-6)
    assert np.allclose(ours.bias, found["bias"], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("points", [animals(12, 14), SOURCES["xor"].points()])
def test_the_rule_in_the_browser_equals_ours(page, points):
    start = Perceptron([-1.0, 0.5], 2.0)
    found = calculate(
        page,
        "perceptrons/perceptron_rule.js",
        """
        const learning = new Learning(start, inputs, labels, rate);
        const states = [];
        for (let i = 0; i < 500 && !learning.atRest; i++) {
            learning.step();
            const { now, best, fewest, updates, atRest } = learning;
            states.push({ now, best, fewest, updates, atRest });
        }
        return states;
        """,
        start={"weights": start.weights.tolist(), "bias": start.bias},
        inputs=points.inputs.tolist(),
        labels=points.labels.tolist(),
        rate=RATE,
    )
    for state, ours in zip(found, learn(start, points.inputs, points.labels)):
        assert np.abs(ours.now.weights - state["now"]["weights"]).max() < 1e-9
        assert ours.now.bias == pytest.approx(state["now"]["bias"], abs=1e-9)
        assert np.abs(ours.best.weights - state["best"]["weights"]).max() < 1e-9
        assert ours.best.mistakes(points.inputs, points.labels) == state["fewest"]
        assert (ours.updates, ours.at_rest) == (state["updates"], state["atRest"])


def test_the_boundary_is_where_the_numbers_cross(page):
    """On a grid of the distance from a place, every piece of the contour has that distance."""
    size, middle, radius = 41, 20, 13.5
    rows, columns = np.mgrid[:size, :size]
    grid = np.hypot(rows - middle, columns - middle)
    found = calculate(
        page,
        "contour.js",
        "return contour(grid, size, level);",
        grid=grid.ravel().tolist(),
        size=size,
        level=radius,
    )
    ends = np.array(found).reshape(-1, 2)
    assert len(found) > 60
    assert np.abs(np.hypot(*(ends - middle).T) - radius).max() < 0.02


# How it plays


def open_chapter(page, server, chapter, answer=None, query=""):
    page.goto(f"{server.url}/perceptron?chapter={chapter}{query}")
    page.locator("canvas[role=application]").first.wait_for()
    if answer:
        page.get_by_text(answer, exact=True).click()
        page.get_by_role("button", name="Play", exact=True).first.wait_for()


def numbers(page):
    return page.locator(".count").first.inner_text()


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


def test_sliders_move_the_line_and_the_mistakes_are_counted(page, server):
    open_chapter(page, server, 1)
    points = animals(12, 14)
    for weights, bias in (([0.5, 0.3], -0.2), ([-1.0, 2.0], 3.0)):
        for name, value in zip(("w₁", "w₂", "bias"), (*weights, bias)):
            page.get_by_role("slider", name=name).fill(str(value))
        wrong = Perceptron(weights, bias).mistakes(points.inputs, points.labels)
        expect(page.locator(".count").first).to_contain_text(
            f"{wrong} on the wrong side"
        )
    expect(page.locator(".formula").first).to_have_text(
        "sum = −1.00 × x₁ + 2.00 × x₂ + 3.00"
    )


def test_a_clicked_point_shows_its_own_sum(page, server):
    open_chapter(page, server, 1)
    points = animals(12, 14)
    ostrich = int(points.inputs[:, 0].argmax())  # the tallest, away from all others
    x, y = points.inputs[ostrich]
    height, weight = 190 + 10 * x, 95 + 10 * y
    # The plane shows 140 to 300 cm and 30 to 180 kg; click_at counts from -3 to 3.
    click_at(page, (height - 140) / 160 * 6 - 3, (weight - 30) / 150 * 6 - 3)
    total = -0.5 * x + 1.0 * y + 1.0  # the line that the chapter starts with
    expect(page.locator(".one").first).to_have_text(
        f"Class ostrich, {height:.0f} cm, {weight:.0f} kg. (−0.50) × {factor(x)} + "
        f"1.00 × {factor(y)} + 1.00 = {number(total)}, so {'ostrich' if total > 0 else 'human'}."
    )


def test_the_rule_rests_on_the_12_and_12_and_another_start_ends_elsewhere(page, server):
    open_chapter(page, server, 1, "When a line makes no mistake, and otherwise never")
    learning = page.locator(".play").nth(1)
    ends = set()
    for _ in range(2):
        learning.get_by_text("very quick").click()
        learning.get_by_role("button", name="Play", exact=True).click()
        expect(learning).to_contain_text("At rest: a whole round without a mistake.")
        expect(learning.locator(".count")).to_contain_text("24 of 24 right")
        ends.add(learning.locator(".formula").inner_text())
        learning.get_by_role("button", name="Another start").click()
    assert len(ends) == 2


def test_a_step_shows_its_update_as_numbers(page, server):
    open_chapter(page, server, 1, "When a line makes no mistake, and otherwise never")
    learning = page.locator(".play").nth(1)
    for _ in range(2):  # from zero, the first human is right, the first ostrich is not
        learning.get_by_role("button", name="Step", exact=True).click()
    x, y = animals(12, 14).inputs[1]
    update = learning.locator(".update").inner_text().splitlines()
    assert update == [
        f"w₁ = 0.00 + 0.1 × {factor(x)} = {number(x / 10)}",
        f"w₂ = 0.00 + 0.1 × {factor(y)} = {number(y / 10)}",
        "bias = 0.00 + 0.1 = 0.10",
    ]


def number(value):
    return f"{value:.2f}".replace("-", "−")


def factor(value):
    return f"({number(value)})" if value < 0 else number(value)


def test_three_perceptrons_learn_side_by_side(page, server):
    open_chapter(page, server, 2)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".count")).to_have_text(
        "On the wrong side of each line: orange 0, blue 0, green 0"
    )
    own = picture(page)
    page.get_by_text("the largest sum", exact=True).last.click()
    assert picture(page) != own


def test_on_xor_the_best_so_far_stays_at_75_percent(page, server):
    open_chapter(page, server, 3, "Three")
    page.get_by_text("very quick").click()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".play")).to_contain_text(
        "Best so far, dashed: 120 of 160 right (75.0%)"
    )
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    assert "75.0%" in page.locator(".play").inner_text()


def test_the_network_closes_in_the_disc_and_reset_is_the_same_start(page, server):
    open_chapter(page, server, 4, "Three")
    first, before = numbers(page), picture(page)
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.locator(".count").first).to_contain_text("right on 100.0% of 160")
    page.get_by_label("Learning rate").first.select_option("0.03")
    done = int(numbers(page).split()[0].replace(",", ""))
    expect(
        page.get_by_role("button", name="Pause", exact=True)
    ).to_be_visible()  # it goes on
    page.get_by_role("button", name="Pause", exact=True).click()
    assert int(numbers(page).split()[0].replace(",", "")) >= done
    assert picture(page) != before
    page.get_by_role("button", name="Reset", exact=True).first.click()
    assert numbers(page) == first and picture(page) == before
    page.get_by_role("button", name="Step", exact=True).first.click()
    assert numbers(page).startswith("1 updates")


def test_the_same_start_gives_the_numbers_of_our_network(page, server):
    open_chapter(page, server, 4, "Three")
    points = SOURCES["ring"].points()
    network = start([3], "tanh", 1)
    for _ in range(3):
        page.get_by_role("button", name="Step", exact=True).first.click()
        network = network.stepped(points.inputs, points.labels, 0.3)
    loss = network.loss(points.inputs, points.labels)
    assert f"3 updates · loss {loss:.3f}" in numbers(page)


def test_a_unit_opens_its_arithmetic(page, server):
    open_chapter(page, server, 4, "Three")
    page.get_by_role("button", name="Layer 1, unit 2").first.click()
    text = page.locator(".one").first.inner_text()
    point = SOURCES["ring"].points().inputs[0]
    layer = start([3], "tanh", 1).layers[0]
    total = point @ layer.kernel[:, 1] + layer.bias[1]
    terms = [f"{factor(w)} × {factor(x)}" for w, x in zip(layer.kernel[:, 1], point)]
    assert f"{terms[0]} + {terms[1]} + 0.00 = {number(total)}" in text
    assert f"tanh({number(total)}) = {number(np.tanh(total))}." in text


def test_it_plays_at_10_frames_a_second_and_asks_the_server_for_nothing(page, server):
    """Each frame writes its number of updates after it drew the picture."""
    messages = []

    def sent(message):
        messages.append(message)

    page.on("websocket", lambda socket: socket.on("framesent", sent))
    query = "&learn=Spiral&layers=3&units=8"
    open_chapter(page, server, 4, "Three", query)
    page.get_by_text("very quick").first.click()
    page.wait_for_timeout(500)
    messages.clear()
    page.get_by_role("button", name="Play", exact=True).first.click()
    # The best of five seconds: whatever else the machine does takes frames away.
    frames = page.locator(".count").first.evaluate(
        """count => new Promise(done => {
            const seconds = [0];
            const seen = new MutationObserver(() => seconds[seconds.length - 1]++);
            seen.observe(count, { childList: true });
            const timer = setInterval(() => {
                if (seconds.push(0) <= 5) return;
                clearInterval(timer);
                seen.disconnect();
                done(Math.max(...seconds));
            }, 1000);
        })"""
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    assert frames >= 10
    assert not messages


def test_without_activation_the_boundary_is_the_multiplied_line(page, server):
    open_chapter(page, server, 5, "One straight line")
    page.get_by_role("button", name="Step", exact=True).first.click()
    points = SOURCES["ring"].points()
    single = equivalent(
        start([3, 3], "linear", 1).stepped(points.inputs, points.labels, 0.3)
    )
    (a,), (b,) = single.kernel
    text = f"{number(a)} × x₁ {signed(b)} × x₂ {signed(single.bias[0])}"
    expect(page.locator(".product .formula")).to_have_text(f"Multiplied: sum = {text}")


def signed(value):
    return f"{'−' if round(value, 2) < 0 else '+'} {abs(value):.2f}"


def test_a_third_input_makes_a_circle(page, server):
    open_chapter(page, server, 5, "One straight line")
    circle = page.locator(".play").nth(1)
    circle.get_by_text("very quick").click()
    circle.get_by_role("button", name="Play", exact=True).click()
    expect(circle).to_contain_text("At rest: a whole round without a mistake.")
    expect(circle.locator(".count")).to_contain_text("160 of 160 right (100.0%)")


# Points of one's own


def points_in(page):
    """The points in the address."""
    found = re.search(r"points=([^&]*)", page.url)
    return Points.from_text(found.group(1)) if found else None


def tool(page, name):
    page.get_by_role("radio", name=name).locator("xpath=..").click()


def test_points_are_added_moved_and_deleted_and_a_link_keeps_them(
    page, server, browser
):
    open_chapter(page, server, 3, query="&line=Your+own+points&points=0_-100_0")
    expect(page.locator(".count")).to_contain_text("1 of 1 right")
    tool(page, "Add blue")
    click_at(page, 1, 2)
    page.wait_for_url(re.compile("points=0_-100_0.1_"))
    tool(page, "Move")
    page.mouse.move(*place(page, 1, 2))
    page.mouse.down()
    page.mouse.move(*place(page, 0, 1))
    page.mouse.move(*place(page, -2, -1))
    page.mouse.up()
    page.wait_for_url(re.compile(r"points=0_-100_0.1_-"))
    found = points_in(page)
    assert np.abs(found.inputs - [[-1, 0], [-2, -1]]).max() < 0.03
    assert found.labels.tolist() == [0, 1]

    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator(".count")).to_contain_text("of 2 right")
    other.close()

    tool(page, "Delete")
    click_at(page, -2, -1)
    page.wait_for_url(re.compile(r"points=0_-100_0$"))


def test_points_can_be_changed_from_the_keyboard(page, server):
    open_chapter(page, server, 3, query="&line=Your+own+points&points=0_-100_0")
    tool(page, "Add blue")
    page.locator("canvas[role=application]").focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"points=0_-100_0.1_15_30"))  # steps of 6 / 40
    page.keyboard.press("Delete")
    page.wait_for_url(re.compile(r"points=0_-100_0$"))


def test_changed_problems_become_ones_own(page, server):
    open_chapter(page, server, 3, "Three")
    tool(page, "Add blue")
    click_at(page, 0, 0)
    page.wait_for_url(re.compile("points="))
    expect(page.locator(".count")).to_contain_text("of 161 right")
    expect(page.get_by_role("radio", name="Your own points")).to_be_checked()
    assert len(points_in(page)) == 161


def test_a_damaged_link_is_explained_and_leaves_the_page_usable(page, server):
    open_chapter(page, server, 3, query="&line=Your+own+points&points=9_9")
    expect(page.get_by_text("can't be read; it may have been cut short")).to_be_visible()  # fmt: skip
    page.get_by_role("radio", name="Spiral").click()
    expect(page.locator(".count")).to_contain_text("of 160 right")


def test_a_finger_can_draw_points_on_a_phone(browser, server):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)  # fmt: skip
    page = context.new_page()
    open_chapter(page, server, 3, query="&line=Your+own+points&points=0_-100_0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    tool(page, "Add blue")
    page.touchscreen.tap(*place(page, 1, 1))
    page.wait_for_url(re.compile("points=0_-100_0.1_"))
    context.close()
