// A picture of numbers, a pixel each, row by row. colourOf(number) gives its [red, green, blue], 0 to 255.

export function paintCells(canvas, columns, numbers, colourOf) {
    canvas.width = columns;
    canvas.height = Math.ceil(numbers.length / columns);
    const context = canvas.getContext("2d");
    const image = context.createImageData(canvas.width, canvas.height);
    numbers.forEach((number, i) => {
        image.data.set([...colourOf(number), 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
}

// Rows of whole numbers 0 to 255 as the address of a picture.
export function addressOf(rows) {
    const canvas = document.createElement("canvas");
    paintCells(canvas, rows.length, rows.flat(), (ink) => [ink, ink, ink]);
    return canvas.toDataURL();
}
