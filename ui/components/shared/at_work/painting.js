// A network's units as lights, and its strongest connections as curves between them.

import { placeOf } from "./layout.js";

// As in the app's other pictures: blue speaks for the answer, orange against it.
export const FOR = [91, 155, 255];
export const AGAINST = [255, 140, 66];
const LIT = [226, 236, 255];
const DARK = [42, 50, 66];
const LEVELS = 24; // of brightness: each is drawn once, and copied for every unit
const FAINT = 0.02; // what is weaker isn't seen
const PACE = 0.0011; // of its way that a signal goes in a millisecond

export class Painting {
    constructor(canvas) {
        this.canvas = canvas;
        this.context = canvas.getContext("2d");
        this.settled = document.createElement("canvas");
        this.lights = new Map();
    }

    // Fit the canvas to a layout, as sharp as the screen is.
    fit(layout) {
        const scale = Math.min(2, devicePixelRatio || 1);
        this.layout = layout;
        this.scale = scale;
        this.canvas.width = Math.round(layout.width * scale);
        this.canvas.height = Math.round(layout.height * scale);
        this.context.setTransform(scale, 0, 0, scale, 0, 0);
        this.context.lineCap = "round";
        this.lights.clear();
        this.rest = this.makeRest();
        [this.settled.width, this.settled.height] = [this.canvas.width, this.canvas.height];
        this.isSettled = false;
    }

    // All units at rest, as most of them are in any frame: one picture to copy.
    makeRest() {
        const rest = document.createElement("canvas");
        [rest.width, rest.height] = [this.canvas.width, this.canvas.height];
        const context = rest.getContext("2d");
        context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
        const counts = [...this.layout.layers.map(({ count }) => count), 10];
        counts.forEach((count, i) => {
            for (let unit = 0; unit < count; unit++) this.paintUnit(context, i + 1, unit, 0);
        });
        return rest;
    }

    // shown: as Motion has it. moving: whether it differs from the last time. flow: how bright signals
    // are, 0 to 1. marked: a [layer, unit] or null.
    paint(shown, moving, flow, now, marked) {
        const { context, layout, settled } = this;
        // What runs along the connections is little beside them: they stay as they were painted.
        if (!moving && this.isSettled) {
            context.clearRect(0, 0, layout.width, layout.height);
            context.drawImage(settled, 0, 0, layout.width, layout.height);
        } else {
            this.paintAll(shown);
            if (!moving) {
                const copy = settled.getContext("2d");
                copy.clearRect(0, 0, settled.width, settled.height);
                copy.drawImage(this.canvas, 0, 0);
            }
        }
        this.isSettled = !moving;
        if (flow) this.paintSignals(shown.links.values(), flow, now);
        if (marked) this.paintMark(marked);
    }

    paintAll(shown) {
        const { context, layout } = this;
        context.clearRect(0, 0, layout.width, layout.height);
        context.drawImage(this.rest, 0, 0, layout.width, layout.height);
        context.globalCompositeOperation = "lighter";
        for (const link of shown.links.values()) this.paintLink(link);
        context.globalCompositeOperation = "source-over";
        shown.layers.forEach((values, i) => {
            this.paintUnits(values, i + 1);
        });
    }

    paintLink(link) {
        const { context } = this;
        const size = Math.abs(link.strength);
        if (size < FAINT) return;
        const colour = link.strength > 0 ? FOR : AGAINST;
        const [[x, y], [bx, by], [cx, cy], [toX, toY]] = this.curveOf(link);
        context.beginPath();
        context.moveTo(x, y);
        context.bezierCurveTo(bx, by, cx, cy, toX, toY);
        // Those from the pixels begin on the picture and lie close together: it stays to be seen.
        const ink = link.layer === 0 ? 0.4 : 0.6;
        context.strokeStyle = `rgba(${colour}, ${0.1 + ink * size})`;
        context.lineWidth = 0.6 + 1.9 * size;
        context.stroke();
    }

