"""The network of a run as it is after an epoch: twelve digits and the first layer."""

import numpy as np

from mnist_ann.lab.watched import TWELVE
from tests.pages.steps import component, opened, text
from ui.state import cached


def images(page):
    return [image for images in page.get("image") for image in images.proto.imgs]


def test_twelve_digits_are_read_and_marked(tiny, data):
    page = opened(run=tiny)
    for epoch in (2, 0):
        shown = component(page, "twelve_digits")["digits"]
        images = data.x_test[list(TWELVE)] / np.float32(255)
        found = cached.runs().network(tiny, epoch).forward(images)
        assert [int(digit["said"]) for digit in shown] == found.argmax(1).tolist()
        np.testing.assert_allclose([d["share"] for d in shown], found.max(1), atol=1e-3)
        right = found.argmax(1) == data.y_test[list(TWELVE)]
        assert [digit["right"] for digit in shown] == right.tolist()
        assert f"After epoch {epoch} it reads {right.sum()} of these twelve" in text(
            page
        )
        for digit in shown:
            assert ("right" in digit["alt"]) == digit["right"]
        # Back to the network before training.
        (slider,) = page.select_slider
        slider.set_value(0).run()


def test_the_first_layer_is_shown_as_it_has_learned(tiny):
    page = opened(run=tiny)
    (after,) = images(page)
    assert (
        "all 8" not in after.alt and "8 of its 8 first units after epoch 2" in after.alt
    )
    (slider,) = page.select_slider
    slider.set_value(0).run()
    (before,) = images(page)
    assert before.url != after.url
    assert "moved by 0 on average" in help_of(page)


def help_of(page):
    """What stands behind the question marks."""
    return " ".join(each.proto.help for each in page.markdown)
