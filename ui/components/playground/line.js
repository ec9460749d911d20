// The line where a unit's sum is 0, and the unit after that line was moved by hand. A unit is
// { weights: [a, b], bias }. The weights keep their length: it says nothing of where the line is.

// A place on the line: the nearest to the origin, or `far` from there, in lengths of the weights. Whoever
// walks towards greater ones has the unit's yes at the left.
export function onLine({ weights: [a, b], bias }, far) {
    const length = a * a + b * b;
    return [(-a * bias) / length + b * far, (-b * bias) / length - a * far];
}

// The unit whose line runs through a place, in the direction that it had.
export function through({ weights }, [x, y]) {
    return { weights, bias: -(weights[0] * x + weights[1] * y) };
}

// The unit whose line runs from a place to another, with its yes at the left.
export function towards({ weights }, from, to) {
    const across = [from[1] - to[1], to[0] - from[0]];
    const part = Math.hypot(...weights) / Math.hypot(...across);
    return through({ weights: across.map((each) => each * part) }, from);
}
