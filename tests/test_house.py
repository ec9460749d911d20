"""The rules of the house: who may import whom, and what each process may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "mnist_ann"

# From the ground up: a room imports only from those that stand before it.
ORDER = [
    "errors", "settings", "visitors", "mnist", "browse", "keras_file", "network",
    "evaluation", "digitize", "recipe", "story", "explain", "store", "lab", "classroom",
    "figures", "export", "worker", "jobs", "cli",
]  # fmt: skip

WEB = ("streamlit", "streamlit_drawable_canvas")
TRAINING = ("tensorflow", "keras")


def imports(path):
    """The modules that a file imports, wherever in it: "mnist_ann.runs", "numpy"."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def roots(path):
    return {name.split(".")[0] for name in imports(path)}


def part(path):
    """The name in ORDER that a file of the package belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources():
    skipped = ("__init__", "__main__", "migrations")
    return [path for path in PACKAGE.rglob("*.py") if part(path) not in skipped]


@pytest.mark.parametrize(
    "path", sources(), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_a_module_imports_only_what_stands_above_it(path):
    own = part(path)
    above = ORDER[: ORDER.index(own)]
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "mnist_ann" and len(parts) > 1 and parts[1] in ORDER:
            late = own in ("jobs", "cli") and parts[1] == "worker"
            assert parts[1] == own or parts[1] in above or late, name


def test_the_package_knows_nothing_of_streamlit():
    for path in PACKAGE.rglob("*.py"):
        assert not roots(path) & set(WEB), path


def test_only_workers_know_tensorflow():
    for path in [
        *PACKAGE.rglob("*.py"),
        *PROJECT.glob("pages/**/*.py"),
        *PROJECT.glob("ui/**/*.py"),
        PROJECT / "app.py",
    ]:
        if part_of_worker(path):
            continue
        assert not roots(path) & set(TRAINING), path


def part_of_worker(path):
    return PACKAGE / "worker" in path.parents


def test_pages_compute_nothing():
    for path in [*PROJECT.glob("pages/*.py"), *PROJECT.glob("ui/**/*.py")]:
        assert not roots(path) & {"sqlalchemy", "h5py", "distributed", "dask"}, path


def test_no_page_shadows_a_dependency():
    # `pages/` comes first in sys.path: a page called charts.py would hide a package of that name.
    code = (
        "import sys, importlib.util as u; sys.path = [p for p in sys.path if p];"
        "print([n for n in sys.argv[1:] if u.find_spec(n)])"
    )
    names = [path.stem for path in (PROJECT / "pages").glob("*.py")]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *names],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_every_page_opens_without_tensorflow():
    """In a fresh interpreter, as the web process has it: open each page and look what is loaded."""
    code = f"""
import sys
from streamlit.testing.v1 import AppTest
pages = {str(PROJECT / "pages")!r}
for page in {[path.name for path in sorted((PROJECT / "pages").glob("*.py"))]!r}:
    if page != "navigation.py":
        at = AppTest.from_file(pages + "/navigation.py", default_timeout=60)
        at.run().switch_page(page).run()
        assert not at.exception, (page, at.exception)
        assert at.title, page
print(sorted({{"tensorflow", "keras", "sklearn", "onnx"}} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    assert done.stdout.strip().endswith("[]"), done.stderr[-2000:]
