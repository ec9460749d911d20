"""Digits in a grid, each a button that opens it.

Streamlit's own buttons can't carry a picture, so this is a component of our own: a list of plain
HTML buttons, which a keyboard and a screen reader know how to use.
"""

import streamlit as st

from mnist_ann.figures import pictures as images

CSS = """
ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--side), 1fr));
    gap: 0.5rem;
    list-style: none;
    margin: 0;
    padding: 3px;
}
button {
    width: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--st-button-radius);
    background: none;
    color: var(--st-text-color);
    font: inherit;
    font-size: 0.875rem;
    text-align: center;
    cursor: pointer;
}
button:hover img, button:focus-visible img {
    outline: 3px solid var(--st-primary-color);
}
button:focus-visible {
    outline: none;
}
img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    border-radius: inherit;
    box-shadow: 0 0 0 1px var(--st-border-color);
    image-rendering: pixelated;
}
span {
    display: block;
    padding: 0.25rem 0;
    line-height: 1.3;
    white-space: pre-line;
}
"""

JS = """
export default function ({ data, parentElement, setTriggerValue }) {
    const list = parentElement.querySelector("ul");
    list.style.setProperty("--side", data.side + "px");
    list.replaceChildren(...data.digits.map(({ id, src, alt, caption }) => {
        const image = Object.assign(new Image(), { src, alt });
        const text = document.createElement("span");
        text.textContent = caption;
        const button = document.createElement("button");
        button.type = "button";
        button.append(image, ...(caption ? [text] : []));
        button.onclick = () => setTriggerValue("opened", id);
        const entry = document.createElement("li");
        entry.append(button);
        return entry;
    }));
}
"""

_grid = st.components.v2.component("digit_gallery", html="<ul></ul>", css=CSS, js=JS)


def gallery(items, *, key, captions=None, side=56, pictures=None):
    """Show browse.Items; return the address of the one that was opened just now, or None.

    captions: a short text below each. side: the least width of a picture, in pixels. pictures: what
    to show in place of the images, as Pillow pictures.
    """
    captions = captions or [""] * len(items)
    pictures = pictures or [images.picture(item.image, 28) for item in items]
    digits = [
        {
            "id": item.address,
            "src": images.data_url(picture),
            "alt": f"{item.array}, a {item.label}",
            "caption": caption,
        }
        for item, caption, picture in zip(items, captions, pictures)
    ]
    found = _grid(
        key=key,
        data={"side": side, "digits": digits},
        on_opened_change=lambda: None,  # declares the trigger that the buttons set
    )
    return found.opened
