// data: { label, digits: [name], rows: [[{ text, label, strength } or null]], colours, opened }

import { make, setProperties } from "../shared/elements.js";
import { focusedId, focusOn } from "../shared/focus.js";

const [IS, SAID] = ["What it is", "What the network said"];
const BOTH = "Down what it is, across what the network said";

export default function ({ data, parentElement, setTriggerValue }) {
    const table = parentElement.querySelector("table");
    const focused = focusedId(table);
    const answers = data.digits.map((digit) => make("th", { scope: "col" }, digit));
    const rows = data.rows.map((cells, label) => {
        const head = make("th", { scope: "row" }, data.digits[label]);
        const shown = cells.map((cell, answer) => {
            if (!cell) return make("td", {}, make("span", { class: "unseen" }, "0"));
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
    const across = { class: "axis", scope: "colgroup", colspan: data.digits.length };
    const down = { class: "axis down", scope: "rowgroup", rowspan: rows.length };
    const both = { colspan: 2, rowspan: 2 };
    rows[0].prepend(make("th", down, IS));
    setProperties(table, data.colours);
    table.replaceChildren(
        make("colgroup", {}, make("col", { class: "names" }), make("col", { class: "names" })),
        make(
            "tr",
            {},
            make("th", both, make("span", { class: "unseen" }, BOTH)),
            make("th", across, SAID),
        ),
        make("tr", {}, ...answers),
        ...rows,
    );
    table.setAttribute("aria-label", data.label);
    focusOn(table, focused);
}
