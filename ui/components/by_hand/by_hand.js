// data: { inputs, hidden, output: units as { name, value }; weights: from the inputs, a row for each;
// outgoing: from the hidden units }, all numbers as text.

import { makeSvg } from "../shared/elements.js";

// Where things stand in the drawing, 420 by 200.
const INPUTS = [
    [40, 45],
    [40, 155],
];
const HIDDEN = [
    [210, 45],
    [210, 155],
];
const OUTPUT = [380, 100];

export default function ({ data, parentElement }) {
    // Near its input, where crossing lines are still apart.
    const incoming = INPUTS.flatMap((from, i) =>
        HIDDEN.flatMap((to, unit) => edge(from, to, data.weights[i][unit], 0.27)),
    );
    const outgoing = HIDDEN.flatMap((from, unit) => edge(from, OUTPUT, data.outgoing[unit], 0.5));
    const units = [
        ...INPUTS.flatMap((place, i) => circle(place, data.inputs[i])),
        ...HIDDEN.flatMap((place, unit) => circle(place, data.hidden[unit])),
        ...circle(OUTPUT, data.output),
    ];
    const attributes = {
        viewBox: "0 0 420 200",
        role: "img",
        "aria-label": "Two inputs, two hidden units and one output, with weights and outputs",
    };
    const picture = makeSvg("svg", attributes, ...incoming, ...outgoing, ...units);
    parentElement.querySelector("div").replaceChildren(picture);
}

// A line with its weight, which stands where that part of the way is gone.
function edge([x1, y1], [x2, y2], weight, part) {
    const x = x1 + part * (x2 - x1);
    const y = y1 + part * (y2 - y1) - 7;
    return [makeSvg("line", { x1, y1, x2, y2 }), makeSvg("text", { x, y }, weight)];
}

function circle([x, y], { name, value }) {
    return [
        makeSvg("circle", { cx: x, cy: y, r: 34 }),
        makeSvg("text", { x, y: y - 5 }, name),
        makeSvg("text", { x, y: y + 15, class: "value" }, value),
    ];
}
