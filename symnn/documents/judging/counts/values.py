"""What an expression of counting is worth at whole numbers, exactly.

Sums, products, powers, quotients, factorials, binomials, and whole parts; nothing else has a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, comb, factorial, floor
from typing import Final

from symnn.errors import SymnnError
from symnn.latex import syntax as tree

#: No number on the way is larger than this.
_LARGEST: Final = 10**30
_MOST_TERMS: Final = 200
_MULTIPLIED: Final = frozenset({"", "·", "*", "×", "⋅"})


class NoCountError(SymnnError):
    """An expression has no value as a count."""


def value(node: tree.Node, at: Mapping[str, Fraction]) -> Fraction:
    """The value where letters are these numbers.

    Raises:
        NoCountError: it has none, or one that is too large.
    """
    found = _value(node, at)
    if abs(found) > _LARGEST:
        raise NoCountError("a number is too large")
    return found


def _value(node: tree.Node, at: Mapping[str, Fraction]) -> Fraction:
    key = tree.key(node)
    if key is not None:
        if key not in at:
            raise NoCountError(f"{key} is no letter of it")
        return at[key]
    if isinstance(node, tree.Number):
        return Fraction(node.value)
    if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]", ""):
        return value(node.items[0], at)
    if isinstance(node, tree.Percent):
        return value(node.operand, at) / 100
    if isinstance(node, tree.Neg):
        return -value(node.operand, at)
    if isinstance(node, tree.Sum):
        return sum((value(term, at) for term in node.terms), Fraction(0))
    if isinstance(node, tree.Product) and set(node.operators) <= _MULTIPLIED:
        return _product([value(factor, at) for factor in node.factors])
    if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
        return _product([value(node.head, at), value(node.arguments.items[0], at)])
    if isinstance(node, tree.Quotient):
        below = value(node.denominator, at)
        if below == 0 or node.ambiguous:
            raise NoCountError("a quotient that is not certain")
        return value(node.numerator, at) / below
    return _of_whole(node, at)


def _product(factors: list[Fraction]) -> Fraction:
    found = Fraction(1)
    for factor in factors:
        found *= factor
        if abs(found) > _LARGEST:
            raise NoCountError("a number is too large")
    return found


def _of_whole(node: tree.Node, at: Mapping[str, Fraction]) -> Fraction:
    """Powers, factorials, binomials, whole parts, and sums up to a number."""
    if isinstance(node, tree.Power) and not node.ambiguous:
        base, exponent = value(node.base, at), _whole(node.exponent, at)
        if abs(exponent) > 100 or (base == 0 and exponent < 1):
            raise NoCountError("a power that is too large")
        return base**exponent
    if isinstance(node, tree.Factorial) and node.count == 1:
        n = _whole(node.operand, at)
        if not 0 <= n <= 25:
            raise NoCountError("a factorial that is too large")
        return Fraction(factorial(n))
    if isinstance(node, tree.Binomial):
        n, k = _whole(node.upper, at), _whole(node.lower, at)
        if n < 0 or k < 0:
            raise NoCountError("a binomial of negative numbers")
        return Fraction(comb(n, k))
    if isinstance(node, tree.Ceiling):
        return Fraction(ceil(value(node.operand, at)))
    if isinstance(node, tree.Floor):
        return Fraction(floor(value(node.operand, at)))
    if isinstance(node, tree.BigOperator) and node.operator == "sum":
        return _sum(node, at)
    raise NoCountError("it is no number of things")


def _whole(node: tree.Node, at: Mapping[str, Fraction]) -> int:
    found = value(node, at)
    if found.denominator != 1:
        raise NoCountError("a whole number is needed in it")
    return int(found)


def _sum(node: tree.BigOperator, at: Mapping[str, Fraction]) -> Fraction:
    lower, upper = node.lower, node.upper
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1 or upper is None:
        raise NoCountError("a sum without bounds")
    index, (link,) = tree.key(lower.first), lower.links
    if index is None or link.relation != "=" or index in at:
        raise NoCountError("a sum without an index of its own")
    first, last = _whole(link.operand, at), _whole(upper, at)
    if last - first > _MOST_TERMS:
        raise NoCountError("a long sum")
    terms = (value(node.body, {**at, index: Fraction(k)}) for k in range(first, last + 1))
    return sum(terms, Fraction(0))
