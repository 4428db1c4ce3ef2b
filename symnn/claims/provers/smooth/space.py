"""Proofs that a function of several symbols is positive on a box.

A symbol in which the function rises goes to its lower end, where there is a symbol less; else the
box is halved. The value at the middle with the ranges of the slopes is tried besides.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import arb, fmpq

from symnn.claims.provers.smooth.goals import MAX_GOALS, RANGE, Limits, Line, Tree, spelled
from symnn.claims.provers.smooth.points import fraction, has_slope, prepared, sign_of, slope_of
from symnn.claims.provers.smooth.ranges import FREE, Box, End, mean_value, of_symbol, range_of
from symnn.claims.provers.smooth.samples import middle, samples
from symnn.claims.provers.smooth.shapes import shapes
from symnn.claims.provers.systems import Deadline
from symnn.deferred import dataclass
from symnn.exact.ball import certain_sign
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    free_symbols,
    rational,
    substitute,
)

MOST: Final = Limits(3, 24)


@dataclass
class Space:
    """Goals about functions of several symbols; `goals` is how many may still be tried."""

    positive: frozenset[str]
    bits: int
    deadline: Deadline
    goals: int = MAX_GOALS

    def prove(self, g: Expr, strict: bool, box: Box, left: Limits = MOST) -> Tree | None:
        """A proof of g >= 0, or g > 0, on a box; None if none is found."""
        names = sorted(free_symbols(g))
        if not names:
            return self.closed(g, strict)
        if len(names) == 1:
            line = Line(names[0], self.positive, self.bits, self.deadline, self.goals)
            tree = line.prove(g, strict, closed_ends(names[0], box, self.bits))
            self.goals = line.goals
            return tree
        self.goals -= 1
        if self.goals < 0 or self.deadline.passed:
            return None
        if self.is_positive(g, strict, box):
            return RANGE
        if self.is_negative_somewhere(g, box):
            return None
        tree = self.by_slopes(g, strict, box, left._replace(slopes=min(left.slopes, 1)))
        if tree is not None:
            return tree
        found = list(shapes(g, box, upward=True, positive=self.positive))
        for k, (factor, product) in enumerate(found, 1):
            tree = self.product(product, strict, box, left, may_cut=k == len(found))
            if tree is not None:
                return tree if product == g else ["times", factor, product, tree]
        return None if found else self.product(g, strict, box, left, may_cut=True)

    def is_positive(self, g: Expr, strict: bool, box: Box) -> bool:
        """Whether the range shows it."""
        found = range_of(g, box, self.bits)
        return found is not None and found.is_positive(strict)

    def closed(self, g: Expr, strict: bool) -> Tree | None:
        """The same for a number."""
        sign = sign_of(g, ())
        if sign == 0 and not strict:
            return ["times", ONE, ZERO, RANGE]
        return RANGE if sign == 1 and self.is_positive(g, strict, {}) else None

    def product(self, g: Expr, strict: bool, box: Box, left: Limits, may_cut: bool) -> Tree | None:
        """The same for a function whose shape is not to be changed."""
        if self.is_positive(g, strict, box):
            return RANGE
        finite = all(_is_finite(box.get(name, FREE)) for name in free_symbols(g))
        most = min(1, left.slopes) if finite and left.cuts < MOST.cuts else left.slopes
        for slopes in range(1, most + 1):
            tree = self.by_slopes(g, strict, box, left._replace(slopes=slopes))
            if tree is not None:
                return tree
        if not may_cut:
            return None
        return self.by_mean(g, strict, box) or self.halve(g, strict, box, left)

    def by_slopes(self, g: Expr, strict: bool, box: Box, left: Limits) -> Tree | None:
        """Whichever symbol may go to whichever end."""
        for name in sorted(free_symbols(g)) if left.slopes > 0 else ():
            if not any(name in _depends(ends) for n, ends in box.items() if n != name):
                for side in (0, 1):
                    tree = self.by_slope(g, strict, box, (name, side), left)
                    if tree is not None:
                        return tree
        return None

    def is_negative_somewhere(self, g: Expr, box: Box) -> bool:
        """Whether g < 0 at the middle of the box, or near a corner."""
        names = tuple(sorted(free_symbols(g)))
        found = [inner_points(box.get(name, FREE)) for name in names]
        function = prepared(g, names, 64)
        for k in range(3) if all(found) else ():
            at = [points[(k * (i + 1)) % 3] for i, points in enumerate(found)]
            balls = [arb(fmpq(q.numerator, q.denominator)) for q in at]
            if certain_sign(function(*balls)) == -1:
                return True
        return False

    def by_slope(
        self, g: Expr, strict: bool, box: Box, to: tuple[str, int], left: Limits
    ) -> Tree | None:
        """g lies over its values, or limits, at the end of a symbol from which it rises."""
        name, side = to
        ends, slope = list(box.get(name, FREE)), slope_of(g, name, side == 1)
        end, rest = ends[side], {n: e for n, e in box.items() if n != name}
        if slope is None or left.slopes <= 0 or not has_slope(g, self.positive):
            return None
        ends[side] = End(end.value)
        inner = {**box, name: (ends[0], ends[1])}
        fewer, deep = Limits(left.slopes - 1, 0), MOST._replace(cuts=left.cuts)
        for first in (False, True) if strict else (False,):
            if strict and not first and not end.open:
                continue
            rise = self.prove(slope, strict and not first, inner, fewer)
            if rise is not None:
                there = self.at_end(g, first, rest, (name, side, end.value), deep)
                if there is not None:
                    return ["slope", name, side, first, there, spelled(slope, rise)]
        return None

    def at_end(
        self, g: Expr, strict: bool, rest: Box, to: tuple[str, int, Expr | None], left: Limits
    ) -> Tree | None:
        """The proof at an end of a symbol, or about limits."""
        name, side, end = to
        if end is not None:
            return self.prove(substitute(g, {name: end}), strict, rest, left)
        limit = range_of(g, rest, self.bits, (name, side))
        if limit is None or not limit.lo >= 0 or (strict and not limit.lo > 0):
            return None  # that no value far out is 0 does not make the limit positive
        return RANGE

    def by_mean(self, g: Expr, strict: bool, box: Box) -> Tree | None:
        """The value at the middle and the changes from there, on a finite box."""
        rows = []
        for name in sorted(free_symbols(g)):
            ends, slope = box.get(name, FREE), slope_of(g, name)
            at = middle(ends) if _is_finite(ends) and not _depends(ends) else None
            if at is None or slope is None or not has_slope(g, self.positive):
                return None
            rows.append((name, rational(at), slope))
        value = mean_value(g, rows, box, self.bits)
        if value is None or not value.is_positive(strict):
            return None
        return ["mean", *(list(row) for row in rows)]

    def halve(self, g: Expr, strict: bool, box: Box, left: Limits) -> Tree | None:
        """Cut the symbol across which g changes most."""
        names = sorted(free_symbols(g))
        if left.cuts <= 0 or not names:
            return None
        sizes = {name: self.change(g, name, box) for name in names}
        name = max(sizes, key=lambda n: sizes[n])
        ends, fewer = box.get(name, FREE), left._replace(cuts=left.cuts - 1)
        at = middle(closed_ends(name, box, self.bits))
        if at is None or sizes[name] < 0:
            return None
        cut, parts = End(rational(at), open=False), list[Tree]()
        for half in ((ends[0], cut), (cut, ends[1])):
            tree = self.prove(g, strict, {**box, name: half}, fewer)
            if tree is None:
                return None
            parts.append(tree)
        return ["split", name, rational(at), *parts]

    def change(self, g: Expr, name: str, box: Box) -> Fraction:
        """About how much g changes across a symbol."""
        width = of_symbol(name, box, self.bits)
        slope = range_of(slope_of(g, name) or ONE, box, self.bits)
        if width is None:
            return Fraction(-1)
        span = width.hi - width.lo
        size = span if slope is None else span * max(abs(slope.lo), abs(slope.hi))
        if not span.is_finite() or not size.is_finite():
            return Fraction(1 << 60)
        return fraction(size.mid())


@lru_cache(maxsize=4000)
def inner_points(ends: tuple[End, End]) -> tuple[Fraction, ...]:
    """Three points between the ends, if these are numbers."""
    if _depends(ends):
        return ()
    points = samples(ends)
    return points[len(points) // 2], points[0], points[-1]


def _is_finite(ends: tuple[End, End]) -> bool:
    return ends[0].value is not None and ends[1].value is not None


@lru_cache(maxsize=4000)
def _depends(ends: tuple[End, End]) -> frozenset[str]:
    """Symbols in the ends of another one."""
    return free_symbols(*(e.value for e in ends if e.value is not None))


def closed_ends(name: str, box: Box, bits: int) -> tuple[End, End]:
    """The ends of a symbol; those that are no numbers, moved out to numbers."""
    low, high = box.get(name, FREE)
    found = of_symbol(name, box, bits)
    if found is None:
        return FREE
    return _moved(low, found.lo), _moved(high, found.hi)


def _moved(end: End, to: arb) -> End:
    if end.value is None or not free_symbols(end.value):
        return end
    return End(rational(fraction(to)) if to.is_finite() else None, end.open, anchor=False)
