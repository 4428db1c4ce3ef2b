"""Claims for all ε that fail whatever the other letters are: ((w + ε)² - w²)/ε = 2w for all ε > 0.

Where the difference of both sides has only the letters that words speak of, one value of those
refutes the claim; the others may then be anything.
"""

from __future__ import annotations

from symnn.claims.formula import Atomic
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.relations import Side
from symnn.exact.expression import ONE, ZERO, add, free_symbols, negative, rational, substitute
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.values import Scalar


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
    for value in (ONE, rational(3)):  # at one of them the gap may have no value
        held = substitute(gap, dict.fromkeys(others, value))
        if not decided(Atomic("=", gap, held), assumed.domain).proved:
            return False
    return True
