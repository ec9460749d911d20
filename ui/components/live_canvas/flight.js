// When the pen lifts, the ink is seen to become 28 × 28 pixels, on its way to the network.

import { make } from "../shared/elements.js";
import { isStill } from "../shared/still.js";

const WAY = 600; // milliseconds

// picture: an image, at its place. It comes there from `start`, an element; `ground` holds both.
export function fly(picture, start, ground) {
    if (isStill()) return;
    const [to, from, all] = [picture, start, ground].map((each) => each.getBoundingClientRect());
    if (!to.width) return; // the page was left meanwhile
    const shown = make("img", { class: "flying", src: picture.src, alt: "" });
    ground.append(shown);
    const at = ({ left, top, width }) =>
        `translate(${left - all.left}px, ${top - all.top}px) scale(${width / to.width})`;
    shown.style.width = `${to.width}px`;
    const flight = shown.animate(
        [
            { transform: at(from), opacity: 0 },
            { transform: at(from), opacity: 1, offset: 0.3 },
            { transform: at(to), opacity: 1 },
        ],
        { duration: WAY, easing: "ease-in-out" },
    );
    flight.finished.finally(() => shown.remove());
}
