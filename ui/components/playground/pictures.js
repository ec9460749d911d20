// Small pictures from grids of numbers.

// colour(value) -> [red, green, blue, opacity], all 0..255.
export function pictureOf(grid, size, colour, canvas = document.createElement("canvas")) {
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(size, size);
    for (let i = 0; i < grid.length; i++) image.data.set(colour(grid[i]), 4 * i);
    pen.putImageData(image, 0, 0);
    return canvas;
}

// "#2F6FDE" -> [47, 111, 222]
export function rgb(hex) {
    return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}
