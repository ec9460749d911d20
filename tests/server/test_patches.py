import logging
import subprocess
import sys
import tomllib

import pytest

from mnist_ann.settings import PROJECT
from server import patches
from server.patches import PATCHES, Patch

APPLIED = """
from streamlit.runtime.app_session import AppSession
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from server import patches

patches.apply()
for mended in (
    AppSession._create_scriptrunner,
    AppSession._handle_scriptrunner_event_on_event_loop,
    AutoHTTPProtocol.connection_made,
):
    print(mended.__module__)
"""


def test_each_patch_is_applied_to_the_versions_that_are_installed():
    # In a process of its own: what is patched stays so.
    done = subprocess.run(
        [sys.executable, "-c", APPLIED],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    assert done.stdout.split() == ["server.patches"] * 3
    assert done.stderr == ""


@pytest.mark.parametrize("version", ["1.66", "1.670", "2.67"])
def test_on_any_other_version_it_is_left_out_and_the_log_says_so(caplog, version):
    applied = []

    def mend():
        applied.append(version)

    with caplog.at_level(logging.WARNING):
        patches.apply([Patch("streamlit", version, mend)])
    assert applied == []
    (line,) = caplog.messages
    assert line.startswith("streamlit is 1.67")
    assert f"the patch mend was written for {version}: it is left out" in line


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.package)
def test_the_app_is_made_for_the_versions_that_are_patched(patch):
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    major, minor = patch.written_for.split(".")
    bound = f"{patch.package}>={major}.{minor},<{major}.{int(minor) + 1}"
    assert bound in project["dependencies"]
