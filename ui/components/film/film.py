"""Pictures one after the other: they play once when they come, and can be stepped through."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ui.components.load import component

_view = component("film", "film")


@dataclass(frozen=True)
class Frame:
    """One picture of a film. label: short, of the button that leads to it. src: the picture's address, as
    `pictures.data_url` gives it. alt: what it shows. title, caption: beside it. shares: ten probabilities,
    shown as bars; none if it is empty."""

    label: str
    src: str
    alt: str
    title: str
    caption: str = ""
    shares: Sequence[float] = ()


def film(frames: Sequence[Frame], *, key: str, name: str) -> None:
    """Show a film. name: of what its buttons choose."""
    _view(key=key, data={"name": name, "frames": [asdict(each) for each in frames]})
