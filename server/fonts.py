"""Two fonts of Streamlit's, sent with what can appear here alone: `small_font` makes them, in a process of
its own, as it takes 2 s of a core, 60 MB and Python's lock, which the visitors' pages need.
"""

import logging
import subprocess
import sys
import threading
from pathlib import Path

from server.compressed import Content

APP = Path(__file__).resolve().parents[1]
# The letters and the icons of a first visit.
FONTS = ("SourceSansVF-Upright.*.woff2", "MaterialSymbols-Rounded.*.woff2")
SECONDS = 120  # on a machine where all cores train

log = logging.getLogger(__name__)


def warm(static: Path, contents: dict[str, Content]) -> None:
    """Have the small fonts in `contents` as soon as they are made; until then, Streamlit sends its own.
    Returns at once. static: Streamlit's folder of static files."""
    threading.Thread(target=make, args=(static, contents), daemon=True).start()


def make(static: Path, contents: dict[str, Content]) -> None:
    """Put the small fonts into `contents`, if there are some to make; the log says why not."""
    media = static / "static" / "media"
    for path in [path for font in FONTS for path in media.glob(font)]:
        command = [sys.executable, "-m", "server.small_font", str(path)]
        try:
            made = subprocess.run(
                command, cwd=APP, capture_output=True, timeout=SECONDS, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("A font is sent with all that nobody needs: %s", error)
            continue
        # Asked for anew each time: another version of ours may need more icons under this name.
        contents[f"/static/media/{path.name}"] = Content(
            lambda made=made: made, "font/woff2", cache="no-cache", encodings=()
        )
