"""Pages as Streamlit's AppTest makes them, in this process and without a browser."""

import functools

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once():
    """For each new page, AppTest reads what every installed package says of itself, to find those with
    components: longer than most pages take. None is installed meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        once = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield
