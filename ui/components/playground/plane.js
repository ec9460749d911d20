// The plane of two inputs: regions in colour, lines, points, and a cursor for pointer and keys.

import { make } from "../shared/elements.js";
import { decimals } from "../shared/numbers.js";
import { contour } from "./contour.js";
import { drawMark } from "./marks.js";

const MARGIN = { left: 46, right: 10, top: 10, bottom: 42 };

export class Plane {
    // axes: two of {name, unit, centre, scale, low, high, step}, as mnist_ann/story/problems.py has them.
    // classes: [{name, colour, shape}]. chosen(place, kind) is called with a place in inputs;
    // kind: "down", "move", "up" and "cancel" of the pointer; "cursor" when keys moved it, "enter"
    // and "delete" where it is.
    constructor(axes, classes, label, chosen) {
        Object.assign(this, { axes, classes, chosen, cursor: null });
        const keys = `${label}. Arrow keys move a cursor, Enter does what a click does.`;
        this.canvas = make("canvas", { tabindex: 0, role: "application", "aria-label": keys });
        this.canvas.onpointerdown = (event) => this.pointer(event, "down");
        this.canvas.onpointermove = (event) => this.pointer(event, "move");
        this.canvas.onpointerup = (event) => this.pointer(event, "up");
        this.canvas.onpointercancel = (event) => this.pointer(event, "cancel");
        this.canvas.onkeydown = (event) => this.key(event);
        this.canvas.onblur = () => this.hideCursor();
    }

    hideCursor() {
        this.cursor = null;
        this.chosen(null, "cursor");
    }

    pointer(event, kind) {
        if (kind === "down") {
            this.canvas.setPointerCapture(event.pointerId);
            this.cursor = null;
        }
        const box = this.canvas.getBoundingClientRect();
        this.chosen(this.toInput([event.clientX - box.left, event.clientY - box.top]), kind);
    }

    // Arrow keys move a cursor, in larger steps with Shift; Enter does what a click does.
    key(event) {
        const directions = {
            ArrowLeft: [-1, 0],
            ArrowRight: [1, 0],
            ArrowUp: [0, 1],
            ArrowDown: [0, -1],
        };
        const direction = directions[event.key];
        if (direction) {
            const from = this.cursor ?? this.bounds().map(([low, high]) => (low + high) / 2);
            const part = event.shiftKey ? 8 : 40;
            this.cursor = this.bounds().map(([low, high], i) => {
                const moved = from[i] + (direction[i] * (high - low)) / part;
                return Math.min(high, Math.max(low, moved));
            });
            this.chosen(this.cursor, "cursor");
        } else if (event.key === "Enter" || event.key === " ") {
            if (this.cursor) this.chosen(this.cursor, "enter");
        } else if (event.key === "Delete" || event.key === "Backspace") {
            if (this.cursor) this.chosen(this.cursor, "delete");
        } else {
            return;
        }
        event.preventDefault();
    }

    // The range of each input.
    bounds() {
        return this.axes.map(({ low, high, centre, scale }) => [
            (low - centre) / scale,
            (high - centre) / scale,
        ]);
    }

    get width() {
        return this.side - MARGIN.left - MARGIN.right;
    }

    get height() {
        return this.side - MARGIN.top - MARGIN.bottom;
    }

    toPixel([x, y]) {
        const [[left, right], [bottom, top]] = this.bounds();
        const { width, height } = this;
        return [
            MARGIN.left + (width * (x - left)) / (right - left),
            MARGIN.top + (height * (top - y)) / (top - bottom),
        ];
    }

    toInput([x, y]) {
        const [[left, right], [bottom, top]] = this.bounds();
        const { width, height } = this;
        return [
            left + ((x - MARGIN.left) / width) * (right - left),
            top - ((y - MARGIN.top) / height) * (top - bottom),
        ];
    }

    // The centres of the cells of a grid over the plane, row by row from the top.
    cells(size) {
        const [[left, right], [bottom, top]] = this.bounds();
        return Array.from({ length: size * size }, (_, i) => [
            left + (((i % size) + 0.5) / size) * (right - left),
            top - ((Math.floor(i / size) + 0.5) / size) * (top - bottom),
        ]);
    }

    // Start a picture: what was there goes. The canvas has as many pixels as the screen shows.
    clear() {
        const ratio = window.devicePixelRatio || 1;
        this.side = this.canvas.clientWidth || 400;
        const pixels = Math.round(this.side * ratio);
        if (this.canvas.width !== pixels) this.canvas.width = this.canvas.height = pixels;
        this.pen = this.canvas.getContext("2d");
        this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
        this.pen.clearRect(0, 0, this.side, this.side);
        this.ink = getComputedStyle(this.canvas).color;
    }

