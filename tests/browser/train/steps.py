"""What the tests of Train look for in a browser."""

import re


def later_than(epoch, last):
    """A pattern of "Epoch 8 of 40", for any epoch after the given one: a slow page may skip some."""
    return re.compile(
        f"Epoch ({'|'.join(map(str, range(epoch + 1, last + 1)))}) of {last}"
    )


def open_recipe(page, url):
    """The page on which a recipe is chosen, all of it unfolded."""
    page.goto(f"{url}/train")
    complete(page)
    page.get_by_text("Change the recipe", exact=True).click()
    page.get_by_role("textbox", name="Hidden layers").wait_for()
    complete(page)


def complete(page):
    """Wait for the end of a page with a recipe: nobody types into a box the moment it comes."""
    page.get_by_role("button", name="Start training").wait_for()
    page.wait_for_function(
        "!document.querySelector('[data-test-script-state=running]')"
    )


def turn_to(page, title):
    """Show a group of the recipe's choices, which is unfolded."""
    page.get_by_role("radio", name=title, exact=True).click()


def drawn(page, layers):
    """The drawing of the network with these hidden layers, by what a screen reader is told."""
    reached = [*(f"{units} relu units" for units in layers), "10 digits"]
    steps = ", ".join(rf"[\d,]+ parameters to {each}" for each in reached)
    return page.get_by_role("img", name=re.compile(f"784 pixels, {steps}"))
