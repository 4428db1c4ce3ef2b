"""A relation in open letters at a few points, before it is given to the provers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.exact.expression import Expr, free_symbols, rational, substitute

#: What the letters are set to, one after the other; each letter begins at another place.
_VALUES: Final = tuple(fmpq(*pair) for pair in ((1, 3), (-2, 1), (5, 2), (-1, 2), (7, 1), (2, 3)))


def at_points(relation: str, left: Expr, right: Expr) -> Iterator[Status]:
    """What is found at each point; undecided where a side does not exist.

    >>> from symnn.exact.expression import symbol
    >>> x = symbol("x")
    >>> {status.value for status in at_points("=", x, x)}
    {'proved'}
    """
    names = sorted(free_symbols(left, right))
    for first in range(len(_VALUES)):
        values = {
            name: rational(_VALUES[(first + k * (k + 1)) % len(_VALUES)] + k)
            for k, name in enumerate(names)
        }
        claim = Atomic(relation, substitute(left, values), substitute(right, values))
        yield decide(Claim(claim), seconds=1).status
