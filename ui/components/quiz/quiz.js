// data: { number: of the quiz, images: [{ src, label, read: the network's answer }], shares: for each number
// of right answers, what they say of all images }

import { make } from "../shared/elements.js";

export default function ({ data, parentElement, setTriggerValue }) {
    const root = parentElement.querySelector(".quiz");
    root.quiz ??= new Quiz(root);
    root.quiz.take(data, setTriggerValue);
}

class Quiz {
    constructor(root) {
        this.root = root;
        for (const part of ["which", "answers", "said", "on"])
            this[part] = root.querySelector(`.${part}`);
        this.picture = root.querySelector("img");
        this.all = root.querySelector("ul");
        this.buttons = Array.from({ length: 10 }, (_, digit) => {
            const onclick = () => this.answer(digit);
            return make("button", { type: "button", onclick }, digit);
        });
        this.answers.append(...this.buttons);
        this.on.onclick = () => this.next();
        root.onkeydown = (event) => {
            if (/^[0-9]$/.test(event.key)) this.answer(Number(event.key));
        };
    }

    take(data, tell) {
        this.images = data.images;
        this.shares = data.shares;
        this.tell = tell;
        if (data.number === this.number) {
            // Another network is asked now.
            if (this.given.length > this.at) this.reveal();
            if (this.at === this.images.length) this.finish();
            return;
        }
        this.number = data.number;
        this.given = [];
        this.at = 0;
        this.ask();
    }

    ask() {
        this.root.classList.remove("done");
        this.show(true);
        this.picture.src = this.images[this.at].src;
        this.which.textContent = `Image ${this.at + 1} of ${this.images.length}: which digit?`;
        this.said.textContent = "";
        for (const button of this.buttons) {
            button.className = "";
            button.disabled = false;
        }
    }

    answer(digit) {
        if (this.given.length > this.at || this.at === this.images.length) return;
        this.given.push(digit);
        this.reveal();
        this.on.focus();
    }

    reveal() {
        const { label, read } = this.images[this.at];
        const own = this.given[this.at];
        this.buttons.forEach((button, digit) => {
            button.disabled = true;
            button.className = digit === label ? "right" : digit === own ? "wrong" : "";
        });
        this.said.textContent = `You say ${own} ${mark(own, label)}, the network says ${read} ${mark(read, label)}. It is ${label}.`;
        this.on.textContent = this.at + 1 < this.images.length ? "Next" : "Your result";
        this.on.hidden = false;
    }

    next() {
        if (this.at === this.images.length) {
            this.tell("again", true);
            return;
        }
        this.at += 1;
        if (this.at === this.images.length) this.finish();
        else {
            this.ask();
            this.buttons[0].focus();
        }
    }

    finish() {
        const { images, given } = this;
        const right = (answers) => answers.filter((each, i) => each === images[i].label).length;
        const [own, its] = [right(given), right(images.map(({ read }) => read))];
        this.show(false);
        this.root.classList.add("done");
        this.said.textContent = `You read ${own} of ${images.length} right, the network ${its}.`;
        this.all.replaceChildren(
            make("li", {}, this.shares[own]),
            ...images.map(({ src, label, read }, i) =>
                make(
                    "li",
                    {},
                    make("img", { src, alt: `A digit that is ${label}` }),
                    `is ${label}\nyou ${given[i]} ${mark(given[i], label)}\nnetwork ${read} ${mark(read, label)}`,
                ),
            ),
        );
        this.on.textContent = "Ten more";
    }

    // Whether an image is asked for, or all of them were.
    show(asking) {
        for (const each of [this.picture, this.which, this.answers]) each.hidden = !asking;
        this.all.hidden = asking;
        this.on.hidden = asking;
    }
}

function mark(answer, label) {
    return answer === label ? "✓" : "✗";
}
