// A network as a picture: inputs at the left, a column a layer, lines for the weights. Each unit is a
// button that shows where on the plane it is active.

import { make, makeSvg } from "../../shared/elements.js";
import { pictureOf, rgb } from "../pictures.js";

export class Diagram {
    // chosen(layer, unit) is called when a unit is clicked. colours: of negative and positive.
    constructor(layers, colours, chosen) {
        Object.assign(this, { colours, selected: null });
        const svg = makeSvg("svg", {
            viewBox: "0 0 100 100",
            preserveAspectRatio: "none",
            "aria-hidden": true,
        });
        const columns = [2, ...layers.map(({ bias }) => bias.length)];
        const tallest = Math.max(...columns);
        const place = (column, row) => [
            ((column + 0.5) / columns.length) * 100,
            ((row + 0.5 + (tallest - columns[column]) / 2) / tallest) * 100,
        ];
        const put = (element, column, row) => {
            const [left, top] = place(column, row);
            element.style.left = `${left}%`;
            element.style.top = `${top}%`;
            return element;
        };
        this.lines = layers.map(({ kernel }, layer) =>
            kernel.map((row, i) =>
                row.map((_, unit) => {
                    const [[x1, y1], [x2, y2]] = [place(layer, i), place(layer + 1, unit)];
                    const line = makeSvg("line", { x1, y1, x2, y2 });
                    svg.append(line);
                    return line;
                }),
            ),
        );
        const inputs = ["x₁", "x₂"].map((name, i) =>
            put(make("span", { class: "input" }, name), 0, i),
        );
        this.units = layers.map(({ bias }, layer) =>
            bias.map((_, unit) => {
                const name = unitName(layers, layer, unit);
                const onclick = () => chosen(layer, unit);
                const button = make(
                    "button",
                    { type: "button", title: name, onclick },
                    make("canvas"),
                );
                button.setAttribute("aria-label", name);
                button.setAttribute("aria-pressed", "false");
                return put(button, layer + 1, unit);
            }),
        );
        const style = `height: ${Math.max(150, 50 * tallest)}px`;
        this.element = make(
            "div",
            { class: "diagram", style },
            svg,
            ...inputs,
            ...this.units.flat(),
        );
    }

    select(layer, unit) {
        for (const button of this.units.flat()) button.setAttribute("aria-pressed", "false");
        this.units[layer][unit].setAttribute("aria-pressed", "true");
    }

    // grids[layer][unit]: the unit's outputs on a grid over the plane.
    draw(layers, grids, size) {
        const [negative, positive] = this.colours.map(rgb);
        layers.forEach(({ kernel }, layer) => {
            kernel.forEach((row, i) => {
                row.forEach((weight, unit) => {
                    this.weigh(layer, i, unit, weight);
                });
            });
            const last = layer === layers.length - 1;
            this.units[layer].forEach((button, unit) => {
                const grid = grids[layer][unit];
                const most = last ? 0.5 : Math.max(1e-9, ...grid.map(Math.abs));
                pictureOf(
                    grid,
                    size,
                    (output) => {
                        const value = (last ? output - 0.5 : output) / most;
                        return [...(value > 0 ? positive : negative), 255 * Math.abs(value)];
                    },
                    button.firstChild,
                );
            });
        });
    }

    // Thicker is a greater weight; a dashed line is a negative one.
    weigh(layer, input, unit, weight) {
        const line = this.lines[layer][input][unit];
        line.setAttribute("stroke", this.colours[weight > 0 ? 1 : 0]);
        line.setAttribute("stroke-dasharray", weight > 0 ? "none" : "5 4");
        line.setAttribute("stroke-width", Math.min(7, 0.5 + 2 * Math.abs(weight)).toFixed(1));
    }
}

export function unitName(layers, layer, unit) {
    return layer === layers.length - 1 ? "Output" : `Layer ${layer + 1}, unit ${unit + 1}`;
}
