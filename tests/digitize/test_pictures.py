"""Pictures that were read wrongly once, each of them one of a kind (tests/data/README.md)."""

import pytest

from mnist_ann.digitize import digitize, frame, photo
from mnist_ann.digitize.picture_file import read_picture
from mnist_ann.errors import Problem
from mnist_ann.network import Network
from mnist_ann.store.files import NETWORKS
from tools.drawings import DATA

PICTURES = DATA / "pictures"


@pytest.fixture(scope="module")
def network():
    return Network.load(NETWORKS / "draw.keras")


def picture(name):
    return read_picture((PICTURES / name).read_bytes())


@pytest.mark.parametrize(
    "name, digit",
    [
        ("photo_sheet_on_desk_2.jpg", 2),
        ("photo_sheet_on_desk_3.jpg", 3),
        ("photo_sliver_dark_desk_4.jpg", 4),
        ("photo_one_corner_dark_desk_7.jpg", 7),
        ("photo_hard_shadow_7.jpg", 7),
        ("photo_small_digit_5.jpg", 5),
        ("white_on_transparent_2.png", 2),
        ("red_on_green_2.png", 2),
    ],
)
def test_a_digit_is_read(network, name, digit):
    image = digitize(photo.drawing(picture(name))).image
    assert network.forward([image])[0].argmax() == digit


def test_a_picture_on_its_side_is_read_once_it_is_turned(network):
    upright = frame.part(picture("photo_rotated90_4.jpg"), quarters=-1)
    image = digitize(photo.drawing(upright)).image
    probabilities = network.forward([image])[0]
    assert probabilities.argmax() == 4
    assert probabilities[4] > 0.8  # where it is called sure


@pytest.mark.parametrize(
    "name, says",
    [
        ("noise_binary_280.png", "too busy to be a digit"),
        ("sevenseg_6_gap0.png", "This is printed: the 6"),
        ("cli_eleven.png", "2 digits here"),
    ],
)
def test_what_is_no_digit_by_hand_is_said(name, says):
    with pytest.raises(Problem, match=says):
        photo.drawing(picture(name))
