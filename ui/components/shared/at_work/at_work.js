// The answer of a network, and the network at work: pixels, lit units, the connections that led there.

import { make } from "../elements.js";
import { addressOf } from "./cells.js";
import { connectionsInWords, connectionsOf, inWords, linksOf, linksOfUnit } from "./connections.js";
import { layOut, unitAt } from "./layout.js";
import { Lens } from "./lens.js";
import { Motion, relative } from "./motion.js";
import { Painting } from "./painting.js";
import { UnitCard } from "./unit_card.js";

const HINT =
    "The brighter a unit, the larger its activation. Blue speaks for the answer, orange against it. " +
    "Point at a unit or tap it, or reach its layer with Tab: you see what it looks for, and what it is connected to.";

const MISSED = 14; // pixels that a finger may miss a layer by
const HELD = 60; // milliseconds that pictures wait for an answer, at most

const BLANK = new Array(28).fill(new Array(28).fill(0));

export class AtWork {
    // opened([layer, unit]) is called when a unit is chosen, and with null when it no longer is, if that
    // means anything where it stands.
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
        this.lens = new Lens((...unit) => this.choose(unit));
        this.element = make(
            "div",
            { class: "at-work" },
            this.said,
            this.stage,
            this.card.element,
            this.lens.element,
        );
        this.rows = Array.from({ length: 10 }, (_, digit) => makeRow(digit));
        this.bars.append(...this.rows.map(({ row }) => row));
        this.painting = new Painting(this.canvas);
        this.sizes = null;
        this.pointed = this.chosen = null; // units: [layer, unit]
        this.canvas.onpointermove = this.canvas.onpointerdown = (event) => this.point(event);
        // A finger leaves as soon as it has tapped.
        this.canvas.onpointerleave = (event) => {
            if (event.pointerType === "mouse") this.mark(null);
        };
        this.canvas.onclick = () => this.press(this.pointed);
        new ResizeObserver(() => this.fit()).observe(this.stage);
    }

    // The unit that is shown.
    get marked() {
        return this.pointed ?? this.chosen;
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
        this.answer = this.pointed = this.chosen = null;
        this.lens.close();
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
            row.classList.toggle("little", p < 0.0095);
        });
        this.lit = answer && [
            ...(this.brief ? [] : answer.layers.map(relative)),
            answer.probabilities,
        ];
        this.canvas.setAttribute(
            "aria-label",
            inWords(this.brief ? null : this.sizes, this.answer),
        );
        this.showWay();
        if (this.marked) this.tell();
    }

    // The way of the answer.
    showWay() {
        this.motion.follow(this.lit, this.answer && !this.brief ? linksOf(this.answer) : []);
    }

    point(event) {
        if (this.brief) return;
        const box = this.canvas.getBoundingClientRect();
        const finger = event.pointerType === "touch";
        const [x, y] = [event.clientX - box.left, event.clientY - box.top];
        this.mark(unitAt(this.layout, x, y, finger ? MISSED : 0));
        if (finger) this.enlarge();
    }

    // The units around the marked one: a finger is as wide as several.
    enlarge() {
        const [layer, unit] = this.marked ?? [];
        const place = this.layout.layers[layer - 1];
        if (place) this.lens.show(place, layer, unit, this.lit?.[layer - 1]);
        else this.lens.close();
    }

    // A unit that is pointed at, or null.
    mark(unit) {
        if (String(unit) === String(this.pointed)) return;
        this.pointed = unit;
        this.canvas.style.cursor = unit && this.opened ? "pointer" : "";
        this.turn();
    }

    // The unit that stays shown while nothing is pointed at, or null.
    keep(unit) {
        if (String(unit) === String(this.chosen)) return;
        this.chosen = unit;
        this.turn();
    }

    turn() {
        if (this.marked) this.tell();
        else {
            this.card.rest();
            this.lens.close();
            this.showWay();
        }
        this.motion.wake();
    }

    // Pressed: it is chosen; once more, or none: it no longer is.
    press(unit) {
        if (!this.opened) return;
        const chosen = String(unit) === String(this.chosen) ? null : unit;
        if (chosen === null && this.chosen === null) return;
        this.pointed = null;
        this.keep(chosen);
        this.opened(chosen);
    }

    // From the lens.
    choose(unit) {
        this.mark(unit);
        this.enlarge();
        if (String(unit) !== String(this.chosen)) this.press(unit);
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
        this.card.show(network, { layer, unit, last }, inputs, activation, (found) => {
            const connections = connectionsOf(found, inputs, activation);
            this.motion.follow(this.lit, linksOfUnit(connections, layer, unit));
            return connectionsInWords(connections, layer, sizes.length + 1);
        });
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
            if (event.key === "Enter") this.press([layer, unit]);
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
