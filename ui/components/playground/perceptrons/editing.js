// Visitors' own points: add, move and delete them with a pointer or from the keyboard.

import { choice } from "../choice.js";
import { SIGNS } from "../legend.js";

const TOOLS = { look: "Look", add0: "Add", add1: "Add", move: "Move", delete: "Delete" };

export class Editing {
    // picked(i) is called when point i (or -1, none) was chosen, changed(done) when points changed;
    // while one is dragged done is false. most: how many points there can be. tool: the chosen one.
    constructor(plane, most, tool, { picked, changed }) {
        Object.assign(this, { plane, most, picked, changed });
        const labels = Object.entries(TOOLS).map(([tool, text]) => {
            const added = tool.startsWith("add") ? plane.classes[tool.at(-1)] : null;
            return [tool, added ? `${text} ${added.name} ${SIGNS[added.shape]}` : text];
        });
        this.element = choice("Tool", Object.fromEntries(labels), tool, (each) => this.use(each));
        this.use(tool);
    }

    use(tool) {
        Object.assign(this, { tool, grabbed: -1 });
        // A finger scrolls the page, except where it drags a point.
        this.plane.canvas.style.touchAction = tool === "move" ? "none" : "auto";
    }

    // What plane.chosen got, for the points that are shown: arrays, changed in place.
    act(points, labels, place, kind) {
        const { plane } = this;
        if (kind === "delete") return this.remove(points, labels, plane.nearest(points, place));
        if (this.tool === "move") return this.drag(points, place, kind);
        if (kind !== "down" && kind !== "enter") return;
        const near = plane.nearest(points, place);
        if (this.tool === "look") this.picked(near);
        else if (this.tool === "delete") this.remove(points, labels, near);
        else if (points.length < this.most) {
            points.push(inside(plane, place));
            labels.push(Number(this.tool.at(-1)));
            this.picked(points.length - 1);
            this.changed(true);
        }
    }

    remove(points, labels, i) {
        if (i < 0) return;
        points.splice(i, 1);
        labels.splice(i, 1);
        this.picked(-1);
        this.changed(true);
    }

    // Down takes a point, move carries it, up puts it down; Enter takes and puts down in turn.
    drag(points, place, kind) {
        const { plane } = this;
        const puts = kind === "up" || kind === "cancel" || (kind === "enter" && this.grabbed >= 0);
        if (puts && this.grabbed >= 0) {
            this.grabbed = -1;
            this.changed(true);
        } else if (kind === "down" || kind === "enter") {
            this.grabbed = plane.nearest(points, place);
            this.picked(this.grabbed);
        } else if (place && (kind === "move" || kind === "cursor") && this.grabbed >= 0) {
            points[this.grabbed] = inside(plane, place);
            this.changed(false);
        }
    }
}

// A place in hundredths, as the address keeps it, within the plane.
function inside(plane, place) {
    return plane.bounds().map(([low, high], i) => {
        const kept = Math.min(high, Math.max(low, place[i]));
        return hundredth(kept);
    });
}

export function hundredth(value) {
    return Math.round(100 * value) / 100;
}

// As mnist_ann.story.problems.Points.to_text writes them: label_x_y, in hundredths.
export function pointsText(points, labels) {
    const hundredths = (value) => Math.round(100 * value);
    return points.map(([x, y], i) => [labels[i], hundredths(x), hundredths(y)].join("_")).join(".");
}
