// data: { sizes: of the hidden layers, names: of all layers, the pixels first, parameters: between each
// two, alt }

import { layOutPlan, placeOf } from "../shared/at_work/layout.js";
import { Painting } from "../shared/at_work/painting.js";
import { make, makeSvg } from "../shared/elements.js";

const MOST = 1025 * 1024; // parameters between two layers: from 1,024 units and a threshold to 1,024
const WIDEST = 150; // pixels, of the band that stands for so many
const THINNEST = 2;
const FREE = 6; // pixels between a layer and its bands
const DIM = 0.12; // how bright units are that do nothing yet, of 1: they can just be seen well
const EDGE_OF_NAMES = 16;

export default function ({ data, parentElement }) {
    const place = parentElement.querySelector(".place");
    place.plan ??= new Plan(place);
    place.plan.show(data);
}

class Plan {
    constructor(place) {
        this.pixels = make("div", { class: "pixels" });
        this.canvas = make("canvas", { class: "lights" });
        this.lines = makeSvg("svg", { class: "lines" });
        const parts = [this.pixels, this.canvas, this.lines];
        this.stage = make("div", { class: "stage", role: "img" }, ...parts);
        place.append(this.stage);
        this.painting = new Painting(this.canvas);
        new ResizeObserver(() => this.fit()).observe(this.stage);
    }

    show(data) {
        this.data = data;
        this.stage.setAttribute("aria-label", data.alt);
        this.fit();
    }

    // Everything's place follows the width and the layers.
    fit() {
        const width = this.stage.clientWidth;
        const { data } = this;
        if (!data || !width || (this.fitted === data && this.layout.width === width)) return;
        this.fitted = data;
        this.layout = layOutPlan(data.sizes, width);
        const { across, height, pixels } = this.layout;
        this.stage.classList.toggle("across", across);
        this.stage.style.height = `${height}px`;
        const [left, top, side] = [pixels.left, pixels.top, pixels.side].map((n) => `${n}px`);
        Object.assign(this.pixels.style, { left, top, width: side, height: side });
        this.painting.fit(this.layout);
        const layers = [...data.sizes, 10].map((count) => new Array(count).fill(DIM));
        this.painting.paint({ layers, links: new Map() }, false, 0, 0, null);
        const boxes = boxesOf(this.layout);
        this.lines.replaceChildren(
            ...data.parameters.flatMap((count, i) => this.connect(boxes[i], boxes[i + 1], count)),
            ...data.names.map((name, i) => this.name(boxes[i], name)),
            ...Array.from({ length: 10 }, (_, digit) => this.digit(digit)),
        );
    }

    // What connects two layers: each unit with each, and a band as wide as there are parameters.
    connect(before, after, parameters) {
        const { across, width, height } = this.layout;
        const [start, end] = across
            ? [before.left + before.width + FREE, after.left - FREE]
            : [before.top + before.height + FREE, after.top - FREE];
        const middle = (across ? height : width) / 2;
        const half = halfOf(parameters);
        const edge = ({ left, top, width, height }) =>
            across ? [top, top + height] : [left, left + width];
        const point = (along, beside) => (across ? [along, beside] : [beside, along]);
        const [[a, b], [c, d]] = [edge(before), edge(after)];
        const fan = [point(start, a), point(end, c), point(end, d), point(start, b)];
        const [x, y] = point(start, middle - half);
        const [bandWidth, bandHeight] = point(end - start, 2 * half);
        const [textX, textY] = point((start + end) / 2, middle);
        return [
            makeSvg("polygon", { class: "fan", points: fan.join(" ") }),
            makeSvg("rect", {
                class: "band",
                x,
                y,
                width: bandWidth,
                height: bandHeight,
                rx: Math.min(half, 4),
            }),
            makeSvg(
                "text",
                { class: "count", x: textX, y: textY },
                parameters.toLocaleString("en-US"),
            ),
        ];
    }

    name(box, words) {
        const [x, y] = this.layout.across
            ? [box.left + box.width / 2, box.top - 10]
            : [EDGE_OF_NAMES, box.top - 8];
        return makeSvg("text", { class: "name", x, y: Math.max(y, 20) }, words);
    }

    digit(digit) {
        const [x, y] = placeOf(this.layout, this.layout.layers.length + 1, digit);
        const beside = this.layout.across ? { x: x + 20, y } : { x, y: y + 20 };
        return makeSvg("text", { class: "digit", ...beside }, digit);
    }
}

// By the square root: the eye compares areas, and one layer can have a thousand times another's.
function halfOf(parameters) {
    return Math.max(THINNEST, WIDEST * Math.sqrt(parameters / MOST)) / 2;
}

// The box around each layer: pixels, hidden layers, outputs.
function boxesOf(layout) {
    const { pixels, layers } = layout;
    const last = layers.length + 1;
    const [[left, top], [right, bottom]] = [placeOf(layout, last, 0), placeOf(layout, last, 9)];
    return [
        { left: pixels.left, top: pixels.top, width: pixels.side, height: pixels.side },
        ...layers.map(({ left, top, columns, pitch, count }) => ({
            left,
            top,
            width: columns * pitch,
            height: Math.ceil(count / columns) * pitch,
        })),
        { left: left - 8, top: top - 8, width: right - left + 16, height: bottom - top + 16 },
    ];
}
