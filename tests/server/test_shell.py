import re
from pathlib import Path

import brotli
import pytest
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_handler,
)

from server.shell import Shell
from tests.server.asking import ask

STATIC = Path(file_util.get_static_dir())
SQUARE = "<i></i>"


@pytest.fixture(scope="module")
def streamlit():
    return create_streamlit_static_handler(str(STATIC), "")


@pytest.fixture(scope="module")
def app(streamlit):
    return Shell(streamlit, STATIC)


@pytest.mark.parametrize(
    "path, way",
    [
        ("/draw", "./"),  # Draw has the address of the whole app
        ("/nowhere", "./?missing=nowhere"),
        ("/no/where", "../?missing=no%2Fwhere"),
        ("/join?code=AB%26C12", "./classroom?class=AB%26C12"),
        ("/join", "./classroom"),
    ],
)
def test_who_asks_for_what_is_no_page_comes_to_one(app, path, way):
    status, headers, _ = ask(app, path)
    assert (status, headers["location"]) == (307, way)


@pytest.mark.parametrize(
    "path, square",
    [
        ("/", True),
        ("/train", False),
        ("/school/classroom", False),
    ],
)
def test_each_address_has_the_name_and_draw_its_canvas(app, path, square):
    status, headers, body = ask(app, path)
    html = body.decode()
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert '<html lang="en">' in html
    assert "<title>MNIST ANN</title>" in html
    assert "<b>MNIST ANN</b>" in html
    assert (SQUARE in html) == square
    (said,) = re.findall(r"(?s)<noscript>(.*?)</noscript>", html)
    assert "JavaScript" in said


def test_all_that_streamlits_page_loads_is_still_in_it(app):
    asked = r'(?:src|href)="[^"]+"'
    before = re.findall(asked, re.sub(r"(?s)<noscript>.*?</noscript>", "", (STATIC / "index.html").read_text()))  # fmt: skip
    html = ask(app, "/train")[2].decode()
    assert sorted(re.findall(asked, html)) == sorted(before)
    assert '<div id="root"></div>' in html


def test_what_draw_asks_for_later_is_asked_for_with_the_rest(app):
    named = re.findall(r'"modulepreload"[^>]*href="\./([^"]+)"', ask(app, "/")[2].decode())  # fmt: skip
    assert len(set(named)) == len(named)
    assert all((STATIC / name).is_file() for name in named)
    parts = {Path(name).name.split(".")[0] for name in named}
    # What Chromium asked for after the page's script had run, when they were not in the page.
    assert {
        "BidiComponent",
        "serialization",
        "recordbatch",
        "Selectbox",
        "useSyncComboBoxEnterTargetFocus",
        "ButtonGroup",
        "Checkbox",
    } <= parts


def test_it_is_compressed_and_kept_by_its_tag(app):
    _, plain, html = ask(app, "/")
    _, headers, body = ask(app, "/", accept_encoding="br")
    assert brotli.decompress(body) == html
    assert headers["etag"] != plain["etag"]
    assert ask(app, "/", accept_encoding="br", if_none_match=headers["etag"])[0] == 304
    assert ask(app, "/", "HEAD", accept_encoding="br") == (200, headers, b"")


def test_streamlits_own_tag_is_no_longer_its_page(app, streamlit):
    own = ask(streamlit, "/")[1]
    status, _, body = ask(app, "/", if_none_match=own["etag"], if_modified_since=own["last-modified"])  # fmt: skip
    assert status == 200
    assert SQUARE in body.decode()


@pytest.mark.parametrize("path", ["/favicon.png", "//elsewhere", "/train/"])  # fmt: skip
def test_all_else_is_streamlits_answer(app, streamlit, path):
    assert ask(app, path) == ask(streamlit, path)
