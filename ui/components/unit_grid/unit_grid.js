// data: { layers: [{ title, columns, side, units: [{ value, label, mark, off }] }], opened }

import { make, setProperties } from "../shared/elements.js";
import { focusedId, focusOn } from "../shared/focus.js";

const GAP = 2; // pixels

export default function ({ data, parentElement, setTriggerValue }) {
    const root = parentElement.querySelector(".layers");
    const said = parentElement.querySelector("p");
    const focused = focusedId(root);

    function square(unit, layer, place) {
        const id = `${layer + 1}-${place}`;
        const say = () => {
            said.textContent = unit.label;
        };
        const attributes = {
            type: "button",
            title: unit.label,
            class: looks(unit),
            "data-id": id,
            "aria-label": unit.label,
            "aria-pressed": unit.off || data.opened === id,
            onpointerenter: say,
            onfocus: say,
            onclick: () => setTriggerValue("opened", id),
        };
        const button = make("button", attributes, unit.mark);
        setProperties(button, { "--strength": Math.abs(unit.value) });
        // One stop of the Tab key a layer; arrows go on from there.
        const first = focused ? focused === id : place === 0;
        button.tabIndex = first || data.opened === id ? 0 : -1;
        return button;
    }

    root.replaceChildren(
        ...data.layers.map(({ title, columns, side, units }, layer) => {
            const squares = units.map((unit, place) => square(unit, layer, place));
            const many = units.length > columns ? " many" : "";
            const attributes = { class: `units${many}`, role: "group", "aria-label": title };
            const group = make("div", attributes, ...squares);
            const most = `${columns * (side + GAP) - GAP}px`;
            setProperties(group, { "--columns": columns, "--side": `${side}px`, "--most": most });
            group.onkeydown = (event) => move(event, squares);
            return make("div", { class: "layer" }, make("h3", {}, title), group);
        }),
    );
    focusOn(root, focused);
}

function looks({ off, value }) {
    if (off) return "off";
    if (value < 0) return "below";
    return value > 0.5 ? "strong" : "";
}

// An arrow key takes the focus, and the stop of the Tab key, to the next square.
function move(event, squares) {
    const [{ offsetTop }] = squares;
    const columns = squares.filter((square) => square.offsetTop === offsetTop).length;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    const next = squares[squares.indexOf(event.target) + steps[event.key]];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
}
