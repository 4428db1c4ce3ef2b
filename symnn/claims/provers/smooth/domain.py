"""The box that relations in single symbols describe, and the relations that are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flint import arb, fmpq

from symnn.claims.provers.smooth.evidence import Bound
from symnn.claims.provers.smooth.points import prepared
from symnn.claims.provers.smooth.ranges import FREE, Box, End, range_of
from symnn.claims.provers.systems import Relation
from symnn.errors import SymnnError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.closed_form import ClosedForm
from symnn.exact.exponential import ONE_POLY, Atom, Frac, Monomial, Poly
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.normal_form import normal_form


class Domain(NamedTuple):
    """A box with the relations that bound it, and the positions of the others."""

    box: Box
    bounds: tuple[Bound, ...]
    others: tuple[int, ...]
    positive: frozenset[str]


class _Half(NamedTuple):
    """x >= end (side 0) or x <= end (side 1)."""

    name: str
    side: int
    end: Expr


def domain(relations: Sequence[Relation]) -> Domain:
    """The tightest ends that relations c·x + d > 0 or >= 0 give to each symbol.

    Examples:
        >>> from symnn.exact.expression import rational, symbol
        >>> x = symbol("x")
        >>> known = domain([Relation(">=", 3 - 2 * x), Relation(">", 1 - x), Relation(">", x * x)])
        >>> known.box["x"] == (End(), End(rational(1), open=True)), known.others == (2,)
        (True, True)
    """
    ends: dict[tuple[str, int], tuple[End, Bound]] = {}
    others = []
    for position, relation in enumerate(relations):
        names = free_symbols(relation.expr)
        if not names:
            continue
        half = _half(relation, min(names)) if len(names) == 1 else None
        if half is None:
            others.append(position)
            continue
        key = half.name, half.side
        new = End(half.end, relation.sign == ">"), Bound(position, half.name, half.end)
        if key not in ends or _is_tighter(new[0], ends[key][0], half.side):
            ends[key] = new
    _slanted(relations, ends)
    typed = _box(ends)
    positive = frozenset(n for n, (low, _) in typed.items() if _is_positive(low))
    return Domain(typed, tuple(bound for _, bound in ends.values()), tuple(others), positive)


def _slanted(relations: Sequence[Relation], ends: dict[tuple[str, int], tuple[End, Bound]]) -> None:
    """Ends that are other symbols, as y <= x, where there are none yet."""
    inner, outer = set[str](), set[str]()
    for position, relation in enumerate(relations):
        names = free_symbols(relation.expr)
        for name in sorted(names, reverse=True) if len(names) > 1 else ():
            half, rest = _half(relation, name), names - {name}
            if (
                half is not None
                and _is_outside(ends.get((name, half.side)), half, ends)
                and name not in outer
                and not rest & inner
            ):
                bound = Bound(position, name, half.end)
                ends[name, half.side] = End(half.end, relation.sign == ">"), bound
                inner.add(name)
                outer |= rest
                break


def _is_outside(
    old: tuple[End, Bound] | None, new: _Half, ends: dict[tuple[str, int], tuple[End, Bound]]
) -> bool:
    """Whether the end known so far lies where the new one cannot be, or beyond."""
    if old is None:
        return True
    box = _box(ends)
    value = old[0].value
    found = None if value is None else range_of(new.end - value, box, 64)
    return found is not None and bool(found.hi <= 0 if new.side else found.lo >= 0)


def _box(ends: dict[tuple[str, int], tuple[End, Bound]]) -> Box:
    box = {n: [ends[n, s][0] if (n, s) in ends else FREE[s] for s in (0, 1)] for n, _ in ends}
    return {n: (pair[0], pair[1]) for n, pair in box.items()}


def _half(relation: Relation, name: str) -> _Half | None:
    """The end that a relation gives to a symbol, on which it depends linearly."""
    if relation.sign == "=":
        return None
    try:
        if _is_curved(relation.expr, name):
            return None
        form = normal_form(relation.expr).value
    except SymnnError:
        return None
    x = Monomial(((Atom("symbol", name), 1),), None)
    slope = form.num.terms.get(x)
    rest = Poly({m: c for m, c in form.num.terms.items() if m != x})
    if slope is None or form.den != ONE_POLY:
        return None
    end = ClosedForm(Frac((-rest).scale(slope.inverse()), ONE_POLY)).expr()
    return None if name in free_symbols(end) else _Half(name, int(slope.sign() < 0), end)


def _is_curved(expr: Expr, name: str) -> bool:
    """Whether three values on a line show that an expression is not linear in a symbol.

    Normal forms of large expressions take long, and few relations give a symbol an end.
    """
    names = tuple(sorted(free_symbols(expr)))
    place = names.index(name)
    at = [arb(fmpq(13 + 29 * k % 64, 97)) for k in range(len(names))]
    value = prepared(expr, names, 64)
    left, middle, right = (
        value(*at[:place], at[place] * factor, *at[place + 1 :]) for factor in (1, 2, 3)
    )
    return certain_sign(left - 2 * middle + right) in (-1, 1)


def _is_tighter(new: End, old: End, side: int) -> bool:
    if new.value is None or old.value is None or new.value == old.value:
        return new.value is not None and new.open
    gap = enclose(new.value - old.value, 128)
    return bool(gap < 0) if side else bool(gap > 0)


def _is_positive(low: End) -> bool:
    if low.value is None or free_symbols(low.value):
        return False
    ball = enclose(low.value, 64)
    return bool(ball > 0) or bool(ball.is_zero() and low.open)
