// What the page says of perceptrons, with the numbers filled in.

import { decimals, factor, LOW, signed } from "../../shared/numbers.js";
import { weightedSum } from "./perceptron_rule.js";

// How inputs come from what was measured. axes: two of {name, unit, centre, scale}.
export function scalesOf(axes) {
    const each = axes.map(
        ({ name, unit, centre, scale }, i) =>
            `x${LOW[i]} = (${name} − ${centre} ${unit}) / ${scale} ${unit}`,
    );
    return each.join(", ");
}

// Which point the last look saw, and what the unit said about it. learning: a Learning.
export function lookOf({ looks, last, points, labels }, classes) {
    const { place, before } = last;
    const sum = weightedSum(before, points[place]);
    const [name, said] = [classes[labels[place]].name, classes[sum > 0 ? 1 : 0].name];
    const verdict = name === said ? "Right, so nothing changes." : "Wrong, so the weights move:";
    return `Look ${looks}: one of class ${name}. Its sum is ${decimals(sum)}, so it says ${said}. ${verdict}`;
}

// What the last look changed: a line for each weight and the bias, none if nothing.
export function changesOf({ last, points, labels, rate }) {
    const { place, before, after } = last;
    if (before === after) return [];
    const sign = labels[place] === 1 ? "+" : "−";
    const lines = points[place].map(
        (value, i) =>
            `w${LOW[i]} = ${decimals(before.weights[i])} ${sign} ${rate} × ${factor(value)} = ` +
            decimals(after.weights[i]),
    );
    return [...lines, `bias = ${decimals(before.bias)} ${sign} ${rate} = ${decimals(after.bias)}`];
}

// The sums of point i, or nothing if there is none. learning: a Learning for each unit; if there are
// several, unit k says whether it is class k.
export function sumsOf(i, { axes, points, labels, classes }, learning) {
    if (i < 0 || i >= points.length) return "";
    const place = axes
        .filter(({ unit }) => unit)
        .map(
            ({ unit, centre, scale }, k) => `${decimals(centre + scale * points[i][k], 0)} ${unit}`,
        )
        .join(", ");
    const inputs = learning[0].points[i];
    const several = learning.length > 1;
    const parts = learning.map(({ now }, k) => {
        const terms = now.weights.map((weight, j) => `${factor(weight)} × ${factor(inputs[j])}`);
        const sum = weightedSum(now, inputs);
        const answers = several ? ["no", "yes"] : [classes[0].name, classes[1].name];
        const who = several ? `${classes[k].name}: ` : "";
        const said = answers[sum > 0 ? 1 : 0];
        return `${who}${terms.join(" + ")} ${signed(now.bias)} = ${decimals(sum)}, so ${said}`;
    });
    const where = place ? `, ${place}` : "";
    return `Class ${classes[labels[i]].name}${where}. ${parts.join("; ")}.`;
}
