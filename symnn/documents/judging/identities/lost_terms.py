r"""Products that were carried out with one term lost or wrong: (a - b)^3 = a^3 - 3a^2b + 3ab^2.

Such an equation in several letters is none to solve. One side stands unexpanded, a product or a
power of sums; the other is a sum of products, as it is left when all is multiplied out; and what
the sides differ by is a single product of powers of the letters.
"""

from __future__ import annotations

from typing import Final

from symnn.errors import SymnnError
from symnn.exact.exponential import ONE_POLY
from symnn.exact.expression import Expr, add, free_symbols, mul, rational
from symnn.exact.normal_form import normal_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree

_SEVERAL: Final = 2


def is_one_term_off(nodes: tuple[tree.Node, tree.Node], values: tuple[Expr, Expr]) -> bool:
    """Whether one side carries the other out but for one term.

    Args:
        nodes: both sides as written.
        values: their values, with open letters as symbols.

    Examples:
        >>> from symnn.exact.expression import power, symbol
        >>> from symnn.latex.parser import parse
        >>> a, b = symbol("a"), symbol("b")
        >>> chain = parse("(a+b)^2=a^2+b^2").statements[0].body
        >>> sides = chain.first, chain.links[0].operand
        >>> is_one_term_off(sides, ((a + b) ** 2, a**2 + b**2))
        True
    """
    carried = [_is_carried_out(node) for node in nodes]
    unexpanded = [_is_unexpanded(node) for node in nodes]
    if not any(carried[k] and unexpanded[1 - k] for k in (0, 1)):
        return False
    letters = [free_symbols(value) for value in values]
    if len(letters[0] & letters[1]) < _SEVERAL or not all(_terms(value) for value in values):
        return False
    wrong = _terms(add(values[0], mul(rational(-1), values[1])))
    return wrong == 1 and min(map(_terms, values)) >= _SEVERAL


def _terms(value: Expr) -> int:
    """The number of terms of a polynomial; 0 if it is none."""
    try:
        found = normal_form(lower(value)).value
    except SymnnError:
        return 0
    return len(found.num.terms) if found.den == ONE_POLY else 0


def _is_carried_out(node: tree.Node) -> bool:
    """Whether it is a sum of terms in which nothing is left to be multiplied out."""
    if not isinstance(node, tree.Sum) or len(node.terms) < _SEVERAL:
        return False
    return not any(isinstance(p, tree.Sum) for term in node.terms for p in tree.walk(term))


def _is_unexpanded(node: tree.Node) -> bool:
    """Whether a sum stands in a product, a power, or over a denominator."""
    return any(
        isinstance(part, tree.Sum)
        for outer in tree.walk(node)
        if isinstance(outer, tree.Product | tree.Power | tree.Quotient)
        for part in tree.walk(outer)
    )
