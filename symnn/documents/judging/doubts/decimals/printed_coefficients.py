r"""Decimals before open letters: s_1 = s_0 - 1.414g_1, where g_1 is multiplied by \sqrt2.

A decimal before a letter may be a rounded one; who writes it does not say what is false.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic
from symnn.documents.judging.doubts.confirming import truth
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    free_symbols,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree

_BITS: Final = 128


def agrees_as_printed(left: Expr, right: Expr, node: tree.Node) -> bool:
    """Whether sides that are linear in their letters agree within half a unit of a last digit.

    Args:
        left, right: both sides.
        node: the right side, as it is written.
    """
    places = [p.decimals for p in tree.walk(node) if isinstance(p, tree.Number) and p.decimals]
    if not places:
        return False
    half = rational(str(Fraction(1, 2 * 10 ** min(places))))
    gap = lower(add(left, negative(right)))
    names = sorted(free_symbols(gap))
    slopes = [lower(derivative(gap, name, symbol(name))) for name in names]
    rest = substitute(gap, dict.fromkeys(names, ZERO))
    try:
        if any(free_symbols(slope) for slope in slopes):
            return False
        claims = (Atomic("<=", apply("abs", value), half) for value in (rest, *slopes))
        return all(truth(claim, {}, _BITS) is not False for claim in claims)
    except (SymnnError, ArithmeticError):
        return True
