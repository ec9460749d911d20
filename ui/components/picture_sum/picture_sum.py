"""A picture + what changes it = another picture, on one line."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ui.components.load import component

_view = component("picture_sum", "picture_sum")


@dataclass(frozen=True)
class Term:
    """One of its pictures. src: its address, as `pictures.data_url` gives it. alt: what it shows."""

    src: str
    alt: str
    title: str
    caption: str


def picture_sum(terms: Sequence[Term], *, key: str) -> None:
    """Show three pictures: the third is the sum of the first two."""
    _view(key=key, data={"terms": [asdict(each) for each in terms]})
