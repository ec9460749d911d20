"""Two networks on the same images: where only one is right, and whether that could be chance."""

import streamlit as st

from mnist_ann.evaluation.comparison import Comparison, mcnemar
from ui.evaluate.pictures import seen_by
from ui.networks import choose
from ui.networks.choose import Chosen
from ui.shown.source import show_code
from ui.state import cached
from ui.state.address import Choice

AGAINST = Choice("against")


def show(chosen: Chosen) -> str | None:
    """Returns the address of an image that was opened, or None."""
    others = choose.every_network()
    if chosen.run and chosen.epoch == chosen.run.epoch:
        others.pop(chosen.run.id, None)
    # The article's, or when that is the chosen one, the drawing network.
    default = next(id for id in ("article", "draw") if id in others)
    rival = st.selectbox(
        "Against",
        list(others),
        format_func=others.__getitem__,
        **AGAINST.follow(others, default),
    )
    network = choose.load(rival)
    compared = Comparison(cached.scores_of(chosen.network), cached.scores_of(network))
    only_one, only_other = compared.only_one, compared.only_other
    columns = st.columns(4)
    columns[0].metric("Both right", f"{compared.both:,}")
    columns[1].metric("Only this one", f"{len(only_one):,}")
    columns[2].metric("Only the other", f"{len(only_other):,}")
    columns[3].metric("Both wrong", f"{compared.neither:,}")
    st.markdown(f"**{verdict(len(only_one), len(only_other), compared.p_value)}**")
    with st.expander("For experts: could that be chance?"):
        st.markdown(in_words(len(only_one), len(only_other), compared.p_value))
    opened = None
    for title, places, key in (
        ("Only this one reads these right", only_one, "only one"),
        ("Only the other reads these right", only_other, "only other"),
    ):
        st.subheader(title)
        if len(places):
            opened = seen_by(chosen, places[:11], key=key) or opened
        else:
            st.markdown("There is none.")
    show_code(mcnemar)
    return opened


def verdict(one: int, other: int, p: float) -> str:
    """Which is better, in plain words."""
    if not one + other:
        return "They are right on the same images: these don't show which is better."
    if p >= 0.05:
        return "That may be chance: these images don't show that one is better."
    better = "This network" if one > other else "The other"
    return f"{better} is better, and that is hardly chance."


def in_words(one: int, other: int, p: float) -> str:
    """McNemar's test for people who don't know it."""
    total = one + other
    if not total:
        return "McNemar's test looks at images that only one of them reads right. There is none."
    if p >= 0.9995:
        often = "every time"
    elif p >= 0.0001:
        often = (
            f"in {p:.2g} of all cases"
            if p < 0.001
            else f"in {100 * p:.2g}% of all cases"
        )
    else:
        often = "in fewer than one of 10,000 cases"
    return (
        f"They differ on {total:,} images; the others say nothing about which is better. Were the two "
        "equally good, each of these would fall to either side like a fair coin, and a split as uneven "
        f"as {max(one, other):,} to {min(one, other):,} would come up {often} (McNemar's test, p {_p(p)})."
    )


def _p(p):
    return "< 0.0001" if p < 0.0001 else f"= {p:.2g}"
