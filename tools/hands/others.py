"""What is no digit, written by a program: letters, shapes, small pictures, scribbles.

They are skeletons as `pen.written` takes them. Left out is what people write like a digit: O, I, S, Z, B,
b, q, g, y, a circle, an egg.
"""

from itertools import pairwise

import numpy as np

# A stroke is a row of points, each two figures, x and y; - goes straight on, with a corner, and ~ in a
# curve. Strokes are set apart by spaces.
LETTERS = """
09-40-79 15-65; 09-40-79-65-15; 09-40-79 25-55; 60-00-09-69 05-55; 61~41~04~14~04~18~69; 60-00-09 05-55;
00-09 70-79 05-75; 00-09-05-75-70-79; 00-09 60-69 04-65; 00-09 70-05-79; 00-09 60-15-69; 09-10-45-80-99;
09-00-45-80-89; 09-00-79-70; 09-02-68-60; 09-00 00~50~63~54~05; 00-09 00~50~63~54~05-79;
09-00~50~63~54~05-79; 00-80 40-49; 00-70 30-39; 00-29-43-69-90; 00~18~39~33~58~79~90; 00-79 70-09;
00~35~79 70~34~09; 00-35-70 35-39; 00-39-70; 00-09-69; 40~02~06~49~68~64~40 56-89;
00~06~39~66~60; 00-09 00~50~73~76~50~09; 61~40~34~39 14-64; 51~30~24~29 04-55; 00-09 05~24~57~79;
00-09 64-06-69; 03-09 05~23~45-49 45~63~85-89; 03-09 05~33~56-59; 09-03~14~35~33~55~59; 03-09 05~23~64;
30-37~58~69 13-63; 30-38 14-54; 03-29-45-69-93; 03-79 73-09; 03~36~79 73~36~09; 70-79 75~42~06~48~77;
05-56~23~05~29~68; 64~24~06~28~66 63-68~79; 03-09 04~43~56~38~06; 03~07~38~66-63 63-69; 03-39-73;
00-39-70-19; 00-09-20-29
"""
SHAPES = """
00-90-99-09-00; 00-90-99-09-00; 00-90-96-06-00; 00-50-59-09-00; 40-89-09-40; 00-80-49-00; 09-90-99-09;
45-90-94-50-05-45; 40-84-48-04-40; 40-80-94-88-49-05-40; 30-60-93-96-69-39-06-03-30;
40-49 04-84; 40-49 04-84; 40-48 05-85; 45-49 05-85; 00-88 80-08; 00-99 90-09; 40-48 04-84 11-77 71-17; 20-29 60-69 02-92 06-96;
48~03~10~43~70~83~48; 48~04~11~43~71~84~48; 43-10-04-48-84-71-43;
49-20-95-05-70-49; 09-40-89-03-93-09; 40-56-99-56-09-46-40; 40-53-93-65-79-46-09-23-03-43-40;
44~54~45~34~43~63~66~26~22~82~87~07; 45~64~56~35~33~73~77~17~11~91; 54~43~35~56~73~51~14~27~68~95;
04-94 61-94-67; 94-04 31-04-37; 40-49 13-40-73; 40-49 16-49-76; 05-95 62-95-68; 09-90 50-90-94; 00-99 59-99-95;
50~05~59~95~50 33-34 63-64 26~48~76; 40~04~49~85~40 32-33 62-63 25~57~65; 50~05~59~95~50 33-34 63-64 27~56~77;
50~05~59~95~50 32-34 62-64 27-77; 50~05~59~95~50 23~32~43 63~72~83 26~49~76; 40~04~49~85~40 33-34 63-64 54-55-45 26~48~66;
04-40-84 14-19-79-74; 04-40-84-04 14-19-79-74 36-39 36-56-59; 09-04-40-84-89-09; 09-84-04-89-09-04-40-84-89;
05-95-49-05 05-40-45; 18-78 08-29-69-98 38-30-76-36; 06~18~86~78 25~23~63~66; 03-43-23-28-68-23;
40~13~42~73~40 42-49 46~75~63 46~15~23; 43~41~54~36~43 43-49 47-75; 40-04-84-40 43-07-87-43 47-49;
50~23~52~83~50 54-59 52-57 23-05 83-95; 40~22~44~62~40 44-47 24-64 47-29 47-69; 04-94-64-69-29-24;
06~33~85~94~83~57~06 92-96; 00-04-84-80 00-84 80-04; 25~05~03~22~30~61~81~84~95~76~25 27-29 57-59;
43~31~11~03~15-49-75~83~71~51~43; 42~30~11~03~16-49-76~83~71~50~42; 44-42~30~11~03~25-49-65~83~71~50~42-44;
43~21~03~15~49 43~61~83~75~49; 00-09-99-90-00 00-99 90-09; 00-99 05-95 50-59; 00-09-99-90-00 50-59 05-95; 03-93 06-96; 30-39 60-69;
00-90 05-95 09-99; 00-09 40-49 80-89; 05-20-49-60-95; 09-20-49-60-89; 00-30-33-63-66-96-99; 08-18-10-40-48-78;
05~22~55~78~95; 04~20~44~68~84 05~21~45~69~85; 00~48~90 09~41~99; 45~20~02~25~48~75~82~60~45;
42~20~03~25~42~60~83~65~42 42-46~69~89; 50-39-66-36; 52-15-45-29-85-55-70-52; 40-28-55-25; 25~10~03~25-49-75~93~80~65 25-75;
40~04~48~84~40 40-48 04-84; 40~04~48~84~40 12-76 72-16; 40~04~48~84~40 43~34~45~54~43; 50~05~59~95~50 00-90 09-99;
19-10-70-79-19 22-32-34-24-22 52-62-64-54-52; 03-73-69-19-03 73~94~66; 03~44~83-69-29-03; 40~02~33~52~40 33-28-68-53
"""


