// The canvas under the pen: strokes by mouse, pen, finger or keys, Undo and Clear.

import { ARROWS } from "../shared/keys.js";
import { paintStrokes } from "../shared/paint.js";

const PAPER = 280; // of the canvas in the strokes' pixels, however large it is shown
const KEYS = "keys"; // in place of the pointer that draws
const STEP = 10; // of the pen with each press of an arrow

export class Pad {
    // changed(strokes, over) is called with each change; over: whether no stroke is being drawn.
    constructor(canvas, [undo, clear], changed) {
        Object.assign(this, { canvas, undo, clear, changed });
        this.context = canvas.getContext("2d");
        const sharp = 2 * Math.ceil(devicePixelRatio);
        canvas.width = canvas.height = sharp * PAPER;
        this.context.scale(sharp, sharp);
        this.strokes = [];
        this.cleared = []; // what Undo brings back
        this.pen = 18;
        this.pointer = this.place = null; // place: of the pen that keys move, while they do
        canvas.onpointerdown = (event) => this.start(event);
        canvas.onpointermove = (event) => this.move(event);
        canvas.onpointerup =
            canvas.onpointercancel =
            canvas.onlostpointercapture =
                (event) => this.end(event);
        canvas.onkeydown = (event) => this.press(event);
        canvas.onkeyup = (event) => event.key === "Shift" && this.lift();
        canvas.onblur = () => {
            this.lift();
            this.point(null);
        };
        undo.onclick = () => this.pressed(-1);
        clear.onclick = () => this.pressed(0);
    }

    // A button that can't be pressed any more loses the focus: it goes to where one draws.
    pressed(left) {
        this.keep(left);
        if (!this.strokes.length) this.canvas.focus({ preventScroll: true });
    }

    // Show strokes. Who draws already goes on drawing.
    load(strokes) {
        this.strokes = [...strokes, ...(this.pointer === null ? [] : this.strokes.slice(-1))];
        this.cleared = [];
        this.paint();
    }

    // A copy that stays as it is.
    copy() {
        return this.strokes.map(({ width, points }) => ({ width, points: [...points] }));
    }

    paint() {
        paintStrokes(this.context, this.strokes);
        this.clear.disabled = !this.strokes.length;
        this.undo.disabled = !this.strokes.length && !this.cleared.length;
        if (!this.place) return;
        const { context } = this;
        context.strokeStyle = "#5b9bff";
        context.lineWidth = 3;
        context.beginPath();
        context.arc(...this.place, this.pen / 2 + 3, 0, 2 * Math.PI);
        context.stroke();
    }

    point(place) {
        this.place = place;
        this.paint();
    }

    start(event) {
        if (this.pointer !== null || event.button) return;
        this.pointer = event.pointerId;
        this.place = null;
        this.canvas.setPointerCapture(this.pointer);
        this.strokes.push({ width: this.pen, points: [this.at(event)] });
        this.paint();
        this.changed(false);
    }

    move(event) {
        if (event.pointerId !== this.pointer) return;
        const { points } = this.strokes.at(-1);
        const before = points.length;
        const passed = event.getCoalescedEvents?.() ?? [];
        for (const point of (passed.length ? passed : [event]).map((each) => this.at(each))) {
            const [x, y] = points.at(-1);
            if (Math.hypot(point[0] - x, point[1] - y) >= 1) points.push(point);
        }
        if (points.length === before) return;
        this.paint();
        this.changed(false);
    }

    end(event) {
        if (event.pointerId !== this.pointer) return;
        this.pointer = null;
        this.changed(true);
    }

    // Arrows move a pen, and draw with it while Shift is held.
    steer(event) {
        const from = this.place ?? [PAPER / 2, PAPER / 2];
        const to = from.map((at, axis) => {
            const moved = at + STEP * ARROWS[event.key][axis];
            return Math.min(PAPER - STEP, Math.max(STEP, moved));
        });
        if (event.shiftKey) {
            if (this.pointer === null) this.strokes.push({ width: this.pen, points: [from] });
            this.pointer = KEYS;
            this.strokes.at(-1).points.push(to);
        }
        this.point(to);
        if (event.shiftKey) this.changed(false);
    }

    // The end of a stroke by keys.
    lift() {
        if (this.pointer !== KEYS) return;
        this.pointer = null;
        this.changed(true);
    }

    press(event) {
        if (ARROWS[event.key] && (this.pointer ?? KEYS) === KEYS) {
            event.preventDefault();
            this.steer(event);
            return;
        }
        const back =
            event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey));
        if (!back && event.key !== "Delete") return;
        event.preventDefault();
        this.keep(back ? -1 : 0);
    }

    // left: -1 for Undo, 0 for Clear, which Undo takes back.
    keep(left) {
        const { strokes, cleared } = this;
        if (this.pointer !== null || !(strokes.length || (left && cleared.length))) return;
        this.strokes = strokes.length ? strokes.slice(0, left) : cleared;
        if (!left) this.cleared = strokes;
        else if (!strokes.length) this.cleared = [];
        this.paint();
        this.changed(true);
    }

    at(event) {
        const box = this.canvas.getBoundingClientRect();
        const scale = PAPER / box.width;
        return [event.clientX - box.left, event.clientY - box.top].map(
            (v) => Math.round(v * scale * 10) / 10,
        );
    }
}
