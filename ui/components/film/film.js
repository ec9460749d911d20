// data: { frames: [{ label, src, alt, title, caption, shares: ten probabilities, or none }], name: of what
// the buttons choose }

import { make, setProperties } from "../shared/elements.js";
import { isStill } from "../shared/still.js";

const PACE = 1100; // milliseconds that a frame stays

export default function ({ data, parentElement }) {
    const root = parentElement.querySelector(".film");
    root.shown ??= new Film(root);
    root.shown.load(data);
}

class Film {
    constructor(root) {
        this.root = root;
        this.place = null;
        this.timer = null;
        [this.frame, this.told, this.bars, this.strip, this.play] = [
            ".frame",
            ".told",
            ".bars",
            ".strip",
            ".play",
        ].map((each) => root.querySelector(each));
        this.title = make("h3"); // none that is empty, before there is a frame
        this.told.prepend(this.title);
        this.play.onclick = () => (this.timer === null ? this.start() : this.rest());
    }

    // The first frames play once, others are shown where this one stands.
    load({ frames, name }) {
        const isNew = this.place === null;
        const count = this.frames?.length;
        this.frames = frames;
        if (count !== frames.length) {
            this.strip.setAttribute("aria-label", name);
            this.strip.replaceChildren(...frames.map((frame, i) => this.makeButton(frame, i)));
            this.place = frames.length - 1;
        }
        this.show(this.place);
        if (isNew && !isStill()) this.start();
        else if (isNew) this.rest();
    }

    makeButton({ label, title }, i) {
        const button = make("button", { type: "button", title }, label);
        button.onclick = () => {
            this.rest();
            this.show(i);
        };
        return button;
    }

    // What plays is not read out frame by frame.
    start() {
        this.told.ariaLive = "off";
        this.play.textContent = "Pause";
        this.show(this.place === this.frames.length - 1 ? 0 : this.place);
        this.timer = setInterval(() => this.step(), PACE);
    }

    rest() {
        clearInterval(this.timer);
        this.timer = null;
        this.told.ariaLive = "polite";
        this.play.textContent = "Play";
    }

    step() {
        if (!this.root.isConnected || this.place === this.frames.length - 1) this.rest();
        else this.show(this.place + 1);
    }

    show(place) {
        this.place = place;
        const { src, alt, title, caption, shares } = this.frames[place];
        const shown = this.frame.firstElementChild;
        if (shown?.src !== src) this.frame.replaceChildren(make("img", { src, alt }));
        else shown.alt = alt;
        this.title.textContent = title;
        this.told.querySelector("p").textContent = caption;
        this.showShares(shares ?? []);
        [...this.strip.children].forEach((button, i) => {
            button.ariaCurrent = String(i === place);
        });
    }

    // The bars stay: they move from one frame's height to the next.
    showShares(shares) {
        if (this.bars.children.length !== shares.length)
            this.bars.replaceChildren(
                ...shares.map((_, digit) =>
                    make("li", {}, make("span", { class: "bar" }), make("span", {}, digit)),
                ),
            );
        const most = Math.max(...shares);
        shares.forEach((share, digit) => {
            const row = this.bars.children[digit];
            row.classList.toggle("first", share === most);
            setProperties(row.firstElementChild, { "--share": share });
        });
    }
}
