// data: { strokes, load, pen, reader: { network, prompt, alt, brief } or null }

import { AtWork } from "../shared/at_work/at_work.js";
import { Pad } from "./pad.js";
import { Reader } from "./reader.js";

const SILENCE = 4000; // after how long without an answer something is wrong
const GONE = "The server does not answer. Your drawing is kept, and read as soon as it is back.";

export default function ({ data, parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas");
    canvas.drawn ??= start(parentElement, canvas);
    canvas.drawn(data, setStateValue);
}

function start(parent, canvas) {
    const [status, root] = [parent.querySelector("p"), parent.querySelector(".drawing")];
    const pad = new Pad(canvas, parent.querySelectorAll("button"), changed);
    const reader = new Reader({
        drawn: () => ({
            strokes: pad.strokes,
            network: asks.network.id,
            epoch: asks.network.epoch,
        }),
        answered,
        refused: (sentence) => view.show(null, "", sentence),
        away,
    });
    let view = null,
        asks = null,
        told = null,
        setState = null,
        silent = null;

    function changed(over) {
        if (asks) read(over);
        const drawing = over ? JSON.stringify(pad.strokes) : told;
        if (drawing === told) return;
        told = drawing;
        setState("drawing", pad.copy());
    }

    function read(over) {
        if (pad.strokes.length) reader.ask(over);
        else {
            reader.forget();
            view.show(null, "", asks.prompt);
        }
    }

    function answered(answer) {
        view.show(answer, answer.title ?? "", answer.sentence);
    }

    function away(whether) {
        if (!whether) {
            clearTimeout(silent);
            silent = null;
            status.textContent = "";
        } else
            silent ??= setTimeout(() => {
                status.textContent = GONE;
            }, SILENCE);
    }

    return (data, setStateValue) => {
        setState = setStateValue;
        pad.pen = data.pen;
        const loaded = pad.load(data.strokes, data.load);
        if (loaded) told = JSON.stringify(pad.strokes);
        const network = JSON.stringify(data.reader?.network);
        const other = network !== JSON.stringify(asks?.network);
        asks = data.reader;
        if (!asks) return;
        if (!view) {
            view = new AtWork(null);
            root.append(view.element);
        }
        view.setNetwork(asks.network, asks.alt, asks.brief);
        if (loaded || other) read(true);
    };
}
