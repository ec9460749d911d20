// Buttons of which one is chosen.

import { make } from "../shared/elements.js";

// options: {value: label}. chosen(value) is called at each change.
export function choice(legend, options, value, chosen) {
    const name = legend + Math.random(); // radio buttons of one name exclude each other
    const labels = Object.entries(options).map(([each, text]) => {
        const input = make("input", { type: "radio", name, onchange: () => chosen(each) });
        input.checked = each === String(value);
        return make("label", {}, input, make("span", {}, text));
    });
    return make("fieldset", { class: "choice" }, make("legend", {}, legend), ...labels);
}
