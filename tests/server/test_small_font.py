import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from streamlit import file_util

from server import fonts, small_font

STATIC = Path(file_util.get_static_dir())
LETTERS, ICONS = (next(STATIC.glob(f"static/media/{font}")) for font in fonts.FONTS)


@pytest.fixture(scope="module")
def icons():
    return small_font.with_icons(
        ICONS.read_bytes(), small_font.words(STATIC / "static" / "js")
    )


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


def test_icons_of_ours_and_of_streamlit_look_as_they_did(icons):
    before, after = ligatures(ICONS.read_bytes()), ligatures(icons)
    # Of a button of ours, of Streamlit's menu, of an expander, of a table in our code.
    for name in ("draw", "more_vert", "expand_more", "psychology_alt", "how_to_vote"):
        assert after[name] == before[name]
    assert all(after[name] == before[name] for name in after)
    assert "airline_seat_individual_suite" in before
    assert "airline_seat_individual_suite" not in after


def test_each_icon_that_a_page_of_ours_names_is_in_it(icons):
    written = small_font.words(STATIC / "none")  # ours alone
    named = {"play_arrow", "cast", "add"}
    assert named <= written
    assert written & set(ligatures(ICONS.read_bytes())) <= set(ligatures(icons))


def test_letters_keep_their_shapes_and_widths_and_the_space_between_two():
    before = TTFont(LETTERS)
    after = TTFont(io.BytesIO(small_font.with_letters(LETTERS.read_bytes())))
    known, kept = before.getBestCmap(), after.getBestCmap()
    for letter in "Az09äßñéœŁ×−÷±→₁²“…σ":
        # Not each is in the font: the browser has the others, before and after.
        assert (ord(letter) in kept) == (ord(letter) in known), letter
    for letter in "Azß9":
        old, new = known[ord(letter)], kept[ord(letter)]
        assert before["hmtx"][old] == after["hmtx"][new]
        assert (
            before["glyf"][old].getCoordinates(before["glyf"])[0]
            == after["glyf"][new].getCoordinates(after["glyf"])[0]
        )
    assert ord("ж") in known and ord("ж") not in kept
    features = {each.FeatureTag for each in after["GPOS"].table.FeatureList.FeatureRecord}  # fmt: skip
    assert "kern" in features
    # One font of all weights, whose digits are of one width.
    assert [axis.axisTag for axis in after["fvar"].axes] == ["wght"]
    assert len({after["hmtx"][kept[ord(digit)]][0] for digit in "0123456789"}) == 1
