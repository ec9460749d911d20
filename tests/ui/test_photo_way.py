"""Where a browser gives a page the camera: what its makers say of a secure context."""

import pytest

from ui.drawing.photo_way import gives_camera


@pytest.mark.parametrize(
    "address, gives",
    [
        ("https://school.example/draw", True),
        ("http://localhost:8501", True),
        ("http://127.0.0.1:8501/draw", True),
        ("http://[::1]:8501", True),
        ("http://192.168.1.20:8501/draw", False),
        ("http://school.example", False),
        (None, False),
    ],
)
def test_only_https_and_this_machine_have_a_camera(address, gives):
    assert gives_camera(address) == gives
