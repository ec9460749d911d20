// What the points' colours and shapes mean.

import { make } from "../shared/elements.js";

export const SIGNS = { circle: "●", square: "■", triangle: "▲" };

// classes: [{name, colour, shape}].
export function legend(classes, ...more) {
    const names = classes.flatMap(({ name, colour, shape }) => [
        make("span", { style: `color: ${colour}` }, SIGNS[shape]),
        ` ${name}  `,
    ]);
    return make("p", { class: "legend" }, ...names, ...more);
}
