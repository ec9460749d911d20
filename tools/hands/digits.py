"""Digits that a program writes from skeletons, in the hands that networks misread most.

Each form is a table of strokes as `pen.written` takes them: the box is 1 high, y down. What a form leaves
open, such as where a bar crosses, is drawn from a random generator.
"""

import numpy as np


def zero_with_a_slash(random):
    """The slash reaches out of the ring, at any angle."""
    ring = _ring((0.35, 0.5), random.uniform(0.24, 0.4), 0.5, random.uniform(0, 6.3))
    angle = np.radians(
        random.uniform(15, 75) if random.random() < 0.7 else random.uniform(0, 180)
    )
    reach = random.uniform(0.4, 0.85) * np.array([0.9 * np.cos(angle), -np.sin(angle)])
    middle = np.array([0.35, 0.5]) + random.uniform(-0.06, 0.06, 2)
    return [[ring], [[middle - reach, middle + reach]]]


def two_with_a_loop(random):
    """The head begins with a small loop, or the foot has one."""
    u = random.uniform
    head = [(0.08, 0.22), (0.2, 0.04), (0.42, 0.02), (0.56, 0.2)]
    if random.random() < 0.7:
        curl = u(0.05, 0.12)
        head = [
            (0.1 + curl, 0.16),
            (0.1 + curl, 0.16 + 1.6 * curl),
            (0.06, 0.2),
            *head[1:],
        ]
    foot = [(0.56, 0.2), (0.5, 0.44), (0.26, 0.7), (0.04, 0.93)]
    if random.random() < 0.5:
        low = [
            (0.2, 0.76),
            (0.06, 0.97),
            (0.0, 0.88),
            (0.12, 0.8),
            (0.32, 0.92),
            (0.62, u(0.86, 1)),
        ]
        return [[head, [*foot[:2], *low]]]
    return [[head, foot, [(0.04, 0.93), (0.3, u(0.88, 0.97)), (0.62, u(0.88, 1))]]]


def four_closed(random):
    """Narrow and closed at the top."""
    u = random.uniform
    top, bar = (u(0.28, 0.5), 0.0), u(0.5, 0.72)
    left, right = u(-0.05, 0.08), top[0] + u(0.06, 0.3)
    strokes = [
        [
            [top, (left + 0.12, 0.3), (left, bar)],
            [(left, bar), (right, bar + u(-0.06, 0.06))],
        ]
    ]
    foot = (top[0] + u(-0.1, 0.04), 1.0)
    if random.random() < 0.5:
        return [*strokes, [[(top[0] + u(-0.02, 0.05), u(0, 0.08)), foot]]]
    return [[[foot, top], *strokes[0]]]


def four_in_one_loop(random):
    """One stroke that crosses itself: down, to the right, up over a loop, and down."""
    u = random.uniform
    bar, right = u(0.55, 0.75), u(0.45, 0.65)
    down = [(u(0.2, 0.45), 0.0), (0.14, 0.32), (u(-0.02, 0.06), bar)]
    peak = (right - 0.08, bar - u(0.2, 0.4))
    loop = [
        down[-1],
        (0.26, bar + 0.03),
        (right, bar - 0.1),
        peak,
        (peak[0] - 0.08, bar),
    ]
    return [[down, [*loop, (peak[0] - u(0.05, 0.2), 1.0)]]]


def five_with_a_bar(random):
    """The bar is a stroke of its own, which may not touch."""
    u = random.uniform
    top = u(0.02, 0.12)
    body = [[(u(0.08, 0.2), top), (0.1, 0.24), (u(0.04, 0.14), 0.45)]]
    bowl = [
        (0.1, 0.45),
        (0.3, 0.36),
        (0.56, 0.48),
        (0.6, 0.7),
        (0.4, 0.96),
        (0.02, u(0.84, 0.98)),
    ]
    start = (u(0.06, 0.28), top + u(-0.08, 0.06))
    bar = [start, (start[0] + u(0.3, 0.55), start[1] + u(-0.12, 0.04))]
    return [[*body, bowl], [bar]]


