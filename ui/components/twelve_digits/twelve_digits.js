// data: { digits: [{ src, alt, said, right, share: of how sure, 0 to 1 }] }

import { make, setProperties } from "../shared/elements.js";

export default function ({ data, parentElement }) {
    const list = parentElement.querySelector("ul");
    list.rows ??= data.digits.map(() => makeDigit(list));
    data.digits.forEach((digit, i) => {
        show(list.rows[i], digit);
    });
}

function makeDigit(list) {
    const picture = make("img");
    const [mark, said, bar] = [make("span"), make("b"), make("div", { class: "bar" })];
    const item = make("li", {}, picture, make("p", { "aria-hidden": true }, mark, said), bar);
    list.append(item);
    return { item, picture, mark, said, bar };
}

// The elements stay: a bar moves from one answer to the next.
function show({ item, picture, mark, said, bar }, digit) {
    if (picture.getAttribute("src") !== digit.src) picture.src = digit.src;
    picture.alt = digit.alt;
    item.classList.toggle("wrong", !digit.right);
    mark.textContent = digit.right ? "✓" : "✗";
    said.textContent = digit.said;
    setProperties(bar, { "--share": digit.share });
}
