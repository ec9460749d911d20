"""A chart that may change while it is looked at."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

ROWS = "rows"  # what the chart calls its table


def chart(
    table: pd.DataFrame, spec: Mapping[str, Any], *, alt: str, **more: Any
) -> Any:
    """Show a chart, as wide as its place. spec: in Vega-Lite, of `figures`. alt: the same in words. more: as
    Streamlit's own takes them, which returns what was selected.

    The table is part of the chart from its first moment: given beside it, it would come to a chart that was
    drawn without it, and Vega warns of axes without an extent.
    """
    whole = {**spec, "data": {"name": ROWS}, "datasets": {ROWS: table}}
    return st.vega_lite_chart(whole, width="stretch", alt=alt, **more)
