"""One step by hand in a real browser: the numbers of a line light up in the drawing."""

from playwright.sync_api import expect

from mnist_ann.story.by_hand import BY_HAND, OneStep, number

STEP = OneStep(BY_HAND, (2.0, -0.5), 0, 0.5)  # what the chapter starts with


def open_step(page, server):
    page.goto(f"{server.url}/perceptron?chapter=6")
    page.get_by_role("button", name="Read the first line").wait_for()


def lit(page):
    """The names that the line reads, and the one that it finds, with its number."""
    reads = page.locator("g.reads").evaluate_all("all => all.map(g => g.dataset.name)")
    found = page.locator("g.finds").all_text_contents()
    return set(reads), found


def test_line_by_line_its_numbers_light_up(page, server):
    open_step(page, server)
    assert lit(page) == (set(), [])
    expect(page.locator("g[data-name=p]")).to_have_text("p ?")
    for line in [*STEP.forward(), *STEP.backward(), *STEP.update()]:
        page.locator("button.primary").click()
        reads, (found,) = lit(page)
        assert reads == set(line.reads)
        assert found.endswith(f" {number(line.value)}")
        expect(page.get_by_role("status")).to_have_text(
            f"{line.name} = {line.calculation} = {number(line.value)}"
        )
    after = number(STEP.again.network.layers[0].kernel[0, 0])
    expect(page.locator("g[data-name='w₁₁']")).to_have_text(f"w₁₁ {after}")
    for _ in STEP.update():
        page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator("g[data-name='w₁₁']")).to_have_text("w₁₁ 0.5")


def test_arrow_keys_read_on_and_the_mouse_looks_ahead(page, server):
    open_step(page, server)
    lines = page.locator("li button")
    lines.first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    assert lit(page) == ({"h₁", "h₂", "v₁", "v₂", "c"}, [f"z {number(STEP.z)}"])
    page.keyboard.press("ArrowUp")
    assert lit(page)[0] == {"s₂"}
    lines.nth(6).hover()
    assert lit(page)[0] == {"p", "class"}
    page.get_by_role("heading", name="One step by hand").hover()
    assert lit(page)[0] == {"s₂"}


def test_what_was_read_stays_read_for_another_point(page, server):
    open_step(page, server)
    for _ in range(5):
        page.locator("button.primary").click()
    page.get_by_role("spinbutton", name="x₁").fill("1")
    page.get_by_role("spinbutton", name="x₁").press("Enter")
    z = OneStep(BY_HAND, (1.0, -0.5), 0, 0.5).z
    expect(page.locator("g.finds")).to_have_text(f"z {number(z)}")


def test_on_a_phone_drawing_line_and_button_are_on_the_screen_together(phone, server):
    page = phone
    open_step(page, server)
    page.get_by_role("button", name="Read the first line").tap()
    expect(page.locator("g.finds")).to_have_text("s₁ 0.5")
    top = page.locator("svg[role=img]").bounding_box()["y"]
    said = page.get_by_role("status").bounding_box()
    assert said["y"] + said["height"] - top < 664 - 60  # below the menu
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
