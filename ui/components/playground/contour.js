// Where a grid of numbers crosses a level: line segments [[x, y], [x, y]], in cells of the grid.
// Marching squares: along each side of a square of four neighbours, interpolate the crossing.

export function contour(grid, size, level) {
    const segments = [];
    for (let row = 0; row < size - 1; row++) {
        for (let column = 0; column < size - 1; column++) {
            const corners = [
                [column, row],
                [column + 1, row],
                [column + 1, row + 1],
                [column, row + 1],
            ];
            const crossings = [];
            corners.forEach(([x, y], side) => {
                const [x2, y2] = corners[(side + 1) % 4];
                const a = grid[y * size + x] - level;
                const b = grid[y2 * size + x2] - level;
                if (a > 0 === b > 0) return;
                const part = a / (a - b);
                crossings.push([x + part * (x2 - x), y + part * (y2 - y)]);
            });
            for (let i = 0; i + 1 < crossings.length; i += 2) {
                segments.push([crossings[i], crossings[i + 1]]);
            }
        }
    }
    return segments;
}
