"""The units of a network, layer by layer, each a small square that can be pointed at and opened.

The stronger a square, the larger its number; below 0 it is striped. Arrow keys move within a layer.
"""

import numpy as np
import streamlit as st

COLUMNS = 20  # also of the pictures that show a unit's weights to such a layer

CSS = """
.layers {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem 1.5rem;
    align-items: flex-start;
}
.layer {
    flex: 0 1 auto;
    max-width: 100%;
}
h4 {
    margin: 0 0 0.375rem;
    font: inherit;
    font-size: 0.875rem;
}
.units {
    display: grid;
    gap: 2px;
    grid-template-columns: repeat(var(--columns), minmax(0, var(--side)));
}
button {
    aspect-ratio: 1;
    padding: 0;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 30%, transparent);
    border-radius: 3px;
    background: color-mix(in srgb, #2f6fde calc(var(--strength) * 100%), transparent);
    color: var(--st-text-color);
    font: inherit;
    font-size: 0.8125rem;
    line-height: 1;
    cursor: pointer;
}
button.below {
    background: repeating-linear-gradient(
        45deg, color-mix(in srgb, #d55e00 calc(var(--strength) * 100%), transparent) 0 3px, transparent 3px 5px);
}
button.off {
    background: linear-gradient(45deg, transparent 45%, var(--st-text-color) 45% 55%, transparent 55%);
}
button.strong {
    color: white;
}
button:hover, button:focus-visible {
    outline: 2px solid var(--st-text-color);
}
button[aria-pressed="true"] {
    outline: 3px solid var(--st-text-color);
}
p {
    min-height: 1.25rem;
    margin: 0.5rem 0 0;
    font-size: 0.875rem;
}
"""

JS = """
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

export default function ({ data, parentElement, setTriggerValue }) {
    const root = parentElement.querySelector(".layers");
    const said = parentElement.querySelector("p");
    const focused = root.getRootNode().activeElement?.dataset.unit;
    root.replaceChildren(...data.layers.map((layer, index) => {
        const units = make("div", { className: "units" });
        units.style.setProperty("--columns", layer.columns);
        units.style.setProperty("--side", layer.side + "px");
        units.setAttribute("role", "group");
        units.setAttribute("aria-label", layer.title);
        layer.units.forEach((unit, place) => {
            const id = `${index + 1}-${place}`;
            const button = make("button", { type: "button", textContent: unit.mark, title: unit.label });
            button.dataset.unit = id;
            button.className = unit.off ? "off" : unit.value < 0 ? "below" : unit.value > 0.5 ? "strong" : "";
            button.style.setProperty("--strength", Math.abs(unit.value));
            button.setAttribute("aria-label", unit.label);
            button.setAttribute("aria-pressed", unit.off || data.opened === id);
            // One stop of the Tab key a layer; arrows go on from there.
            button.tabIndex = (focused ? focused === id : place === 0) || data.opened === id ? 0 : -1;
            button.onpointerenter = button.onfocus = () => { said.textContent = unit.label; };
            button.onclick = () => setTriggerValue("opened", id);
            units.append(button);
        });
        units.onkeydown = (event) => {
            const steps = { ...STEPS, ArrowUp: -layer.columns, ArrowDown: layer.columns };
            const places = [...units.children];
            const next = places[places.indexOf(event.target) + steps[event.key]];
            if (!next) return;
            event.preventDefault();
            event.target.tabIndex = -1;
            next.tabIndex = 0;
            next.focus();
        };
        const box = make("div", { className: "layer" });
        box.append(make("h4", { textContent: layer.title }), units);
        return box;
    }));
    if (focused) root.querySelector(`[data-unit="${focused}"]`)?.focus();
}
"""

_grid = st.components.v2.component(
    "unit_grid",
    html='<div class="layers"></div><p aria-live="polite"></p>',
    css=CSS,
    js=JS,
)


def unit_grid(titles, values, labels, *, key, opened=None, off=()):
    """Show layers of units.

    titles: of the layers. values: a list of floats (units,) for each, shown by strength within the
    layer. labels: a list of texts a layer, what is said of each unit that is pointed at. opened: the
    (layer, unit) that is open, counted from 0. off: those that are switched off.
    Returns the (layer, unit) that was chosen just now, or None.
    """
    layers = [
        _layer(title, numbers, texts, {unit for at, unit in off if at == index})
        for index, (title, numbers, texts) in enumerate(zip(titles, values, labels))
    ]
    found = _grid(
        key=key,
        data={
            "layers": layers,
            "opened": f"{opened[0] + 1}-{opened[1]}" if opened else "",
        },
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    if not found.opened:
        return None
    layer, unit = map(int, found.opened.split("-"))
    return layer - 1, unit


def _layer(title, numbers, texts, off):
    few = len(numbers) <= 10
    most = float(np.abs(numbers).max()) or 1.0
    return {
        "title": title,
        "columns": len(numbers) if few else COLUMNS,
        "side": 44 if few else 24,
        "units": [
            {
                "value": round(float(number) / most, 2),
                "label": text,
                "mark": str(unit) if few else "",
                "off": unit in off,
            }
            for unit, (number, text) in enumerate(zip(numbers, texts))
        ],
    }