    inside(draw) {
        const { pen, width, height } = this;
        pen.save();
        pen.beginPath();
        pen.rect(MARGIN.left, MARGIN.top, width, height);
        pen.clip();
        draw(pen);
        pen.restore();
    }

    // picture: a canvas that covers the plane.
    regions(picture) {
        this.pen.drawImage(picture, MARGIN.left, MARGIN.top, this.width, this.height);
    }

    // Where grid (size * size numbers of `cells`) crosses the level.
    boundary(grid, size, level, style = {}) {
        const { width, height } = this;
        const place = ([x, y]) => [
            MARGIN.left + ((x + 0.5) / size) * width,
            MARGIN.top + ((y + 0.5) / size) * height,
        ];
        this.inside((pen) => {
            pen.beginPath();
            for (const [from, to] of contour(grid, size, level)) {
                pen.moveTo(...place(from));
                pen.lineTo(...place(to));
            }
            this.stroke(pen, style);
        });
    }

    // The line where a unit's sum is 0.
    line({ weights: [a, b], bias }, style = {}) {
        if (a === 0 && b === 0) return;
        // From the point of the line that is nearest to the origin, far in both directions.
        const length = a * a + b * b;
        const near = [(-a * bias) / length, (-b * bias) / length];
        const far = 100 / Math.sqrt(length);
        this.inside((pen) => {
            pen.beginPath();
            pen.moveTo(...this.toPixel([near[0] - b * far, near[1] + a * far]));
            pen.lineTo(...this.toPixel([near[0] + b * far, near[1] - a * far]));
            this.stroke(pen, style);
        });
    }

    stroke(pen, { colour = this.ink, width = 2.5, dash = [], alpha = 1 }) {
        pen.strokeStyle = colour;
        pen.lineWidth = width;
        pen.globalAlpha = alpha;
        pen.setLineDash(dash);
        pen.stroke();
    }

    // ring(i): whether point i gets a ring; cross(i): whether it is crossed out as a mistake.
    points(points, labels, { ring = () => false, cross = () => false } = {}) {
        points.forEach((point, i) => {
            const looks = { ring: ring(i), cross: cross(i) };
            drawMark(this.pen, this.classes[labels[i]], this.toPixel(point), this.ink, looks);
        });
    }

    frame() {
        const { pen, side, axes } = this;
        const font = getComputedStyle(this.canvas).fontFamily;
        pen.font = `13px ${font}`;
        pen.fillStyle = pen.strokeStyle = this.ink;
        pen.globalAlpha = 0.5;
        pen.lineWidth = 1;
        pen.setLineDash([]);
        pen.strokeRect(MARGIN.left, MARGIN.top, this.width, this.height);
        pen.globalAlpha = 1;
        const bottom = side - MARGIN.bottom;
        axes.forEach(({ low, high, step, centre, scale }, i) => {
            for (let value = low; value <= high; value += step) {
                const input = (value - centre) / scale;
                const text = decimals(value, 0);
                const [x, y] = this.toPixel(i === 0 ? [input, 0] : [0, input]);
                pen.textAlign = i === 0 ? "center" : "right";
                pen.textBaseline = i === 0 ? "top" : "middle";
                if (i === 0) pen.fillText(text, x, bottom + 5);
                else pen.fillText(text, MARGIN.left - 6, y);
            }
        });
        const names = axes.map(({ name, unit }) => (unit ? `${name} in ${unit}` : name));
        pen.textAlign = "center";
        pen.textBaseline = "bottom";
        pen.fillText(names[0], (MARGIN.left + side - MARGIN.right) / 2, side - 2);
        pen.save();
        pen.translate(12, (MARGIN.top + bottom) / 2);
        pen.rotate(-Math.PI / 2);
        pen.textBaseline = "middle";
        pen.fillText(names[1], 0, 0);
        pen.restore();
        if (this.cursor) this.crosshair(pen);
    }

    crosshair(pen) {
        const [x, y] = this.toPixel(this.cursor);
        pen.lineWidth = 2;
        pen.beginPath();
        pen.moveTo(x - 12, y);
        pen.lineTo(x + 12, y);
        pen.moveTo(x, y - 12);
        pen.lineTo(x, y + 12);
        pen.stroke();
    }

    // The point that is nearest to a place, if one is within reach, else -1.
    nearest(points, place) {
        const [x, y] = this.toPixel(place);
        let best = -1;
        let least = 18; // pixels: a fingertip covers more than a mouse pointer
        points.forEach((point, i) => {
            const [px, py] = this.toPixel(point);
            const distance = Math.hypot(px - x, py - y);
            if (distance < least) [best, least] = [i, distance];
        });
        return best;
    }
}
