"""Choose the points of a chapter: one of the problems, or the visitor's own, which the address keeps."""

import streamlit as st

from mnist_ann.story.problems import MOST_NOISE, SOURCES, Points
from ui.shown.problem import shown
from ui.state.address import Choice, come_back

OWN = "own"
POINTS = Choice("points")


def problem(key: str, default: str) -> str:
    """Choose a problem; the address keeps the choice under `key`. Returns its name, or "own"."""
    titles = {name: source.title for name, source in SOURCES.items()}
    titles[OWN] = "Your own points"
    return st.segmented_control(
        "Points",
        list(titles),
        format_func=titles.__getitem__,
        default=default,
        required=True,
        label_visibility="collapsed",
        key=key,
        bind="query-params",
        persist_state="session",
    )


def noise(key: str, name: str) -> float:
    """Choose how far chance moves the points of a problem; a visitor's own stay where they were put."""
    return st.slider(
        "Noise",
        0.0,
        MOST_NOISE,
        step=0.1,
        key=key,
        width=160,
        disabled=name == OWN,
        help="How far chance moves each point: the standard deviation, on axes from −3 to 3.",
        bind="query-params",
        persist_state="session",
    )


def points_of(name: str, noise: float = 0.0) -> tuple[Points, Points | None]:
    """(points to learn from, fresh points or None) of a problem, or of the visitor's own."""
    if name != OWN:
        return SOURCES[name].points(noise), SOURCES[name].fresh(noise=noise)
    come_back("own points", [POINTS])
    with shown():
        return Points.from_text(POINTS.said("")), None
    return Points.from_text(""), None


def keep(key: str, text: str) -> None:
    """Keep points that the visitor changed, and choose them under `key`."""
    POINTS.say(text)
    st.session_state[key] = OWN
