// data: { key: of the canvas's widget }
// streamlit-drawable-canvas shows its bar under a mouse alone, in a shadow root that no style sheet of the
// page reaches, and begins with the pen. Here its bar stays, with targets for a finger, and what is drawn
// can be moved at once.

const STYLE = `
    .dc-root > .dc-toolbar { opacity: 1; top: -3.6rem; }
    .dc-icon-button { min-width: 40px; min-height: 40px; }
    .dc-icon-button:focus-visible { outline: 3px solid var(--st-primary-color); }
    .dc-icon-button[aria-label="Update the app with this drawing"],
    .dc-icon-button[aria-label="Bring forward"],
    .dc-icon-button[aria-label="Send backward"] { display: none; }`;

const PACE = 50; // milliseconds: a shadow root tells nobody what comes into it

export default function ({ data }) {
    const place = `.st-key-${data.key.replaceAll(" ", "-")}`;
    const look = () => {
        const hosts = [...document.querySelectorAll(`${place} *`)];
        const root = hosts.map((each) => each.shadowRoot).find((each) => each);
        const edit = root?.querySelector(".dc-toolbar [aria-label='Edit']");
        if (!edit) return;
        clearInterval(timer);
        if (root.dressed) return;
        root.dressed = true;
        const style = document.createElement("style");
        style.textContent = STYLE;
        root.append(style);
        edit.click();
    };
    const timer = setInterval(look, PACE);
    return () => clearInterval(timer);
}
