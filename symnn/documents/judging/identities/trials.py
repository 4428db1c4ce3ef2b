"""Expressions in open letters at a few points, before they are given to the provers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.provers import enclosure
from symnn.claims.provers.algebraic import degree_bound
from symnn.claims.provers.closed import FEW_ROOTS
from symnn.claims.verdict import Status
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder, rational, substitute
from symnn.functions.lower import lower

_PRIMES: Final = (3, 7, 11, 19)
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
        yield _status(claim)


def _status(atom: Atomic) -> Status:
    """What holds at a point: seen at once where the sides differ, and exact where it is cheap."""
    many = degree_bound(atom) > FEW_ROOTS
    if many:
        try:
            found = enclosure.decide(atom, last=enclosure.FIRST_BITS)
        except SymnnError:
            found = None
        if found is None:
            return Status.UNDECIDED
        return Status.PROVED if found.truth else Status.REFUTED
    return decide(Claim(atom), seconds=1).status


def exists_somewhere(*values: Expr) -> bool:
    """Whether all logarithms have a value at one of a few points.

    >>> from symnn.exact.expression import apply, negative, symbol
    >>> x = symbol("x")
    >>> (
    ...     exists_somewhere(apply("log", x)),
    ...     exists_somewhere(apply("log", x), apply("log", negative(x))),
    ... )
    (True, False)
    """
    inside = [n.args[0] for n in postorder(*values) if n.op == "apply" and n.data == "log"]
    names = sorted(free_symbols(*inside))
    for sign, step in ((1, 0), (1, 2), (-1, 1)):
        point = {name: rational(fmpq(sign * (k + 1 + step), 4)) for k, name in enumerate(names)}
        claims = (Claim(Atomic(">", substitute(arg, point), ZERO)) for arg in inside)
        if all(decide(claim, seconds=1).proved for claim in claims):
            return True
    return not inside


def constant_factor(first: Expr, second: Expr) -> fmpq | None:
    """The quotient of two expressions at a place where both are rational and not zero.

    >>> from symnn.exact.expression import mul, symbol
    >>> constant_factor(mul(rational(6), symbol("x")), mul(rational(2), symbol("x")))
    3
    """
    names = sorted(free_symbols(first, second))
    for shift in range(3):
        point = {name: rational(_PRIMES[k % 4] + 5 * shift) for k, name in enumerate(names)}
        try:
            a, b = (exact_value(lower(substitute(e, point))) for e in (first, second))
        except SymnnError:
            continue
        if a.is_rational and b.is_rational and a.as_fmpq() != 0 and b.as_fmpq() != 0:
            return a.as_fmpq() / b.as_fmpq()
    return None
