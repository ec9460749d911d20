"""A Streamlit component from a folder's files, as gallery/gallery.html, gallery.css and gallery.js.

Streamlit takes a script and a style sheet as text (files only from an installed package, through its
manifest), and a script that the browser got so can import nothing by a relative address. Therefore
files are joined here, once, when the app starts: each after those that it names in its first lines,

    import { make } from "../shared/elements.js";
    @import "../shared/focus.css";

without these lines and without the word `export`. So each file is a plain module, which a linter
can check by itself, and no build step is needed. The price: all that the files of one component
declare at their top level shares one scope, so no two of them may use the same name there.
"""

import re
from itertools import chain
from pathlib import Path

from streamlit.components import v2
from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent
# As the formatter lays them out: at the start of a line, names in braces, double quotes.
IMPORT = re.compile(
    r'^(?:import \{[^}]*\} from|@import) "(?P<file>\.[^"]+)";\n+', re.MULTILINE
)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def component(folder: str, name: str) -> ComponentRenderer:
    """What shows the component of a folder of this one; Streamlit knows it by its name."""
    place = HERE / folder
    stem = place / place.name
    return v2.component(
        name,
        html=stem.with_suffix(".html").read_text(encoding="utf-8"),
        css=joined(stem.with_suffix(".css")),
        js=joined(stem.with_suffix(".js")),
    )


def joined(file: Path) -> str:
    """A script or a style sheet behind all that it imports, as one text."""
    return "\n".join(
        EXPORT.sub("", IMPORT.sub("", each.read_text(encoding="utf-8")))
        for each in files(file)
    )


def files(file: Path) -> list[Path]:
    """A file and all that it imports, itself or through others: each once, what it needs before it."""
    named = IMPORT.findall(file.read_text(encoding="utf-8"))
    needed = (files((file.parent / each).resolve()) for each in named)
    return list(dict.fromkeys([*chain.from_iterable(needed), file]))
