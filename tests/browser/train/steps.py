"""What the tests of Train look for in a browser."""

import re


def later_than(epoch, last):
    """A pattern of "Epoch 8 of 40", for any epoch after the given one: a slow page may skip some."""
    return re.compile(
        f"Epoch ({'|'.join(map(str, range(epoch + 1, last + 1)))}) of {last}"
    )


def open_recipe(page, url):
    """The page on which a recipe is chosen, complete: nobody types into a box the moment it comes."""
    page.goto(f"{url}/train")
    page.get_by_role("button", name="Start training").wait_for()
    page.wait_for_function(
        "!document.querySelector('[data-test-script-state=running]')"
    )
