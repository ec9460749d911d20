import gzip
from pathlib import Path

import brotli
import pytest
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_handler,
)

from server import compressed
from server.compressed import Compressed, contents
from tests.server.asking import ask

STATIC = Path(file_util.get_static_dir())
(SCRIPT,) = [f"/static/js/{path.name}" for path in STATIC.glob("static/js/protobuf.*.js")]  # fmt: skip
FONT = next(f"/static/media/{path.name}" for path in STATIC.glob("static/media/Source*"))  # fmt: skip
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.fixture(scope="module")
def streamlit():
    return create_streamlit_static_handler(str(STATIC), "")


@pytest.fixture(scope="module")
def app(streamlit):
    return Compressed(streamlit, contents(STATIC))


@pytest.mark.parametrize(
    "accepted, encoding",
    [
        ("gzip, deflate, br, zstd", "br"),  # Chromium, over https
        ("gzip, deflate", "gzip"),  # and over http
        ("br;q=0.5, gzip;q=0.8", "br"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("*", "br"),
        ("*, br;q=0.000", "gzip"),
        ("gzip; q=0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_a_browser_gets_the_file_in_what_it_takes(app, accepted, encoding):
    status, headers, body = ask(app, SCRIPT, accept_encoding=accepted)
    assert status == 200
    assert headers.get("content-encoding") == encoding
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert UNPACK[encoding](body) == (STATIC / SCRIPT[1:]).read_bytes()


def test_it_is_an_eighth_in_brotli():
    script = (STATIC / SCRIPT[1:]).stat().st_size
    app = Compressed(None, contents(STATIC))
    assert len(ask(app, SCRIPT, accept_encoding="br")[2]) < script / 8


def test_a_browser_keeps_it_as_long_as_streamlit_says(app, streamlit):
    kept = [
        ask(each, SCRIPT, accept_encoding="br")[1]["cache-control"]
        for each in (app, streamlit)
    ]
    assert "immutable" in kept[0]
    assert set(kept[0].split(", ")) == set(kept[1].split(", "))


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_what_a_browser_has_already_is_not_sent_again(app, accepted):
    _, headers, _ = ask(app, SCRIPT, accept_encoding=accepted)
    for known in (headers["etag"], f'"other", W/{headers["etag"]}'):
        status, again, body = ask(app, SCRIPT, accept_encoding=accepted, if_none_match=known)  # fmt: skip
        assert (status, body) == (304, b"")
        assert again["etag"] == headers["etag"]
        assert again["vary"] == "Accept-Encoding"
    other = ask(app, SCRIPT, accept_encoding=accepted, if_none_match='"other"')
    assert other[0] == 200


def test_each_encoding_has_a_tag_of_its_own(app):
    tags = {ask(app, SCRIPT, accept_encoding=each)[1]["etag"] for each in ("br", "gzip", "")}  # fmt: skip
    assert len(tags) == 3


def test_head_tells_what_get_would_send(app):
    status, headers, body = ask(app, SCRIPT, "HEAD", accept_encoding="br")
    assert (status, body) == (200, b"")
    assert headers == ask(app, SCRIPT, accept_encoding="br")[1]


def test_a_part_of_a_file_is_cut_by_streamlit(app):
    status, headers, body = ask(app, SCRIPT, accept_encoding="br", range="bytes=10-19")
    assert status == 206
    assert "content-encoding" not in headers
    assert body == (STATIC / SCRIPT[1:]).read_bytes()[10:20]


@pytest.mark.parametrize("path", [FONT, "/draw", "/static/js/none.js", "/favicon.png"])
def test_all_else_is_streamlits_answer(app, streamlit, path):
    assert ask(app, path, accept_encoding="br") == ask(
        streamlit, path, accept_encoding="br"
    )


def test_under_another_address_too(app):
    assert ask(app, f"/school{SCRIPT}", accept_encoding="br") == ask(
        app, SCRIPT, accept_encoding="br"
    )


def test_a_file_is_compressed_once(monkeypatch):
    made = []
    monkeypatch.setitem(compressed.ENCODINGS, "br", lambda raw: made.append(raw) or raw)
    app = Compressed(None, contents(STATIC))
    for _ in range(30):
        ask(app, SCRIPT, accept_encoding="br")
    assert len(made) == 1
