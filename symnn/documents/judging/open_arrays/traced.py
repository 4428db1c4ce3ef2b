"""Entries that keep how they were reckoned: as expressions that the checker replays.

Balls and normal forms are how a difference or an agreement is found; what is said of it rests on
the expressions, which `decide` judges once more by itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, TypeAlias, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Verdict
from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.rings import Balls, Ring, derived
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    exp,
    mul,
    nth_root,
    power,
    rational,
    symbol,
)

#: So long one pair of entries is judged.
_SECONDS: Final = 2
_MINUS: Final = rational(-1)

Pair: TypeAlias = "tuple[Expr, Expr]"


@final
@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of a ring, and the expression that it came from."""

    value: Any
    expr: Expr


@final
class Traced:
    """A ring whose entries keep their expressions; a new free entry is a new symbol."""

    def __init__(self, ring: Ring) -> None:
        """Over a ring of which no entry has been taken."""
        self.ring = ring
        self.count = 0
        self.arguments: dict[tuple[str, str, str], Kept] = {}
        self.lemmas = set[Pair]()

    def entry(self, value: Any) -> Kept:
        """A free entry of the ring, as a symbol."""
        self.count += 1
        return Kept(value, symbol(f"x_{self.count}"))

    def number(self, value: Fraction) -> Kept:
        """A rational number."""
        return Kept(self.ring.number(value), rational(value))

    def add(self, a: Kept, b: Kept) -> Kept:
        """The sum."""
        return Kept(self.ring.add(a.value, b.value), _sum(a.expr, b.expr))

    def mul(self, a: Kept, b: Kept) -> Kept:
        """The product."""
        return Kept(self.ring.mul(a.value, b.value), _product(a.expr, b.expr))

    def inverse(self, a: Kept) -> Kept:
        """The reciprocal."""
        return Kept(self.ring.inverse(a.value), power(a.expr, _MINUS))

    def is_zero(self, a: Kept) -> bool:
        """Whether it is 0 as far as that is known."""
        return self.ring.is_zero(a.value)

    def series(self, name: str, a: Kept) -> list[Kept]:
        """A function with its derivatives; those of an open function are symbols of their own."""
        if not name.startswith("open "):
            return derived(self, name, a)
        values = self.ring.series(name, a.value)
        if isinstance(self.ring, Balls):  # a relu away from its kink
            on = ONE if values[1] == 1 else ZERO
            exprs = [apply("relu", a.expr), on, ZERO]
        else:
            exprs = [symbol(f"f_{value.top}") for value in values]
        return [Kept(value, expr) for value, expr in zip(values, exprs, strict=True)]

    def basic(self, name: str, a: Kept) -> Kept:
        """The exponential, the logarithm, the root or the hyperbolic tangent."""
        value = self.ring.basic(name, a.value)
        a = self._met(name, a)
        if name == "exp":
            return Kept(value, exp(a.expr))
        return Kept(value, nth_root(a.expr) if name == "sqrt" else apply(name, a.expr))

    def _met(self, name: str, a: Kept) -> Kept:
        """The first argument with this normal form; that both are the same is to be shown."""
        if isinstance(self.ring, Balls):
            return a
        first = self.arguments.setdefault((name, str(a.value.top), str(a.value.bottom)), a)
        if first.expr != a.expr:
            self.lemmas.add((first.expr, a.expr))
        return first


def _sum(a: Expr, b: Expr) -> Expr:
    if ZERO in (a, b):
        return b if a == ZERO else a
    return add(a, b)


def _product(a: Expr, b: Expr) -> Expr:
    if ZERO in (a, b):
        return ZERO
    if ONE in (a, b):
        return b if a == ONE else a
    return mul(a, b)


def replayed(pair: Pair) -> Verdict:
    """What `decide` finds about the equality of two entries, with evidence.

    >>> replayed((add(symbol("x"), symbol("y")), add(symbol("y"), symbol("x")))).proved
    True
    """
    return decide(Claim(Atomic("=", *pair)), seconds=_SECONDS)
