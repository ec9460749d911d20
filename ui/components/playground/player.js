// Step, Play and Pause, Reset, and the speed.

import { make } from "../shared/elements.js";
import { choice } from "./choice.js";

const BUDGET = 25; // milliseconds of steps a frame: a slow machine makes fewer, but shows each frame

export class Player {
    // step() does one step; drawn() shows where things are; reset() goes back to the start;
    // atRest() says that no step will change anything. speeds: {steps a second: label}.
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
        const buttons = [this.playButton, this.stepButton, resetButton];
        this.element = make(
            "div",
            { class: "player" },
            make("div", { class: "buttons" }, ...buttons),
            choice("Speed", speeds, speed, (value) => (this.speed = Number(value))),
        );
    }

    play() {
        this.playing = true;
        this.playButton.textContent = "Pause";
        let last = performance.now();
        let due = 0;
        const frame = (now) => {
            if (!this.playing || !this.element.isConnected) return;
            due = Math.min(due + (this.speed * (now - last)) / 1000, this.speed / 10 + 1);
            last = now;
            const before = due;
            const end = performance.now() + BUDGET;
            for (; due >= 1 && !this.atRest() && performance.now() < end; due--) this.step();
            if (this.atRest()) this.pause();
            if (due < before) this.drawn();
            requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    }

    pause() {
        this.playing = false;
        this.playButton.textContent = "Play";
    }
}
