r"""Expressions in a letter n with its powers and factorials as letters of their own.

A power x^{n+c} is written X x^c for a fresh X, and (n+c)! as F times its last factors, so that
identities of rational functions are left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from fractions import Fraction
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.stated import letters
from symnn.latex import syntax as tree

#: Letters that may be taken for something new.
FRESH: Final = (
    *("n", "m", "k", "r", "s", "t", "u", "v", "w", "p", "q", "h", "g", "f", "l"),
    *("zeta", "xi", "eta", "tau", "chi", "psi", "nu", "mu"),
)
_MAX_SHIFT: Final = 20


@final
class NoFormError(Exception):
    """The claim has no form in which an induction could go on."""


@final
@dataclass(slots=True)
class Forms:
    """Powers and factorials in n as fresh letters times what follows them.

    `knows` tells which letters have a meaning in the document: none of them is fresh.
    """

    count: str
    used: set[str]
    knows: Callable[[str], bool]
    known: dict[tree.Node, tree.Name] = field(default_factory=dict)

    def change(self, node: tree.Node) -> tree.Node:
        """The tree without n in exponents or factorials."""
        if isinstance(node, tree.Power) and self.count in letters(node.exponent):
            return self._power(node)
        if isinstance(node, tree.Factorial):
            return self._factorial(node)
        if isinstance(node, (tree.Binomial, tree.BigOperator)) and self.count in letters(node):
            raise NoFormError
        return tree.map_children(node, self.change)

    def _letter(self, node: tree.Node) -> tree.Name:
        if node not in self.known:
            fresh = next((n for n in FRESH if n not in self.used and not self.knows(n)), None)
            if fresh is None:
                raise NoFormError
            self.used.add(fresh)
            self.known[node] = tree.Name(fresh)
        return self.known[node]

    def _power(self, node: tree.Power) -> tree.Node:
        """x^{mn + c} as X^m x^c."""
        if self.count in letters(node.base):
            raise NoFormError
        times, plus = linear(node.exponent, self.count)
        base = self.change(node.base)
        whole: tree.Node = self._letter(bare(base))
        if times != 1:
            whole = tree.Power(whole, number(times))
        if plus:
            whole = tree.Product((whole, tree.Power(base, number(plus))), ("·",))
        return bracketed(whole)

    def _factorial(self, node: tree.Factorial) -> tree.Node:
        """(n + c)! as n! (n + 1) … (n + c)."""
        if self.count not in letters(node.operand):
            return node
        times, plus = linear(node.operand, self.count)
        if times != 1 or not 0 <= plus <= _MAX_SHIFT or node.count != 1:
            raise NoFormError
        here = tree.Name(self.count)
        last = [bracketed(tree.Sum((here, number(k)))) for k in range(1, plus + 1)]
        start = self._letter(tree.Factorial(here))
        if not last:
            return start
        return bracketed(tree.Product((start, *last), ("·",) * len(last)))


def linear(node: tree.Node, count: str) -> tuple[int, int]:
    """m and c of mn + c, for integers m and c."""
    node = bare(node)
    value = integer_of(node)
    if value is not None:
        return 0, value
    if tree.key(node) == count:
        return 1, 0
    if isinstance(node, tree.Neg):
        times, plus = linear(node.operand, count)
        return -times, -plus
    if isinstance(node, tree.Sum):
        parts = [linear(term, count) for term in node.terms]
        return sum(p[0] for p in parts), sum(p[1] for p in parts)
    if isinstance(node, tree.Product) and len(node.factors) == 2:
        (a, b), (c, d) = (linear(factor, count) for factor in node.factors)
        if a and c:
            raise NoFormError
        return a * d + b * c, b * d
    raise NoFormError


def integer_of(node: tree.Node) -> int | None:
    """The integer that is written here; None for anything else."""
    sign, inner = (-1, node.operand) if isinstance(node, tree.Neg) else (1, node)
    whole = isinstance(inner, tree.Number) and inner.value.denominator == 1
    return sign * int(inner.value) if whole and isinstance(inner, tree.Number) else None


def number(value: int) -> tree.Node:
    """An integer as it is written, in brackets if it has a sign."""
    number = tree.Number(str(abs(value)), Fraction(abs(value)), 0)
    return number if value >= 0 else tree.Group("()", (tree.Neg(number),))


def bracketed(node: tree.Node) -> tree.Node:
    """A node in brackets."""
    return tree.Group("()", (node,))


def bare(node: tree.Node) -> tree.Node:
    """A node without brackets around it."""
    while isinstance(node, tree.Group) and len(node.items) == 1:
        (node,) = node.items
    return node


def put(node: tree.Node, key: str, value: tree.Node) -> tree.Node:
    """The tree with an expression in place of a letter."""
    if isinstance(node, tree.Name):
        if tree.key(node) == key:
            return value
        return node
    if isinstance(node, tree.Call) and tree.key(node.head) == key:
        arguments = put(node.arguments, key, value)
        return tree.Product((value, arguments), ("·",), span=node.span)
    return tree.map_children(node, lambda child: put(child, key, value))
