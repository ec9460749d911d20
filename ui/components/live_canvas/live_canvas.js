import { paintStrokes } from "../shared/paint.js";

const PATIENCE = 400; // how long an update waits for the answer to the one before
const SILENCE = 4000; // after how long without an answer something is wrong
const GONE = "The server does not answer. Your drawing is kept, and read as soon as it is back.";

export default function ({ data, parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas");
    canvas.pad ??= start(
        canvas,
        parentElement.querySelector("p"),
        parentElement.querySelectorAll("button"),
    );
    canvas.pad.render(data, setStateValue);
}

function start(canvas, status, [undo, clear]) {
    const context = canvas.getContext("2d");
    let strokes = [],
        loaded = null,
        pen = 18,
        every = 100,
        setState = null;
    let pointer = null,
        timer = null,
        silent = null,
        sent = 0,
        seen = 0,
        unsent = false;

    function paint() {
        paintStrokes(context, strokes);
        undo.disabled = clear.disabled = !strokes.length;
    }

    function send() {
        clearTimeout(timer);
        timer = null;
        sent = Date.now();
        unsent = false;
        silent ??= setTimeout(gone, SILENCE);
        const copy = strokes.map(({ width, points }) => ({ width, points: [...points] }));
        setState("drawing", { strokes: copy, sent });
    }

    function gone() {
        status.textContent = GONE;
    }

    function answered() {
        clearTimeout(silent);
        silent = seen < sent ? setTimeout(gone, SILENCE) : null;
        status.textContent = "";
    }

    // During a stroke: not more often than `every`, nor before the last update was answered.
    function sendSoon() {
        timer ??= setTimeout(
            () => {
                timer = null;
                if (pointer === null) return;
                if (seen < sent && Date.now() - sent < PATIENCE) sendSoon();
                else send();
            },
            seen < sent ? every / 4 : every,
        );
    }

    function at(event) {
        const box = canvas.getBoundingClientRect(),
            scale = canvas.width / box.width;
        return [event.clientX - box.left, event.clientY - box.top].map(
            (v) => Math.round(v * scale * 10) / 10,
        );
    }

    function keep(left) {
        if (!strokes.length || pointer !== null) return;
        strokes = strokes.slice(0, left);
        paint();
        send();
    }

    canvas.onpointerdown = (event) => {
        if (pointer !== null || event.button) return;
        pointer = event.pointerId;
        canvas.setPointerCapture(pointer);
        strokes.push({ width: pen, points: [at(event)] });
        unsent = true;
        paint();
        sendSoon();
    };
    canvas.onpointermove = (event) => {
        if (event.pointerId !== pointer) return;
        const { points } = strokes.at(-1);
        const passed = event.getCoalescedEvents?.() ?? [];
        for (const point of (passed.length ? passed : [event]).map(at)) {
            const [x, y] = points.at(-1);
            if (Math.hypot(point[0] - x, point[1] - y) < 1) continue;
            points.push(point);
            unsent = true;
        }
        paint();
        sendSoon();
    };
    canvas.onpointerup =
        canvas.onpointercancel =
        canvas.onlostpointercapture =
            (event) => {
                if (event.pointerId !== pointer) return;
                pointer = null;
                if (unsent) send(); // else the last update has it all, and its answer is on the way
            };
    canvas.onkeydown = (event) => {
        const back =
            event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey));
        if (!back && event.key !== "Delete") return;
        event.preventDefault();
        keep(back ? -1 : 0);
    };
    undo.onclick = () => keep(-1);
    clear.onclick = () => keep(0);

    return {
        render(data, setStateValue) {
            setState = setStateValue;
            pen = data.pen;
            every = data.every;
            if (data.seen > seen) {
                seen = data.seen;
                answered();
            }
            if (data.load === loaded) return;
            loaded = data.load;
            // Who draws already when it comes goes on drawing.
            strokes = [...data.strokes, ...(pointer === null ? [] : strokes.slice(-1))];
            paint();
        },
    };
}
