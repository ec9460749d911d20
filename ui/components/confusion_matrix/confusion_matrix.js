// data: { label, digits: [name], rows: [[{ text, label, strength } or null]], colours, opened }

import { make, setProperties } from "../shared/elements.js";
import { focusedId, focusOn } from "../shared/focus.js";

export default function ({ data, parentElement, setTriggerValue }) {
    const table = parentElement.querySelector("table");
    const focused = focusedId(table);
    const answers = data.digits.map((digit) => make("th", { scope: "col" }, digit));
    const rows = data.rows.map((cells, label) => {
        const head = make("th", { scope: "row" }, data.digits[label]);
        const shown = cells.map((cell, answer) => {
            if (!cell) return make("td", {}, "·");
            const id = `${label}-${answer}`;
            const attributes = {
                type: "button",
                class: label === answer ? "right" : "wrong",
                "data-id": id,
                "aria-label": cell.label,
                "aria-pressed": data.opened === id,
                onclick: () => setTriggerValue("opened", id),
            };
            const button = make("button", attributes, cell.text);
            setProperties(button, { "--strength": cell.strength });
            return make("td", {}, button);
        });
        return make("tr", {}, head, ...shown);
    });
    setProperties(table, data.colours);
    table.replaceChildren(make("tr", {}, make("td"), ...answers), ...rows);
    table.setAttribute("aria-label", data.label);
    focusOn(table, focused);
}
