// data: { given: {name: number as text}; sections: [{ title, text, lines: [{ name, calculation, value,
// reads: names }] }] }. One line is read at a time: its numbers light up in the drawing.

import { make } from "../shared/elements.js";
import { Drawing } from "./drawing.js";

const KEYS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

class ByHand {
    constructor(root) {
        Object.assign(this, { at: -1, drawing: new Drawing() });
        const button = (text, by) =>
            make("button", { type: "button", onclick: () => this.step(by) }, text);
        this.back = button("Back", -1);
        this.next = button("Next line", 1);
        this.next.classList.add("primary");
        this.said = make("p", { class: "said", role: "status" });
        this.list = make("div", { class: "lines" });
        this.stage = make(
            "div",
            { class: "stage" },
            this.drawing.element,
            make("div", { class: "buttons" }, this.next, this.back),
            this.said,
        );
        root.replaceChildren(this.stage, this.list);
    }

    // What was read stays read, with the numbers of another point.
    show(data) {
        this.given = data.given;
        this.lines = data.sections.flatMap(({ lines }) => lines);
        let count = 0;
        this.buttons = [];
        const sections = data.sections.map(({ title, text, lines }) => {
            const items = lines.map((line) => make("li", {}, this.item(line, count++)));
            return make(
                "details",
                {},
                make("summary", {}, make("h3", {}, title)),
                make("p", {}, text),
                make("ol", {}, ...items),
            );
        });
        const unfolded = [...this.list.children].map((section) => section.open);
        for (const [i, section] of sections.entries()) section.open = unfolded[i] ?? i === 0;
        this.list.replaceChildren(...sections);
        this.read(Math.min(this.at, this.lines.length - 1));
    }

    item(line, i) {
        const button = make("button", {
            type: "button",
            onclick: () => this.read(i),
            onfocus: () => this.read(i),
            onpointerenter: ({ pointerType }) => pointerType === "mouse" && this.light(i),
            onpointerleave: () => this.light(this.at),
            onkeydown: (event) => this.key(event, i),
        });
        button.append(make("b", {}, line.name), written(line));
        this.buttons.push(button);
        return button;
    }

    key(event, i) {
        const by = KEYS[event.key];
        if (!by) return;
        event.preventDefault();
        if (!this.buttons[i + by]) return;
        this.unfold(i + by);
        this.buttons[i + by].focus();
    }

    step(by) {
        this.read(this.at + by);
        // Where the drawing stays in sight, the list follows; elsewhere it would push the drawing away.
        if (getComputedStyle(this.stage).position === "sticky")
            this.buttons[this.at]?.scrollIntoView({ block: "nearest" });
    }

    // Read line i; -1 is before the first.
    read(i) {
        this.at = i;
        this.back.disabled = i < 0;
        this.next.disabled = i === this.lines.length - 1;
        this.next.textContent = i < 0 ? "Read the first line" : "Next line";
        const line = this.lines[i];
        this.said.textContent = line
            ? `${line.name}${written(line)}`
            : "Take a calculator. Each line lights up the numbers that it needs.";
        if (line) this.unfold(i);
        this.light(i);
    }

    unfold(i) {
        this.buttons[i].closest("details").open = true;
    }

    light(i) {
        const read = this.lines.slice(0, i + 1);
        const found = Object.fromEntries(read.map(({ name, value }) => [name, value]));
        this.drawing.show({ ...this.given, ...found }, this.lines[i]);
        this.buttons.forEach((button, place) => {
            button.tabIndex = place === Math.max(0, this.at) ? 0 : -1;
            if (place === i) button.setAttribute("aria-current", "step");
            else button.removeAttribute("aria-current");
        });
    }
}

function written({ calculation, value }) {
    return ` = ${calculation} = ${value}`;
}

export default function ({ data, parentElement }) {
    const root = parentElement.querySelector(".by-hand");
    root.view ??= new ByHand(root);
    root.view.show(data);
}