def six(random):
    """Its loop may be so small that a thick pen fills it."""
    u = random.uniform
    wide, high = u(0.16, 0.5), u(0.2, 0.5)
    x, y = 0.08, 1 - high / 2
    back = [(x + u(0.1, 0.5), 0.0), (x + 0.06, 0.3), (x, y)]
    loop = [
        (x, y),
        (x + 0.2 * wide, 0.98),
        (x + 0.8 * wide, 0.97),
        (x + wide, y),
        (x + 0.55 * wide, 1 - high),
    ]
    return [[[*back[:2], *loop, (x + 0.04, y + u(-0.05, 0.1))]]]


def seven_crossed(random):
    """Its bar begins with a curl or a serif."""
    u = random.uniform
    right = (u(0.5, 0.68), u(0.0, 0.08))
    kind = random.random()
    if kind < 0.35:  # a serif: down from the bar's left end
        left = (u(0.0, 0.08), u(0.0, 0.08))
        bar = [
            [(left[0] + u(-0.06, 0.06), left[1] + u(0.08, 0.24)), left],
            [left, right],
        ]
    elif kind < 0.75:  # a curl, or a wave
        deep = u(0.05, 0.2)
        bar = [
            [(0.04, deep + 0.06), (0.03, 0.05), (0.14, 0.0), (0.34, deep * 0.5), right]
        ]
    else:
        bar = [[(u(0, 0.06), u(0, 0.1)), right]]
    foot = (u(0.08, 0.4), 1.0)
    bend = (np.array(right) + foot) / 2 + [u(-0.12, 0.1), u(-0.06, 0.06)]
    strokes = [[*bar, [right, bend, foot]]]
    if random.random() < 0.75:
        y, half = u(0.38, 0.62), u(0.1, 0.28)
        x = right[0] + (foot[0] - right[0]) * y
        slope = half * u(-0.35, 0.15)
        strokes.append([[(x - half * u(0.8, 1.2), y - slope), (x + half, y + slope)]])
    return strokes


def eight(random):
    """One of its loops may be so small that a thick pen fills it."""
    u = random.uniform
    waist, upper, lower = u(0.32, 0.6), u(0.12, 0.3), u(0.12, 0.32)
    x = 0.35
    down = [
        (x + upper * 0.9, 0.12),
        (x, 0.0),
        (x - upper, waist * 0.45),
        (x, waist),
        (x + lower, (1 + waist) / 2),
    ]
    up = [
        (x, 1.0),
        (x - lower, (1 + waist) / 2),
        (x, waist),
        (x + upper, waist * 0.5),
        (x + upper * 0.6, u(0.0, 0.16)),
    ]
    return [[[*down, *up]]]


def nine_with_a_tail(random):
    """Its head may be small or filled, and its tail goes to the left."""
    u = random.uniform
    wide, high = u(0.2, 0.55), u(0.2, 0.48)
    right = 0.6
    x = right - wide
    head = [
        (right, high * u(0.2, 0.5)),
        (right - wide * 0.5, 0.0),
        (x, high * 0.5),
        (x + wide * 0.45, high),
        (right, high * 0.5),
    ]
    foot = (right - u(0.0, 0.16), u(0.86, 0.98))
    stem = [(right, high * 0.5), (right - u(-0.03, 0.05), 0.55), foot]
    if random.random() < 0.8:
        tail = u(0.15, 0.55)
        stem += [(foot[0] - 0.5 * tail, 1.0), (foot[0] - tail, 1.0 - u(0.0, 0.16))]
    return [[head, stem]]


def _ring(centre, wide, high, start):
    """A closed curve around a centre, which may overlap a little."""
    angles = start + np.linspace(0, 6.4, 9)
    return [
        (centre[0] + wide * np.cos(a), centre[1] + high * np.sin(a)) for a in angles
    ]


FORMS = {
    0: [zero_with_a_slash],
    2: [two_with_a_loop],
    4: [four_closed, four_in_one_loop],
    5: [five_with_a_bar],
    6: [six],
    7: [seven_crossed],
    8: [eight],
    9: [nine_with_a_tail],
}
