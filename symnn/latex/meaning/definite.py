"""The value of an integral between two ends, by an antiderivative that is checked.

The fundamental theorem asks for three things: that F' is the integrand, which `decide` proves; that
the integrand has no gap between the ends; and that F has none either. At an end where F may have
no value, and at infinity, its limit stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias, final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    free_symbols,
    limit,
    mul,
    negative,
    postorder,
    power,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.functions.antiderivatives import CONTINUOUS
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign, evident_sign
from symnn.latex.meaning.arcs import with_known_arcs

End: TypeAlias = "Expr | str"

_SECONDS: Final = 6
_QUICK: Final = 3
#: Places where an integral to infinity is cut in two.
_CUTS: Final = ("1", "0", "2", "-1")


@final
@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies between two ends, the lower one first; `closed` tells which of them belong to it.

    With open letters in an end nothing is known but that it is a number.
    """

    key: str
    low: End
    high: End
    closed: tuple[bool, bool] = (True, True)

    def domain(self) -> tuple[Formula, ...]:
        """That the symbol lies there."""
        x = symbol(self.key)
        found: list[Formula] = []
        for end, closed, relation in zip((self.low, self.high), self.closed, "><", strict=True):
            if isinstance(end, Expr) and not free_symbols(end):
                found.append(Atomic(f"{relation}=" if closed else relation, x, end))
        ends = [e for e in (self.low, self.high) if isinstance(e, Expr)]
        return () if free_symbols(*ends) else tuple(found)

    def sign_of(self, expr: Expr, relation: str = ">") -> bool:
        """Whether an expression is proved to be above 0 there, or to stand in another relation."""
        if evident_sign(expr) == 1 and relation in (">", ">="):
            return True
        if self.key not in free_symbols(expr) and not free_symbols(expr):
            sign = closed_sign(expr)
            return sign is not None and (sign == 1 if relation == ">" else sign >= 0)
        if expr.op == "nth_root":
            return self.sign_of(expr.args[0], relation)
        claim = Claim(Atomic(relation, expr, ZERO), self.domain())
        return decide(claim, seconds=_QUICK).proved


def is_continuous(expr: Expr, stretch: Stretch) -> bool:
    """Whether an expression surely has no gap and no jump there."""
    return all(
        _is_tame(node, stretch)
        for node in postorder(expr)
        if stretch.key in free_symbols(node) and node.op not in ("symbol", "add", "mul")
    )


def _is_tame(node: Expr, stretch: Stretch) -> bool:
    if node.op == "power":
        base, exponent = node.args
        if stretch.key in free_symbols(exponent):
            return not free_symbols(base) and closed_sign(base) == 1
        whole = isinstance(exponent.data, fmpq) and exponent.data.q == 1
        if whole and isinstance(exponent.data, fmpq) and exponent.data >= 0:
            return True
        either = stretch.sign_of(base) or (whole and stretch.sign_of(negative(base)))
        return isinstance(exponent.data, fmpq) and either
    if node.op == "nth_root":
        return stretch.sign_of(node.args[0], ">=")
    if node.op != "apply":
        return False
    if node.data in CONTINUOUS:
        return True
    (inside, *more) = node.args
    if more:
        return False
    if node.data == "log":
        return stretch.sign_of(inside)
    if node.data in ("asin", "acos"):
        return stretch.sign_of(ONE - inside * inside, ">=")
    if node.data == "tan":
        below = apply("cos", inside)
        return stretch.sign_of(below) or stretch.sign_of(negative(below))
    return False


def is_slope(whole: Expr, body: Expr, stretch: Stretch) -> bool:
    """Whether F' is proved to be the integrand, for all numbers or between the ends."""
    try:
        slope = lower(derivative(whole, stretch.key, symbol(stretch.key)))
    except SymnnError:
        return False
    inside = replace(stretch, closed=(False, False)).domain()
    for over in ((), inside) if inside else ((),):
        if decide(Claim(Atomic("=", slope, body), over), seconds=_SECONDS).proved:
            return True
    return _is_by_angles(slope, body)


def _is_by_angles(slope: Expr, body: Expr) -> bool:
    """The same after the addition theorems."""
    nodes = postorder(slope, body)
    if not any(n.op == "apply" and n.data in ("sin", "cos") for n in nodes):
        return False
    from symnn.functions.angles import with_single_angles

    try:
        left, right = with_single_angles(slope, lower(body))
    except SymnnError:
        return False
    return decide(Claim(Atomic("=", left, right)), seconds=_SECONDS).proved


@lru_cache(maxsize=64)
def between(body: Expr, key: str, lower: End, upper: End) -> Expr | None:
    """The integral of an expression in a symbol between two ends; None if it is not found."""
    stretch = Stretch(key, lower, upper)
    turned = False
    if isinstance(lower, Expr) and isinstance(upper, Expr) and not free_symbols(lower, upper):
        turned = closed_sign(add(upper, negative(lower))) == -1
    if turned or lower == "oo" or upper == "-oo":
        stretch, turned = Stretch(key, upper, lower), True
    found = _along(body, stretch)
    return negative(found) if turned and found is not None else found


def _along(body: Expr, stretch: Stretch) -> Expr | None:
    from symnn.functions.proposed_antiderivatives import proposed

    if not is_continuous(body, replace(stretch, closed=(False, False))):
        return None
    for candidate in proposed(body, stretch.key):
        whole = _with_signs(candidate, stretch)
        if not is_slope(whole, body, stretch):
            continue
        closed = _reach(whole, stretch)
        if closed is None:
            continue
        return _difference(whole, body, replace(stretch, closed=closed))
    return None


