"""Chapter 6: a network's drawing and its calculation, whose numbers light up in the drawing line by line."""

from collections.abc import Sequence

from mnist_ann.story.by_hand import CLASS, Line, OneStep, number
from ui.components.load import component

_by_hand = component("by_hand", "by_hand")


def by_hand(
    step: OneStep, truth: str, sections: Sequence[tuple[str, str, Sequence[Line]]]
) -> None:
    """Show a OneStep. truth: its class in words. sections: (title, text, Lines) in the order of reading."""
    given = {name: number(value) for name, value in step.given().items()}
    _by_hand(
        key="by hand",
        data={
            "given": given | {CLASS: truth},
            "sections": [
                {"title": title, "text": text, "lines": [_line(each) for each in lines]}
                for title, text, lines in sections
            ],
        },
    )


def _line(line):
    return {
        "name": line.name,
        "calculation": line.calculation,
        "value": number(line.value),
        "reads": list(line.reads),
    }
