"""Printed decimals before a letter: v = 6.51 g of a v that is 6.5132… times g.

The decimal reports a factor, as it would report a number. Of a sum such as 0.33 x + 0.67 y each
decimal may be a report, so that it is not false because its digits end.
"""

from __future__ import annotations

from flint import fmpq

from symnn.claims.formula import Atomic, Formula
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.decimals.rounding import Printed
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, Expr, free_symbols, mul, rational, substitute
from symnn.latex import syntax as tree


def reported_factor(left: Expr, right: Expr, node: tree.Node) -> tuple[Printed, Expr] | None:
    """The decimal before letters, and the number that it reports; None if there is none.

    Args:
        left: the value that is reported.
        right: the report as an exact value.
        node: the report as it was written.

    Exactness: left is the number times those letters, which is proved.
    """
    sign, product = (-1, node.operand) if isinstance(node, tree.Neg) else (1, node)
    if not isinstance(product, tree.Product) or not set(product.operators) <= {"", "·", "×", "*"}:
        return None
    numbers = [f for f in product.factors if isinstance(f, tree.Number)]
    if len(numbers) != 1 or not numbers[0].decimals or not numbers[0].value:
        return None
    if any(isinstance(p, tree.Number) and p.decimals for p in _others(product)):
        return None
    shown = rational(sign * numbers[0].value)
    letters = mul(right, ONE / shown)
    free = free_symbols(left, right)
    ones = dict.fromkeys(free, ONE)
    try:
        factor = substitute(left, ones) / substitute(letters, ones)
        same: Formula = Atomic("=", left, mul(factor, letters))
        if free_symbols(factor) or not decided(same).proved:
            return None
    except SymnnError:
        return None
    value = sign * numbers[0].value
    return Printed(fmpq(value.numerator, value.denominator), numbers[0].decimals or 0), factor


def _others(product: tree.Product) -> list[tree.Node]:
    """What stands beside the first number."""
    others = [f for f in product.factors if not isinstance(f, tree.Number)]
    return [part for factor in others for part in tree.walk(factor)]
