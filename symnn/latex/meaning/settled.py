"""Values of steps that are worked out at once: the tenth step of a rule is no formula in the first.

What a step is made of is a number already. Kept as a formula, it would double from step to step.
"""

from __future__ import annotations

from typing import Final

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr, free_symbols, postorder, rational
from symnn.functions.lower import lower
from symnn.latex.meaning.values import Array, Scalar, Value

#: Smaller formulas stay as the author wrote them.
_LARGE: Final = 40


def settled(value: Value) -> Value:
    """The value with rational numbers for large closed formulas.

    Examples:
        >>> from symnn.exact.expression import add
        >>> seven = add(*(rational(1) for _ in range(7)))
        >>> settled(Scalar(seven)) == Scalar(seven)
        True
    """
    if isinstance(value, Scalar):
        return Scalar(_number(value.expr), value.decimals)
    if isinstance(value, Array):
        rows = tuple(tuple(Scalar(_number(c.expr), c.decimals) for c in row) for row in value.rows)
        return Array(rows, value.loose)
    return value


def _number(expr: Expr) -> Expr:
    if sum(1 for _ in postorder(expr)) < _LARGE or free_symbols(expr):
        return expr
    try:
        found = exact_value(lower(expr))
    except SymnnError:
        return expr
    return rational(found.as_fmpq()) if found.is_rational else expr
