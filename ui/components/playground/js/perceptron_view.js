// Perceptrons on the plane: move them by hand, let them learn, look at one point's sum.

const GRID = 120; // cells along each side of the coloured regions
const LOOKS = { 2: "slow", 20: "quick", 1000: "very quick" }; // a second

class PerceptronView {
    constructor(root, setPoints) {
        Object.assign(this, { root, setPoints, shown: null });
        new ResizeObserver(() => this.draw()).observe(root);
    }

    // data: see pages/parts/story/play.py. What is already on screen stays as it is.
    show(data) {
        const { learning, ...content } = data;
        if (JSON.stringify(content) !== this.shown) this.build(content);
        this.learnBox.hidden = !learning;
        this.draw();
    }

    build(data) {
        this.player?.pause();
        Object.assign(this, { data, picked: -1, finished: [], mode: "own", start: 0 });
        this.shown = JSON.stringify(data);
        const { axes, classes } = data;
        this.plane = new Plane(axes, classes, data.label, (...event) => this.chosen(...event));
        this.editing = new Editing(this.plane, data.most, {
            picked: (i) => this.pick(i),
            changed: (done) => this.changed(done),
        });
        this.cells = data.lift ? lifted(this.plane.cells(GRID)) : this.plane.cells(GRID);
        this.begin(data.starts[0]);
        this.root.replaceChildren(this.picture(), this.panel());
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
        const signs = { circle: "●", square: "■", triangle: "▲" };
        const legend = make("p", { class: "legend" });
        for (const { name, colour, shape } of this.data.classes) {
            legend.append(make("span", { style: `color: ${colour}` }, signs[shape]), ` ${name}  `);
        }
        legend.append("✕ on the wrong side");
        const parts = [this.plane.canvas, legend];
        if (this.data.edit) parts.unshift(this.editing.element);
        return make("div", { class: "picture" }, ...parts);
    }

