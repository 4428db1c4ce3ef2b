"""Short documents by made-up authors: lines with a claim in its true and in a slipped form.

Every number is worked out here in fractions, or to fifty digits where it is printed rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import mpmath

Number = Fraction | int
Habit = Callable[["Draw"], list["Line"]]

#: The documents, by what they work through.
HABITS: dict[str, Habit] = {}


@dataclass(frozen=True)
class Line:
    """A paragraph as the author wrote it; `slipped` has one figure wrong."""

    text: str
    slipped: str | None = None


def habit(author: Habit) -> Habit:
    """Enter a document into the corpus."""
    HABITS[author.__name__] = author
    return author


def told(text: str) -> Line:
    """Words, definitions, formulas: nothing that could be false."""
    return Line(text)


def claim(template: str, right: str, wrong: str) -> Line:
    """A claim whose result stands at the @ of the template."""
    assert right != wrong
    return Line(template.replace("@", right), template.replace("@", wrong))


@dataclass
class Draw:
    """The figures of a document."""

    random: Random

    def integer(self, low: int = -5, high: int = 5) -> int:
        """A whole number other than 0."""
        return self.random.choice([n for n in range(low, high + 1) if n])

    def tenth(self, low: int = -20, high: int = 20) -> Fraction:
        """A decimal with one place, other than 0."""
        return Fraction(self.integer(low, high), 10)

    def off(self, value: Number) -> str:
        """A number that is wrong in a digit that counts, with as many places."""
        places = len(dec(value).partition(".")[2])
        step = self.random.choice([-7, -6, 6, 7]) * (100 if places > 2 else 10 if places else 1)
        return padded(Fraction(value) + Fraction(step, 10**places), places)

    def exact(self, template: str, value: Number) -> Line:
        """A claim with a result that is printed exactly."""
        return claim(template, dec(value), self.off(value))

    def rounded(self, template: str, value: mpmath.mpf, places: int = 4) -> Line:
        """A claim with a result that is printed rounded."""
        text = fixed(value, places)
        step = self.random.choice([-1, 1]) * self.random.choice([70, 90]) * 10 ** max(places - 4, 0)
        return claim(template, text, fixed(value + mpmath.mpf(step) / 10**places, places))


def dec(value: Number) -> str:
    """A fraction whose decimal ends, written out.

    >>> dec(Fraction(-3, 8)) == "-0.375"
    True
    """
    value = Fraction(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        assert places < 60
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def par(value: Number) -> str:
    """The same with brackets around a negative number."""
    return f"({dec(value)})" if value < 0 else dec(value)


def frac(value: Number) -> str:
    """As a fraction in LaTeX, or a whole number."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def padded(value: Number, places: int) -> str:
    """With at least so many places after the point."""
    whole, _, rest = dec(value).partition(".")
    return f"{whole}.{rest.ljust(places, '0')}" if places else whole


def fixed(value: mpmath.mpf, places: int) -> str:
    """Correctly rounded to so many places; never near a tie in this corpus."""
    with mpmath.workdps(50):
        scaled = int(mpmath.nint(value * 10**places))
    return padded(Fraction(scaled, 10**places), places)


def real(value: Number) -> mpmath.mpf:
    """A fraction to fifty digits."""
    with mpmath.workdps(50):
        return mpmath.mpf(Fraction(value).numerator) / Fraction(value).denominator


def sigmoid(value: mpmath.mpf) -> mpmath.mpf:
    """1/(1 + e^-x) to fifty digits."""
    with mpmath.workdps(50):
        return 1 / (1 + mpmath.exp(-value))


def column(*cells: object, kind: str = "bmatrix") -> str:
    """A column in LaTeX."""
    rows = r" \\ ".join(str(cell) for cell in cells)
    return rf"\begin{{{kind}}} {rows} \end{{{kind}}}"


def matrix(rows: list[list[Number]], kind: str = "bmatrix") -> str:
    """A matrix in LaTeX."""
    body = r" \\ ".join(" & ".join(dec(cell) for cell in row) for row in rows)
    return rf"\begin{{{kind}}} {body} \end{{{kind}}}"


def times(a: list[list[Number]], b: list[list[Number]]) -> list[list[Number]]:
    """The product of two matrices."""
    return [[sum(x * y for x, y in zip(row, col, strict=True)) for col in zip(*b, strict=True)]
            for row in a]  # fmt: skip
