"""Ways into a class for who has been told its code and nothing else."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def code(page, server):
    """Of a class that was opened just now."""
    page.goto(f"{server.url}/classroom")
    page.get_by_role("button", name="Open a class").click()
    page.wait_for_url(re.compile("class="))
    return re.search(r"class=(\w+)", page.url)[1]


def test_the_first_page_takes_a_code(phone, server, code):
    phone.goto(server.url)
    phone.get_by_role("button", name="Join a class").tap()
    phone.get_by_role("textbox", name="Code").fill("nothing")
    phone.get_by_role("button", name="Join", exact=True).tap()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.get_by_role("textbox", name="Code").fill(code.lower())
    phone.get_by_role("textbox", name="Nickname").fill("Ada")
    phone.get_by_role("button", name="Join", exact=True).tap()
    expect(phone.get_by_text("You are in.")).to_be_visible()
    assert phone.url.endswith(f"/classroom?class={code}")
    phone.get_by_role("link", name="Draw", exact=True).tap()
    expect(phone.get_by_role("heading", name="Draw a digit")).to_be_visible()
    expect(phone.get_by_role("button", name="Join a class")).to_have_count(0)


def test_a_short_link_leads_to_the_class(phone, server, code):
    phone.goto(f"{server.url}/join?code={code}")
    expect(phone.get_by_role("textbox", name="Code")).to_have_value(code)
