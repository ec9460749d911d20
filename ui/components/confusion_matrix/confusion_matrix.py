"""The confusion matrix as a table of buttons: each cell opens its images.

Like the gallery, a component of our own, since a chart's cells can't be reached by keyboard.
"""

import streamlit as st

from mnist_ann.figures.base import BLUE, DIGITS
from mnist_ann.figures.scores import MISTAKES

CSS = """
table {
    border-collapse: separate;
    border-spacing: 2px;
    width: 100%;
    table-layout: fixed;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
}
th {
    font-weight: 600;
    padding: 2px 0;
    text-align: center;
}
tr > th:first-child {
    width: 1.5rem;
}
td {
    padding: 0;
    text-align: center;
    color: color-mix(in srgb, var(--st-text-color) 35%, transparent);
}
button {
    width: 100%;
    height: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: 3px;
    font: inherit;
    cursor: pointer;
    background: color-mix(in srgb, var(--often) calc(var(--strength) * 100%), var(--rare));
    color: black;
}
button.right {
    background: var(--right);
    color: white;
}
button:hover, button:focus-visible, button[aria-pressed="true"] {
    outline: 3px solid var(--st-text-color);
    outline-offset: -1px;
}
@media (max-width: 500px) {
    table { font-size: 0.6875rem; border-spacing: 1px; }
    tr > th:first-child { width: 1rem; }
}
"""

JS = """
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

export default function ({ data, parentElement, setTriggerValue }) {
    const table = parentElement.querySelector("table");
    const focused = table.getRootNode().activeElement?.dataset.cell;
    const head = make("tr");
    head.append(make("td"), ...data.digits.map((digit) => make("th", { scope: "col", textContent: digit })));
    const rows = data.rows.map((cells, label) => {
        const row = make("tr");
        row.append(make("th", { scope: "row", textContent: data.digits[label] }));
        cells.forEach((cell, answer) => {
            const place = make("td", cell ? {} : { textContent: "·" });
            if (cell) {
                const button = make("button", { type: "button", textContent: cell.text });
                button.dataset.cell = `${label}-${answer}`;
                button.className = label === answer ? "right" : "wrong";
                button.style.setProperty("--strength", cell.strength);
                button.setAttribute("aria-label", cell.label);
                button.setAttribute("aria-pressed", data.opened === button.dataset.cell);
                button.onclick = () => setTriggerValue("opened", button.dataset.cell);
                place.append(button);
            }
            row.append(place);
        });
        return row;
    });
    for (const [name, colour] of Object.entries(data.colours)) table.style.setProperty(name, colour);
    table.replaceChildren(head, ...rows);
    table.setAttribute("aria-label", data.label);
    if (focused) table.querySelector(`[data-cell="${focused}"]`)?.focus();
}
"""

_matrix = st.components.v2.component(
    "confusion_matrix", html="<table></table>", css=CSS, js=JS
)


def matrix(confusion, *, key, label, opened=None, as_shares=False):
    """Show counts (10, 10), a row for each label and a column for each answer.

    label: what a screen reader calls it. opened: the (label, answer) of the cell that is open.
    as_shares: whether cells say which percentage of their row they are.
    Returns the (label, answer) that was opened just now, or None.
    """
    wrong = confusion.copy()
    wrong[range(10), range(10)] = 0
    rows = [
        [
            _cell(confusion[row], row, column, wrong.max(), as_shares)
            for column in range(10)
        ]
        for row in range(10)
    ]
    found = _matrix(
        key=key,
        data={
            "label": label,
            "digits": DIGITS,
            "rows": rows,
            "colours": {"--right": BLUE, "--rare": MISTAKES[0], "--often": MISTAKES[1]},
            "opened": "-".join(map(str, opened)) if opened else "",
        },
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    return tuple(map(int, found.opened.split("-"))) if found.opened else None


def _cell(row, label, answer, most, as_shares):
    count = int(row[answer])
    if not count:
        return None
    share = f"{100 * count / row.sum():.1f}"
    return {
        "text": share if as_shares else str(count),
        "label": f"{label} read as {answer}: {count} images, {share}% of its row",
        "strength": round(count / most, 2) if label != answer else 0,
    }
