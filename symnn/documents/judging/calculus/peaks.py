"""Where a value is largest: likely points, a walk to a rational point nearby, and limits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.expression import (
    ONE,
    PI,
    ZERO,
    Expr,
    apply,
    exp,
    free_symbols,
    limit,
    negative,
    nth_root,
    quotient,
    rational,
    substitute,
)

Point: TypeAlias = "dict[str, Expr]"

_BITS: Final = 96
_HALVINGS: Final = 24
_SECONDS: Final = 3
#: With several letters only so many values of each are tried.
_FEW: Final = 12
_PARTS: Final = 16
_FAR: Final = (Fraction(10**4), Fraction(10**8))
_NEAR: Final = (Fraction(1, 10**3), Fraction(1, 10**9))


@final
@dataclass(frozen=True, slots=True)
class Peaks:
    """A body in some letters, where it may be largest in a domain."""

    body: Expr
    keys: tuple[str, ...]
    domain: tuple[Formula, ...]

    def allows(self, point: Point) -> bool:
        """Whether a point lies in the domain and the body has a value there."""
        there = substitute(self.body, point)
        exists = Claim(Atomic("=", there, there))
        return self._inside(point) and decide(exists, seconds=_SECONDS).proved

    def reaching(self, low: Expr) -> Point | None:
        """A point of the domain whose value is the low end or above it; None if none is found."""
        for point in self._points(low):
            at_least = Atomic(">=", substitute(self.body, point), low)
            if self.allows(point) and decide(Claim(at_least), seconds=_SECONDS).proved:
                return point
        return None

    def approaches(self, end: Expr) -> bool:
        """Whether the value comes to the end in a limit within the domain.

        The domain must be an interval, so that it holds all between an end and a point inside.
        """
        if len(self.keys) != 1 or not all(isinstance(f, Atomic) for f in self.domain):
            return False
        (key,) = self.keys
        for direction, point in self._ways():
            claim = Claim(Atomic("=", limit(self.body, key, direction, point), end))
            if decide(claim, seconds=_SECONDS).proved:
                return True
        return False

    def _ways(self) -> Iterator[tuple[str, Expr]]:
        (key,) = self.keys
        for direction, sign in (("oo", 1), ("-oo", -1)):
            if all(self._inside({key: rational(sign * far)}) for far in _FAR):
                yield direction, ZERO
        for end in self._ends():
            for direction, sign in (("+", 1), ("-", -1)):
                if all(self._inside({key: end + rational(sign * near)}) for near in _NEAR):
                    yield direction, end

    def _points(self, low: Expr) -> Iterator[Point]:
        """Likely points whose value is not certainly below."""
        if (single := self._of_quadratic()) is not None:
            yield single
        ends = self._ends()
        middle = [quotient(ends[0] + ends[1], rational(2))] if len(ends) > 1 else []
        singles = [*ends, *middle, *_likely(), *_between(ends)]
        count = len(singles) if len(self.keys) == 1 else _FEW
        for values in product(singles[:count], repeat=len(self.keys)):
            point = dict(zip(self.keys, values, strict=True))
            sign = self._sign(substitute(self.body, point) - low)
            if sign is None or sign >= 0:
                yield point
        best = self.searched() if len(self.keys) == 1 else None
        if best is not None:
            yield {self.keys[0]: rational(best)}

    def _of_quadratic(self) -> Point | None:
        """Where a quadratic function of several letters is largest."""
        from symnn.latex.meaning.least_places import quadratic, single_place

        names = list(self.keys)
        terms = quadratic(self.body, names) if len(names) > 1 else None
        place = None if terms is None else single_place(terms, names, -1)
        if place is None:
            return None
        return {name: rational(at) for name, at in zip(names, place, strict=True)}

    def _sign(self, expr: Expr) -> int | None:
        """The sign of a closed value; None if it is about 0, -1 where there is none."""
        try:
            ball = enclose(expr, _BITS)
        except SymnnError:
            return -1
        return certain_sign(ball) if ball.is_finite() else -1

    def _ends(self) -> list[Expr]:
        """The ends of the domain."""
        return [e for f in self.domain for e in sides(f) if not free_symbols(e)]

    def searched(self) -> Fraction | None:
        """A rational point near the largest value, by a walk with halving steps."""
        (key,) = self.keys
        best: Fraction | None = None
        top: Expr | None = None
        grid = [Fraction(k, 4) for k in range(-24, 25)]
        step = Fraction(1, 4)
        for _ in range(_HALVINGS):
            for at in grid:
                value = substitute(self.body, {key: rational(at)})
                higher = top is None or self._sign(value - top) == 1
                if higher and self._exists(value) and self._inside({key: rational(at)}):
                    best, top = at, value
            if best is None:
                return None
            step /= 2
            grid = [best - step, best + step]
        return best

    def _exists(self, value: Expr) -> bool:
        try:
            return bool(enclose(value, _BITS).is_finite())
        except SymnnError:
            return False

    def _inside(self, point: Point) -> bool:
        return all(decide(Claim(f).at(point), seconds=_SECONDS).proved for f in self.domain)


def _between(ends: list[Expr]) -> Iterator[Expr]:
    """The sixteenths of an interval, where teeth and hats have their tops."""
    for k in range(1, _PARTS) if len(ends) == 2 else ():
        share = rational(Fraction(k, _PARTS))
        yield ends[0] + share * (ends[1] - ends[0])


def _likely() -> Iterator[Expr]:
    """Points where functions of the books have their extrema."""
    yield ZERO
    for top, bottom in ((1, 1), (1, 2), (2, 1), (3, 1), (1, 3), (2, 3), (1, 4), (3, 2), (3, 4)):
        yield from _both(rational(Fraction(top, bottom)))
    for k in range(4, 11):
        yield from _both(rational(k))
    roots = [nth_root(rational(k)) for k in (2, 3)]
    e = exp(ONE)
    for value in (*roots, *(quotient(ONE, root) for root in roots)):
        yield from _both(value)
    yield from (quotient(ONE, e), e, apply("log", rational(2)))
    for value in (quotient(PI, rational(2)), PI):
        yield from _both(value)


def _both(value: Expr) -> Iterator[Expr]:
    yield from (value, negative(value))
