// Perceptrons on the plane: move one by hand, let them learn, look at one point's sum.

import { make } from "../../shared/elements.js";
import { percentage } from "../../shared/numbers.js";
import { choice } from "../choice.js";
import { formula } from "../formula.js";
import { legend } from "../legend.js";
import { pictureOf, rgb } from "../pictures.js";
import { Plane } from "../plane.js";
import { Player } from "../player.js";
import { Editing, hundredth, pointsText } from "./editing.js";
import { Handles } from "./handles.js";
import { Learning, lifted, weightedSum } from "./perceptron_rule.js";
import { changesOf, lookOf, scalesOf, sumsOf } from "./words.js";

const GRID = 120; // cells along each side of the coloured regions
const LOOKS = [
    [2, "slow"],
    [20, "quick"],
    [1000, "very quick"],
]; // a second

class PerceptronView {
    constructor(root, setPoints) {
        Object.assign(this, { root, setPoints, shown: null, sent: [] });
        new ResizeObserver(() => this.draw()).observe(root);
    }

    // data: see playground.py. What is already on screen stays as it is; so it does when the page
    // answers a change of the points that others have followed since.
    show(data) {
        const content = JSON.stringify(data);
        const answered = this.sent.indexOf(content);
        this.sent.splice(0, answered + 1);
        if (content !== this.shown && answered < 0) this.build(data, content);
        this.draw();
    }

    build(data, content) {
        this.player?.pause();
        Object.assign(this, { data, picked: -1, finished: [], mode: "own", sent: [] });
        this.shown = content;
        const { axes, classes } = data;
        this.plane = new Plane(axes, classes, data.label, (...event) => this.chosen(...event));
        const tool = this.editing?.tool ?? "look"; // whoever has changed the problem goes on with it
        this.editing = new Editing(this.plane, data.most, tool, {
            picked: (i) => this.pick(i),
            changed: (done) => this.changed(done),
        });
        this.handles = data.by_hand ? this.makeHandles() : null;
        this.cells = data.lift ? lifted(this.plane.cells(GRID)) : this.plane.cells(GRID);
        this.player = this.makePlayer();
        this.begin(data.start);
        this.root.replaceChildren(this.player.element, this.picture(), this.panel());
    }

    get several() {
        return this.data.yes.length > 1;
    }

    // Start learning from these units; unit k answers yes to class yes[k].
    begin(units) {
        const { points, labels, yes, rate, lift } = this.data;
        const inputs = lift ? lifted(points) : points;
        this.learning = units.map((unit, k) => {
            const wanted = labels.map((label) => (label === yes[k] ? 1 : 0));
            return new Learning(unit, inputs, wanted, rate);
        });
    }

    picture() {
        const parts = [this.plane.element, legend(this.data.classes, "✕ on the wrong side")];
        if (this.data.edit) parts.push(this.editing.element);
        return make("div", { class: "picture" }, ...parts);
    }

    panel() {
        const { data } = this;
        this.formulas = data.yes.map(() => make("p", { class: "formula" }));
        this.count = make("p", { class: "count" });
        this.best = make("p");
        this.one = make("p", { class: "one" });
        this.status = make("p", { class: "unseen", role: "status" });
        this.progress = make("p", { class: "small" });
        this.told = make("p", { class: "told" });
        this.update = make("p", { class: "update" });
        const scales = make("p", { class: "small" }, scalesOf(data.axes));
        const modes = { own: "each unit's own yes", largest: "the largest sum" };
        const mode = choice("Colour the plane by", modes, this.mode, (value) => {
            this.mode = value;
            this.draw();
        });
        return make(
            "div",
            { class: "panel" },
            ...this.formulas,
            ...(data.axes[0].unit ? [scales] : []),
            ...(this.several ? [mode] : []),
            this.count,
            this.best,
            this.progress,
            ...(this.several ? [] : [this.told, this.update]),
            this.one,
            this.status,
        );
    }

    // The line that the rule found stays as a thin one, to be compared with those it finds next.
    makeHandles() {
        this.plane.element.classList.add("untouched");
        const moved = (unit) => {
            this.plane.element.classList.remove("untouched");
            this.player.pause();
            const [learning] = this.learning;
            if (learning.atRest) this.finished.push(learning.now);
            learning.set(unit);
            this.draw();
        };
        const told = () => `${this.count.textContent}. ${this.formulas[0].textContent}`;
        return new Handles(this.plane, () => this.learning[0].now, moved, told);
    }

    makePlayer() {
        return new Player({
            step: () => {
                for (const unit of this.learning) unit.step();
            },
            drawn: () => this.draw(),
            reset: () => {
                this.finished = [];
                this.begin(this.data.start);
            },
            atRest: () => !this.data.points.length || this.learning.every((unit) => unit.atRest),
            speeds: LOOKS,
            speed: 20,
        });
    }