def _reach(whole: Expr, stretch: Stretch) -> tuple[bool, bool] | None:
    """Which ends an antiderivative is continuous up to; None if it has a gap between them."""
    finite = [isinstance(end, Expr) for end in (stretch.low, stretch.high)]
    for closed in product((True, False), repeat=2):
        if any(c and not f for c, f in zip(closed, finite, strict=True)):
            continue
        if is_continuous(whole, replace(stretch, closed=(closed[0], closed[1]))):
            return closed[0], closed[1]
    return None


def _with_signs(whole: Expr, stretch: Stretch) -> Expr:
    """With log(-u) for log(u) where u is below 0 all along: both have the slope u'/u."""
    inside = replace(stretch, closed=(False, False))
    done: dict[Expr, Expr] = {}
    for node in postorder(whole):
        new = rebuild(node, tuple(done[a] for a in node.args))
        if node.op == "apply" and node.data == "log":
            (u,) = new.args
            if not inside.sign_of(u) and inside.sign_of(negative(u)):
                new = apply("log", negative(u))
        done[node] = new
    return done[whole]


def _difference(whole: Expr, body: Expr, stretch: Stretch) -> Expr | None:
    """F at the upper end less F at the lower one; with arctan it is cut where that is 0."""
    arcs = any(n.op == "apply" and n.data == "atan" for n in postorder(whole))
    if arcs and not all(isinstance(end, Expr) for end in (stretch.low, stretch.high)):
        return _cut(whole, body, stretch)
    values = [
        _value_at(whole, stretch, end, above, closed)
        for end, above, closed in zip(
            (stretch.low, stretch.high), (True, False), stretch.closed, strict=True
        )
    ]
    return add(values[1], negative(values[0]))


def _value_at(whole: Expr, stretch: Stretch, end: End, above: bool, closed: bool) -> Expr:
    """F at an end; its limit at infinity, and where it may have no value."""
    if isinstance(end, Expr) and closed:
        return with_known_arcs(substitute(whole, {stretch.key: end}))
    if isinstance(end, Expr):
        return limit_of_parts(whole, stretch.key, "+" if above else "-", end)
    return limit_of_parts(whole, stretch.key, end, ZERO)


def limit_of_parts(expr: Expr, key: str, direction: str, point: Expr) -> Expr:
    """A limit; that of a product with factors that stay is theirs times that of the rest."""
    if key not in free_symbols(expr):
        return expr
    if free_symbols(expr) == {key}:
        return _settled(limit(expr, key, direction, point))
    if expr.op == "add":
        return add(*(limit_of_parts(term, key, direction, point) for term in expr.args))
    if expr.op == "mul":
        stay = [f for f in expr.args if key not in free_symbols(f)]
        rest = [f for f in expr.args if key in free_symbols(f)]
        if stay and free_symbols(*rest) == {key}:
            return mul(
                *stay, limit_of_parts(mul(*rest) if rest[1:] else rest[0], key, direction, point)
            )
    return limit(expr, key, direction, point)


def _settled(value: Expr) -> Expr:
    """The value of a closed limit, if it is proved to be that."""
    from symnn.claims.provers.limits.evaluate import evaluate

    try:
        formula = evaluate(Claim(Atomic("=", value, ZERO), ())).claim.formula
    except SymnnError:
        return value
    found = formula.left if isinstance(formula, Atomic) else value
    same = Claim(Atomic("=", value, found))
    return found if found != value and decide(same, seconds=_QUICK).proved else value


def _cut(whole: Expr, body: Expr, stretch: Stretch) -> Expr | None:
    """The integral cut in two or three, so that no arctan of what grows is left.

    Towards infinity arctan(u) is replaced by -arctan(1/u), which has the same slope.
    """
    places = [rational(text) for text in _CUTS]
    for place in places:
        parts: list[Expr | None] = []
        for piece in _pieces(stretch, place):
            infinite = not all(isinstance(end, Expr) for end in (piece.low, piece.high))
            own = _turned_arcs(whole) if infinite else whole
            fits = is_slope(own, body, piece)
            closed = _reach(own, piece) if fits else None
            ready = None if closed is None else replace(piece, closed=closed)
            parts.append(None if ready is None else _straight(own, ready))
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            return add(*known)
    return None


def _straight(whole: Expr, stretch: Stretch) -> Expr:
    ends = zip((stretch.low, stretch.high), (True, False), stretch.closed, strict=True)
    low, high = (_value_at(whole, stretch, end, above, closed) for end, above, closed in ends)
    return add(high, negative(low))


def _pieces(stretch: Stretch, place: Expr) -> Iterator[Stretch]:
    """From infinity to a place on its side, and what is left between."""
    low, high = stretch.low, stretch.high
    if not isinstance(low, Expr):
        below = negative(place) if not isinstance(high, Expr) else place
        yield Stretch(stretch.key, low, below)
        low = below
    if not isinstance(high, Expr):
        yield Stretch(stretch.key, place, high)
        high = place
    if low != high:
        yield Stretch(stretch.key, low, high)


def _turned_arcs(whole: Expr) -> Expr:
    """With -arctan(1/u) for arctan(u)."""
    done: dict[Expr, Expr] = {}
    for node in postorder(whole):
        new = rebuild(node, tuple(done[a] for a in node.args))
        if node.op == "apply" and node.data == "atan":
            new = negative(apply("atan", power(new.args[0], rational(-1))))
        done[node] = new
    return done[whole]
