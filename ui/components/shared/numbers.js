// Numbers as a page writes them.

// 0.5 -> "0.50", -1 -> "−1.00", never "−0.00".
export function decimals(value, places = 2) {
    const text = value.toFixed(places);
    return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

// A number to be added: 0.5 -> "+ 0.50", -1 -> "− 1.00".
export function signed(value, places = 2) {
    const text = decimals(value, places);
    return text.startsWith("−") ? `− ${text.slice(1)}` : `+ ${text}`;
}

// A number that stands behind a times sign: -1 -> "(−1.00)".
export function factor(value, places = 2) {
    const text = decimals(value, places);
    return text.startsWith("−") ? `(${text})` : text;
}

export function percentage(share) {
    return `${(100 * share).toFixed(1)}%`;
}

// Inputs are written x₁, x₂, weights w₁, w₂.
export const LOW = ["₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈"];
