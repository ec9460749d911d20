"""A wall of drawings: each a button with what the network said, made to be read from the last row.

A component of our own, as `gallery`: a tile keeps its place when others come, so that a live wall stays
calm, and right and wrong differ by sign and shape besides colour.
"""

import functools

import numpy as np
import streamlit as st

from mnist_ann.figures import pictures
from mnist_ann.figures.base import GREEN, GREY, VERMILION

CSS = f"""
.tiles {{
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(var(--side), 29%), 1fr));
    gap: 0.625rem;
    list-style: none;
    margin: 0;
    padding: 4px;
}}
li {{
    container-type: inline-size;
}}
button {{
    position: relative;
    display: block;
    width: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--st-base-radius);
    background: var(--st-secondary-background-color);
    color: var(--st-text-color);
    font: inherit;
    text-align: center;
    cursor: pointer;
    overflow: hidden;
    box-shadow: 0 0 0 1px var(--st-border-color);
}}
button:hover, button:focus-visible {{
    outline: 3px solid var(--st-primary-color);
    outline-offset: 1px;
}}
img {{
    display: block;
    width: 100%;
    aspect-ratio: 1;
    background: black;
    image-rendering: pixelated;
}}
.sign {{
    position: absolute;
    top: 4cqw;
    right: 4cqw;
    display: grid;
    place-items: center;
    width: 20cqw;
    min-width: 1.25rem;
    aspect-ratio: 1;
    border-radius: 50%;
    color: white;
    background: {GREY};
    font-size: max(0.75rem, 12cqw);
    font-weight: 700;
    line-height: 1;
}}
.right .sign {{ background: {GREEN}; }}
.wrong .sign {{ background: {VERMILION}; border-radius: 15%; }}
.sign:empty {{ display: none; }}
.said {{
    display: block;
    padding: 0.25rem 0.25rem 0;
    font-size: clamp(0.8rem, 13cqw, 1.5rem);
    font-weight: 600;
    line-height: 1.25;
    white-space: nowrap;
}}
.name {{
    display: block;
    padding: 0 0.25rem 0.3rem;
    font-size: clamp(0.75rem, 10cqw, 1.1rem);
    line-height: 1.3;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
}}
.said:empty, .name:empty {{ display: none; }}
@media (prefers-reduced-motion: no-preference) {{
    .new {{ animation: come 0.35s ease-out; }}
}}
@keyframes come {{
    from {{ transform: scale(0.6); opacity: 0; }}
}}
"""

JS = """
const LEAST = 72, MOST = 220, GAP = 10;  // pixels; LEAST can be read from the last row

// The largest tiles of which all can be seen without scrolling, if they are to be seen at all.
function fit(count, width) {
    const room = 0.6 * window.innerHeight;
    for (let columns = 1; ; columns++) {
        const side = Math.floor(width / columns) - GAP - 1;
        const words = 1.3 * (Math.max(13, 0.13 * side) + Math.max(12, 0.1 * side)) + 10;
        if (side <= LEAST) return LEAST;
        if (side <= MOST && Math.ceil(count / columns) * (side + words + GAP) <= room) return side;
    }
}

export default function ({ data, parentElement, setTriggerValue }) {
    const list = parentElement.querySelector("ul");
    list.resize = () => {
        const side = data.side ?? fit(data.tiles.length, list.clientWidth);
        list.style.setProperty("--side", side + "px");
    };
    list.watch ??= new ResizeObserver(() => list.resize());
    list.watch.observe(list);
    list.resize();
    list.shown ??= new Map();
    const known = list.shown, now = new Map();
    const first = known.size === 0;  // a wall that opens doesn't flicker
    for (const tile of data.tiles) {
        const text = JSON.stringify(tile), before = known.get(tile.id);
        if (before?.text === text) now.set(tile.id, before);
        else now.set(tile.id, { text, entry: entry(tile, before?.entry, !first) });
        const button = now.get(tile.id).entry.firstChild;
        button.onclick = () => setTriggerValue("opened", tile.id);
    }
    for (const [id, { entry }] of known) if (!now.has(id)) entry.remove();
    let place = list.firstChild;
    for (const { entry } of now.values()) {
        if (entry === place) place = place.nextSibling;
        else list.insertBefore(entry, place);
    }
    list.shown = now;
}

function entry({ src, label, kind, sign, said, name }, before, moves) {
    const entry = before ?? document.createElement("li");
    const button = before?.firstChild ?? entry.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = kind;
    button.setAttribute("aria-label", label);
    button.replaceChildren(
        Object.assign(new Image(), { src, alt: "" }),
        ...Object.entries({ sign, said, name }).map(([className, textContent]) =>
            Object.assign(document.createElement("span"), { className, textContent })
        ),
    );
    entry.className = moves ? "new" : "";
    entry.onanimationend = () => { entry.className = ""; };
    return entry;
}
"""

_tiles = st.components.v2.component(
    "class_tiles", html="<ul class='tiles'></ul>", css=CSS, js=JS
)

SIGNS = {"right": "✓", "wrong": "✗", "unlike": "?"}
LEGEND = "✓ read right · ✗ read as another digit · ? like no digit"


def tiles(hand_ins, *, key, side=None, own=None, vetting=False):
    """Show HandIns; return the id of the one that was pressed just now, as text, or None.

    side: the least width of a tile in pixels, by default so that all fit the window. own: the
    id of the member who looks at them. vetting: say what each was to be, and not whose it is.
    """
    found = _tiles(
        key=key,
        data={"side": side, "tiles": [_tile(each, own, vetting) for each in hand_ins]},
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    return found.opened


def kind(hand_in):
    """One of SIGNS: whether the network read it right, or found it to be like no digit."""
    if hand_in.verdict == "unlike":
        return "unlike"
    return "right" if hand_in.right else "wrong"


def in_words(hand_in):
    """What the network said to a drawing, in a sentence."""
    very = sure(hand_in).replace(">", "more than ")
    words = {
        "right": f"The network read it right, {very} sure.",
        "wrong": f"The network said {hand_in.answer}, {very} sure.",
        "unlike": "The network found it to be like no digit. If it must answer: "
        f"{hand_in.answer}.",
    }
    return words[kind(hand_in)]


def sure(hand_in):
    """How sure the network was, as a short text."""
    return ">99%" if hand_in.probability > 0.99 else f"{hand_in.probability:.0%}"


@functools.lru_cache(4_096)
def source(pixels):
    """An image's 784 bytes as the address of a picture of 28 × 28 pixels, for every visitor's page."""
    image = np.frombuffer(pixels, np.uint8).reshape(28, 28)
    return pictures.data_url(pictures.picture(image, 28))


def _tile(hand_in, own, vetting):
    name = "You" if hand_in.member == own else hand_in.name
    said = f"{hand_in.answer} · {sure(hand_in)}"
    if vetting:
        read = "" if hand_in.right else f", read as {hand_in.answer}"
        name, said = "", f"{hand_in.label}{read}"
    whose = "" if vetting else f" by {name}"
    return {
        "id": str(hand_in.id),
        "src": source(hand_in.image.tobytes()),
        "label": f"A {hand_in.label}{whose}. {in_words(hand_in)}",
        "kind": kind(hand_in),
        "sign": SIGNS[kind(hand_in)],
        "said": said,
        "name": name,
    }
