// data: { side: pixels or null, pressed: whether tiles can be, removable: whether each can be taken off, colours,
//         tiles: [{ id, src, label, kind, sign, said, name, off }] }

import { make, makeSvg, setProperties } from "../shared/elements.js";

const LEAST = 72; // pixels, of a tile's side: can be read from the last row
const PROJECTED = 36; // rather too small than below the edge of a window that nobody scrolls
const BELOW = 40; // pixels that such a window keeps for what stands below the wall
const MOST = 220;
const GAP = 10;
// An eye, struck through: what is taken off is seen by nobody.
const EYE = "M2 12c5-8 15-8 20 0c-5 8-15 8-20 0zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0M3 3l18 18";

export default function ({ data, parentElement, setTriggerValue }) {
    const list = parentElement.querySelector("ul");
    setProperties(list, data.colours);
    list.resize = () => {
        const top = list.getBoundingClientRect().top;
        const [room, least] = data.pressed
            ? [0.6 * window.innerHeight, LEAST]
            : [window.innerHeight - top - BELOW, PROJECTED];
        const side = data.side ?? fit(data.tiles.length, list.clientWidth, room, least);
        setProperties(list, { "--side": `${side}px` });
    };
    list.classList.toggle("shown", !data.pressed);
    list.watch ??= new ResizeObserver(() => list.resize());
    list.watch.observe(list);
    list.resize();
    list.shown ??= new Map();
    const known = list.shown;
    const now = new Map();
    const first = known.size === 0; // a wall that opens doesn't flicker
    for (const tile of data.tiles) {
        const text = JSON.stringify(tile);
        const before = known.get(tile.id);
        if (before?.text === text) now.set(tile.id, before);
        else now.set(tile.id, { text, entry: entryOf(tile, before?.entry, !first, data.pressed) });
        const [button, off] = now.get(tile.id).entry.children;
        if (data.pressed) button.onclick = () => setTriggerValue("opened", tile.id);
        off.hidden = !data.removable;
        off.onclick = () => setTriggerValue("off", tile.id);
    }
    for (const [id, { entry }] of known) if (!now.has(id)) entry.remove();
    let place = list.firstChild;
    for (const { entry } of now.values()) {
        if (entry === place) place = place.nextSibling;
        else list.insertBefore(entry, place);
    }
    list.shown = now;
}

// The largest tiles of which all can be seen without scrolling, if they are to be seen at all.
function fit(count, width, room, least) {
    for (let columns = 1; ; columns++) {
        const side = Math.floor(width / columns) - GAP - 1;
        const words = 1.3 * (Math.max(13, 0.13 * side) + Math.max(12, 0.1 * side)) + 10;
        if (side <= least) return least;
        if (side <= MOST && Math.ceil(count / columns) * (side + words + GAP) <= room) return side;
    }
}

// A tile's place in the list: the one before, so that it keeps the focus, or a new one.
function entryOf({ src, label, kind, sign, said, name, off }, before, moves, pressed) {
    const place = pressed ? make("button", { type: "button" }) : make("div");
    const entry = before ?? make("li", {}, place, make("button", { type: "button" }));
    const [button, hide] = entry.children;
    button.className = `tile ${kind}`;
    hide.className = "off";
    hide.ariaLabel = hide.title = off;
    if (!before)
        hide.append(
            makeSvg(
                "svg",
                { viewBox: "0 0 24 24", "aria-hidden": true },
                makeSvg("path", { d: EYE }),
            ),
        );
    // The picture says it all; what stands beside it is the same for the eye.
    button.replaceChildren(
        make("img", { src, alt: label }),
        ...Object.entries({ sign, said, name }).map(([part, text]) =>
            make("span", { class: part, "aria-hidden": true }, text),
        ),
    );
    entry.className = moves ? "new" : "";
    entry.onanimationend = () => {
        entry.className = "";
    };
    return entry;
}