    chosen(place, kind) {
        const { points, labels } = this.data;
        if (place === null) return this.draw();
        if (this.data.edit) this.editing.act(points, labels, place, kind);
        else if (kind === "down" || kind === "enter") this.pick(this.plane.nearest(points, place));
        if (kind === "cursor") {
            this.draw();
            this.status.textContent = this.sums(this.plane.nearest(points, place));
        }
    }

    pick(i) {
        this.picked = i;
        this.draw();
        this.status.textContent = this.sums(i);
    }

    sums(i) {
        return sumsOf(i, this.data, this.learning);
    }

    changed(done) {
        const { data } = this;
        this.player.pause();
        if (done) data.points = data.points.map((point) => point.map(hundredth));
        this.begin(this.learning.map((unit) => unit.now));
        this.draw();
        if (!done) return;
        this.shown = JSON.stringify(data);
        this.sent.push(this.shown);
        this.setPoints(pointsText(data.points, data.labels));
    }

    draw() {
        const { plane, learning, data } = this;
        const wrong = (i) =>
            learning.some(({ now, points, labels }) => isWrong(now, points[i], labels[i]));
        const last = learning[0].last;
        plane.clear();
        this.drawRegions();
        plane.scales();
        this.drawLines();
        plane.points(data.points, data.labels, {
            ring: (i) => i === this.picked || i === last?.place,
            cross: (i) => wrong(i),
        });
        plane.crosshair();
        this.write();
        this.handles?.follow();
    }

    drawRegions() {
        const { plane, learning, data } = this;
        const colours = data.classes.map(({ colour }) => rgb(colour));
        const found = this.cells.map((cell) => {
            const all = learning.map(({ now }) => weightedSum(now, cell));
            if (!this.several) return all[0] > 0 ? 1 : 0;
            if (this.mode === "largest") return all.indexOf(Math.max(...all));
            const saying = all.flatMap((sum, k) => (sum > 0 ? [k] : []));
            return saying.length === 1 ? saying[0] : saying.length ? "many" : "none";
        });
        const tint = (value) => {
            if (value === "none") return [0, 0, 0, 0];
            return value === "many" ? [128, 128, 128, 110] : [...colours[value], 50];
        };
        pictureOf(found, GRID, tint, plane.ground);
    }

    drawLines() {
        const { plane, learning, data } = this;
        const line = (unit, style) => {
            if (!data.lift) return plane.line(unit, style);
            const sums = this.cells.map((cell) => weightedSum(unit, cell));
            plane.boundary(sums, GRID, 0, style);
        };
        for (const unit of this.finished) line(unit, { width: 1, alpha: 0.6 });
        learning.forEach(({ now, wrong, best, fewest }, k) => {
            const colour = this.several ? data.classes[k].colour : plane.ink;
            if (!this.several && fewest < wrong) line(best, { dash: [7, 5], width: 2 });
            line(now, { colour });
        });
    }

    write() {
        const { learning, data } = this;
        const n = data.points.length;
        const { wrong, fewest, last } = learning[0];
        this.formulas.forEach((line, k) => {
            const sum = formula(learning[k].now, data.lift);
            line.textContent = this.several ? `${data.classes[k].name}: ${sum}` : `sum = ${sum}`;
        });
        const right = (mistaken) =>
            `${n - mistaken} of ${n} right (${percentage(1 - mistaken / n)})`;
        if (!n) this.count.textContent = "No points yet: add some.";
        else if (this.several) {
            const each = learning.map((unit, k) => `${data.classes[k].name} ${unit.wrong}`);
            this.count.textContent = `On the wrong side of each line: ${each.join(", ")}`;
        } else {
            this.count.textContent = `${wrong} on the wrong side: ${right(wrong)}`;
        }
        const behind = n && !this.several && fewest < wrong;
        this.best.textContent = behind ? `Best so far, dashed: ${right(fewest)}` : "";
        const rest = this.player.atRest() && n;
        const most = Math.max(...learning.map((unit) => unit.looks));
        const all = learning.reduce((sum, unit) => sum + unit.updates, 0);
        const atRest = rest ? "At rest: a whole round without a mistake." : "";
        const counts = most ? `${most} looks, ${all} updates. ` : "";
        this.progress.textContent = counts + atRest;
        if (atRest && !this.rested) this.status.textContent = atRest;
        this.rested = Boolean(rest);
        this.one.textContent = this.sums(this.picked);
        this.told.hidden = this.update.hidden = !last;
        this.told.textContent = last ? lookOf(learning[0], data.classes) : "";
        const lines = last ? changesOf(learning[0]) : [];
        this.update.replaceChildren(...lines.flatMap((line) => [line, make("br")]));
    }
}

function isWrong(unit, point, label) {
    return weightedSum(unit, point) > 0 !== (label === 1);
}

export default function ({ data, parentElement, setStateValue }) {
    const root = parentElement.querySelector(".play");
    root.view ??= new PerceptronView(root, (text) => setStateValue("points", text));
    root.view.show(data);
}
