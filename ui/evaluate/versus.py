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
    st.header("Which of two is better?")
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


def in_words(one: int, other: int, p: float) -> str:
    """McNemar's test for people who don't know it."""
    total = one + other
    if not total:
        return "They are right on the same images, so these can't tell which is better."
    said = (
        f"They differ on {total:,} images. Images that both read right or both read wrong say "
        "nothing about which is better. Were the two equally good, each of these "
        f"{total:,} would fall to either side like a fair coin, and a split as uneven as "
        f"{max(one, other):,} to {min(one, other):,} would come up "
    )
    if p >= 0.9995:
        said += "every time"
    elif p >= 0.0001:
        said += (
            f"in {p:.2g} of all cases"
            if p < 0.001
            else f"in {100 * p:.2g}% of all cases"
        )
    else:
        said += "in fewer than one of 10,000 cases"
    better = "This network" if one > other else "The other"
    if p < 0.05:
        return f"{said} (McNemar's test, p {_p(p)}). **{better} is better, and that is hardly chance.**"
    return (
        f"{said} (McNemar's test, p {_p(p)}). **That may be chance: these images don't show that "
        "one is better.**"
    )


def _p(p):
    return "< 0.0001" if p < 0.0001 else f"= {p:.2g}"
