// Strokes on a canvas, white on black: what mnist_ann/digitize/painter.py paints of them, too.

export function paintStrokes(context, strokes) {
    const { width, height } = context.canvas;
    context.fillStyle = "black";
    context.fillRect(0, 0, width, height);
    context.strokeStyle = "white";
    context.lineCap = context.lineJoin = "round";
    for (const { width, points } of strokes) {
        context.lineWidth = width;
        context.beginPath();
        context.moveTo(...points[0]);
        points.forEach(([x, y], i) => {
            const next = points[i + 1];
            if (next) context.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2);
            else context.lineTo(x + (i ? 0 : 0.01), y); // a single point is a dot
        });
        context.stroke();
    }
}
