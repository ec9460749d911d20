"""The digits that the drawing network learns beside MNIST's: `python -m tools.hands.beside OUT.npz`.

Some are by people: pendigits' drawings by 20 of its 30 writers, under the conditions of
`tools.drawings` and once more with a brush. The others a program wrote, in the hands that networks misread
most. The other 10 writers and all of UJI's judge, and no network learns from them.
"""

import sys
from pathlib import Path

import numpy as np

from tools.drawings import CONDITIONS, Drawings, fit, paint
from tools.hands.digits import FORMS
from tools.hands.pen import BRUSH, LENGTH, SIDE, image_of, written

PENDIGITS = "pendigits-30"
SEED = 42
WRITTEN = 9_000  # by the program
TWICE = 3  # conditions: a drawing is painted under its own and under the one so many further on
ABOUT = (
    "digits by 20 writers of the UCI data set Pen-Based Recognition of Handwritten Digits, "
    "E. Alpaydin and F. Alimoglu, 1998, doi:10.24432/C5MG6K, CC BY 4.0, painted and digitized; and "
    "digits that a program wrote."
)


def judges(drawings):
    """Which Drawings judge and are never learned, bool (n,): all but those of 20 writers of pendigits."""
    return (drawings.sources != PENDIGITS) | (drawings.writers % 3 == 2)


def people():
    """(images uint8 (n, 28, 28), labels) of the 20 writers' drawings."""
    drawings, random = Drawings(), np.random.default_rng((SEED, 0))
    names, images, labels = list(CONDITIONS), [], []
    for i in np.flatnonzero(~judges(drawings)):
        strokes = fit(drawings.strokes(i), LENGTH, SIDE / 2)
        tall = np.ptp(np.concatenate(strokes)[:, 1])
        brush = random.uniform(*BRUSH) * max(tall, LENGTH / 2)
        canvases = [
            drawings.canvas(i, names[i % len(names)]),
            drawings.canvas(i, names[(i + TWICE) % len(names)]),
            paint(strokes, SIDE, brush),
        ]
        images += map(image_of, canvases)
        labels += [drawings.labels[i]] * len(canvases)
    return np.array(images), np.array(labels, np.uint8)


def program(count=WRITTEN):
    """(images uint8 (n, 28, 28), labels) of so many digits that the program wrote."""
    random = np.random.default_rng((SEED, 1))
    forms = [(digit, form) for digit, several in FORMS.items() for form in several]
    labels, images = [], []
    for turn in range(count):
        digit, form = forms[turn % len(forms)]
        labels.append(digit)
        images.append(written(form(random), random))
    return np.array(images), np.array(labels, np.uint8)


def main(out):
    parts = people(), program()
    images, labels = (np.concatenate(arrays) for arrays in zip(*parts))
    np.savez_compressed(out, images=images, labels=labels, about=ABOUT)
    print(f"{len(images):,} digits, {len(parts[0][0]):,} of them by people: {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
