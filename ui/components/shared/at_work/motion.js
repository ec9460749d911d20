// What is shown follows what is known: each number moves a part of its way in every frame.

const REACH = 70; // milliseconds in which it comes to within 1/e
const FRAME = 28; // at least so long from one picture to the next: a slow machine has answers to show, too
const FLOW = 1400; // so long after an answer, signals run along its connections

export class Motion {
    // sizes: of the hidden layers. paint(shown, moving, flow, now) is called for every frame in which
    // numbers move, or signals flow.
    constructor(sizes, paint) {
        this.paint = paint;
        this.shown = { layers: [...sizes, 10].map((n) => new Float32Array(n)), links: new Map() };
        this.goals = this.shown.layers.map((layer) => layer.slice());
        this.still = matchMedia("(prefers-reduced-motion: reduce)");
        this.last = this.painted = this.until = this.frame = 0;
    }

    // layers: what is to be shown of every layer, each number -1 to 1, or null for nothing.
    // links: [layer, from, to, strength], each strength -1 to 1.
    follow(layers, links) {
        this.goals.forEach((goal, i) => {
            if (layers) goal.set(layers[i]);
            else goal.fill(0);
        });
        for (const link of this.shown.links.values()) link.goal = 0;
        for (const [layer, from, to, strength] of links) {
            const name = `${layer} ${from} ${to}`;
            const link = this.shown.links.get(name) ?? { layer, from, to, strength: 0 };
            link.goal = strength;
            this.shown.links.set(name, link);
        }
        if (layers) this.until = performance.now() + FLOW;
        this.painted = Math.min(this.painted, performance.now()); // nothing is waited for any more
        this.wake();
    }

    wake() {
        if (this.frame) return;
        this.last = performance.now();
        this.next();
    }

    // No picture for so many milliseconds: what is more urgent shall not wait for one.
    hold(milliseconds) {
        this.painted = performance.now() + milliseconds - FRAME;
    }

    next() {
        this.frame = requestAnimationFrame((now) => this.step(now));
    }

    step(now) {
        if (now - this.painted < FRAME) return this.next();
        this.painted = now;
        this.frame = 0;
        const still = this.still.matches;
        const part = still ? 1 : 1 - Math.exp((this.last - now) / REACH);
        this.last = now;
        let moving = false;
        this.shown.layers.forEach((layer, i) => {
            const goal = this.goals[i];
            for (let unit = 0; unit < layer.length; unit++) {
                const way = goal[unit] - layer[unit];
                if (Math.abs(way) < 0.004) layer[unit] = goal[unit];
                else {
                    layer[unit] += part * way;
                    moving = true;
                }
            }
        });
        for (const [name, link] of this.shown.links) {
            link.strength += part * (link.goal - link.strength);
            if (Math.abs(link.goal - link.strength) > 0.01) moving = true;
            else if (link.goal === 0) this.shown.links.delete(name);
        }
        const flowing = !still && now < this.until;
        this.paint(this.shown, moving, flowing ? Math.min(1, (this.until - now) / 500) : 0, now);
        if ((moving && !still) || flowing) this.next();
    }
}

// A layer's activations, the largest of them 1.
export function relative(values) {
    const most = Math.max(...values.map(Math.abs)) || 1;
    return values.map((value) => value / most);
}
