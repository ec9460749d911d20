// The network as a drawing, with a place for each number by its name.

import { makeSvg } from "../shared/elements.js";

const [WIDTH, HEIGHT] = [400, 292];
// Lines for the weights, and what they join: circles for inputs, boxes for units.
const EDGES = [
    [50, 76, 170, 66],
    [47, 90, 170, 212],
    [47, 202, 170, 80],
    [50, 216, 170, 226],
    [262, 72, 300, 130],
    [262, 220, 300, 162],
];
const CIRCLES = [
    [26, 76],
    [26, 216],
];
const BOXES = [
    [170, 30, 92, 84],
    [170, 178, 92, 84],
    [300, 104, 92, 84],
];
// Where each name stands, its middle: its number follows it, or stands below it (inputs).
const PLACES = {
    "x₁": [26, 76],
    "x₂": [26, 216],
    "w₁₁": [98, 57],
    "w₁₂": [106, 109],
    "w₂₁": [106, 186],
    "w₂₂": [98, 243],
    "b₁": [216, 44],
    "s₁": [216, 63],
    "h₁": [216, 82],
    "b₂": [216, 192],
    "s₂": [216, 211],
    "h₂": [216, 230],
    "v₁": [306, 92],
    "v₂": [306, 202],
    c: [346, 118],
    z: [346, 137],
    p: [346, 156],
    class: [346, 54],
    loss: [346, 240],
    "slope of w₁₁": [98, 40],
    "slope of w₁₂": [106, 126],
    "slope of w₂₁": [106, 169],
    "slope of w₂₂": [98, 260],
    "slope of s₁": [216, 101],
    "slope of s₂": [216, 249],
    "slope of v₁": [312, 75],
    "slope of v₂": [312, 219],
    "slope of z": [346, 175],
};
const LETTER = 6.6; // the width of one, for the light behind a number

export class Drawing {
    constructor() {
        this.parts = Object.fromEntries(Object.keys(PLACES).map((name) => [name, part(name)]));
        const lines = EDGES.map(([x1, y1, x2, y2]) => makeSvg("line", { x1, y1, x2, y2 }));
        const circles = CIRCLES.map(([cx, cy]) => makeSvg("circle", { cx, cy, r: 25 }));
        const boxes = BOXES.map(([x, y, width, height]) =>
            makeSvg("rect", { x, y, width, height, rx: 10, class: "box" }),
        );
        this.element = makeSvg(
            "svg",
            { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" },
            ...[...lines, ...circles, ...boxes, ...Object.values(this.parts)],
        );
    }

    // known: {name: number as text}. line: the one that is read, { name, reads }, or null.
    show(known, line) {
        for (const [name, group] of Object.entries(this.parts)) {
            const value = known[name];
            const slope = name.startsWith("slope");
            group.style.display = slope && value === undefined ? "none" : "";
            const said = [slope ? "slope" : name, value ?? "?"];
            const width = LETTER * said.join(" ").length + 8;
            const [back, words] = group.children;
            words.replaceChildren(`${said[0]} `, makeSvg("tspan", {}, said[1]));
            back.setAttribute("width", width);
            back.setAttribute("x", PLACES[name][0] - width / 2);
            group.classList.toggle("unknown", value === undefined);
            group.classList.toggle("reads", Boolean(line?.reads.includes(name)));
            group.classList.toggle("finds", line?.name === name);
        }
        const all = Object.entries(known).map(([name, value]) => `${name} ${value}`);
        this.element.setAttribute("aria-label", `The network: ${all.join(", ")}`);
    }
}

function part(name) {
    const [x, y] = PLACES[name];
    return makeSvg(
        "g",
        { "data-name": name },
        makeSvg("rect", { y: y - 9, height: 18, rx: 5 }),
        makeSvg("text", { x, y: y + 4.5 }),
    );
}
