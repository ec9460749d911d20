// One perceptron, {weights: [...], bias}, and the rule by which it learns, as in
// mnist_ann/story/perceptron.py. A test compares the two.

export function weightedSum(unit, inputs) {
    return unit.weights.reduce((sum, weight, i) => sum + weight * inputs[i], 0) + unit.bias;
}

export function mistakes(unit, points, labels) {
    return points.filter((point, i) => weightedSum(unit, point) > 0 !== (labels[i] === 1)).length;
}

// The unit after one look at a point: the same one if it was right.
export function look(unit, point, label, rate) {
    if (weightedSum(unit, point) > 0 === (label === 1)) return unit;
    const sign = label === 1 ? rate : -rate;
    return {
        weights: unit.weights.map((weight, i) => weight + sign * point[i]),
        bias: unit.bias + sign,
    };
}

// Where the rule is: `now`, the `best` so far, and `last`, what the last look saw and did.
export class Learning {
    constructor(start, points, labels, rate) {
        Object.assign(this, { points, labels, rate, looks: 0, updates: 0, last: null });
        this.set(start);
        this.best = start;
        this.fewest = this.wrong;
    }

    // Take another unit, as the sliders do.
    set(unit) {
        this.now = unit;
        this.quiet = 0;
        this.wrong = mistakes(unit, this.points, this.labels);
        if (this.wrong < this.fewest) {
            this.best = unit;
            this.fewest = this.wrong;
        }
    }

    get atRest() {
        return this.quiet >= this.points.length;
    }

    step() {
        if (this.atRest) return;
        const place = this.looks % this.points.length;
        const before = this.now;
        const after = look(before, this.points[place], this.labels[place], this.rate);
        this.last = { place, before, after };
        this.looks += 1;
        if (after === before) {
            this.quiet += 1;
        } else {
            this.updates += 1;
            this.set(after);
        }
    }
}

// Points with x₁² + x₂² as a third input.
export function lifted(points) {
    return points.map(([x, y]) => [x, y, x * x + y * y]);
}
