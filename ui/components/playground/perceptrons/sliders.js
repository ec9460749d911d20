// A perceptron's weights and bias, to be moved by hand.

import { make } from "../../shared/elements.js";
import { decimals, LOW } from "../../shared/numbers.js";

// inputs: how many weights. now(): the perceptron as it is; moved(unit) is called with what a slider
// made of it. Returns [{ element, follow }]; follow(unit) shows a perceptron.
export function sliders(inputs, now, moved) {
    const weights = Array.from({ length: inputs }, (_, i) => ({
        name: `w${LOW[i]}`,
        most: 3,
        at: i,
    }));
    return [...weights, { name: "bias", most: 6, at: -1 }].map((each) => slider(each, now, moved));
}

// at: which weight it is, or -1 for the bias.
function slider({ name, most, at }, now, moved) {
    const input = make("input", { type: "range", min: -most, max: most, step: 0.01 });
    const value = make("output");
    input.oninput = () => {
        const { weights, bias } = now();
        const chosen = Number(input.value);
        moved({
            weights: weights.map((weight, i) => (i === at ? chosen : weight)),
            bias: at < 0 ? chosen : bias,
        });
    };
    const follow = ({ weights, bias }) => {
        const shown = at < 0 ? bias : weights[at];
        input.value = shown;
        value.textContent = decimals(shown);
    };
    const element = make("label", { class: "slider" }, make("span", {}, name), input, value);
    return { element, follow };
}
