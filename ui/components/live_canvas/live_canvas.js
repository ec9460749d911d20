// data: { name, session, heard, strokes, load, pen, soon, reader: { network, prompt, alt, brief } or null }

import { AtWork } from "../shared/at_work/at_work.js";
import { fly } from "./flight.js";
import { keep, kept } from "./kept.js";
import { Pad } from "./pad.js";
import { Reader } from "./reader.js";

const SILENCE = 4000; // after how long without an answer something is wrong
const LATEST = 500; // after how long a page that waits for it hears of a drawing, answered or not
const REST = 600; // after how long any other does: many who draw would else wait for its scripts
const ELSEWHERE = ["pointerdown", "keydown", "click"]; // a click may come without a pointer
const GONE = "The server does not answer. Your drawing is kept, and read as soon as it is back.";

export default function ({ data, parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas");
    canvas.drawn ??= start(parentElement, canvas);
    canvas.drawn(data, setStateValue);
}

function start(parent, canvas) {
    const [status, heard] = parent.querySelectorAll("[role=status]");
    const root = parent.querySelector(".drawing");
    const ghost = parent.querySelector(".ghost");
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
        quiet,
    });
    let view = null,
        asks = null,
        told = null,
        setState = null,
        place = null,
        number = 0,
        loaded = null,
        soon = false,
        lifted = false,
        silent = null,
        untold = null;

    function changed(over) {
        ghost.remove();
        if (over) {
            number = Date.now();
            keep(...place, number, pad.strokes);
            tellSoon();
        }
        if (asks) read(over);
        else if (over && soon) tell();
    }

    // The page's script would take from the answer's time. But who presses a button means what is drawn.
    function tellSoon() {
        clearTimeout(untold);
        untold = setTimeout(tell, soon ? LATEST : REST);
        for (const kind of ELSEWHERE) document.addEventListener(kind, elsewhere, true);
    }

    // Who follows a link leaves: what came of telling the page would meet the next one. The tab keeps it.
    function elsewhere(event) {
        const path = event.composedPath();
        if (path.includes(canvas)) return;
        if (path.some((each) => each.href)) tellSoon();
        else tell();
    }

    function tell() {
        if (untold === null || pad.pointer !== null || !canvas.isConnected) return; // the stroke's end tells
        clearTimeout(untold);
        untold = null;
        for (const kind of ELSEWHERE) document.removeEventListener(kind, elsewhere, true);
        const drawing = JSON.stringify(pad.strokes);
        if (drawing === told) return;
        told = drawing;
        setState("drawing", { number, strokes: pad.copy() });
    }

    function read(over) {
        root.ariaBusy = "true";
        if (pad.strokes.length) {
            if (over) view.expect();
            lifted = over;
            reader.ask(over);
        } else {
            reader.forget();
            away(false);
            view.show(null, "", asks.prompt);
            quiet();
        }
    }

    // What is drawn was read. Who listens hears the answer to a stroke, not to each piece of one.
    function quiet() {
        root.ariaBusy = "false";
        if (pad.pointer === null) heard.textContent = pad.strokes.length ? view.words : "";
        if (soon) tell();
    }

    function answered(answer) {
        view.show(answer, answer.title ?? "", answer.sentence);
        if (lifted && answer.image && root.matches(".large")) fly(view.pixels, canvas, root);
        lifted = false;
    }

    function away(whether) {
        if (!whether) {
            clearTimeout(silent);
            silent = null;
            status.textContent = "";
            root.classList.remove("old");
        } else
            silent ??= setTimeout(() => {
                status.textContent = GONE;
                root.classList.add("old");
            }, SILENCE);
    }

    // What the page has to show, if that is news. Where it has not heard of the tab's own drawing, since the
    // server is new or the page was left at once, it is shown and told that.
    function load({ name, session, heard, strokes, load }) {
        const asked = `${session} ${load}`;
        if (asked === loaded) return false;
        loaded = asked;
        place = [name, session];
        const own = kept(name);
        const unheard = own?.session === session ? own.number > heard : !strokes.length;
        const lost = own && unheard;
        pad.load(lost ? own.strokes : strokes);
        told = JSON.stringify(strokes);
        number = lost ? own.number : heard;
        keep(...place, number, pad.strokes);
        if (lost) tellSoon();
        return true;
    }

    return (data, setStateValue) => {
        setState = setStateValue;
        soon = data.soon;
        pad.pen = data.pen;
        const isNew = load(data);
        const network = JSON.stringify(data.reader?.network);
        const other = network !== JSON.stringify(asks?.network);
        asks = data.reader;
        root.classList.toggle("large", Boolean(asks && !asks.brief));
        if (!root.matches(".large") || pad.strokes.length) ghost.remove();
        if (!asks) {
            root.ariaBusy = "false";
            return;
        }
        if (!view) {
            view = new AtWork(null);
            root.append(view.element);
        }
        view.setNetwork(asks.network, asks.alt, asks.brief);
        if (isNew || other) read(true);
    };
}
