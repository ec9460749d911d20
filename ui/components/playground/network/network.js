// A small network on the plane: watch it learn, look into its units.

import { make } from "../../shared/elements.js";
import { decimals, factor, LOW, percentage, signed } from "../../shared/numbers.js";
import { dropdown } from "../choice.js";
import { formula } from "../formula.js";
import { legend } from "../legend.js";
import { pictureOf, rgb } from "../pictures.js";
import { Plane } from "../plane.js";
import { Player } from "../player.js";
import { Curve } from "./curve.js";
import { Diagram, unitName } from "./diagram.js";
import {
    ACTIVATIONS,
    activations,
    equivalent,
    loss,
    probability,
    sums,
    update,
} from "./network_math.js";

const FINE = 56; // cells along each side of the plane's picture
const COARSE = 28; // and of the units' small ones
const UPDATES = [
    [10, "slow"],
    [100, "quick"],
    [1000, "very quick"],
]; // a second
const RATES = [0.01, 0.03, 0.1, 0.3, 1, 3];
const HINT = "Choose a unit, and a point on the plane, to see the arithmetic.";

class NetworkView {
    constructor(root) {
        Object.assign(this, { root, shown: null, rate: 0.3, speed: 100 });
        new ResizeObserver(() => this.draw()).observe(root);
    }

    // data: see playground.py. What is already on screen stays as it is.
    show(data) {
        if (JSON.stringify(data) !== this.shown) this.build(data);
        this.draw();
    }

    build(data) {
        this.player?.pause();
        this.shown = JSON.stringify(data);
        Object.assign(this, { data, layers: data.layers, updates: 0, picked: 0, unit: null });
        this.curve = new Curve(Boolean(data.fresh));
        const { axes, classes } = data;
        this.plane = new Plane(axes, classes, data.label, (...event) => this.chosen(...event));
        this.cells = this.plane.cells(FINE);
        this.fewCells = this.plane.cells(COARSE);
        const colours = classes.map(({ colour }) => colour);
        this.diagram = new Diagram(data.layers, colours, (layer, unit) => {
            this.unit = [layer, unit];
            this.diagram.select(layer, unit);
            this.draw();
            this.status.textContent = this.arithmetic.textContent;
        });
        this.numbers = make("p", { class: "count" });
        this.arithmetic = make("p", { class: "one" });
        this.status = make("p", { class: "unseen", role: "status" });
        this.product = make("div", { class: "product" });
        this.player = this.makePlayer();
        const rates = RATES.map((rate) => [rate, String(rate)]);
        const rate = dropdown("Learning rate", rates, this.rate, (value) => (this.rate = value));
        const help =
            "Weights: blue and solid above 0, orange and dashed below; thicker is greater.";
        const left = make("div", { class: "picture" }, this.plane.element, legend(classes));
        const right = make(
            "div",
            { class: "panel" },
            this.numbers,
            this.curve.element,
            rate,
            this.diagram.element,
            make("p", { class: "small" }, help),
            this.arithmetic,
            this.product,
            this.status,
        );
        this.root.replaceChildren(this.player.element, left, right);
    }

    makePlayer() {
        return new Player({
            step: () => this.step(),
            drawn: () => this.draw(),
            reset: () => {
                Object.assign(this, { layers: this.data.layers, updates: 0 });
                this.curve.clear();
            },
            atRest: () => !this.data.points.length,
            speeds: UPDATES,
            speed: this.speed,
        });
    }

    step() {
        const { points, labels } = this.data;
        this.layers = update(this.layers, points, labels, this.rate);
        this.updates += 1;
    }

    chosen(place, kind) {
        if (place && (kind === "down" || kind === "enter")) {
            const near = this.plane.nearest(this.data.points, place);
            if (near >= 0) this.picked = near;
            this.unit ??= [this.layers.length - 1, 0];
            this.diagram.select(...this.unit);
            this.draw();
            this.status.textContent = this.arithmetic.textContent;
        } else if (place === null || kind === "cursor") {
            this.draw();
        }
    }

