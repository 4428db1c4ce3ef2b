r"""Sizes with whole parts in letters, ⌊(n + 2p - k)/s⌋ + 1, for all whole numbers at once.

A letter n is written as M·t + r with a rest r below M. If M holds all denominators, the whole part
of a polynomial is that of its constant, and an equation holds if it does for every rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Final, TypeAlias

from symnn.errors import SymnnError
from symnn.latex import syntax as tree

#: The factor of each product of letters; that of no letters is the constant.
Polynomial: TypeAlias = "dict[tuple[str, ...], Fraction]"

_MODULI: Final = (1, 2, 3, 4, 6, 8, 12)
_MOST_RESTS: Final = 150
_MULTIPLIED: Final = frozenset({"", "·", "*", "×", "⋅"})
_LARGEST: Final = 10**12


class NoSizeError(SymnnError):
    """An expression is no size for all whole numbers."""


class _FinerError(NoSizeError):
    """A whole part depends on rests of a larger number."""


def number(value: Fraction) -> Polynomial:
    """A constant."""
    return {(): value} if value else {}


def added(one: Polynomial, two: Polynomial, sign: int = 1) -> Polynomial:
    """A sum, or a difference."""
    found = dict(one)
    for monomial, factor in two.items():
        found[monomial] = found.get(monomial, Fraction(0)) + sign * factor
    return {k: v for k, v in found.items() if v}


def times(one: Polynomial, two: Polynomial) -> Polynomial:
    """A product."""
    found: Polynomial = {}
    for a, b in product(one.items(), two.items()):
        key = tuple(sorted(a[0] + b[0]))
        found[key] = found.get(key, Fraction(0)) + a[1] * b[1]
        if len(key) > 6 or abs(found[key]) > _LARGEST:
            raise NoSizeError("a size that is too large")
    return {k: v for k, v in found.items() if v}


def constant(one: Polynomial) -> Fraction | None:
    """The number that it is; None if letters are in it."""
    return one.get((), Fraction(0)) if set(one) <= {()} else None


def is_whole(one: Polynomial) -> bool:
    """Whether it is whole for all whole numbers.

    Raises:
        NoSizeError: that depends on rests of a larger number.
    """
    if any(factor.denominator != 1 for monomial, factor in one.items() if monomial):
        raise _FinerError("a fraction of a letter")
    return one.get((), Fraction(0)).denominator == 1


def rests(letters: tuple[str, ...], modulus: int) -> Iterator[dict[str, int]]:
    """The rests of all letters."""
    for values in product(range(modulus), repeat=len(letters)):
        yield dict(zip(letters, values, strict=True))


def moduli(letters: tuple[str, ...]) -> Iterator[int]:
    """The numbers of which rests are tried."""
    yield from (m for m in _MODULI if m ** len(letters) <= _MOST_RESTS)


def at_rests(at: Mapping[str, int], modulus: int) -> dict[str, Polynomial]:
    """Each letter as M·t + r."""
    return {
        key: added({(key,): Fraction(modulus)}, number(Fraction(rest))) for key, rest in at.items()
    }


def value(node: tree.Node, known: Mapping[str, Polynomial]) -> Polynomial:
    """The polynomial that an expression is.

    Raises:
        NoSizeError: it is none, or a letter has no value.
    """
    key = tree.key(node)
    if key is not None:
        if key not in known:
            raise NoSizeError(f"{key} has no value")
        return known[key]
    if isinstance(node, tree.Number):
        return number(Fraction(node.value))
    if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]", ""):
        return value(node.items[0], known)
    if isinstance(node, tree.Neg):
        return added({}, value(node.operand, known), -1)
    if isinstance(node, tree.Sum):
        total: Polynomial = {}
        for term in node.terms:
            total = added(total, value(term, known))
        return total
    if isinstance(node, tree.Product) and set(node.operators) <= _MULTIPLIED:
        whole = number(Fraction(1))
        for factor in node.factors:
            whole = times(whole, value(factor, known))
        return whole
    return _of_parts(node, known)


def _of_parts(node: tree.Node, known: Mapping[str, Polynomial]) -> Polynomial:
    """Products that look like calls, quotients, powers and whole parts."""
    if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
        return times(value(node.head, known), value(node.arguments.items[0], known))
    if isinstance(node, tree.Quotient) and not node.ambiguous:
        below = constant(value(node.denominator, known))
        if not below:
            raise NoSizeError("a quotient by a letter")
        return times(value(node.numerator, known), number(1 / below))
    if isinstance(node, tree.Power) and not node.ambiguous:
        exponent = constant(value(node.exponent, known))
        if exponent is None or exponent not in (1, 2, 3):
            raise NoSizeError("a power that is no size")
        base = found = value(node.base, known)
        for _ in range(int(exponent) - 1):
            found = times(found, base)
        return found
    if isinstance(node, tree.Floor | tree.Ceiling):
        inner = value(node.operand, known)
        is_whole({k: v for k, v in inner.items() if k})
        rounded = floor if isinstance(node, tree.Floor) else ceil
        last = Fraction(rounded(inner.get((), Fraction(0))))
        return added({k: v for k, v in inner.items() if k}, number(last))
    raise NoSizeError("it is no size")


def put_in(one: Polynomial, at: Mapping[str, int]) -> Fraction:
    """The number where letters are these."""
    total = Fraction(0)
    for monomial, factor in one.items():
        term = factor
        for name in monomial:
            term *= at[name]
        total += term
    return total
