"""A digit of 28 × 28 pixels to be made or changed pixel by pixel, with the keyboard or a pointer.

A component of our own: Streamlit has no widget for a picture. It announces each pixel that the
keyboard reaches, so that it can be used without seeing it.
"""

import numpy as np
import streamlit as st

CSS = """
.grid {
    width: min(336px, 100%);
}
canvas {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    image-rendering: pixelated;
    border-radius: var(--st-base-radius);
    background: black;
    cursor: crosshair;
    touch-action: none;
}
canvas:focus-visible, button:focus-visible {
    outline: 3px solid var(--st-primary-color);
    outline-offset: 2px;
}
canvas:focus:not(:focus-visible) {
    outline: none;
}
p {
    min-height: 1.25rem;
    margin: 0.5rem 0;
    font-size: 0.875rem;
}
button {
    min-height: 2.5rem;
    padding: 0 1rem;
    border: 1px solid var(--st-border-color);
    border-radius: var(--st-button-radius);
    background: var(--st-background-color);
    color: var(--st-text-color);
    font: inherit;
    cursor: pointer;
}
"""

HTML = """
<div class="grid">
    <canvas width="336" height="336" tabindex="0" role="application"
        aria-label="28 by 28 pixels. Arrow keys move, Space puts ink and takes it away, Shift and an arrow draw, 0 to 9 set how bright."
    ></canvas>
    <p aria-live="polite"></p>
    <button type="button">Clear all pixels</button>
</div>
"""

JS = """
const SIDE = 28, CELL = 12, WAIT = 120;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export default function ({ data, parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas");
    canvas.grid ??= start(canvas, parentElement.querySelector("p"), parentElement.querySelector("button"));
    canvas.grid.render(data, setStateValue);
}

function start(canvas, said, clear) {
    const context = canvas.getContext("2d");
    let pixels = Array(SIDE * SIDE).fill(0), loaded = null, setState = null, timer = null;
    let column = 14, row = 14, ink = null;

    function paint() {
        pixels.forEach((value, at) => {
            context.fillStyle = `rgb(${value} ${value} ${value})`;
            context.fillRect((at % SIDE) * CELL, Math.floor(at / SIDE) * CELL, CELL - 1, CELL - 1);
        });
        context.strokeStyle = "#ff8c1a";
        context.lineWidth = 2;
        context.strokeRect(column * CELL, row * CELL, CELL - 1, CELL - 1);
    }

    function set(value) {
        pixels[row * SIDE + column] = value;
        clearTimeout(timer);
        timer = setTimeout(() => setState("pixels", [...pixels]), WAIT);
    }

    function show() {
        // The squares' edges show where a pixel ends; a cleared canvas has none left behind.
        context.fillStyle = "#262626";
        context.fillRect(0, 0, canvas.width, canvas.height);
        paint();
        const value = pixels[row * SIDE + column];
        said.textContent = `Row ${row + 1}, column ${column + 1}: ` +
            (value ? `ink ${Math.round(value / 2.55)}%` : "no ink");
    }

    canvas.onkeydown = (event) => {
        const step = ARROWS[event.key];
        if (step) {
            column = Math.min(SIDE - 1, Math.max(0, column + step[0]));
            row = Math.min(SIDE - 1, Math.max(0, row + step[1]));
            if (event.shiftKey) set(255);
        } else if (event.key === " ") set(pixels[row * SIDE + column] ? 0 : 255);
        else if (/^[0-9]$/.test(event.key)) set(Math.round(event.key / 9 * 255));
        else return;
        event.preventDefault();
        show();
    };

    function cell(event) {
        const box = canvas.getBoundingClientRect();
        const place = (at, from, size) => Math.min(SIDE - 1, Math.max(0, Math.floor((at - from) / size * SIDE)));
        return [place(event.clientX, box.left, box.width), place(event.clientY, box.top, box.height)];
    }

    // A fast pointer skips pixels: those on the line to where it is now are reached, too.
    function reach([toColumn, toRow]) {
        const fromColumn = column, fromRow = row;
        const steps = Math.max(Math.abs(toColumn - fromColumn), Math.abs(toRow - fromRow), 1);
        for (let step = 1; step <= steps; step++) {
            column = Math.round(fromColumn + (toColumn - fromColumn) * step / steps);
            row = Math.round(fromRow + (toRow - fromRow) * step / steps);
            if (pixels[row * SIDE + column] !== ink) set(ink);
        }
        show();
    }
    canvas.onpointerdown = (event) => {
        if (event.button) return;
        canvas.setPointerCapture(event.pointerId);
        [column, row] = cell(event);
        // The first pixel says whether this stroke adds or takes.
        ink = pixels[row * SIDE + column] > 127 ? 0 : 255;
        reach([column, row]);
    };
    canvas.onpointermove = (event) => { if (ink !== null) reach(cell(event)); };
    canvas.onpointerup = canvas.onpointercancel = () => { ink = null; };
    clear.onclick = () => {
        pixels.fill(0);
        setState("pixels", [...pixels]);
        show();
    };

    return {
        render(data, setStateValue) {
            setState = setStateValue;
            if (data.load === loaded) return;
            loaded = data.load;
            pixels = [...data.pixels];
            show();
        },
    };
}
"""

_grid = st.components.v2.component("pixel_grid", html=HTML, css=CSS, js=JS)


def grid(image, *, key):
    """Show an image, uint8 (28, 28), to be changed. Returns it as it is now, uint8 (28, 28).

    Another `image` than before replaces what was changed.
    """
    pixels = np.asarray(image).ravel().tolist()
    load = hash(tuple(pixels))
    found = _grid(
        key=key,
        data={"pixels": pixels, "load": str(load)},
        default={"pixels": None},
        on_pixels_change=lambda: st.session_state.update({f"{key} of": load}),
    )
    changed = found.pixels
    if changed is None or st.session_state.get(f"{key} of") != load:
        return np.asarray(image)
    return np.clip(np.array(changed, float), 0, 255).astype(np.uint8).reshape(28, 28)
