// A perceptron's sum with its numbers filled in: 0.73 × x₁ + 0.17 × x₂ + 0.40

import { decimals, signed } from "../shared/numbers.js";

export function formula({ weights, bias }, lift) {
    const names = ["x₁", "x₂", ...(lift ? ["(x₁² + x₂²)"] : [])];
    const terms = weights.map(
        (weight, i) => `${i ? signed(weight) : decimals(weight)} × ${names[i]}`,
    );
    return `${terms.join(" ")} ${signed(bias)}`;
}
