"""What the tests of more than one page do in a browser."""


def choose(page, label, option):
    """Open the select of that label and choose an option, by mouse or, on a phone, by finger.

    It is brought to the middle first, as a person would: a page that still scrolls closes the list at once.
    """
    select = page.get_by_role("combobox", name=label)
    select.evaluate("element => element.scrollIntoView({ block: 'center' })")
    press = "tap" if page.evaluate("navigator.maxTouchPoints > 0") else "click"
    getattr(select, press)()
    getattr(page.get_by_role("option", name=option), press)()
