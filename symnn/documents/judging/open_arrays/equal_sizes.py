"""Whether two sizes are the same for all numbers, or differ at some: as the checker replays it."""

from __future__ import annotations

from collections.abc import Mapping

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.open_arrays.sizes import Size
from symnn.exact.expression import Expr, add, mul, rational, symbol

_SECONDS = 2


def expression(size: Size) -> Expr:
    """A size as an expression in its letters."""
    terms = [mul(rational(f), *map(symbol, monomial)) for monomial, f in size.terms]
    return add(*terms)


def holds(relation: str, one: Size, two: Size) -> bool:
    """Whether a relation of two sizes is proved for all numbers.

    >>> from symnn.documents.judging.open_arrays.sizes import letter, number
    >>> m = letter("m")
    >>> holds("=", m * m, (m + number(1)) * m - m)
    True
    """
    return decide(Claim(Atomic(relation, expression(one), expression(two))), _SECONDS).proved


def differ(one: Size, two: Size, sizes: Mapping[str, int]) -> bool:
    """Whether it is refuted that two sizes are the same at numbers for their letters."""
    values = [rational(size.at(sizes)) for size in (one, two)]
    return decide(Claim(Atomic("=", *values)), _SECONDS).refuted