    paintSignals(links, flow, now) {
        const { context } = this;
        for (const link of links) {
            const size = link.strength;
            if (size < 0.15) continue; // what speaks against the answer doesn't flow to it
            const way = (now * PACE + ((link.from * 7 + link.to * 13) % 10) / 10) % 1;
            const [x, y] = along(this.curveOf(link), way);
            context.fillStyle = `rgba(235, 243, 255, ${flow * (0.25 + 0.75 * size)})`;
            context.beginPath();
            context.arc(x, y, 1 + 1.3 * size, 0, 2 * Math.PI);
            context.fill();
        }
    }

    paintUnits(values, layer) {
        for (let unit = 0; unit < values.length; unit++) {
            const level = Math.round(values[unit] * LEVELS);
            if (level) this.paintUnit(this.context, layer, unit, level);
        }
    }

    paintUnit(context, layer, unit, level) {
        const pitch = this.layout.layers[layer - 1]?.pitch ?? 16;
        const half = pitch * 1.1;
        const [x, y] = placeOf(this.layout, layer, unit);
        context.drawImage(this.light(pitch, level), x - half, y - half, 2 * half, 2 * half);
    }

    paintMark([layer, unit]) {
        const { context, layout } = this;
        const [x, y] = placeOf(layout, layer, unit);
        context.strokeStyle = "white";
        context.lineWidth = 2;
        context.beginPath();
        context.arc(x, y, Math.max(6, (layout.layers[layer - 1]?.pitch ?? 16) * 0.62), 0, 7);
        context.stroke();
    }

    // A unit's picture by its brightness, -LEVELS to LEVELS: a dot, with a glow when it is bright, a ring
    // below 0.
    light(pitch, level) {
        const name = `${pitch} ${level}`;
        if (!this.lights.has(name)) this.lights.set(name, this.makeLight(pitch, level / LEVELS));
        return this.lights.get(name);
    }

    makeLight(pitch, value) {
        const half = pitch * 1.1;
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = Math.ceil(2 * half * this.scale);
        const context = canvas.getContext("2d");
        context.scale(canvas.width / (2 * half), canvas.width / (2 * half));
        const size = Math.sqrt(Math.abs(value));
        const radius = pitch * (0.26 + 0.14 * size);
        if (value > 0.25) {
            const glow = context.createRadialGradient(half, half, 0, half, half, half);
            glow.addColorStop(0, `rgba(${LIT}, ${0.5 * value})`);
            glow.addColorStop(1, `rgba(${LIT}, 0)`);
            context.fillStyle = glow;
            context.fillRect(0, 0, 2 * half, 2 * half);
        }
        const colour = DARK.map((dark, i) => dark + size * (LIT[i] - dark));
        context.fillStyle = context.strokeStyle = `rgb(${colour.map(Math.round).join(", ")})`;
        context.beginPath();
        context.arc(half, half, radius, 0, 2 * Math.PI);
        context.lineWidth = pitch * 0.14;
        if (value < 0) context.stroke();
        else context.fill();
        return canvas;
    }

    // The four points of a Bézier curve from one unit to another.
    curveOf({ layer, from, to }) {
        const start = placeOf(this.layout, layer, from);
        const end = placeOf(this.layout, layer + 1, to);
        const axis = this.layout.across ? 0 : 1;
        const bend = (end[axis] - start[axis]) / 2;
        const [second, third] = [[...start], [...end]];
        second[axis] += bend;
        third[axis] -= bend;
        return [start, second, third, end];
    }
}

// A point of a Bézier curve, way 0 to 1.
function along([a, b, c, d], way) {
    const rest = 1 - way;
    const parts = [rest ** 3, 3 * rest ** 2 * way, 3 * rest * way ** 2, way ** 3];
    return [0, 1].map((i) => parts[0] * a[i] + parts[1] * b[i] + parts[2] * c[i] + parts[3] * d[i]);
}