    panel() {
        const { data } = this;
        this.formulas = data.yes.map(() => make("p", { class: "formula" }));
        this.count = make("p", { class: "count" });
        this.best = make("p");
        this.one = make("p", { class: "one" });
        this.status = make("p", { class: "unseen", role: "status" });
        this.learnBox = this.learner();
        this.sliders = data.sliders ? this.makeSliders() : [];
        const scales = make("p", { class: "small" }, scalesText(data.axes));
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
            ...this.sliders.map(({ element }) => element),
            ...(this.several ? [mode] : []),
            this.count,
            this.best,
            this.learnBox,
            this.one,
            this.status,
        );
    }

    makeSliders() {
        const unit = this.data.starts[0][0];
        const weights = unit.weights.map((_, i) => ({ name: "w" + LOW[i], most: 3, at: i }));
        return [...weights, { name: "bias", most: 6, at: -1 }].map(({ name, most, at }) => {
            const input = make("input", { type: "range", min: -most, max: most, step: 0.01 });
            const value = make("output");
            input.oninput = () => {
                this.player.pause();
                const { weights, bias } = this.learning[0].now;
                const moved = Number(input.value);
                this.learning[0].set({
                    weights: weights.map((weight, i) => (i === at ? moved : weight)),
                    bias: at < 0 ? moved : bias,
                });
                this.draw();
            };
            const element = make("label", { class: "slider" }, make("span", {}, name), input, value);
            const follow = ({ weights, bias }) => {
                const now = at < 0 ? bias : weights[at];
                input.value = now;
                value.textContent = decimals(now);
            };
            return { element, follow };
        });
    }

    learner() {
        this.player = new Player({
            step: () => this.learning.forEach((unit) => unit.step()),
            drawn: () => this.draw(),
            reset: () => {
                this.finished = [];
                this.begin(this.data.starts[this.start]);
            },
            atRest: () => !this.data.points.length || this.learning.every((unit) => unit.atRest),
            speeds: LOOKS,
            speed: 20,
        });
        this.progress = make("p", { class: "small" });
        this.told = make("p", { class: "told" });
        this.update = make("p", { class: "update" });
        const box = make("div", { class: "learn" }, this.player.element, this.progress);
        if (this.data.starts.length > 1) {
            const onclick = () => this.anotherStart();
            const another = make("button", { type: "button", onclick }, "Another start");
            this.player.element.querySelector(".buttons").append(another);
        }
        if (!this.several) box.append(this.told, this.update);
        return box;
    }

    // The line that was found stays as a thin one, so that different starts can be compared.
    anotherStart() {
        this.player.pause();
        if (this.learning[0].atRest) this.finished.push(this.learning[0].now);
        this.start = (this.start + 1) % this.data.starts.length;
        this.begin(this.data.starts[this.start]);
        this.draw();
    }

    chosen(place, kind) {
        const { points, labels } = this.data;
        if (place === null) return this.draw();
        if (this.data.edit) this.editing.act(points, labels, place, kind);
        else if (kind === "down" || kind === "enter") this.pick(this.plane.nearest(points, place));
        if (kind === "cursor") {
            this.draw();
            this.status.textContent = this.describe(this.plane.nearest(points, place));
        }
    }

    pick(i) {
        this.picked = i;
        this.draw();
        this.status.textContent = this.describe(i);
    }

    changed(done) {
        this.player.pause();
        this.begin(this.learning.map((unit) => unit.now));
        this.draw();
        if (!done) return;
        this.shown = JSON.stringify(this.data);
        this.setPoints(pointsText(this.data.points, this.data.labels));
    }

    draw() {
        const { plane, learning, data } = this;
        const wrong = (i) => learning.some(({ now, points, labels }) => isWrong(now, points[i], labels[i]));
        const last = learning[0].last;
        plane.clear();
        this.drawRegions();
        this.drawLines();
        plane.points(data.points, data.labels, {
            ring: (i) => i === this.picked || i === last?.place,
            cross: (i) => wrong(i),
        });
        plane.frame();
        this.write();
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
        plane.regions(pictureOf(found, GRID, tint));
    }

    drawLines() {
        const { plane, learning, data } = this;
        const line = (unit, style) => {
            if (!data.lift) return plane.line(unit, style);
            const sums = this.cells.map((cell) => weightedSum(unit, cell));
            plane.boundary(sums, GRID, 0, style);
        };
        this.finished.forEach((unit) => line(unit, { width: 1, alpha: 0.6 }));
        learning.forEach(({ now, wrong, best, fewest }, k) => {
            const colour = this.several ? data.classes[k].colour : plane.ink;
            if (!this.several && fewest < wrong) line(best, { dash: [7, 5], width: 2 });
            line(now, { colour });
        });
    }

    write() {
        const { learning, data } = this;
        const n = data.points.length;
        const { now, wrong, fewest, looks, last } = learning[0];
        this.formulas.forEach((line, k) => {
            const sum = formula(learning[k].now, data.lift);
            line.textContent = this.several ? `${data.classes[k].name}: ${sum}` : `sum = ${sum}`;
        });
        this.sliders.forEach(({ follow }) => follow(now));
        const right = (mistaken) => `${n - mistaken} of ${n} right (${percentage(1 - mistaken / n)})`;
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
        this.progress.textContent =
            `${most} looks, ${all} updates.` + (rest ? " At rest: a whole round without a mistake." : "");
        this.one.textContent = this.describe(this.picked);
        this.told.textContent = last ? this.tell(last, looks) : "";
        this.update.replaceChildren(...(last ? this.changes(last) : []));
    }

    // Which point the last look saw, and what the unit said about it.
    tell({ place, before }, looks) {
        const { points, labels } = this.learning[0];
        const sum = weightedSum(before, points[place]);
        const [name, said] = [this.name(labels[place]), this.name(sum > 0 ? 1 : 0)];
        const verdict = name === said ? "Right, so nothing changes." : "Wrong, so the weights move:";
        return `Look ${looks}: one of class ${name}. Its sum is ${decimals(sum)}, so it says ${said}. ${verdict}`;
    }

    changes({ place, before, after }) {
        if (before === after) return [];
        const { points, labels, rate } = this.learning[0];
        const sign = labels[place] === 1 ? "+" : "−";
        const lines = points[place].map(
            (value, i) =>
                `w${LOW[i]} = ${decimals(before.weights[i])} ${sign} ${rate} × ${factor(value)} = ` +
                decimals(after.weights[i]),
        );
        lines.push(`bias = ${decimals(before.bias)} ${sign} ${rate} = ${decimals(after.bias)}`);
        return lines.flatMap((line) => [line, make("br")]);
    }

    name(label) {
        return this.data.classes[label].name;
    }

    // One point's own sum, with the numbers filled in.
    describe(i) {
        if (i < 0 || i >= this.data.points.length) return "";
        const { axes, points, labels } = this.data;
        const place = axes
            .filter(({ unit }) => unit)
            .map(({ unit, centre, scale }, k) => `${decimals(centre + scale * points[i][k], 0)} ${unit}`)
            .join(", ");
        const inputs = this.learning[0].points[i];
        const parts = this.learning.map(({ now }, k) => {
            const terms = now.weights.map((weight, j) => `${factor(weight)} × ${factor(inputs[j])}`);
            const sum = weightedSum(now, inputs);
            const said = this.several ? (sum > 0 ? "yes" : "no") : this.name(sum > 0 ? 1 : 0);
            const who = this.several ? `${this.name(k)}: ` : "";
            return `${who}${terms.join(" + ")} ${signed(now.bias)} = ${decimals(sum)}, so ${said}`;
        });
        return `Class ${this.name(labels[i])}${place ? `, ${place}` : ""}. ${parts.join("; ")}.`;
    }
}

function isWrong(unit, point, label) {
    return weightedSum(unit, point) > 0 !== (label === 1);
}

function scalesText(axes) {
    const each = axes.map(
        ({ name, unit, centre, scale }, i) => `x${LOW[i]} = (${name} − ${centre} ${unit}) / ${scale} ${unit}`,
    );
    return each.join(", ");
}

export default function ({ data, parentElement, setStateValue }) {
    const root = parentElement.querySelector(".play");
    root.view ??= new PerceptronView(root, (text) => setStateValue("points", text));
    root.view.show(data);
}
