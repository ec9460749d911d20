// What a perceptron's line is grabbed by: a handle in the middle moves it, one at either side turns it
// around that middle. All three take a mouse, a finger, and arrow keys.

import { make, makeSvg } from "../../shared/elements.js";
import { onLine, through, towards } from "../line.js";
import { DIRECTIONS } from "../plane.js";

const ARM = 84; // pixels between the middle and the handles that turn, until a hand changes it
const INSET = 24; // pixels from the plane's edge, so that a finger gets hold of each handle
const MOVE =
    "M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5";
const TURN = "M5 15a8 8 0 1 1 14 0M2.5 11.5 5 15l4-1.5M21.5 11.5 19 15l-4-1.5";
const HANDLES = {
    middle: { name: "Move the line", sign: MOVE, most: 99 },
    ahead: { name: "Turn the line", sign: TURN, most: 180 },
    behind: { name: "Turn the line", sign: TURN, most: 180 },
};

export class Handles {
    // now(): the perceptron as it is; moved(unit) is called with what a hand made of it; told(): what a
    // screen reader says of it.
    constructor(plane, now, moved, told) {
        Object.assign(this, { plane, now, moved, told, grabbed: null, pixels: {} });
        this.middle = plane.bounds().map(([low, high]) => (low + high) / 2);
        this.arms = { ahead: ARM, behind: ARM };
        this.buttons = Object.keys(HANDLES).map((part) => this.handle(part));
        plane.element.append(...this.buttons);
    }

    handle(part) {
        const { name, sign, most } = HANDLES[part];
        const picture = makeSvg(
            "svg",
            { viewBox: "0 0 24 24", "aria-hidden": true },
            makeSvg("path", { d: sign }),
        );
        const attributes = {
            type: "button",
            class: `handle ${part}`,
            title: name,
            role: "slider",
            "aria-label": name,
            "aria-valuemin": -most,
            "aria-valuemax": most,
            onpointerdown: (event) => this.grab(event, part),
            onpointermove: (event) => this.drag(event, part),
            onpointerup: () => (this.grabbed = null),
            onpointercancel: () => (this.grabbed = null),
            onkeydown: (event) => this.key(event, part),
        };
        return make("button", attributes, picture);
    }

    grab(event, part) {
        event.currentTarget.setPointerCapture(event.pointerId);
        const [x, y] = this.pixels[part];
        this.grabbed = { part, shift: [x - event.clientX, y - event.clientY] };
    }

    drag(event, part) {
        if (this.grabbed?.part !== part) return;
        const [x, y] = this.grabbed.shift;
        this.take(part, [x + event.clientX, y + event.clientY]);
    }

    key(event, part) {
        const direction = DIRECTIONS[event.key];
        if (!direction) return;
        event.preventDefault();
        const [right, up] = direction;
        const [x, y] = this.pixels[part];
        if (part === "middle") {
            const far = event.shiftKey ? 20 : 4;
            return this.take(part, [x + far * right, y - far * up]);
        }
        const [left, top] = this.pixels.middle;
        const turn = ((right - up) * (event.shiftKey ? 10 : 2) * Math.PI) / 180;
        const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
        const [dx, dy] = [x - left, y - top];
        this.take(part, [left + dx * cos - dy * sin, top + dx * sin + dy * cos]);
    }

    // A hand has brought a handle to a place, in pixels.
    take(part, pixel) {
        const { plane, pixels } = this;
        if (part === "middle") {
            const kept = pixel.map((each) => Math.min(plane.side - INSET, Math.max(INSET, each)));
            this.middle = plane.toInput(kept);
            return this.moved(through(this.now(), this.middle));
        }
        const arm = Math.hypot(pixel[0] - pixels.middle[0], pixel[1] - pixels.middle[1]);
        if (arm < INSET / 2) return; // too near to point anywhere
        this.arms[part] = Math.max(arm, 2 * INSET);
        const place = plane.toInput(pixel);
        const [from, to] = part === "ahead" ? [this.middle, place] : [place, this.middle];
        this.moved(towards(this.now(), from, to));
    }

    // Put the handles onto the line as it is now. If it is outside, the middle waits at the edge.
    follow() {
        const { plane, arms } = this;
        const unit = this.now();
        const [near, next] = [0, 1].map((far) => plane.toPixel(onLine(unit, far)));
        const length = Math.hypot(next[0] - near[0], next[1] - near[1]);
        const way = near.map((each, i) => (next[i] - each) / length);
        const [first, last] = crossing(near, way, INSET, plane.side - INSET);
        const outside = !(first < last);
        const clamp = (far, low, high) => Math.min(high, Math.max(low, far));
        const before = plane.toPixel(this.middle);
        const along = before.reduce((sum, each, i) => sum + (each - near[i]) * way[i], 0);
        const middle = clamp(along, first, last);
        const at = (far) => near.map((each, i) => each + far * way[i]);
        this.pixels = {
            middle: outside
                ? near.map((each) => clamp(each, INSET, plane.side - INSET))
                : at(middle),
            ahead: at(Math.min(last, middle + arms.ahead)),
            behind: at(Math.max(first, middle - arms.behind)),
        };
        if (!outside) this.middle = plane.toInput(this.pixels.middle);
        const angle = Math.round((Math.atan2(-way[1], way[0]) * 180) / Math.PI);
        Object.keys(HANDLES).forEach((part, i) => {
            const button = this.buttons[i];
            const [left, top] = this.pixels[part];
            button.style.left = `${left}px`;
            button.style.top = `${top}px`;
            button.hidden = outside && part !== "middle";
            button.setAttribute("aria-valuenow", part === "middle" ? unit.bias.toFixed(2) : angle);
            button.setAttribute("aria-valuetext", this.told());
        });
    }
}

// Where a line, from a place a way, enters and leaves the square from low to high in both directions.
function crossing(from, way, low, high) {
    const spans = from.map((each, i) =>
        [(low - each) / way[i], (high - each) / way[i]].sort((one, other) => one - other),
    );
    return [Math.max(...spans.map(([start]) => start)), Math.min(...spans.map(([, end]) => end))];
}
