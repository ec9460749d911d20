"""A Problem is shown beside its cause, and the page goes on."""

from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st
from mnist_ann.errors import Problem
from ui.shown import problem

"""


def run(script):
    return AppTest.from_string(PAGE + script, default_timeout=120).run()


def test_it_is_shown_where_it_came_up_and_the_rest_of_the_page_follows():
    page = run("""
with problem.shown() as refused:
    raise Problem("The bowl is empty.")
    st.write("never")
st.write("after", bool(refused))
""")
    assert [each.value for each in page.error] == ["The bowl is empty."]
    assert [each.value for each in page.markdown] == ["after `True`"]
    assert not page.exception


def test_without_one_nothing_is_shown():
    page = run("""
with problem.shown() as refused:
    st.write("inside")
st.write("after", bool(refused))
""")
    assert [each.value for each in page.markdown] == ["inside", "after `False`"]
    assert not page.error


def test_our_own_mistakes_are_not_hidden():
    page = run("""
with problem.shown():
    raise ValueError("a mistake")
""")
    assert len(page.exception) == 1 and not page.error


def test_the_ways_to_show_it():
    page = run("""
for how in (problem.in_place, problem.quoted, problem.toast, problem.hint, problem.lost):
    with problem.shown(how):
        raise Problem("No *bold* soup.")
""")
    assert page.error[0].value == "No *bold* soup."
    assert page.error[1].value == r"No \*bold\* soup\."  # letter by letter
    (toast,), (hint,), (lost,) = page.toast, page.info, page.warning
    assert toast.value == hint.value == lost.value == "No *bold* soup."


def test_one_from_a_callback_is_kept_until_the_next_try():
    page = run("""
def cook():
    with problem.kept("soup"):
        if "salt" not in st.session_state:
            raise Problem("There is no salt.")

st.button("Cook", on_click=cook)
st.button("Look")
problem.show_kept("soup")
""")
    cook, look = page.button
    assert not page.error
    cook.click().run()
    assert page.error[0].value == "There is no salt."
    look.click().run()
    assert page.error[0].value == "There is no salt."
    page.session_state["salt"] = True
    page.button[0].click().run()
    assert not page.error
