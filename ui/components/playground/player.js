// Step, Play and Pause, Reset, and the speed.

import { make } from "../shared/elements.js";
import { dropdown } from "./choice.js";

const SHORT = 25; // milliseconds of steps that each frame has room for
const LONG = 250; // a longer frame would keep a finger waiting

// How many steps are due, by the clock: whoever draws few frames a second makes more steps in each.
export class Pace {
    constructor(now) {
        Object.assign(this, { last: now, due: 0, frame: 0 });
    }

    // speed: steps a second. What wasn't made in two seconds is not made up for.
    wait(now, speed) {
        this.frame = now - this.last;
        this.last = now;
        this.due = Math.min(this.due + (speed * this.frame) / 1000, 2 * speed);
    }

    // Milliseconds for the steps of this frame: half of it, so that the picture has the other half.
    get room() {
        return Math.min(LONG, Math.max(SHORT, this.frame / 2));
    }
}

export class Player {
    // step() does one step; drawn() shows where things are; reset() goes back to the start;
    // atRest() says that no step will change anything. speeds: [[steps a second, label]].
    constructor({ step, drawn, reset, atRest = () => false, speeds, speed }) {
        Object.assign(this, { step, drawn, atRest, speed, playing: false });
        const button = (text, onclick) => make("button", { type: "button", onclick }, text);
        this.stepButton = button("Step", () => {
            this.pause();
            this.step();
            this.drawn();
        });
        this.playButton = button("Play", () => (this.playing ? this.pause() : this.play()));
        this.playButton.classList.add("primary");
        const resetButton = button("Reset", () => {
            this.pause();
            reset();
            this.drawn();
        });
        this.element = make(
            "div",
            { class: "player" },
            this.playButton,
            this.stepButton,
            resetButton,
            dropdown("Speed", speeds, speed, (value) => (this.speed = value)),
        );
    }

    play() {
        this.playing = true;
        this.playButton.textContent = "Pause";
        const pace = new Pace(performance.now());
        this.pace = pace;
        const frame = (now) => {
            if (!this.playing || this.pace !== pace || !this.element.isConnected) return;
            pace.wait(now, this.speed);
            const before = pace.due;
            const end = performance.now() + pace.room;
            for (; pace.due >= 1 && !this.atRest() && performance.now() < end; pace.due--)
                this.step();
            if (this.atRest()) this.pause();
            if (pace.due < before) this.drawn();
            requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    }

    pause() {
        this.playing = false;
        this.playButton.textContent = "Play";
    }
}
