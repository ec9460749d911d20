// The plane of two inputs: regions in colour, lines, points, and a cursor for pointer and keys.

import { make } from "../shared/elements.js";
import { decimals } from "../shared/numbers.js";
import { contour } from "./contour.js";
import { onLine } from "./line.js";
import { drawMark } from "./marks.js";

// What an arrow key moves: to the right, up.
export const DIRECTIONS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
};
const EDGE = 6; // pixels between the plane's edge and what is written there

export class Plane {
    // axes: two of {name, unit, centre, scale, low, high, step}, as mnist_ann/story/problems.py has them.
    // classes: [{name, colour, shape}]. chosen(place, kind) is called with a place in inputs;
    // kind: "down", "move", "up" and "cancel" of the pointer; "cursor" when keys moved it, "enter"
    // and "delete" where it is.
    constructor(axes, classes, label, chosen) {
        Object.assign(this, { axes, classes, chosen, cursor: null });
        const keys = `${label}. Arrow keys move a cursor, Enter does what a click does.`;
        this.canvas = make("canvas", { tabindex: 0, role: "application", "aria-label": keys });
        // Regions in colour lie below and are scaled by the style: WebKit is slow to scale a picture.
        this.ground = make("canvas", { class: "ground", "aria-hidden": true });
        this.element = make("div", { class: "plane" }, this.ground, this.canvas);
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
        const direction = DIRECTIONS[event.key];
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

    toPixel([x, y]) {
        const [[left, right], [bottom, top]] = this.bounds();
        return [
            (this.side * (x - left)) / (right - left),
            (this.side * (top - y)) / (top - bottom),
        ];
    }

    toInput([x, y]) {
        const [[left, right], [bottom, top]] = this.bounds();
        return [left + (x / this.side) * (right - left), top - (y / this.side) * (top - bottom)];
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

    // Where grid (size * size numbers of `cells`) crosses the level.
    boundary(grid, size, level, style = {}) {
        const place = ([x, y]) => [((x + 0.5) / size) * this.side, ((y + 0.5) / size) * this.side];
        this.pen.beginPath();
        for (const [from, to] of contour(grid, size, level)) {
            this.pen.moveTo(...place(from));
            this.pen.lineTo(...place(to));
        }
        this.stroke(style);
    }

    // The line where a unit's sum is 0.
    line(unit, style = {}) {
        const far = 100 / Math.hypot(...unit.weights);
        this.pen.beginPath();
        this.pen.moveTo(...this.toPixel(onLine(unit, -far)));
        this.pen.lineTo(...this.toPixel(onLine(unit, far)));
        this.stroke(style);
    }

    stroke({ colour = this.ink, width = 2.5, dash = [], alpha = 1 }) {
        const { pen } = this;
        pen.strokeStyle = colour;
        pen.lineWidth = width;
        pen.globalAlpha = alpha;
        pen.setLineDash(dash);
        pen.stroke();
        pen.globalAlpha = 1;
    }

    // ring(i): whether point i gets a ring; cross(i): whether it is crossed out as a mistake.
    points(points, labels, { ring = () => false, cross = () => false } = {}) {
        points.forEach((point, i) => {
            const looks = { ring: ring(i), cross: cross(i) };
            drawMark(this.pen, this.classes[labels[i]], this.toPixel(point), this.ink, looks);
        });
    }

    // What the axes say stands on the plane, so that it begins where the text around it does.
    scales() {
        const { pen, side, axes } = this;
        pen.font = `13px ${getComputedStyle(this.canvas).fontFamily}`;
        pen.fillStyle = this.ink;
        const [across, up] = axes.map(({ name, unit }) => (unit ? `${name} in ${unit}` : name));
        const taken = side - EDGE - pen.measureText(across).width;
        axes.forEach(({ low, high, step, centre, scale }, i) => {
            pen.textAlign = i === 0 ? "center" : "left";
            pen.textBaseline = i === 0 ? "bottom" : "middle";
            for (let value = low + step; value < high; value += step) {
                const input = (value - centre) / scale;
                const text = decimals(value, 0);
                const [x, y] = this.toPixel([input, input]);
                if (i === 1) pen.fillText(text, EDGE, y);
                else if (x + pen.measureText(text).width < taken)
                    pen.fillText(text, x, side - EDGE);
            }
        });
        pen.textAlign = "right";
        pen.textBaseline = "bottom";
        pen.fillText(across, side - EDGE, side - EDGE);
        pen.textAlign = "left";
        pen.textBaseline = "top";
        pen.fillText(up, EDGE, EDGE);
    }

    // Where the keys have moved to.
    crosshair() {
        if (!this.cursor) return;
        const { pen } = this;
        const [x, y] = this.toPixel(this.cursor);
        pen.setLineDash([]);
        pen.strokeStyle = this.ink;
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
