"""The live canvas: it sends the drawing while the pen moves.

A component of our own, since streamlit-drawable-canvas sends 200 ms after each stroke and nothing
during it. White on black in either theme: the network's answer must not depend on the theme.
"""

import streamlit as st

CSS = """
.pad {
    width: min(280px, 100%);
}
canvas {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    border-radius: var(--st-base-radius);
    background: black;
    cursor: crosshair;
    touch-action: none;  /* a finger draws; it never scrolls the page */
    user-select: none;
}
canvas:focus-visible, button:focus-visible {
    outline: 3px solid var(--st-primary-color);
    outline-offset: 2px;
}
canvas:focus:not(:focus-visible) {
    outline: none;
}
.canvas {
    position: relative;
}
.canvas p {
    position: absolute;  /* over the canvas: nothing moves when it comes */
    inset: auto 0 0 0;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border-radius: 0 0 var(--st-base-radius) var(--st-base-radius);
    background: #444;
    color: white;
    font-size: 0.875rem;
    line-height: 1.35;
    pointer-events: none;
}
.canvas p:empty {
    display: none;
}
.row {
    display: flex;
    gap: 0.5rem;
    margin-top: 0.75rem;
}
button {
    flex: 1;
    min-height: 2.5rem;
    border: 1px solid var(--st-border-color);
    border-radius: var(--st-button-radius);
    background: var(--st-background-color);
    color: var(--st-text-color);
    font: inherit;
    cursor: pointer;
    touch-action: manipulation;
}
button:hover:enabled {
    border-color: var(--st-primary-color);
    color: var(--st-primary-color);
}
button:disabled {
    opacity: 0.4;
    cursor: not-allowed;
}
"""

HTML = """
<div class="pad">
    <div class="canvas">
        <canvas width="280" height="280" tabindex="0" role="img"
            aria-label="Canvas. Draw a digit with mouse, pen or finger. Backspace takes the last stroke away, Delete all."
        ></canvas>
        <p role="status"></p>
    </div>
    <div class="row">
        <button type="button">Undo</button>
        <button type="button">Clear</button>
    </div>
</div>
"""

JS = """
const PATIENCE = 400;  // how long an update waits for the answer to the one before
const SILENCE = 4000;  // after how long without an answer something is wrong
const GONE = "The server does not answer. Your drawing is kept, and read as soon as it is back.";

export default function ({ data, parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas");
    canvas.pad ??= start(canvas, parentElement.querySelector("p"), parentElement.querySelectorAll("button"));
    canvas.pad.render(data, setStateValue);
}

function start(canvas, status, [undo, clear]) {
    const context = canvas.getContext("2d", { willReadFrequently: true });
    let strokes = [], loaded = null, pen = 18, every = 100, setState = null;
    let pointer = null, timer = null, silent = null, sent = 0, seen = 0, unsent = false;

    function paint() {
        context.fillStyle = "black";
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.strokeStyle = "white";
        context.lineCap = context.lineJoin = "round";
        for (const { width, points } of strokes) {
            context.lineWidth = width;
            context.beginPath();
            context.moveTo(...points[0]);
            points.forEach(([x, y], i) => {
                const next = points[i + 1];
                if (next) context.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2);
                else context.lineTo(x + (i ? 0 : 0.01), y);  // a single point is a dot
            });
            context.stroke();
        }
        undo.disabled = clear.disabled = !strokes.length;
    }

    function send() {
        clearTimeout(timer);
        timer = null;
        sent = Date.now();
        unsent = false;
        silent ??= setTimeout(gone, SILENCE);
        const copy = strokes.map(({ width, points }) => ({ width, points: [...points] }));
        setState("drawing", { strokes: copy, picture: canvas.toDataURL(), sent });
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
        timer ??= setTimeout(() => {
            timer = null;
            if (pointer === null) return;
            if (seen < sent && Date.now() - sent < PATIENCE) sendSoon();
            else send();
        }, seen < sent ? every / 4 : every);
    }

    function at(event) {
        const box = canvas.getBoundingClientRect(), scale = canvas.width / box.width;
        return [event.clientX - box.left, event.clientY - box.top].map((v) => Math.round(v * scale * 10) / 10);
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
    canvas.onpointerup = canvas.onpointercancel = canvas.onlostpointercapture = (event) => {
        if (event.pointerId !== pointer) return;
        pointer = null;
        if (unsent) send();  // else the last update has it all, and its answer is on the way
    };
    canvas.onkeydown = (event) => {
        const back = event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey));
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
"""

_pad = st.components.v2.component("live_canvas", html=HTML, css=CSS, js=JS)


def pad(*, key, strokes, load, seen, pen, every, on_change):
    """Show the live canvas, 280 × 280 pixels, with Undo and Clear below.

    strokes: what it shows when it is new, or `load` is another number than before, as JSON. seen:
    when the drawing that is answered now was sent. every: milliseconds between two updates during a
    stroke. on_change: called when there is a new drawing,
    which is then in st.session_state[key]["drawing"]: its strokes, its picture as a data URL, and
    when it was sent, in milliseconds.
    """
    _pad(
        key=key,
        data={
            "strokes": strokes,
            "load": load,
            "seen": seen,
            "pen": pen,
            "every": every,
        },
        default={"drawing": None},
        on_drawing_change=on_change,
    )