    draw() {
        const { plane, layers, data } = this;
        const output = this.cells.map((cell) => probability(layers, cell));
        const [negative, positive] = data.classes.map(({ colour }) => rgb(colour));
        plane.clear();
        const tint = (p) => [...(p > 0.5 ? positive : negative), 30 + 150 * Math.abs(p - 0.5)];
        pictureOf(output, FINE, tint, plane.ground);
        plane.scales();
        plane.boundary(output, FINE, 0.5);
        plane.points(data.points, data.labels, { ring: (i) => this.unit && i === this.picked });
        plane.crosshair();
        this.diagram.draw(layers, this.grids(), COARSE);
        this.write();
    }

    // The outputs of every unit on the coarse grid: grids[layer][unit][cell].
    grids() {
        const grids = this.layers.map(({ bias }) =>
            bias.map(() => new Float64Array(this.fewCells.length)),
        );
        this.fewCells.forEach((cell, i) => {
            activations(this.layers, cell).forEach((outputs, layer) => {
                for (let unit = 0; unit < outputs.length; unit++)
                    grids[layer][unit][i] = outputs[unit];
            });
        });
        return grids;
    }

    write() {
        const { layers, data } = this;
        const { points, labels, fresh } = data;
        const accuracy = (some) => {
            const right = some.points.filter(
                (point, i) => probability(layers, point) > 0.5 === (some.labels[i] === 1),
            );
            return `${percentage(right.length / some.points.length)} of ${some.points.length.toLocaleString("en")}`;
        };
        const parts = [`${this.updates.toLocaleString("en")} updates`];
        if (points.length) {
            const now = loss(layers, points, labels);
            this.curve.add(this.updates, now, fresh && loss(layers, fresh.points, fresh.labels));
            parts.push(`loss ${decimals(now, 3)}`);
            parts.push(`right on ${accuracy({ points, labels })} points`);
        } else {
            parts.push("no points yet: add some in chapter 3");
        }
        if (fresh) parts.push(`on ${accuracy(fresh)} fresh ones`);
        this.numbers.textContent = parts.join(" · ");
        this.arithmetic.textContent = this.unit && points.length ? this.tell(...this.unit) : HINT;
        if (data.product) this.multiply();
    }

    // One unit's arithmetic for the chosen point.
    tell(layer, unit) {
        const { layers, data } = this;
        const point = data.points[this.picked];
        const before = layer > 0 ? activations(layers, point)[layer - 1] : point;
        const { kernel, bias, activation } = layers[layer];
        const terms = before.map((value, i) => `${factor(kernel[i][unit])} × ${factor(value)}`);
        const sum = sums(layers[layer], before)[unit];
        const output = ACTIVATIONS[activation](sum);
        const name = unitName(layers, layer, unit);
        const shown = activation === "linear" ? "no activation" : `${activation}(${decimals(sum)})`;
        const last = layer === layers.length - 1;
        const means = last ? `, the probability of ${data.classes[1].name}` : "";
        return (
            `${name}, for the point at ${decimals(point[0])}, ${decimals(point[1])}: ` +
            `${terms.join(" + ")} ${signed(bias[unit])} = ${decimals(sum)}; ` +
            `${shown} = ${decimals(output)}${means}.`
        );
    }

    // Layers without activation: the matrices, and the one perceptron that they amount to.
    multiply() {
        const tables = this.layers.map(({ kernel, bias }, layer) =>
            matrix(`Layer ${layer + 1}`, kernel, bias),
        );
        const { kernel, bias } = equivalent(this.layers);
        const weights = kernel.map(([weight]) => weight);
        const all = formula({ weights, bias: bias[0] }, false);
        this.product.replaceChildren(
            make("div", { class: "matrices" }, ...tables),
            make("p", { class: "formula" }, `Multiplied: sum = ${all}`),
        );
    }
}

function matrix(title, kernel, bias) {
    const row = (values, name) =>
        make(
            "tr",
            {},
            make("th", {}, name),
            ...values.map((value) => make("td", {}, decimals(value))),
        );
    const rows = kernel.map((values, i) => row(values, `w${LOW[i]}`));
    return make("table", {}, make("caption", {}, title), ...rows, row(bias, "bias"));
}

export default function ({ data, parentElement }) {
    const root = parentElement.querySelector(".play");
    root.view ??= new NetworkView(root);
    root.view.show(data);
}
