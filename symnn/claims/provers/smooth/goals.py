"""Proofs that a function of one symbol is positive on an interval.

By its range; by its slope, whose sign is a goal of the same kind; by cutting the interval where the
slope changes its sign. A bound that is attained is then attained at an end of an interval.

A proof is a nested list as the checker reads it (`symnn.claims.replay.engines.boxes`), with
expressions in the place of nodes.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

from symnn.claims.provers.smooth.points import (
    ball_at,
    ball_sign,
    exact_points,
    has_slope,
    sign_at,
    simplest,
    slope_of,
)
from symnn.claims.provers.smooth.ranges import End, mean_value, range_of
from symnn.claims.provers.smooth.samples import Ends, middle, samples
from symnn.claims.provers.smooth.shapes import shapes
from symnn.claims.provers.systems import Deadline
from symnn.deferred import dataclass
from symnn.exact.expression import ONE, ZERO, Expr, rational, substitute

Tree: TypeAlias = list[Any]

RANGE: Final[Tree] = ["range"]
MAX_DEPTH: Final = 12  # slopes of slopes
MAX_CUTS: Final = 14  # cuts within cuts
MAX_GOALS: Final = 1500
_FINE: Final = Fraction(1, 1 << 120)  # the width at which a critical point is given up


class Limits(NamedTuple):
    """How many slopes of slopes, and cuts within cuts, may still be taken."""

    slopes: int = MAX_DEPTH
    cuts: int = MAX_CUTS


MOST: Final = Limits()


@dataclass
class Line:
    """Goals about functions of one symbol.

    Attributes:
        name: the symbol.
        positive: the symbol itself, if it is positive on all of the domain.
        bits: working precision of ranges.
        deadline: when to give up.
        goals: how many goals may still be tried.
        plain: whether to cut intervals rather than to look for other shapes and for slopes of
            slopes: for functions whose derivatives are large.
    """

    name: str
    positive: frozenset[str]
    bits: int
    deadline: Deadline
    goals: int = MAX_GOALS
    plain: bool = False

    def prove(self, g: Expr, strict: bool, ends: Ends, left: Limits = MOST) -> Tree | None:
        """A proof of g >= 0, or g > 0, between the ends; None if none is found."""
        self.goals -= 1
        if self.goals < 0 or self.deadline.passed:
            return None
        if self.is_positive(g, strict, ends):
            return RANGE
        if self.plain:
            return self.plainly(g, strict, ends, left)
        if any(ball_sign(g, self.name, s) == -1 for s in samples(ends)):
            return None
        upward = ends[1].value is None or ends[0].value is not None
        found = list(shapes(g, {self.name: ends}, upward, self.positive))
        for k, (factor, product) in enumerate(found, 1):
            may = left if k == len(found) else left._replace(cuts=0)
            tree = self.product(product, strict, ends, may)
            if tree is not None:
                return tree if product == g else ["times", factor, product, tree]
        large = left._replace(slopes=min(left.slopes, 1))
        return None if found else self.product(g, strict, ends, large)

    def plainly(self, g: Expr, strict: bool, ends: Ends, left: Limits) -> Tree | None:
        """The same by what is cheap: the mean value, the range of the slope, cuts in the middle."""
        at = middle(ends)
        if at is not None and ball_sign(g, self.name, at) == -1:
            return None
        tree = self.by_mean(g, strict, ends)
        for side in (0, 1) if tree is None and left.slopes > 0 else ():
            slope = slope_of(g, self.name, side == 1)
            if slope is not None and self.is_positive(slope, False, ends):
                tree = tree or self.by_slope(g, strict, ends, side, Limits(1, 0))
        return tree or self.halve(g, strict, ends, left)

    def is_positive(self, g: Expr, strict: bool, ends: Ends) -> bool:
        """Whether the range shows it."""
        found = range_of(g, {self.name: ends}, self.bits)
        return found is not None and found.is_positive(strict)

    def product(self, g: Expr, strict: bool, ends: Ends, left: Limits) -> Tree | None:
        """The same for a function whose shape is not to be changed."""
        if self.is_positive(g, strict, ends):
            return RANGE
        slope, points = slope_of(g, self.name), samples(ends)
        if slope is None:
            return self.halve(g, strict, ends, left)
        signs = [ball_sign(slope, self.name, s) for s in points]
        for side, wrong in ((0, -1), (1, 1)):
            if wrong not in signs:
                tree = self.by_slope(g, strict, ends, side, left)
                if tree is not None:
                    return tree
        tree = self.by_mean(g, strict, ends)
        if tree is not None:
            return tree
        changes = [
            (a, b, s)
            for (a, s), (b, t) in pairwise(zip(points, signs, strict=True))
            if s is not None and t is not None and s * t < 0
        ]
        if not changes or left.cuts <= 0:
            return self.halve(g, strict, ends, left)
        minima = [c for c in changes if c[2] < 0] or changes
        lowest = min(minima, key=lambda c: ball_at(g, self.name, (c[0] + c[1]) / 2).mid())
        return self.at_critical(g, strict, ends, lowest, left)

    def by_slope(self, g: Expr, strict: bool, ends: Ends, side: int, left: Limits) -> Tree | None:
        """g lies over its value, or its limit, at an end from which it rises."""
        end, slope = ends[side], slope_of(g, self.name, side == 1)
        if slope is None or left.slopes <= 0 or not end.anchor or not has_slope(g, self.positive):
            return None
        sign, there = self.at_end(g, end, side)
        if sign is None or sign < 0 or (strict and sign == 0 and not end.open):
            return None
        first, opened = strict and sign > 0, End(end.value)
        inner = (ends[0], opened) if side else (opened, ends[1])
        if range_of(slope, {self.name: inner}, self.bits) is None:
            return None
        fewer = Limits(left.slopes - 1, left.cuts if left.slopes > 1 else 0)
        tree = self.prove(slope, strict and not first, inner, fewer)
        if tree is None:
            return None
        if tree[0] != "times":  # the checker's derivative is spelled differently
            tree = spelled(slope, tree)  # the checker's derivative is written differently
        return ["slope", self.name, side, first, there, tree]

    def by_mean(self, g: Expr, strict: bool, ends: Ends) -> Tree | None:
        """The value at the middle and the change from there."""
        at, slope = middle(ends), slope_of(g, self.name)
        if at is None or slope is None or not (ends[0].anchor and ends[1].anchor):
            return None
        if not has_slope(g, self.positive):
            return None
        rows = [(self.name, rational(at), slope)]
        value = mean_value(g, rows, {self.name: ends}, self.bits)
        if value is None or not value.is_positive(strict):
            return None
        return ["mean", *(list(row) for row in rows)]

    def at_end(self, g: Expr, end: End, side: int) -> tuple[int | None, Tree]:
        """The sign of g at an end, or of its limit, and the proof of it."""
        if end.value is None:
            limit = range_of(g, {}, self.bits, (self.name, side))
            return (None if limit is None or not limit.lo >= 0 else int(limit.lo > 0)), RANGE
        there = range_of(substitute(g, {self.name: end.value}), {}, self.bits)
        sign = None if there is None else sign_at(g, self.name, end.value)
        if sign == 1 and there is not None and not there.is_positive(strict=True):
            return None, RANGE
        return sign, RANGE if sign else ["times", ONE, ZERO, RANGE]

    # --- cuts -----------------------------------------------------------------------------

    def parts(self, g: Expr, strict: bool, ends: Ends, at: list[Expr], left: Limits) -> Tree | None:
        """The proofs on the parts of an interval, cut at rising points, as one proof."""
        fewer = left._replace(cuts=left.cuts - 1)
        if not at:
            return self.prove(g, strict, ends, fewer)
        cut = End(at[0], open=False)
        one = self.prove(g, strict, (ends[0], cut), fewer)
        two = None if one is None else self.parts(g, strict, (cut, ends[1]), at[1:], left)
        return None if two is None else ["split", self.name, at[0], one, two]

    def halve(self, g: Expr, strict: bool, ends: Ends, left: Limits) -> Tree | None:
        """Cut in the middle."""
        at = middle(ends)
        if at is None or left.cuts <= 0:
            return None
        return self.parts(g, strict, ends, [rational(at)], left)

    def at_critical(
        self,
        g: Expr,
        strict: bool,
        ends: Ends,
        change: tuple[Fraction, Fraction, int],
        left: Limits,
    ) -> Tree | None:
        """Cut at a point where the slope changes its sign, or on both sides of it.

        The point is enclosed ever more closely until g > 0 is plain about it; or it is a zero of g
        that is recognized.
        """
        a, b, before = change
        slope, milestone = slope_of(g, self.name) or ZERO, Fraction(1, 1 << 12)
        while b - a > _FINE:
            width = b - a
            around = [simplest(a - width, a - width / 4), simplest(b + width / 4, b + width)]
            if self.is_positive(g, strict, _closed(*around)):
                return self.parts(g, strict, ends, [rational(t) for t in around], left)
            if width < milestone:
                milestone = width**2
                at = self.touching(g, (a, b))
                if at is not None:
                    return self.parts(g, strict, ends, [at], left)
            c = simplest(a + width / 3, b - width / 3)
            sign = ball_sign(slope, self.name, c, 256)
            if sign == 0:
                a, b = c - _FINE / 4, c + _FINE / 4
            elif sign is None or ball_sign(g, self.name, c) == -1:
                return None
            else:
                a, b = (c, b) if sign == before else (a, c)
        at = self.touching(g, (a, b))
        return None if at is None else self.parts(g, strict, ends, [at], left)

    def touching(self, g: Expr, between: tuple[Fraction, Fraction]) -> Expr | None:
        """A zero of g with a short spelling."""
        a, b = between
        points = exact_points((a + b) / 2, b - a)
        return next((p for p in points if sign_at(g, self.name, p) == 0), None)


def spelled(goal: Expr, tree: Tree) -> Tree:
    """A proof about a node that the checker builds, with the expression it is equal to."""
    return tree if tree[0] == "times" else ["times", ONE, goal, tree]


def _closed(low: Fraction, high: Fraction) -> Ends:
    return End(rational(low), open=False), End(rational(high), open=False)
