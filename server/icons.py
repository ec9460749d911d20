"""The font of Material's icons, with those only that can appear here: 54 kB in place of 375.

An icon is a ligature of the letters of its name. Kept is each that stands as a word of its own in what the
pages are made of, Streamlit's scripts or our files, which is more than are shown and misses none.
`warm` makes it in a process of its own, `python -m server.icons FONT`: it takes 1.5 s of a core, 60 MB and Python's
lock, which the visitors' pages need.
"""

import io
import logging
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

from server.compressed import Content

APP = Path(__file__).resolve().parents[1]
OURS = ("pages", "ui", "server")
FONT = "MaterialSymbols-Rounded.*.woff2"
# "add", 'add', `add`, and :material/add:
WORD = re.compile(r"""["'`/]([a-z0-9_]+)["'`:]""")
SECONDS = 120  # on a machine where all cores train

log = logging.getLogger(__name__)


def warm(static: Path, contents: dict[str, Content]) -> None:
    """Have the small font in `contents` as soon as it is made; until then, Streamlit sends its own. Returns
    at once. static: Streamlit's folder of static files."""
    threading.Thread(target=make, args=(static, contents), daemon=True).start()


def make(static: Path, contents: dict[str, Content]) -> None:
    """Put the small font into `contents`, if there is one to make; the log says why not."""
    for path in (static / "static" / "media").glob(FONT):
        command = [sys.executable, "-m", "server.icons", str(path)]
        try:
            made = subprocess.run(
                command, cwd=APP, capture_output=True, timeout=SECONDS, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("Icons are sent with all that nobody needs: %s", error)
            continue
        # Asked for anew each time: another version of ours may need more icons under this name.
        contents[f"/static/media/{path.name}"] = Content(
            lambda made=made: made, "font/woff2", cache="no-cache", encodings=()
        )


def words(scripts: Path) -> set[str]:
    """All that could be the name of an icon in Streamlit's scripts, a folder, and in ours."""
    ours = [path for each in OURS for path in (APP / each).rglob("*.[pj][ys]")]
    return {
        word
        for path in [*scripts.glob("*.js"), *ours]
        for word in WORD.findall(path.read_text(encoding="utf-8"))
    }


def only(font: bytes, names: set[str]) -> bytes:
    """The font, a WOFF2 file, with the letters and with the icons of these names that it has."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    whole = TTFont(io.BytesIO(font))
    letters = {glyph: chr(code) for code, glyph in (whole.getBestCmap() or {}).items()}
    icons = []
    for lookup in whole["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            ligatures = getattr(table, "ExtSubTable", table).ligatures
            for first, following in ligatures.items():
                following[:] = [
                    each
                    for each in following
                    if "".join(letters.get(glyph, "?") for glyph in [first, *each.Component]) in names
                ]  # fmt: skip
                icons += [each.LigGlyph for each in following]
    subsetter = Subsetter(Options(layout_features=["*"]))
    subsetter.populate(text="".join(map(chr, range(32, 127))), glyphs=icons)
    subsetter.subset(whole)
    small = io.BytesIO()
    whole.flavor = "woff2"
    whole.save(small)
    return small.getvalue()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # training and visitors go first
    font = Path(sys.argv[1])
    small = only(font.read_bytes(), words(font.parents[1] / "js"))
    sys.stdout.buffer.write(small)
