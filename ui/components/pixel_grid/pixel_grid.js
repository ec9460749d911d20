import { ARROWS } from "../shared/keys.js";

const SIDE = 28,
    CELL = 12,
    WAIT = 120;

export default function ({ data, parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas");
    canvas.grid ??= start(
        canvas,
        parentElement.querySelector("p"),
        parentElement.querySelector("button"),
    );
    canvas.grid.render(data, setStateValue);
}

function start(canvas, said, clear) {
    const context = canvas.getContext("2d");
    let pixels = Array(SIDE * SIDE).fill(0),
        loaded = null,
        setState = null,
        timer = null;
    let column = 14,
        row = 14,
        ink = null;

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
        said.textContent =
            `Row ${row + 1}, column ${column + 1}: ` +
            (value ? `ink ${Math.round(value / 2.55)}%` : "no ink");
    }

    canvas.onkeydown = (event) => {
        const step = ARROWS[event.key];
        if (step) {
            column = Math.min(SIDE - 1, Math.max(0, column + step[0]));
            row = Math.min(SIDE - 1, Math.max(0, row + step[1]));
            if (event.shiftKey) set(255);
        } else if (event.key === " ") set(pixels[row * SIDE + column] ? 0 : 255);
        else if (/^[0-9]$/.test(event.key)) set(Math.round((event.key / 9) * 255));
        else return;
        event.preventDefault();
        show();
    };

    function cell(event) {
        const box = canvas.getBoundingClientRect();
        const place = (at, from, size) =>
            Math.min(SIDE - 1, Math.max(0, Math.floor(((at - from) / size) * SIDE)));
        return [
            place(event.clientX, box.left, box.width),
            place(event.clientY, box.top, box.height),
        ];
    }

    // A fast pointer skips pixels: those on the line to where it is now are reached, too.
    function reach([toColumn, toRow]) {
        const fromColumn = column,
            fromRow = row;
        const steps = Math.max(Math.abs(toColumn - fromColumn), Math.abs(toRow - fromRow), 1);
        for (let step = 1; step <= steps; step++) {
            column = Math.round(fromColumn + ((toColumn - fromColumn) * step) / steps);
            row = Math.round(fromRow + ((toRow - fromRow) * step) / steps);
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
    canvas.onpointermove = (event) => {
        if (ink !== null) reach(cell(event));
    };
    canvas.onpointerup = canvas.onpointercancel = () => {
        ink = null;
    };
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
