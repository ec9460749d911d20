"""Charts of what training shows of itself."""

import math

from mnist_ann.figures import insights
from mnist_ann.store.rows import Epoch, Insight
from tools.charts import scales

INSIGHT = Insight(2, (0.5, 0.3, 0.4, 0.2), (0.0, 0.02, 0.3), (0.25, 0.5))


def test_batches_stand_at_their_updates_beside_the_two_numbers_of_the_epoch():
    epoch = Epoch(2, 0.35, 0.9, 0.3, 0.9, 1.0, 0.25, 0.92)
    first = Insight(1, (2.3, 1.0), (0.1,) * 3, (0.0, 0.0))
    table = insights.batches_table(INSIGHT, first, epoch, updates=100)
    shown = table[(table["kind"] == "batch") & (table["epoch"] == insights.NEWEST)]
    # Four points, each the mean of 25 updates, at the middle of its stretch.
    assert shown["update"].tolist() == [12.5, 37.5, 62.5, 87.5]
    assert shown["loss"].tolist() == [0.5, 0.3, 0.4, 0.2]
    kinds = table.set_index("kind")["loss"]
    assert (kinds["mean"], kinds["end"]) == (0.35, 0.25)
    text = insights.batches_text(INSIGHT, epoch)
    assert "0.500 at its start, 0.200 at its end" in text


def test_gradients_of_zero_can_be_drawn_on_a_logarithmic_axis():
    table = insights.gradients_table([INSIGHT]).set_index("layer")
    assert table["value"].to_dict() == {"Layer 1": 0, "Layer 2": 0.02, "Output": 0.3}
    assert all(math.isfinite(math.log(value)) for value in table["drawn"])
    assert "Layer 1 0, Layer 2 0.02, Output 0.3" in insights.gradients_text([INSIGHT])


def test_dead_units_have_no_output_layer():
    table = insights.dead_table([INSIGHT]).set_index("layer")
    assert table["value"].to_dict() == {"Layer 1": 0.25, "Layer 2": 0.5}
    (colours,) = scales(insights.dead_spec(30, 2), "color")
    assert colours["domain"] == ["Layer 1", "Layer 2"]
    assert "Layer 1 25.0%, Layer 2 50.0%" in insights.dead_text([INSIGHT])
