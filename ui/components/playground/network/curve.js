// The loss after each update, of the points learned from and of fresh ones: a curve that grows.

import { make, makeSvg } from "../../shared/elements.js";
import { decimals } from "../../shared/numbers.js";

const [WIDTH, HEIGHT] = [300, 64]; // of the picture; the page stretches it
const KEPT = 600; // places: when there are more, every second one goes
const SHOWN = ["on these points", "on fresh ones"];

export class Curve {
    // fresh: whether there are fresh points.
    constructor(fresh) {
        const kinds = ["learned", ...(fresh ? ["fresh"] : [])];
        this.lines = kinds.map((kind) => makeSvg("polyline", { class: kind }));
        const size = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" };
        this.picture = makeSvg("svg", { ...size, role: "img" }, ...this.lines);
        const keys = kinds.map((kind, i) => make("span", { class: kind }, SHOWN[i]));
        const legend = make("p", { class: "small" }, "Loss ", ...keys);
        this.element = make("div", { class: "curve" }, legend, this.picture);
        this.clear();
    }

    clear() {
        this.places = []; // [updates, loss, loss on fresh ones]
    }

    // What is known after so many updates; drawing the same state again changes nothing.
    add(updates, ...losses) {
        if (this.places.at(-1)?.[0] === updates) return;
        this.places.push([updates, ...losses]);
        if (this.places.length > KEPT) this.places = this.places.filter((_, i) => i % 2 === 0);
        const far = Math.max(1, updates);
        const high = Math.max(...this.places.flatMap(([, ...known]) => known));
        const first = this.places[0][1];
        this.picture.setAttribute(
            "aria-label",
            `Loss from ${decimals(first, 3)} to ${decimals(losses[0], 3)} in ${updates} updates`,
        );
        this.lines.forEach((line, i) => {
            const points = this.places.map(([when, ...known]) => {
                const x = (WIDTH * when) / far;
                const y = HEIGHT - 2 - ((HEIGHT - 4) * known[i]) / high;
                return `${x.toFixed(1)},${y.toFixed(1)}`;
            });
            line.setAttribute("points", points.join(" "));
        });
    }
}