def other(random):
    """Something that is no digit: a skeleton, or a scribble in the place of one."""
    if (kind := random.random()) < 0.08:
        return [_scribble(random)]
    if kind < 0.13:
        return _lines(random)
    if kind < 0.28:
        return [_polygon(random)]
    table = LETTER_SKELETONS if kind < 0.6 else SHAPE_SKELETONS
    skeleton = table[random.integers(len(table))]
    flip = random.random() < 0.3 and table is SHAPE_SKELETONS
    return _stretched(skeleton, random.uniform(0.7, 1.4) * (-1 if flip else 1))


def _stretched(skeleton, wide):
    """`pen.written` makes all narrower, as digits are; a heart is as wide as high."""
    return [[np.array(piece) * (wide, 1) for piece in stroke] for stroke in skeleton]


def _read(table):
    """The skeletons of a table of letters or shapes, 1 high."""
    return [
        [_pieces(stroke) for stroke in skeleton.split()]
        for skeleton in table.replace("\n", " ").split(";")
    ]


def _pieces(stroke):
    curves = [
        [(int(x) / 9, int(y) / 9) for x, y in curve.split("~")]
        for curve in stroke.split("-")
    ]
    found = []
    for before, curve in zip([None, *curves], curves):
        if before:
            found.append([before[-1], curve[0]])
        if curve[1:]:
            found.append(curve)
    return found


def _scribble(random):
    """A line that wanders: smooth, or back and forth."""
    if random.random() < 0.5:
        steps = random.normal(size=(random.integers(8, 30), 2)).cumsum(axis=0)
        return [steps / np.ptp(steps[:, 1])]
    teeth = random.integers(4, 10)
    x = np.linspace(0, random.uniform(0.8, 1.6), teeth)
    return [np.stack([x, np.arange(teeth) % 2], axis=1)]


def _lines(random):
    """Straight lines from one random place to the next."""
    corners = random.random((random.integers(4, 8), 2))
    return [list(pairwise(corners))]


def _polygon(random):
    """Mostly four corners, and sides that a hand bends: next to a zero, what a square is lies in its
    corners alone."""
    count = random.choice([3, 4, 4, 4, 4, 5, 6])
    angles = np.pi / 4 + 2 * np.pi * np.arange(count + 1) / count
    corners = np.stack([np.cos(angles), np.sin(angles)], axis=1) / np.sqrt(2)
    corners = (corners + random.normal(0, 0.03, corners.shape)) * (
        random.uniform(0.8, 1.8),
        1,
    )
    bent, sides = random.uniform(-0.04, 0.06), []
    for start, end in pairwise(corners):
        along = end - start
        out = np.array([along[1], -along[0]]) * (bent + random.normal(0, 0.02))
        sides.append([start, (start + end) / 2 + out, end])
    return sides


LETTER_SKELETONS, SHAPE_SKELETONS = _read(LETTERS), _read(SHAPES)
