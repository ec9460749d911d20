// The strongest connections of an answer and of one unit: what it gets from the layer before, what it hands on to the next.

const SHOWN = 14; // either way: more hide what they show

// found: the unit's weights, as `GET /api/unit` gives them. inputs: what it reads. Returns { from, to }, each
// [place in that layer, value], the strongest first; a value is a weight times what goes through it.
export function connectionsOf({ weights, onward }, inputs, activation) {
    return {
        from: strongest(weights.map((weight, i) => weight * inputs[i])),
        to: strongest(onward.map((weight) => weight * activation)),
    };
}

function strongest(values) {
    return values
        .map((value, place) => [place, value])
        .filter(([, value]) => value !== 0)
        .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
        .slice(0, SHOWN);
}

// The same as links of a picture, each with its strength within its side, -1 to 1.
export function linksOfUnit({ from, to }, layer, unit) {
    const most = ([first]) => Math.abs(first?.[1] ?? 1);
    return [
        ...from.map(([place, value]) => [layer - 1, place, unit, value / most(from)]),
        ...to.map(([place, value]) => [layer, unit, place, value / most(to)]),
    ];
}

// The connections through which an answer came, as links, too.
export function linksOf(answer) {
    return answer.paths.flatMap((paths, layer) => {
        const most = Math.max(...paths.map(([, , value]) => Math.abs(value))) || 1;
        return paths.map(([from, to, value]) => [layer, from, to, value / most]);
    });
}

// In words: a network at work. sizes: of its hidden layers, null where they are left out.
export function inWords(sizes, answer) {
    if (!sizes) return "Ten outputs, the brighter the more probable.";
    const layers = sizes.map((count, i) => {
        const lit = answer?.layers[i].filter((value) => value > 0).length;
        return `layer ${i + 1} with ${count} units${answer ? `, ${lit} of them active` : ""}`;
    });
    const strongest = answer?.paths.at(-1)[0];
    const way =
        strongest && sizes.length
            ? ` Most for the ${answer.digit} speaks unit ${strongest[0]} of layer ${sizes.length}.`
            : "";
    const parts = ["784 pixels", ...layers, "ten outputs"];
    return `The network at work: ${parts.join(", ")}.${way}`;
}

// In words: the strongest of them that drive, and that hold back. layer: the unit's own. last: how many
// layers there are.
export function connectionsInWords({ from, to }, layer, last) {
    const said = [];
    if (layer > 1 && from.length)
        said.push(`${pair(from, "Driven most by", "held back most by", unitName)}.`);
    if (layer < last && !to.length) said.push("It is off, and hands nothing on.");
    else if (layer + 1 === last)
        said.push(`${pair(to, "It speaks most for", "most against", (digit) => `the ${digit}`)}.`);
    else if (to.length) said.push(`${pair(to, "It drives most", "holds back most", unitName)}.`);
    return said.join(" ");
}

function unitName(place) {
    return `unit ${place}`;
}

function pair(found, most, least, name) {
    const [up, down] = [found.find(([, v]) => v > 0), found.find(([, v]) => v < 0)];
    const said = [];
    if (up) said.push(`${most} ${name(up[0])}`);
    if (down) said.push(`${least} ${name(down[0])}`);
    const text = said.join(", ");
    return text.charAt(0).toUpperCase() + text.slice(1);
}
