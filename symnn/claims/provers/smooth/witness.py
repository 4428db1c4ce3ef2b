"""Exact points at which all relations hold, found from balls and preferred short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product
from typing import Final

from symnn.claims.provers.smooth.inverse import roots
from symnn.claims.provers.smooth.points import (
    ball_at,
    ball_sign,
    fraction,
    sign_of,
    simplest,
    slope_of,
)
from symnn.claims.provers.smooth.ranges import FREE, Box
from symnn.claims.provers.smooth.samples import Ends, approximate, is_inside, samples
from symnn.claims.provers.systems import Deadline, Relation
from symnn.exact.expression import Expr, free_symbols, rational, substitute

_SHORT: Final = tuple(
    Fraction(p, q)
    for p, q in (
        *((0, 1), (1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1), (-2, 1), (3, 1), (-3, 1), (5, 1)),
        *((3, 4), (1, 4), (-3, 4), (-1, 4), (-5, 1), (10, 1), (-10, 1), (3, 2), (-3, 2)),
        *((1, 10), (9, 10), (-1, 10), (20, 1), (-20, 1), (100, 1), (-100, 1)),
    )
)
MAX_POINTS: Final = 300
MAX_LINES: Final = 24  # parallels to an axis on which a zero is looked for
_SIGNS: Final = {">": (1,), ">=": (0, 1), "=": (0,)}


def satisfied(relations: Iterable[Relation], point: Mapping[str, Expr]) -> bool:
    """Whether all relations certainly hold at a point."""
    key = tuple(sorted(point.items()))
    return all(sign_of(r.expr, key, r.sign == ">") in _SIGNS[r.sign] for r in relations)


def short(relations: Sequence[Relation], names: Sequence[str], box: Box) -> dict[str, Expr] | None:
    """The first point of short coordinates, or of ends of the box, that satisfies all.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> short([Relation(">", symbol("x") - rational("3/2"))], ["x"], {}) == {"x": rational(2)}
        True
    """
    pools = [_pool(box.get(name, FREE)) for name in names]
    for values in islice(_mixed(pools), MAX_POINTS):
        point = dict(zip(names, values, strict=True))
        if satisfied(relations, point):
            return point
    return None


def on_zero(
    relations: Sequence[Relation], names: Sequence[str], box: Box, deadline: Deadline
) -> dict[str, Expr] | None:
    """A point at which a relation holds as an equality, found by inverting what is around a symbol.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> wanted = [Relation("=", exp(symbol("x")) - 3)]
        >>> str(on_zero(wanted, ["x"], {}, Deadline.after(None))["x"])
        'apply(log, rational(3))'
    """
    pools = {name: _pool(box.get(name, FREE)) for name in names}
    for relation in relations:
        if relation.sign == ">" or not free_symbols(relation.expr):
            continue
        for name in names:
            others = [n for n in names if n != name]
            for values in islice(_mixed([pools[n] for n in others]), MAX_LINES):
                there = dict(zip(others, values, strict=True))
                for at in roots(substitute(relation.expr, there), name):
                    if deadline.passed:
                        return None
                    if satisfied(relations, {name: at, **there}):
                        return {name: at, **there}
    return None


def _pool(ends: Ends) -> list[Expr]:
    if free_symbols(*(e.value for e in ends if e.value is not None)):
        ends = FREE
    found = [rational(q) for q in _SHORT if is_inside(q, ends)]
    found += [e.value for e in ends if e.value is not None and not e.open and e.value not in found]
    low, high = ends
    for side, end in ((1, low), (-1, high)):
        if end.open and end.value is not None:
            about = approximate(end.value)
            near = (about + Fraction(side, 10**k) for k in (2, 3, 6, 12, 20, 40))
            found += [rational(q) for q in near if is_inside(q, ends)]
    if low.value is not None and high.value is not None:
        points = samples(ends)
        found += [rational(simplest(a, b)) for a, b in pairwise(points)]
    return list(dict.fromkeys(found))


def _mixed(pools: list[list[Expr]]) -> Iterator[tuple[Expr, ...]]:
    """First points with different coordinates, then all combinations."""
    if len(pools) > 1:
        for shift in range(max(map(len, pools))):
            yield tuple(pool[(i + shift) % len(pool)] for i, pool in enumerate(pools))
    yield from product(*pools)


def peak(
    relations: Sequence[Relation], target: Expr, name: str, ends: Ends, deadline: Deadline
) -> dict[str, Expr] | None:
    """A point near a greatest value of the target, where it is positive by very little."""
    slope = slope_of(target, name)
    if slope is None:
        return None
    points = samples(ends)
    signs = [ball_sign(slope, name, s) for s in points]
    for (a, s), (b, t) in pairwise(zip(points, signs, strict=True)):
        if s == 1 and t == -1 and not deadline.passed:
            found = _climb(relations, (target, slope), name, (a, b))
            if found is not None:
                return found
    return None


def _climb(
    relations: Sequence[Relation],
    functions: tuple[Expr, Expr],
    name: str,
    between: tuple[Fraction, Fraction],
) -> dict[str, Expr] | None:
    """Enclose the critical point; once the target is positive there, a short point near it."""
    target, slope = functions
    a, b = between
    for _ in range(400):
        third = (b - a) / 3
        c = simplest(a + third, b - third)
        point = {name: rational(c)}
        if ball_sign(target, name, c) == 1 or ball_sign(target, name, c, 256) == 1:
            return point if satisfied(relations, point) else None
        sign = ball_sign(slope, name, c, 256)
        if sign is None or sign == 0:
            return None
        a, b = (c, b) if sign > 0 else (a, c)
        here = ball_at(target, name, c, 256)
        if not here.is_finite() or fraction(here.upper()) < -16 * third:
            return None
    return None
