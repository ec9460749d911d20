// A point of the plane: its class by colour and shape, a cross if it is a mistake, a ring if chosen.

export function drawMark(pen, { colour, shape }, [x, y], ink, { ring, cross }) {
    pen.setLineDash([]);
    pen.fillStyle = colour;
    pen.strokeStyle = "white";
    pen.lineWidth = 1.5;
    trace(pen, shape, x, y, 5.5);
    pen.fill();
    pen.stroke();
    pen.strokeStyle = ink;
    if (cross) {
        pen.beginPath();
        for (const side of [-1, 1]) {
            pen.moveTo(x - 6, y - 6 * side);
            pen.lineTo(x + 6, y + 6 * side);
        }
        pen.stroke();
    }
    if (ring) {
        pen.lineWidth = 2.5;
        pen.beginPath();
        pen.arc(x, y, 11, 0, 2 * Math.PI);
        pen.stroke();
    }
}

function trace(pen, shape, x, y, size) {
    pen.beginPath();
    if (shape === "square") {
        pen.rect(x - 0.9 * size, y - 0.9 * size, 1.8 * size, 1.8 * size);
    } else if (shape === "triangle") {
        pen.moveTo(x, y - 1.2 * size);
        pen.lineTo(x + 1.1 * size, y + 0.8 * size);
        pen.lineTo(x - 1.1 * size, y + 0.8 * size);
        pen.closePath();
    } else {
        pen.arc(x, y, size, 0, 2 * Math.PI);
    }
}
