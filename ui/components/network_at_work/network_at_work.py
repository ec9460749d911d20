"""A network's answer and the network at work: pixels, lit units, the connections that led to the answer.

Painted by the browser, which moves from one answer to the next; the live canvas shows the same.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from mnist_ann.network import Network
from ui.components.load import component

Unit = tuple[int, int]  # (layer, unit), counted from 0

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
    opens: Callable[[Unit | None], None] | None = None,
    opened: Unit | None = None,
) -> None:
    """Show what a network makes of an image.

    network: as `described` gives it. answer: as `reading.at_work` gives it, None while there is none.
    title, sentence: above it. alt: what the pixels show, for a screen reader. opens: called with the
    unit that was chosen just now, None for none; if it is left out, none can be chosen. opened: the one that is.
    """
    _view(
        key=key,
        data={
            "network": network,
            "answer": answer,
            "title": title,
            "sentence": sentence,
            "alt": alt,
            "opens": opens is not None,
            "opened": opened and [opened[0] + 1, opened[1]],
        },
        on_opened_change=lambda: _tell(key, opens),
    )


def _tell(key, opens):
    sent = st.session_state.get(key, {}).get("opened")
    if not sent or opens is None:
        return  # it came late, from a page that is no longer there
    unit = sent["unit"]
    opens(unit and (int(unit[0]) - 1, int(unit[1])))
