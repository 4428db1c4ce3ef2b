"""A piecewise-affine function compiled to its pieces: breaks, slopes, intercepts."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import final

from flint import fmpq

from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.number import Number
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower


@final
@dataclass(frozen=True, slots=True)
class Segments:
    """x -> slopes[i] x + intercepts[i] strictly between breaks i - 1 and i; values at breaks.

    Exactness: exact; every comparison is one of algebraic numbers.
    """

    breaks: tuple[Number, ...]
    values: tuple[Number, ...]
    slopes: tuple[Number, ...]
    intercepts: tuple[Number, ...]

    def __call__(self, x: Number) -> Number:
        """The value at a number."""
        for i, point in enumerate(self.breaks):
            sign = x.sign() if point == 0 else (x - point).sign()
            if sign == 0:
                return self.values[i]
            if sign < 0:
                return self.on_piece(i, x)
        return self.on_piece(len(self.breaks), x)

    def on_piece(self, i: int, x: Number) -> Number:
        """The i-th affine function."""
        slope, intercept = self.slopes[i], self.intercepts[i]
        if slope == 0:
            return intercept
        product = x if slope == 1 else slope * x
        return product if intercept == 0 else product + intercept

    @property
    def is_rational(self) -> bool:
        """Whether it maps rationals to rationals, piece by piece, with rational data."""
        parts = (*self.breaks, *self.values, *self.slopes, *self.intercepts)
        return all(number.is_rational for number in parts)


def _number(expr: Expr) -> Number:
    return value(lower(expr))


@lru_cache(maxsize=256)
def segments(function: ScalarFunction) -> Segments | None:
    """The pieces of a function whose slopes are known constants; None for any other.

    Exactness: exact. The intercepts are found from a value inside each piece.

    Examples:
        >>> from symnn.functions.piecewise_linear import hard_tanh
        >>> pieces = segments(hard_tanh)
        >>> pieces is not None and pieces(Number(5)) == 1
        True
    """
    if not function.slopes or any(free_symbols(s) for s in (*function.slopes, *function.kinks)):
        return None
    try:
        breaks = tuple(_number(k) for k in function.kinks)
        slopes = tuple(_number(s) for s in function.slopes)
        values = tuple(function.at(k) for k in breaks)
        inside = _inside(breaks)
        ends = [function.at(p) - s * p for p, s in zip(inside, slopes, strict=True)]
    except SymnnError:
        return None
    return Segments(breaks, values, slopes, tuple(ends))


def _inside(breaks: tuple[Number, ...]) -> list[Number]:
    """A point before the first break, between each two, and after the last."""
    if not breaks:
        return [Number(0)]
    between = [(a + b) / 2 for a, b in itertools.pairwise(breaks)]
    return [breaks[0] - 1, *between, breaks[-1] + 1]


def rational_pieces(pieces: Segments) -> RationalSegments:
    """The same, on rationals only: for the fast path of rational networks."""
    return RationalSegments(
        tuple(b.as_fmpq() for b in pieces.breaks),
        tuple(v.as_fmpq() for v in pieces.values),
        tuple(
            (s.as_fmpq(), c.as_fmpq())
            for s, c in zip(pieces.slopes, pieces.intercepts, strict=True)
        ),
    )


@final
@dataclass(frozen=True, slots=True)
class RationalSegments:
    """Segments with rational data, on rationals."""

    breaks: tuple[fmpq, ...]
    values: tuple[fmpq, ...]
    lines: tuple[tuple[fmpq, fmpq], ...]

    def __call__(self, x: fmpq) -> fmpq:
        """The value at a rational."""
        i = 0
        for i, point in enumerate(self.breaks):
            if x < point:
                break
            if x == point:
                return self.values[i]
        else:
            i = len(self.breaks)
        slope, intercept = self.lines[i]
        if slope == 0:
            return intercept
        return slope * x + intercept if intercept != 0 or slope != 1 else x
