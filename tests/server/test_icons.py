import io
import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from streamlit import file_util

from server import icons

STATIC = Path(file_util.get_static_dir())
(FONT,) = STATIC.glob(f"static/media/{icons.FONT}")


@pytest.fixture(scope="module")
def small():
    """The font as the server makes it, in its own process."""
    contents = {}
    icons.warm(STATIC, contents)
    end = time.monotonic() + 2 * icons.SECONDS
    while not contents and time.monotonic() < end:
        time.sleep(0.1)
    (path,) = contents
    assert path == f"/static/media/{FONT.name}"
    scope = {"type": "http", "method": "GET", "headers": []}
    response = contents[path].answer(scope)
    assert response.headers["cache-control"] == "no-cache"
    assert response.media_type == "font/woff2"
    return response.body


def ligatures(font):
    """The outline of each icon of a font, by its name."""
    font = TTFont(io.BytesIO(font))
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    outlines = font["glyf"]
    return {
        "".join(letters[glyph] for glyph in [first, *each.Component]): outlines[
            each.LigGlyph
        ].getCoordinates(outlines)[0]
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, following in getattr(table, "ExtSubTable", table).ligatures.items()
        for each in following
    }


def test_it_is_a_fifth_of_the_whole_font(small):
    assert len(small) < FONT.stat().st_size / 5


def test_icons_of_ours_and_of_streamlit_look_as_they_did(small):
    before, after = ligatures(FONT.read_bytes()), ligatures(small)
    # Of a button of ours, of Streamlit's menu, of an expander, of a table in our code.
    for name in ("draw", "more_vert", "expand_more", "psychology_alt", "how_to_vote"):
        assert after[name] == before[name]
    assert all(after[name] == before[name] for name in after)
    assert "airline_seat_individual_suite" in before
    assert "airline_seat_individual_suite" not in after


def test_each_icon_that_a_page_of_ours_names_is_in_it(small):
    written = icons.words(STATIC / "none")  # ours alone
    named = {"play_arrow", "qr_code_2", "add"}
    assert named <= written
    assert written & set(ligatures(FONT.read_bytes())) <= set(ligatures(small))


def test_without_it_the_whole_font_stays(tmp_path, caplog):
    (tmp_path / "static/media").mkdir(parents=True)
    (tmp_path / "static/media/MaterialSymbols-Rounded.x.woff2").write_bytes(b"none")
    contents = {}
    icons.make(tmp_path, contents)
    assert contents == {}
    assert "Icons are sent" in caplog.text
