"""A number or a digit in words, as charts, pages, files and messages say it."""

from collections import Counter
from collections.abc import Iterable


def a_digit(digit: object) -> str:
    """A digit with its article.

    >>> [a_digit(digit) for digit in (7, 8)]
    ['a 7', 'an 8']
    """
    return f"an {digit}" if str(digit) == "8" else f"a {digit}"


def counted(count: int, noun: str) -> str:
    """How many there are.

    >>> [counted(count, "run") for count in (1, 3)]
    ['1 run', '3 runs']
    """
    return f"{count:,} {noun}" + "s" * (count != 1)


def distinct(names: Iterable[str]) -> list[str]:
    """The same names, and a number behind each that was there before: what a list tells its entries
    apart by.

    >>> distinct(["linear", "article", "linear"])
    ['linear', 'article', 'linear (2)']
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def percent(probability: float, decimals: int = 1) -> str:
    """A softmax probability as a short text. It is never 0 or 1, though float32 or these decimals may
    round it so.

    >>> [percent(p) for p in (0.9731, 0.00002, 1.0)]
    ['97.3%', '<0.1%', '>99.9%']
    >>> [percent(p, 0) for p in (0.9731, 0.9949, 0.9951)]
    ['97%', '99%', '>99%']
    """
    least = 10.0 ** -(decimals + 2)  # above 0 that these decimals can say
    if probability < least / 2:
        return f"<{least:.{decimals}%}"
    if probability >= 1 - least / 2:
        return f">{1 - least:.{decimals}%}"
    return f"{probability:.{decimals}%}"


def signed(value: float, form: str = "+.2f") -> str:
    """A number with its sign, as a page writes it.

    >>> [signed(value) for value in (0.5, -1, -0.001)]
    ['+0.50', '−1.00', '+0.00']
    """
    text = format(value, form)
    return text.replace("-", "−") if float(text) else format(0.0, form)


def percent_in_words(probability: float, decimals: int = 1) -> str:
    """The same for a sentence.

    >>> [percent_in_words(p) for p in (0.9731, 0.00002, 1.0)]
    ['97.3%', 'less than 0.1%', 'more than 99.9%']
    """
    short = percent(probability, decimals)
    return short.replace(">", "more than ").replace("<", "less than ")
