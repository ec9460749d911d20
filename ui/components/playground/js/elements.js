// Build the page's elements, and write its numbers.

function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") element[name] = value;
        else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
}

// 0.5 -> "0.50", -1 -> "−1.00", never "−0.00".
function decimals(value, places = 2) {
    const text = value.toFixed(places);
    return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

// A number to be added: 0.5 -> "+ 0.50", -1 -> "− 1.00".
function signed(value, places = 2) {
    const text = decimals(value, places);
    return text.startsWith("−") ? "− " + text.slice(1) : "+ " + text;
}

// A number that stands behind a times sign: -1 -> "(−1.00)".
function factor(value, places = 2) {
    const text = decimals(value, places);
    return text.startsWith("−") ? `(${text})` : text;
}

// Inputs are written x₁, x₂, weights w₁, w₂.
const LOW = ["₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈"];

function percentage(share) {
    return (100 * share).toFixed(1) + "%";
}

// Buttons of which one is chosen. options: {value: label}. chosen(value) is called at each change.
function choice(legend, options, value, chosen) {
    const name = legend + Math.random(); // radio buttons of one name exclude each other
    const labels = Object.entries(options).map(([each, text]) => {
        const input = make("input", { type: "radio", name, onchange: () => chosen(each) });
        input.checked = each === String(value);
        return make("label", {}, input, make("span", {}, text));
    });
    return make("fieldset", { class: "choice" }, make("legend", {}, legend), ...labels);
}
