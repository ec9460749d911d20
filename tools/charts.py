"""What a chart holds, and how well it stands out from its ground."""

import altair as alt
import numpy as np

LIGHT, DARK = "#FFFFFF", "#0E1117"  # the grounds of Streamlit's two themes


def contrast(one, other):
    """WCAG 2.2's contrast ratio of two colours, 1 to 21."""

    def luminance(colour):
        shares = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(
            shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4
        )
        return linear @ [0.2126, 0.7152, 0.0722]

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def rows(chart):
    """Every row of a chart's data."""
    spec = chart.to_dict()  # which also checks it against Vega-Lite's schema
    return [row for table in spec["datasets"].values() for row in table]


def scales(spec, channel):
    """The scale of a channel in each layer of a chart that has one."""
    layers = spec.get("layer", [spec])
    return [part["encoding"][channel]["scale"] for part in layers if channel in part["encoding"]]  # fmt: skip


def valid_without_data(spec):
    """Whether a specification is one of Vega-Lite's and has no data of its own."""
    alt.Chart.from_dict({**spec, "data": {"values": []}}, validate=True)
    return "data" not in spec and "datasets" not in spec
