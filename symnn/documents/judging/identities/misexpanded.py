r"""Values of functions that are worked out with one coefficient wrong: p(t + 1) = t^2 - t + 1.

Of p(x) = x^2 - 3x + 1 that is t^2 - t - 1. The two sides differ by a multiple of one power of t, so
that the equation has no solution but 0: nobody poses that.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.relations import Side
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar

_TERMS: Final = 3
_HIGHEST: Final = 6
_PARTS: Final = (tree.Number, tree.Name, tree.Neg, tree.Product, tree.Power, tree.Quotient)


def is_misexpanded(scope: Scope, left: Side, right: Side) -> bool:
    """Whether a value of a function of the document is said to be a sum that is nearly it.

    Args:
        scope: the definitions so far.
        left, right: the sides, with one open letter as an unknown.
    """
    call = left.node
    if not isinstance(call, tree.Call) or not isinstance(right.node, tree.Sum):
        return False
    known = scope.latest(tree.key(call.head) or "")
    inside = [part for item in call.arguments.items for part in tree.walk(item)]
    worked = any(isinstance(part, (tree.Sum, tree.Product, tree.Neg)) for part in inside)
    if known is None or known.parameters is None or not worked or not _is_written_out(right.node):
        return False
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return False
    letters = free_symbols(left.value.expr)
    if len(letters) != 1 or letters != free_symbols(right.value.expr):
        return False
    (letter,) = letters
    try:
        gap = lower(add(left.value.expr, negative(right.value.expr)))
        return _is_monomial(gap, letter, _degree(right.node))
    except SymnnError:
        return False


def _is_written_out(node: tree.Sum) -> bool:
    """Whether a sum has three terms at least, all of them numbers and powers of letters."""
    return len(node.terms) >= _TERMS and all(
        isinstance(part, _PARTS) for term in node.terms for part in tree.walk(term)
    )


def _degree(node: tree.Sum) -> int:
    """The highest power that is written: what is beyond it may be left out on purpose."""
    powers = [part.exponent for part in tree.walk(node) if isinstance(part, tree.Power)]
    return max((int(n.value) for n in powers if isinstance(n, tree.Number)), default=1)


def _is_monomial(gap: Expr, letter: str, highest: int) -> bool:
    at_one = substitute(gap, {letter: ONE})
    if not decide(Claim(Atomic("!=", at_one, ZERO)), seconds=1).proved:
        return False
    for degree in range(min(highest, _HIGHEST) + 1):
        term = mul(at_one, power(symbol(letter), rational(degree)) if degree else ONE)
        if decide(Claim(Atomic("=", gap, term)), seconds=1).proved:
            return True
    return False
