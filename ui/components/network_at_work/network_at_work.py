"""A network's answer and the network at work: pixels, lit units, the connections that led to the answer.

Painted by the browser, which moves from one answer to the next; the live canvas shows the same.
"""

from typing import Any

from mnist_ann.network import Network
from ui.components.load import component

_view = component("network_at_work", "network_at_work")


def described(network: Network, id: str, epoch: int | None) -> dict[str, Any]:
    """What the browser needs to know of a network. id, epoch: as `POST /api/read` takes them."""
    return {
        "id": id,
        "epoch": epoch,
        "sizes": [len(layer.bias) for layer in network.layers[:-1]],
    }


def network_at_work(
    network: dict[str, Any],
    answer: dict[str, Any] | None,
    *,
    key: str,
    title: str,
    sentence: str,
    alt: str,
    opens: bool = False,
) -> tuple[int, int] | None:
    """Show what a network makes of an image.

    network: as `described` gives it. answer: as `reading.at_work` gives it, None while there is none.
    title, sentence: above it. alt: what the pixels show, for a screen reader. opens: whether units
    can be chosen. Returns the (layer, unit) that was chosen just now, counted from 0, or None.
    """
    found = _view(
        key=key,
        data={
            "network": network,
            "answer": answer,
            "title": title,
            "sentence": sentence,
            "alt": alt,
            "opens": opens,
        },
        on_opened_change=lambda: None,  # declares the trigger that the units set
    )
    if not found.opened:
        return None
    layer, unit = found.opened
    return int(layer) - 1, int(unit)
