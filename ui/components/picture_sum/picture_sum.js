// data: { terms: [{ src, alt, title, caption }] of the two that are added and of what comes of it }

import { make, setProperties } from "../shared/elements.js";

const SIGNS = ["+", "="];

export default function ({ data, parentElement }) {
    const sum = parentElement.querySelector(".sum");
    const shown = data.terms.flatMap(({ src, alt, title, caption }, i) => {
        const picture = make("img", { src, alt });
        const words = make("p", {}, make("b", {}, title), make("small", {}, caption));
        for (const each of [picture, words]) setProperties(each, { "--column": 2 * i + 1 });
        const sign = SIGNS[i] ? [make("span", { class: "sign" }, SIGNS[i])] : [];
        return [picture, words, ...sign];
    });
    sum.replaceChildren(...shown);
}
