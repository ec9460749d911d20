"""The epochs of a run as a table that any program reads."""

import csv
import io
from dataclasses import asdict


def to_csv(epochs):
    """CSV with a row an epoch; the columns are called as in `rows.Epoch`. epochs: at least one."""
    rows = [asdict(epoch) for epoch in epochs]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
