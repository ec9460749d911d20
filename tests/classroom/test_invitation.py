import base64
import re
from io import BytesIO

import pytest
import segno
import zxingcpp
from PIL import Image

from mnist_ann.classroom import invitation
from mnist_ann.settings import Settings

LINK = "http://192.168.1.20:8501/classroom?class=K7QM4X"


@pytest.fixture
def there(monkeypatch):
    """A function that has this machine be at some addresses, with a setting if one is given."""

    def be(*addresses, setting=""):
        monkeypatch.setattr(invitation, "_candidates", lambda: addresses)
        monkeypatch.setattr(invitation, "settings", lambda: Settings(address=setting))

    return be


def test_phones_get_an_address_that_is_not_this_machines_name_for_itself(there):
    there("127.0.1.1", "192.168.1.20")
    for host in ("localhost", "127.0.0.1", "[::1]"):
        page = f"http://{host}:8501/classroom?class=K7QM4X"
        assert invitation.address(page) == "http://192.168.1.20:8501"
    # What the teacher's browser uses from elsewhere, others can use, too.
    for address in (
        "https://ann.school.org",
        "http://10.0.0.5:8501",
        "http://pc.local",
    ):
        assert invitation.address(f"{address}/classroom") == address


def test_a_machine_without_a_network_says_so(there):
    there("127.0.0.1")
    assert invitation.address("http://localhost:8501/classroom") is None
    there()
    assert invitation.address("http://localhost:8501/classroom") is None


def test_the_setting_comes_first(there):
    there("192.168.1.20", setting="https://ann.school.org/")
    assert invitation.address("http://10.0.0.5:8501/") == "https://ann.school.org"


def test_this_machine_is_asked_and_nobody_else():
    found = invitation.local_address()
    assert found is None or re.fullmatch(r"\d+\.\d+\.\d+\.\d+", found)
    assert not (found or "").startswith("127.")


def test_the_links_say_where_and_for_the_teacher_alone_the_key():
    address = "http://192.168.1.20:8501"
    assert invitation.link(address, "K7QM4X") == LINK
    assert invitation.recovery_link(address, "K7QM4X", "a-b_c") == f"{LINK}&key=a-b_c"


def test_a_phone_reads_the_link_from_the_code():
    """Read by ZXing, as many phones do, from a picture with the very modules of the SVG."""
    head, _, content = invitation.qr(LINK).partition(",")
    assert head == "data:image/svg+xml;base64"
    svg = base64.b64decode(content).decode()
    assert "#fff" in svg and "#000" in svg  # black on white, on a dark page, too
    code = segno.make(LINK, error="m", micro=False)
    assert f'width="{8 * code.symbol_size()[0]}"' in svg  # with its quiet zone
    file = BytesIO()
    code.save(file, kind="png", scale=8)
    assert zxingcpp.read_barcode(Image.open(file)).text == LINK
