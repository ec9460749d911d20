// What the unit that is pointed at looks for, and its sum, in words.

import { make } from "../elements.js";
import { decimals, signed } from "../numbers.js";
import { paintCells } from "./cells.js";
import { AGAINST, FOR } from "./painting.js";

const PAUSE = 90; // milliseconds that a pointer rests before its unit's weights are asked for
const SIDE = 112;

export class UnitCard {
    constructor(hint) {
        this.hint = hint;
        this.weights = new Map();
        this.picture = make("canvas", { "aria-hidden": true });
        this.words = make("p", { "aria-live": "polite" });
        this.element = make("div", { class: "unit" }, this.picture, this.words);
        this.asked = "";
        this.rest();
    }

    rest() {
        clearTimeout(this.timer);
        this.asked = "";
        this.picture.hidden = true;
        this.words.textContent = this.hint;
    }

    // source: { id, epoch }. inputs: what the unit reads, null while there is none. of: what it is of
    // the network: { layer, unit, last }. connect(its weights) shows what it is connected to, and says it.
    show(source, of, inputs, activation, connect) {
        const { layer, unit } = of;
        const query = new URLSearchParams({ network: source.id, layer, unit });
        if (source.epoch !== null) query.set("epoch", source.epoch);
        const address = `api/unit?${query}`;
        this.asked = address;
        const known = this.weights.get(address);
        if (known) {
            this.tell(known, of, inputs, activation, connect);
            return;
        }
        this.words.textContent = `${nameOf(of)}${inputs ? `: ${decimals(activation)}` : ""}`;
        clearTimeout(this.timer);
        this.timer = setTimeout(async () => {
            const found = await asked(address);
            if (!found) return;
            this.weights.set(address, found);
            if (this.asked === address) this.tell(found, of, inputs, activation, connect);
        }, PAUSE);
    }

    tell(found, of, inputs, activation, connect) {
        const { weights, bias, activation: name } = found;
        paintWeights(this.picture, weights);
        this.picture.hidden = false;
        if (!inputs) {
            this.words.textContent = `${nameOf(of)}. Its weights: blue drives it, orange holds it back.`;
            return;
        }
        const sum = weights.reduce((total, weight, i) => total + weight * inputs[i], bias);
        // As they are shown, the three numbers add up.
        const products = rounded(sum) - rounded(bias);
        const what = of.layer === 1 ? "pixel" : "input";
        const end = of.last
            ? "Softmax makes probabilities of the ten sums."
            : `${outcome(name, sum)} ${decimals(activation)}.`;
        this.words.textContent =
            `${nameOf(of)}. Each ${what} times its weight: ${decimals(products)} in all. ` +
            `With the bias, ${decimals(products)} ${signed(bias)} = ${decimals(sum)}. ${end} ${connect(found)}`;
    }
}

function rounded(value) {
    return Math.round(100 * value) / 100;
}

function outcome(name, sum) {
    if (name === "relu") return sum > 0 ? "ReLU lets it pass:" : "It is below 0, so ReLU makes it";
    if (name === "linear") return "It stays as it is:";
    return `${name === "tanh" ? "Tanh" : "Sigmoid"} makes of it`;
}

function nameOf({ layer, unit, last }) {
    return last ? `The output of digit ${unit}` : `Unit ${unit} of layer ${layer}`;
}

async function asked(address) {
    try {
        const response = await fetch(address);
        return response.ok ? await response.json() : null;
    } catch {
        return null; // the network is away: what is known stays on the page
    }
}

// One cell for each weight: blue above 0, orange below, black at 0.
function paintWeights(canvas, weights) {
    const columns = weights.length === 784 ? 28 : Math.ceil(Math.sqrt(weights.length));
    const rows = Math.ceil(weights.length / columns);
    canvas.style.width = `${SIDE}px`;
    canvas.style.height = `${(SIDE * rows) / columns}px`;
    const most = Math.max(...weights.map(Math.abs)) || 1;
    paintCells(canvas, columns, weights, (weight) => {
        const size = Math.sqrt(Math.abs(weight) / most);
        return (weight > 0 ? FOR : AGAINST).map((part) => part * size);
    });
}
