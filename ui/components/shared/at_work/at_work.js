// The answer of a network, and the network at work: pixels, lit units, the connections that led there.

import { make } from "../elements.js";
import { paintCells } from "./cells.js";
import { layOut, unitAt } from "./layout.js";
import { Motion } from "./motion.js";
import { Painting } from "./painting.js";
import { UnitCard } from "./unit_card.js";

const HINT =
    "The brighter a unit, the larger its activation. Blue speaks for the answer, orange against it. " +
    "Point at a unit or tap it, or reach its layer with Tab, to see what it looks for.";

const HELD = 60; // milliseconds that pictures wait for an answer, at most

const BLANK = new Array(28).fill(new Array(28).fill(0));

export class AtWork {
    // opened(layer, unit) is called when a unit is chosen, if that means anything where it stands.
    constructor(opened) {
        this.opened = opened;
        this.title = make("h2");
        this.sentence = make("p");
        this.said = make("div", { class: "said" }, this.title, this.sentence);
        this.pixels = make("img", { class: "pixels", alt: "" });
        this.canvas = make("canvas", { class: "lights", role: "img" });
        this.bars = make("ol", { class: "bars", "aria-label": "Probabilities" });
        this.digits = make("div", { class: "digits", role: "group", "aria-label": "Digits" });
        this.stage = make(
            "div",
            { class: "stage" },
            this.pixels,
            this.canvas,
            this.bars,
            this.digits,
        );
        this.card = new UnitCard(HINT);
        this.element = make("div", { class: "at-work" }, this.said, this.stage, this.card.element);
        this.rows = Array.from({ length: 10 }, (_, digit) => makeRow(digit));
        this.bars.append(...this.rows.map(({ row }) => row));
        this.painting = new Painting(this.canvas);
        this.sizes = null;
        this.marked = null;
        this.canvas.onpointermove = this.canvas.onpointerdown = (event) => this.point(event);
        // A finger leaves as soon as it has tapped.
        this.canvas.onpointerleave = (event) => {
            if (event.pointerType === "mouse") this.mark(null);
        };
        this.canvas.onclick = () => this.marked && this.opened?.(...this.marked);
        new ResizeObserver(() => this.fit()).observe(this.stage);
    }

    // network: { id, epoch, sizes: of the hidden layers }. alt: what the pixels are. brief: leave the
    // layers and their connections out.
    setNetwork(network, alt, brief) {
        this.network = network;
        this.alt = alt;
        const sizes = brief ? [] : network.sizes;
        if (this.sizes?.join() === sizes.join() && this.brief === brief) return;
        this.sizes = sizes;
        this.brief = brief;
        this.element.classList.toggle("brief", brief);
        this.motion = new Motion(this.sizes, (...frame) =>
            this.painting.paint(...frame, this.marked),
        );
        for (const group of this.stage.querySelectorAll(".layer")) group.remove();
        const reached = brief ? [] : [...sizes, 10];
        this.groups = reached.map((count, i) => this.makeGroup(i + 1, count));
        this.bars.before(...this.groups);
        this.answer = null;
        this.fit();
    }

    // The elements' places follow the width.
    fit() {
        const width = this.stage.clientWidth;
        if (!this.sizes || !width || (this.fitted === this.sizes && this.layout.width === width))
            return;
        this.fitted = this.sizes;
        this.layout = layOut(this.sizes, width, this.brief);
        const { across, height, pixels, bars, layers, digits } = this.layout;
        put(this.digits, digits.left, digits.top, digits.width);
        this.stage.classList.toggle("across", across);
        this.stage.style.height = `${height}px`;
        put(this.pixels, pixels.left, pixels.top, pixels.side, pixels.side);
        put(this.bars, bars.left, bars.top, bars.width, bars.height);
        layers.forEach(({ left, top, columns, pitch, count }, i) => {
            const rows = Math.ceil(count / columns);
            put(this.groups[i], left, top, columns * pitch, rows * pitch);
        });
        if (!this.brief) put(this.groups.at(-1), bars.left, bars.top, bars.width, bars.height);
        this.painting.fit(this.layout);
        this.motion.wake();
    }

    // An answer is on its way, which comes before the next picture.
    expect() {
        this.motion.hold(HELD);
    }

    // answer: as `POST /api/read` gives it; null while there is none. title and sentence: above it.
    show(answer, title, sentence) {
        this.title.textContent = title;
        this.sentence.textContent = sentence;
        const digits = answer?.digits ?? [];
        const buttons = digits.map((digit, place) => this.makeDigit(digit, place, digits.length));
        this.digits.replaceChildren(...buttons);
        if (digits.length) this.look(buttons[0], digits[0]);
        else this.lookAt(answer?.image ? answer : null);
    }

    // The answer in words.
    get words() {
        const { title, sentence } = this;
        return [title, sentence]
            .map((each) => each.textContent)
            .filter(Boolean)
            .join(". ");
    }

