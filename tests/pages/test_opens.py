"""Every page opens by itself, and none of them loads TensorFlow."""

import json
import subprocess
import sys

import pytest

from mnist_ann.settings import PROJECT

PAGES = sorted(
    path.stem for path in (PROJECT / "pages").glob("*.py") if path.stem != "navigation"
)
OPEN_ALL = """
import json, sys
import app
from streamlit.testing.v1 import AppTest

navigation, *pages = sys.argv[1:]
found = {}
for page in pages:
    at = AppTest.from_file(navigation, default_timeout=120).run()
    at.switch_page(page + ".py").run()
    found[page] = {
        "titles": [title.value for title in at.title],
        "errors": [each.message for each in at.exception] + [each.value for each in at.error],
    }
print(json.dumps({"pages": found, "loaded": list(sys.modules)}))
"""


@pytest.fixture(scope="module")
def opened():
    """What each page showed, and all modules that were loaded for it: as the web process has it, in
    an interpreter that nothing else has been imported into."""
    navigation = str(PROJECT / "pages" / "navigation.py")
    done = subprocess.run(
        [sys.executable, "-c", OPEN_ALL, navigation, *PAGES],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens(opened, page):
    shown = opened["pages"][page]
    assert shown["errors"] == []
    assert len(shown["titles"]) == 1


def test_no_page_loads_what_only_workers_need(opened):
    heavy = {"tensorflow", "keras", "sklearn", "onnx"}
    assert not heavy & set(opened["loaded"])
