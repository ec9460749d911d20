// One of several options, as buttons or as a list that unfolds.

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

// The same as a list that unfolds. options: [[number, label]].
export function dropdown(name, options, value, chosen) {
    const select = make("select", { onchange: () => chosen(Number(select.value)) });
    for (const [each, text] of options) {
        const option = make("option", { value: each }, text);
        option.selected = each === value;
        select.append(option);
    }
    return make("label", { class: "dropdown" }, make("span", {}, name), select);
}
