"""The rules of the house that no linter knows; who may import whom stands in pyproject.toml."""

import ast
import collections
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
ROOTS = ["mnist_ann", "ui", "pages", "server", "tests", "tools", "benchmarks"]
PAGES = sorted(path.name for path in (PROJECT / "pages").glob("*.py"))


def found(pattern, roots=ROOTS):
    """Files under these folders of the project, without what Python wrote."""
    return [
        path
        for root in roots
        for path in (PROJECT / root).rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    ]


def test_a_folder_can_be_taken_in_at_a_glance():
    files = [path for path in found("*") if path.name != "__init__.py"]
    count = collections.Counter(str(path.parent.relative_to(PROJECT)) for path in files)
    assert {folder: files for folder, files in count.items() if files > 12} == {}


def test_a_file_holds_one_idea():
    files = [*found("*.py"), *found("*.js"), *PROJECT.glob("*.py")]
    lines = {path: len(path.read_text().splitlines()) for path in files}
    assert {str(path): count for path, count in lines.items() if count > 300} == {}


def test_a_room_says_what_it_is_for():
    for path in found("__init__.py", ["mnist_ann", "ui", "server"]):
        assert ast.get_docstring(ast.parse(path.read_text())), path


def test_no_page_shadows_a_dependency():
    # `pages/` comes first in sys.path: a page called charts.py would hide a package of that name.
    code = (
        "import sys, importlib.util as u; sys.path = [p for p in sys.path if p];"
        "print([n for n in sys.argv[1:] if u.find_spec(n)])"
    )
    names = [page.removesuffix(".py") for page in PAGES]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *names],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
