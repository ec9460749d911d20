// data: { places: [[x, y], 0 to 1, y up], labels, answers, colours: of the ten digits, own: [x, y] or null,
// axes: [what lies across, what lies down], label }

import { ARROWS } from "../shared/keys.js";
import { isStill } from "../shared/still.js";

const DOT = 3; // pixels, its radius
const NAME = 12; // pixels, the radius of a digit's name
const NEAR = 24; // pixels from a dot within which it is meant
const PADDING = 14;
const WAY = 500; // milliseconds from one epoch's places to the next
const FIGURE = { width: 126, height: 152 };

export default function ({ data, parentElement, setTriggerValue }) {
    const root = parentElement.querySelector(".map");
    root.map ??= new DigitMap(root);
    root.map.show(data, setTriggerValue);
}

class DigitMap {
    constructor(root) {
        this.canvas = root.querySelector("canvas");
        this.names = [root.querySelector(".across"), root.querySelector(".down")];
        this.figure = root.querySelector("figure");
        [this.picture, this.caption] = this.figure.children;
        this.context = this.canvas.getContext("2d");
        this.marked = null;
        const { canvas } = this;
        canvas.onpointermove = canvas.onpointerdown = (event) => this.point(event);
        canvas.onpointerleave = (event) => {
            if (event.pointerType === "mouse") this.mark(null);
        };
        canvas.onblur = () => this.mark(null);
        canvas.onkeydown = (event) => this.press(event);
        canvas.ondblclick = () => this.open();
        new ResizeObserver(() => this.paint()).observe(canvas);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
    }

    show(data, tell) {
        this.tell = tell;
        // Another epoch: each dot goes to where it is then.
        this.from = this.data && !isStill() ? this.now() : data.places;
        this.data = data;
        this.since = performance.now();
        this.canvas.setAttribute("aria-label", data.label);
        this.names.forEach((name, i) => {
            name.textContent = data.axes[i];
        });
        this.mark(null);
        this.move();
    }

    // Where the dots are at this moment.
    now() {
        const part = Math.min(1, (performance.now() - this.since) / WAY);
        if (part === 1) return this.data.places;
        const eased = 1 - (1 - part) ** 3;
        return this.data.places.map(([x, y], i) => {
            const [fromX, fromY] = this.from[i];
            return [fromX + eased * (x - fromX), fromY + eased * (y - fromY)];
        });
    }

    move() {
        this.paint();
        if (this.from !== this.data.places && performance.now() - this.since < WAY)
            requestAnimationFrame(() => this.move());
    }

    // In pixels of the canvas.
    at([x, y]) {
        const { clientWidth, clientHeight } = this.canvas;
        return [
            PADDING + x * (clientWidth - 2 * PADDING),
            PADDING + (1 - y) * (clientHeight - 2 * PADDING),
        ];
    }

    paint() {
        const { canvas, context, data } = this;
        const { clientWidth, clientHeight } = canvas;
        if (!data || !clientWidth) return;
        const scale = Math.min(2, devicePixelRatio || 1);
        canvas.width = Math.round(clientWidth * scale);
        canvas.height = Math.round(clientHeight * scale);
        context.setTransform(scale, 0, 0, scale, 0, 0);
        const style = getComputedStyle(canvas);
        const ground = style.getPropertyValue("--st-background-color");
        const ink = style.getPropertyValue("--st-text-color");
        const places = this.now();
        context.globalAlpha = 0.85;
        places.forEach((place, i) => {
            this.disc(place, DOT, data.colours[data.labels[i]]);
        });
        context.globalAlpha = 1;
        this.nameGroups(places);
        if (data.own) {
            this.ring(data.own, 9, 6, ground);
            this.ring(data.own, 9, 3, ink);
        }
        if (this.marked !== null) this.ring(places[this.marked], 6, 2.5, ink);
    }

    // Each digit, large, in the middle of its dots: the colours alone would be hard to tell apart.
    nameGroups(places) {
        const { context, data } = this;
        context.font = "700 16px sans-serif";
        context.textAlign = "center";
        context.textBaseline = "middle";
        for (let digit = 0; digit < 10; digit++) {
            const own = places.filter((_, i) => data.labels[i] === digit);
            if (!own.length) continue;
            const place = [0, 1].map((axis) => middle(own.map((each) => each[axis])));
            this.disc(place, NAME, data.colours[digit]);
            this.ring(place, NAME, 1.5, "white");
            context.fillStyle = "white";
            context.fillText(digit, ...this.at(place));
        }
    }

    disc(place, radius, colour) {
        const { context } = this;
        context.fillStyle = colour;
        context.beginPath();
        context.arc(...this.at(place), radius, 0, 2 * Math.PI);
        context.fill();
    }

    ring(place, radius, width, colour) {
        const { context } = this;
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.beginPath();
        context.arc(...this.at(place), radius, 0, 2 * Math.PI);
        context.stroke();
    }

    point(event) {
        const box = this.canvas.getBoundingClientRect();
        const [x, y] = [event.clientX - box.left, event.clientY - box.top];
        this.mark(this.nearest((dx, dy) => Math.hypot(dx, dy), [x, y], NEAR));
    }

    // The dot that is nearest by a way to measure, or null.
    nearest(measure, [x, y], most = Number.POSITIVE_INFINITY) {
        let [found, least] = [null, most];
        this.data.places.forEach((place, i) => {
            const [px, py] = this.at(place);
            const distance = measure(px - x, py - y);
            if (distance < least) [found, least] = [i, distance];
        });
        return found;
    }

    press(event) {
        if (event.key === "Enter") this.open();
        const step = ARROWS[event.key];
        if (!step) return;
        event.preventDefault();
        const [sideways, along] = [step[1], step[0]];
        // The nearest in that direction; what lies aside of it counts as farther.
        const ahead = (dx, dy) => {
            const way = dx * step[0] + dy * step[1];
            return way > 0.5
                ? way + 2 * Math.abs(dx * sideways + dy * along)
                : Number.POSITIVE_INFINITY;
        };
        const { clientWidth, clientHeight } = this.canvas;
        const from =
            this.marked === null
                ? [clientWidth / 2, clientHeight / 2]
                : this.at(this.data.places[this.marked]);
        this.mark(this.nearest(ahead, from) ?? this.marked);
    }

    mark(dot) {
        if (dot === this.marked) return;
        this.marked = dot;
        this.figure.hidden = dot === null;
        if (dot !== null) {
            const { labels, answers, places } = this.data;
            const right = labels[dot] === answers[dot];
            this.picture.src = `api/test/${dot}.png`;
            this.caption.textContent = right
                ? `Image ${dot}, read as ${answers[dot]}`
                : `Image ${dot}, is ${labels[dot]}, read as ${answers[dot]}`;
            this.place(this.at(places[dot]));
        }
        this.paint();
    }

    // Beside the dot, on the side where there is room.
    place([x, y]) {
        const { offsetLeft, clientWidth, clientHeight } = this.canvas;
        const left = x > clientWidth / 2 ? x - FIGURE.width - 10 : x + 12;
        const top = Math.max(0, Math.min(clientHeight - FIGURE.height, y - FIGURE.height / 2));
        Object.assign(this.figure.style, { left: `${offsetLeft + left}px`, top: `${top}px` });
    }

    // Followed through the network.
    open() {
        if (this.marked !== null) this.tell("opened", `test-${this.marked}`);
    }
}

function middle(numbers) {
    return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
