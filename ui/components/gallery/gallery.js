// data: { side: pixels, digits: [{ id, src, alt, caption }] }

import { make, setProperties } from "../shared/elements.js";

export default function ({ data, parentElement, setTriggerValue }) {
    const list = parentElement.querySelector("ul");
    setProperties(list, { "--side": `${data.side}px` });
    list.replaceChildren(
        ...data.digits.map(({ id, src, alt, caption }) => {
            const onclick = () => setTriggerValue("opened", id);
            const parts = [
                make("img", { src, alt }),
                ...(caption ? [make("span", {}, caption)] : []),
            ];
            return make("li", {}, make("button", { type: "button", onclick }, ...parts));
        }),
    );
}
