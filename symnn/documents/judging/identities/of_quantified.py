"""Claims for all ε that fail whatever the other letters are: ((w + ε)² - w²)/ε = 2w for all ε > 0.

Where the difference of both sides has only the letters that words speak of, one value of those
refutes the claim; the others may then be anything. So it is where the others stand on both sides,
and none of their values that are tried makes it hold for all values of the letters spoken of: in
a + bx = 2 + 3x for all x they are to be found, in e^{-Cs} = e^{-C}e^{-s} for all C they are not.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic, substitute_formula
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.relations import Side
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    negative,
    postorder,
    rational,
    substitute,
)
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.values import Scalar

_MOST: Final = 8
#: Values of other letters, by their number: equal ones, signs, and apart from each other.
_TRIALS: Final[tuple[Callable[[int], Fraction], ...]] = (
    lambda _: Fraction(1),
    lambda _: Fraction(2),
    lambda _: Fraction(-1),
    lambda k: Fraction((-1) ** k),
    lambda k: Fraction(1, k + 2),
    lambda k: Fraction(k + 1),
    lambda k: Fraction(5, k + 3),
    lambda k: Fraction(-k - 1, 3),
)


def is_of_quantified(left: Side, right: Side, assumed: Assumptions) -> bool:
    """Whether the difference of two sides depends on letters that words quantify, alone.

    Args:
        left, right: the sides, with their open letters as unknowns.
        assumed: what the words beside them say.
    """
    if assumed.unread is not None or not assumed.universal or assumed.denied:
        return False
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return False
    if right.value.expr == ZERO:
        return False  # a condition on the others
    gap = add(left.value.expr, negative(right.value.expr))
    names = free_symbols(gap)
    others = names - assumed.universal
    if not others or others == names:
        return False
    whole = [substitute(gap, dict.fromkeys(others, value)) for value in (ONE, rational(3))]
    # at one of the two values the gap may not exist
    if all(decided(Atomic("=", gap, held), assumed.domain).proved for held in whole):
        return True
    return _fails_whatever(left.value.expr, right.value.expr, sorted(others), assumed)


def _fails_whatever(left: Expr, right: Expr, others: list[str], assumed: Assumptions) -> bool:
    """Whether no value of the other letters, which are on both sides, makes it hold for all."""
    if not set(others) <= free_symbols(left) & free_symbols(right):
        return False
    if len(others) > _MOST or all(_is_algebraic(node) for node in postorder(left, right)):
        return False  # coefficients may be compared
    for trial in _TRIALS:
        values = {name: rational(trial(k)) for k, name in enumerate(others)}
        sides = substitute(left, values), substitute(right, values)
        domain = tuple(substitute_formula(f, values) for f in assumed.domain)
        found = decided(Atomic("=", *sides), domain)
        positive = all(trial(k) > 0 for k in range(len(others)))
        if found.proved or (positive and not found.refuted):
            return False
    return True


def _is_algebraic(node: Expr) -> bool:
    """Whether it is a part of a polynomial."""
    if node.op == "power":
        return node.args[1].op == "rational"
    return node.op in ("rational", "symbol", "add", "mul")
