"""The story in a real browser: how it plays, and the numbers that it shows."""

import numpy as np
from playwright.sync_api import expect

from mnist_ann.story.perceptron import Perceptron
from mnist_ann.story.problems import SOURCES, animals
from mnist_ann.story.small_network import equivalent, start
from tests.browser.story.steps import click_at, open_chapter, picture, play


def numbers(page):
    return page.locator(".count").first.inner_text()


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
    open_chapter(page, server, 1)
    ends = set()
    for _ in range(2):
        play(page)
        expect(page.locator(".play")).to_contain_text(
            "At rest: a whole round without a mistake."
        )
        expect(page.locator(".count")).to_contain_text("24 of 24 right")
        ends.add(page.locator(".formula").inner_text())
        page.get_by_role("slider", name="Turn the line").first.press("Shift+ArrowDown")
        page.get_by_role("slider", name="Move the line").press("Shift+ArrowDown")
    assert len(ends) == 2


def test_a_step_shows_its_update_as_numbers(page, server):
    open_chapter(page, server, 1)
    step = page.get_by_role("button", name="Step", exact=True)
    start, points = Perceptron([-0.5, 1.0], 1.0), animals(12, 14)
    wrong = (start.answers(points.inputs) != points.labels).argmax()
    for _ in range(wrong + 1):
        step.click()
    (x, y), sign = points.inputs[wrong], "+" if points.labels[wrong] else "−"
    toward = 0.1 if points.labels[wrong] else -0.1
    assert page.locator(".update").inner_text().splitlines() == [
        f"w₁ = −0.50 {sign} 0.1 × {factor(x)} = {number(-0.5 + toward * x)}",
        f"w₂ = 1.00 {sign} 0.1 × {factor(y)} = {number(1 + toward * y)}",
        f"bias = 1.00 {sign} 0.1 = {number(1 + toward)}",
    ]


def number(value):
    return f"{value:.2f}".replace("-", "−")


def factor(value):
    return f"({number(value)})" if value < 0 else number(value)


def test_three_perceptrons_learn_side_by_side(page, server):
    open_chapter(page, server, 2)
    play(page, "quick")
    expect(page.locator(".count")).to_have_text(
        "On the wrong side of each line: orange 0, blue 0, green 0"
    )
    own = picture(page, ".ground")
    page.get_by_text("the largest sum", exact=True).last.click()
    assert picture(page, ".ground") != own


def test_on_xor_the_best_so_far_stays_at_75_percent(page, server):
    open_chapter(page, server, 3)
    play(page)
    expect(page.locator(".play")).to_contain_text(
        "Best so far, dashed: 120 of 160 right (75.0%)"
    )
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    assert "75.0%" in page.locator(".play").inner_text()


def test_the_network_closes_in_the_disc_and_reset_is_the_same_start(page, server):
    open_chapter(page, server, 4)
    first, before = numbers(page), picture(page)
    play(page, "quick")
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


def test_the_loss_of_both_kinds_of_points_is_a_curve_that_grows(page, server):
    open_chapter(page, server, 4)
    learned, fresh = page.locator(".curve").first.locator("polyline").all()
    for _ in range(5):
        page.get_by_role("button", name="Step", exact=True).first.click()
    source, network = SOURCES["ring"], start([3], "tanh", 1)
    losses = {"learned": [], "fresh": []}
    for _ in range(6):
        for kind, points in (("learned", source.points()), ("fresh", source.fresh())):
            losses[kind].append(network.loss(points.inputs, points.labels))
        points = source.points()
        network = network.stepped(points.inputs, points.labels, 0.3)
    highest = max(map(max, losses.values()))
    for line, kind in ((learned, "learned"), (fresh, "fresh")):
        places = [
            tuple(map(float, place.split(",")))
            for place in line.get_attribute("points").split()
        ]
        assert [x for x, _ in places] == [0, 60, 120, 180, 240, 300]
        heights = [62 - 60 * loss / highest for loss in losses[kind]]
        assert np.abs(np.subtract([y for _, y in places], heights)).max() < 0.1
    page.get_by_role("button", name="Reset", exact=True).first.click()
    assert len(learned.get_attribute("points").split()) == 1


def test_noise_moves_the_points_and_a_link_keeps_it(page, server):
    open_chapter(page, server, 4, "&noise=0.5")
    points = SOURCES["ring"].points(0.5)
    loss = start([3], "tanh", 1).loss(points.inputs, points.labels)
    expect(page.locator(".count").first).to_contain_text(f"loss {loss:.3f}")
    page.get_by_role("slider", name="Noise").press("ArrowRight")
    points = SOURCES["ring"].points(0.6)
    loss = start([3], "tanh", 1).loss(points.inputs, points.labels)
    expect(page.locator(".count").first).to_contain_text(f"loss {loss:.3f}")
    page.wait_for_url("**noise=0.6**")


def test_the_same_start_gives_the_numbers_of_our_network(page, server):
    open_chapter(page, server, 4)
    points = SOURCES["ring"].points()
    network = start([3], "tanh", 1)
    for _ in range(3):
        page.get_by_role("button", name="Step", exact=True).first.click()
        network = network.stepped(points.inputs, points.labels, 0.3)
    loss = network.loss(points.inputs, points.labels)
    assert f"3 updates · loss {loss:.3f}" in numbers(page)


def test_a_unit_opens_its_arithmetic(page, server):
    open_chapter(page, server, 4)
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
    open_chapter(page, server, 4, query)
    still = numbers(page)
    page.wait_for_load_state("networkidle")
    messages.clear()
    play(page)
    for _ in range(20):
        expect(page.locator(".count").first).not_to_have_text(still)
        still = numbers(page)
    page.get_by_role("button", name="Pause", exact=True).click()
    assert not messages


def test_without_activation_the_boundary_is_the_multiplied_line(page, server):
    open_chapter(page, server, 5)
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
    open_chapter(page, server, 5)
    circle = page.locator(".play").nth(1)
    play(circle)
    expect(circle).to_contain_text("At rest: a whole round without a mistake.")
    expect(circle.locator(".count")).to_contain_text("160 of 160 right (100.0%)")
