"""What stands in the address: read, said, followed by widgets, and found again by who comes back."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from ui.state import address
from ui.state.address import KNOWN, REPLACED, Choice


def page():
    import streamlit as st

    from ui.state import address
    from ui.state.address import Choice

    pair = Choice(
        "pair",
        read=lambda text: tuple(text.split("-")) if "-" in text else None,
        write="-".join,
    )
    colour = Choice("colour", late=60.0)
    address.arrive(st.session_state.get("page", "one"))
    address.come_back("colours", [colour], unless=[pair])
    st.radio(
        "Colour",
        ["red", "green", "blue"],
        **colour.follow(["red", "green", "blue"], "red"),
    )
    st.text(pair.said("nothing"))
    st.text(Choice("recipe").news())
    st.button("Pair", on_click=pair.say, args=(("a", "b"),))
    st.button("No pair", on_click=pair.drop)
    st.button("Blue", on_click=colour.say, args=("blue",))
    st.button("Only", on_click=address.only, args=({"other": "1"},))


@pytest.fixture
def shown():
    at = AppTest.from_function(page)
    at.run()
    assert not at.exception
    return at


def query(at):
    """As a browser has it; AppTest keeps what it was given as lists."""
    return {
        name: value[-1] if isinstance(value, list) else value
        for name, value in at.query_params.items()
    }


def colour(at):
    return at.radio(key="colour")


def press(at, label):
    (button,) = [button for button in at.button if button.label == label]
    return button.click().run()


def ago(at, seconds):
    """Have what was replaced lately be replaced so long ago."""
    replaced = at.session_state[REPLACED]
    at.session_state[REPLACED] = {
        each: when - seconds for each, when in replaced.items()
    }


def test_a_choice_is_read_said_and_dropped(shown):
    assert shown.text[0].value == "nothing"
    press(shown, "Pair")
    assert query(shown) == {"pair": "a-b"}
    assert shown.text[0].value == "('a', 'b')"
    shown.query_params["pair"] = "broken"
    assert shown.run().text[0].value == "nothing"
    press(shown, "No pair")
    assert query(shown) == {}
    press(shown, "No pair")  # once more changes nothing
    assert query(shown) == {}


def test_only_says_this_and_nothing_else(shown):
    press(shown, "Pair")
    press(shown, "Only")
    assert query(shown) == {"other": "1"}


def test_a_widget_shows_the_address_and_changes_it(shown):
    assert colour(shown).value == "red" and query(shown) == {}
    colour(shown).set_value("green").run()
    assert query(shown) == {"colour": "green"}
    shown.query_params["colour"] = "blue"  # a link
    assert colour(shown.run()).value == "blue"
    shown.query_params["colour"] = "beige"
    assert colour(shown.run()).value == "red"


def test_a_page_sets_what_a_widget_shows(shown):
    colour(shown).set_value("green").run()
    press(shown, "Blue")
    assert colour(shown).value == "blue" and query(shown) == {"colour": "blue"}


def test_a_late_address_takes_no_choice_back(shown):
    colour(shown).set_value("green").run()
    shown.query_params.clear()  # the browser has not heard of it yet
    assert colour(shown.run()).value == "green"
    assert query(shown) == {"colour": "green"}


def test_an_address_that_comes_after_a_while_is_backs(shown):
    colour(shown).set_value("green").run()
    ago(shown, 100)
    shown.query_params.clear()
    assert colour(shown.run()).value == "red"


def test_to_and_fro_within_a_moment_ends_where_it_should(shown):
    for chosen in ("green", "blue", "green"):
        colour(shown).set_value(chosen).run()
        assert colour(shown).value == chosen and query(shown) == {"colour": chosen}
    press(shown, "Blue")
    assert colour(shown).value == "blue"


def test_news_are_what_a_link_asks_for_once(shown):
    shown.query_params["recipe"] = "{1}"
    assert shown.run().text[1].value == "{1}"
    assert shown.run().text[1].value == "None"  # seen
    shown.query_params["recipe"] = "{2}"
    assert shown.run().text[1].value == "{2}"
    shown.session_state[KNOWN] = {"recipe": "{3}"}  # said since
    shown.session_state[REPLACED] = {("recipe", "{2}"): time.monotonic()}
    assert shown.run().text[1].value == "None"  # late
    ago(shown, 100)
    assert shown.run().text[1].value == "{2}"  # Back


def go(at, page, **query):
    """By a link of the menu, which drops the query, or by another one."""
    at.session_state["page"] = page
    at.query_params.clear()
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def test_who_comes_back_by_the_menu_finds_what_was_shown(shown):
    colour(shown).set_value("green").run()
    go(shown, "two")  # keeps the same colours
    assert colour(shown).value == "green" and query(shown) == {"colour": "green"}


def test_who_asks_for_something_else_gets_that(shown):
    colour(shown).set_value("green").run()
    assert colour(go(shown, "two", colour="blue")).value == "blue"
    assert colour(go(shown, "one", pair="a-b")).value == "red"


def test_who_stays_can_go_back_to_an_address_that_says_nothing(shown):
    colour(shown).set_value("green").run()
    ago(shown, 100)
    shown.query_params.clear()
    assert colour(shown.run()).value == "red" and query(shown) == {}


def test_choices_of_several_pages_have_names_of_their_own():
    names = [each.name for each in vars(address).values() if isinstance(each, Choice)]
    assert len(names) == len(set(names))


def test_several_runs_are_one_text():
    assert address.COMPARE.write(["article", "draw"]) == "article,draw"
    assert address.COMPARE.read("article,,draw") == ["article", "draw"]
