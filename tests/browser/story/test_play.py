"""The story in a real browser: how it plays, and the numbers that it shows."""

import numpy as np
from playwright.sync_api import expect

from mnist_ann.story.perceptron import Perceptron
from mnist_ann.story.problems import SOURCES, animals
from mnist_ann.story.small_network import equivalent, start
from tests.browser.story.steps import click_at, open_chapter, picture


def numbers(page):
    return page.locator(".count").first.inner_text()


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


def test_it_plays_and_asks_the_server_for_nothing(page, server):
    messages = []
    # Playwright takes no method of a list.
    page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: messages.append(frame)),
    )
    query = "&learn=Spiral&layers=3&units=8"
    open_chapter(page, server, 4, "Three", query)
    page.get_by_text("very quick").first.click()
    still = numbers(page)
    page.wait_for_load_state("networkidle")
    messages.clear()
    page.get_by_role("button", name="Play", exact=True).first.click()
    for _ in range(20):
        expect(page.locator(".count").first).not_to_have_text(still)
        still = numbers(page)
    page.get_by_role("button", name="Pause", exact=True).click()
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
