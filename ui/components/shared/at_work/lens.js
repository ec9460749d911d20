// The units around one, large enough for a finger.

import { make, setProperties } from "../elements.js";

const LENS = { rows: 3, columns: 7, side: 44 }; // pixels of a button, with its gap

export class Lens {
    // chosen(layer, unit) is called when one is pressed.
    constructor(chosen) {
        this.chosen = chosen;
        this.element = make("div", {
            class: "lens",
            role: "group",
            "aria-label": "Units around it",
        });
        this.close();
    }

    close() {
        this.element.hidden = true;
        this.element.replaceChildren();
    }

    // layer: of the layout, { columns, count }. values: of its units, 0 to 1.
    show({ columns, count }, layer, unit, values) {
        const wide = Math.min(
            columns,
            LENS.columns,
            Math.floor(this.element.parentElement.clientWidth / LENS.side),
        );
        const rows = Math.ceil(count / columns);
        const left = startOf(unit % columns, wide, columns);
        const top = startOf(Math.floor(unit / columns), Math.min(LENS.rows, rows), rows);
        const places = Array.from({ length: Math.min(LENS.rows, rows) * wide }, (_, i) => {
            return (top + Math.floor(i / wide)) * columns + left + (i % wide);
        });
        const buttons = places
            .filter((place) => place < count)
            .map((place) => this.makeUnit(layer, place, values?.[place] ?? 0, place === unit));
        setProperties(this.element, { "--columns": wide });
        this.element.replaceChildren(...buttons);
        this.element.hidden = false;
    }

    makeUnit(layer, unit, value, pressed) {
        const attributes = {
            type: "button",
            "aria-label": `Unit ${unit}`,
            "aria-pressed": pressed,
            onclick: () => this.chosen(layer, unit),
        };
        const button = make("button", attributes, unit);
        const lit = Math.sqrt(Math.min(1, Math.abs(value)));
        button.classList.toggle("bright", lit > 0.45); // its number is dark then
        setProperties(button, { "--lit": lit });
        return button;
    }
}

// Where so many places begin that have one in their middle, as far as the edges allow.
function startOf(at, length, all) {
    return Math.max(0, Math.min(at - Math.floor(length / 2), all - length));
}
