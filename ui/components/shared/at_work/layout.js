// Where everything of a network stands in its picture: pixels, hidden units, the ten outputs.
// What is computed flows across a wide picture, and down a narrow one.

const WIDE = 560; // pixels; below, it flows down
const EDGE = 16;
const GAP = 40; // between two layers, at least: connections need room
const UNITS = { most: 13, least: 3 }; // pixels from one unit to the next
const ACROSS = { height: 400, pixels: 140, bars: 184 };
const BRIEF = { height: 280, pixels: 112, bars: 176 };
const DOWN = { pixels: 112, bars: 112, gap: 48, most: 9 };
// Without an answer, the outputs need less room; names stand above the layers, numbers between them.
const PLAN_ACROSS = { height: 360, pixels: 128, bars: 40, rim: 36, least: 68 };
const PLAN_DOWN = { pixels: 84, bars: 32, gap: 56, most: 9 };

// sizes: of the hidden layers. brief: pixels and outputs alone. Returns { across, width, height, pixels: { left, top, side },
// layers: [{ left, top, columns, pitch, count }], bars: { left, top, width, height },
// digits: { left, top, width }, where the digits of a number have room }.
export function layOut(sizes, width, brief) {
    if (brief) return layOutAcross([], width, BRIEF);
    return width >= WIDE ? layOutAcross(sizes, width, ACROSS) : layOutDown(sizes, width, DOWN);
}

// The same for a network that is only planned: it has no answer yet.
export function layOutPlan(sizes, width) {
    return width >= WIDE
        ? layOutAcross(sizes, width, PLAN_ACROSS)
        : layOutDown(sizes, width, PLAN_DOWN);
}

// The middle of a unit, [x, y]. Layer 0 is the pixels, the last one the outputs.
export function placeOf(layout, layer, unit) {
    if (layer === 0) {
        const { left, top, side } = layout.pixels;
        const [row, column] = [Math.floor(unit / 28), unit % 28];
        return [left + ((column + 0.5) * side) / 28, top + ((row + 0.5) * side) / 28];
    }
    if (layer > layout.layers.length) return placeOfOutput(layout, unit);
    const { left, top, columns, pitch } = layout.layers[layer - 1];
    const [row, column] = [Math.floor(unit / columns), unit % columns];
    return [left + (column + 0.5) * pitch, top + (row + 0.5) * pitch];
}

// The [layer, unit] at a point, or null. Pixels are no units. reach: how far beside a layer a point may lie.
export function unitAt(layout, x, y, reach = 0) {
    for (const [index, { left, top, columns, pitch, count }] of layout.layers.entries()) {
        const rows = Math.ceil(count / columns);
        const column = within((x - left) / pitch, columns, reach / pitch);
        const row = within((y - top) / pitch, rows, reach / pitch);
        const unit = row * columns + column;
        if (unit < count || (reach && unit < rows * columns))
            return [index + 1, Math.min(unit, count - 1)];
    }
    const { left, top, width, height } = layout.bars;
    const share = layout.across ? (y - top) / height : (x - left) / width;
    const inside = layout.across ? x > left - 20 : y > top - 20;
    const unit = Math.floor(10 * share);
    return inside && unit >= 0 && unit < 10 ? [layout.layers.length + 1, unit] : null;
}

// The whole number below `at`, of 0 to count - 1; NaN for what lies farther than reach from all of them.
function within(at, count, reach) {
    if (at < -reach || at >= count + reach) return Number.NaN;
    return Math.max(0, Math.min(count - 1, Math.floor(at)));
}

function placeOfOutput({ across, bars }, unit) {
    const share = (unit + 0.5) / 10;
    return across
        ? [bars.left - 8, bars.top + share * bars.height]
        : [bars.left + share * bars.width, bars.top - 8];
}

// rim: what stays free above and below. least: between two layers, where there is room for it.
function layOutAcross(sizes, width, { height, bars, pixels: side, rim = EDGE, least = GAP }) {
    const room = width - 2 * EDGE - side - bars;
    const tallest = height - 2 * rim;
    const pitch = widestPitch((p) => {
        const columns = sizes.map((count) => columnsOf(count, tallest, p));
        return sum(columns) * p + (sizes.length + 1) * least <= room;
    }, UNITS.most);
    const columns = sizes.map((count) => columnsOf(count, tallest, pitch));
    const gap = (room - sum(columns) * pitch) / (sizes.length + 1);
    let left = EDGE + side + gap;
    const top = (height - side) / 2;
    const layers = sizes.map((count, i) => {
        const rows = Math.ceil(count / columns[i]);
        const layer = { left, top: (height - rows * pitch) / 2, columns: columns[i], pitch, count };
        left += columns[i] * pitch + gap;
        return layer;
    });
    return {
        across: true,
        width,
        height,
        pixels: { left: EDGE, top, side },
        digits: { left: EDGE, top: top + side + EDGE, width: side },
        layers,
        bars: {
            left: width - EDGE - bars + 8,
            top: rim,
            width: bars - 8,
            height: tallest,
        },
    };
}

function columnsOf(count, tallest, pitch) {
    const rows = Math.floor(tallest / pitch);
    return Math.ceil(count / Math.ceil(rows * Math.min(1, 0.5 + count / 400)));
}

function layOutDown(sizes, width, { pixels: side, bars, gap, most }) {
    const room = width - 2 * EDGE;
    const usual = sizes.length > 2 ? 6 : most;
    const pitch = Math.max(UNITS.least, usual - (Math.max(0, ...sizes) > 400 ? 2 : 0));
    let top = EDGE + side + gap;
    const layers = sizes.map((count) => {
        const widest = Math.floor(room / pitch);
        const rows = Math.ceil(count / widest);
        const columns = Math.ceil(count / rows);
        const layer = { left: (width - columns * pitch) / 2, top, columns, pitch, count };
        top += rows * pitch + gap;
        return layer;
    });
    return {
        across: false,
        width,
        height: top + bars + EDGE,
        pixels: { left: (width - side) / 2, top: EDGE, side },
        digits: { left: EDGE, top: EDGE, width: (width - side) / 2 - 2 * EDGE },
        layers,
        bars: { left: EDGE, top, width: room, height: bars },
    };
}

// The largest distance of units with which everything fits.
function widestPitch(fits, most) {
    let pitch = most;
    while (pitch > UNITS.least && !fits(pitch)) pitch -= 1;
    return pitch;
}

function sum(numbers) {
    return numbers.reduce((a, b) => a + b, 0);
}
