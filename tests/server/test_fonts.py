import time
from pathlib import Path

import pytest
from streamlit import file_util

from server import fonts

STATIC = Path(file_util.get_static_dir())


@pytest.fixture(scope="module")
def contents():
    """What `warm` has put there, by its address."""
    found = {}
    fonts.warm(STATIC, found)
    end = time.monotonic() + 2 * fonts.SECONDS
    while len(found) < len(fonts.FONTS) and time.monotonic() < end:
        time.sleep(0.1)
    return found


@pytest.mark.parametrize("font", fonts.FONTS)
def test_a_font_is_sent_as_a_third_of_itself_at_most(contents, font):
    (path,) = STATIC.glob(f"static/media/{font}")
    scope = {"type": "http", "method": "GET", "headers": []}
    response = contents[f"/static/media/{path.name}"].answer(scope)
    assert response.headers["cache-control"] == "no-cache"
    assert response.media_type == "font/woff2"
    assert 1_000 < len(response.body) < path.stat().st_size / 3


def test_without_them_the_whole_fonts_stay(tmp_path, caplog):
    (tmp_path / "static/media").mkdir(parents=True)
    (tmp_path / "static/media/MaterialSymbols-Rounded.x.woff2").write_bytes(b"none")
    contents = {}
    fonts.make(tmp_path, contents)
    assert contents == {}
    assert "A font is sent" in caplog.text