    // One of the digits of a number, to be looked at.
    makeDigit(digit, place, count) {
        const alt = `Digit ${place + 1} of ${count}: ${digit.digit}, ${digit.percents[digit.digit]}`;
        const picture = make("img", { src: addressOf(digit.image), alt });
        const button = make("button", { type: "button", title: alt }, picture);
        button.onclick = () => this.look(button, digit);
        return button;
    }

    look(button, digit) {
        for (const each of this.digits.children) each.ariaPressed = String(each === button);
        this.lookAt(digit);
    }

    lookAt(answer) {
        this.answer = answer;
        this.pixels.src = addressOf(answer?.image ?? BLANK);
        this.pixels.alt = answer ? this.alt : "No image yet";
        this.rows.forEach(({ row, bar, share }, digit) => {
            const p = answer ? answer.probabilities[digit] : 0;
            bar.style.setProperty("--share", p);
            share.textContent = answer ? answer.percents[digit] : "";
            row.classList.toggle("first", answer?.digit === digit);
        });
        const hidden = this.brief ? [] : answer?.layers.map(relative);
        const links = answer && !this.brief ? linksOf(answer) : [];
        this.motion.follow(answer && [...hidden, answer.probabilities], links);
        this.canvas.setAttribute("aria-label", this.describe());
        if (this.marked) this.tell();
    }

    describe() {
        if (this.brief) return "Ten outputs, the brighter the more probable.";
        const layers = this.sizes.map((count, i) => {
            const lit = this.answer?.layers[i].filter((value) => value > 0).length;
            return `layer ${i + 1} with ${count} units${this.answer ? `, ${lit} of them active` : ""}`;
        });
        const strongest = this.answer?.paths.at(-1)[0];
        const way =
            strongest && this.sizes.length
                ? ` Most for the ${this.answer.digit} speaks unit ${strongest[0]} of layer ${this.sizes.length}.`
                : "";
        const parts = ["784 pixels", ...layers, "ten outputs"];
        return `The network at work: ${parts.join(", ")}.${way}`;
    }

    point(event) {
        if (this.brief) return;
        const box = this.canvas.getBoundingClientRect();
        this.mark(unitAt(this.layout, event.clientX - box.left, event.clientY - box.top));
    }

    mark(unit) {
        if (String(unit) === String(this.marked)) return;
        this.marked = unit;
        this.canvas.style.cursor = unit && this.opened ? "pointer" : "";
        if (unit) this.tell();
        else this.card.rest();
        this.motion.wake();
    }

    tell() {
        const [layer, unit] = this.marked;
        const { answer, network, sizes } = this;
        const last = layer > sizes.length;
        const inputs =
            answer &&
            (layer === 1 ? answer.image.flat().map((v) => v / 255) : answer.layers[layer - 2]);
        const activation =
            answer && (last ? answer.probabilities[unit] : answer.layers[layer - 1][unit]);
        this.card.show(network, { layer, unit, last }, inputs, activation);
    }

    // What the Tab key reaches of a layer: arrow keys go from unit to unit.
    makeGroup(layer, count) {
        const last = layer > this.sizes.length;
        const name = last ? "The ten outputs" : `Layer ${layer}: ${count} units`;
        const group = make("div", {
            class: "layer",
            role: "group",
            tabindex: 0,
            "aria-label": `${name}. Arrow keys go from unit to unit.`,
        });
        let unit = 0;
        group.onfocus = () => this.mark([layer, unit]);
        group.onblur = () => this.mark(null);
        group.onkeydown = (event) => {
            if (event.key === "Enter") this.opened?.(layer, unit);
            const row = this.layout.layers[layer - 1]?.columns ?? 1;
            const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row };
            const next = unit + steps[event.key];
            if (!(next >= 0 && next < count)) return;
            event.preventDefault();
            unit = next;
            this.mark([layer, unit]);
        };
        return group;
    }
}

function makeRow(digit) {
    const bar = make("span", { class: "bar" });
    const share = make("span", { class: "share" });
    return { bar, share, row: make("li", {}, make("b", {}, digit), bar, share) };
}

function put(element, left, top, width, height) {
    Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
    if (height) element.style.height = `${height}px`;
}

// A layer's activations, the largest of them 1.
function relative(values) {
    const most = Math.max(...values.map(Math.abs)) || 1;
    return values.map((value) => value / most);
}

// Connections with their strength within their layer, -1 to 1.
function linksOf(answer) {
    return answer.paths.flatMap((paths, layer) => {
        const most = Math.max(...paths.map(([, , value]) => Math.abs(value))) || 1;
        return paths.map(([from, to, value]) => [layer, from, to, value / most]);
    });
}

// Rows of whole numbers 0 to 255 as the address of a picture.
function addressOf(rows) {
    const canvas = document.createElement("canvas");
    paintCells(canvas, rows.length, rows.flat(), (ink) => [ink, ink, ink]);
    return canvas.toDataURL();
}
