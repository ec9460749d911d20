// data: { anchor: the id of a heading, "" for the page's top, or null; count: how many landings there were }

const WHILE = 1500; // milliseconds in which what comes above or below may still move the heading
const TAKEN = ["wheel", "touchstart", "pointerdown", "keydown"]; // by who scrolls on

export default function ({ data, parentElement }) {
    const place = parentElement.querySelector("div");
    if (data.anchor === null || place.count === data.count) return;
    place.count = data.count;
    const end = performance.now() + WHILE;
    const taken = new AbortController();
    for (const kind of TAKEN) {
        window.addEventListener(kind, () => taken.abort(), { signal: taken.signal });
    }
    let heading = null;
    const frame = () => {
        if (taken.signal.aborted) return;
        const top = data.anchor === "";
        const main = document.querySelector('[data-testid="stMain"]');
        const found = top ? main.querySelector("h1") : document.getElementById(data.anchor);
        if (top) main.scrollTop = 0;
        else found?.scrollIntoView({ block: "start" });
        if (found && found !== heading) {
            heading = found;
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
        }
        if (performance.now() < end) requestAnimationFrame(frame);
        else taken.abort();
    };
    frame();
}
