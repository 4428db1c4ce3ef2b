r"""Closed values with their limits worked out: what people are shown, and what has an enclosure.

``\int_{-\infty}^1 e^{-t^2} dt`` is a limit of differences of erf. The prover decides relations
about it; its digits are those of the expression without the limit.
"""

from __future__ import annotations

from symnn.claims.formula import Atomic, Claim, sides
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, free_symbols
from symnn.functions.lower import lower


def without_limits(expr: Expr) -> Expr:
    """The same with the values of its limits; as it is if one stays open.

    Args:
        expr: a value with limits; names in it may have any value.

    Exactness: equal to the expression wherever that exists.

    Examples:
        >>> from symnn.exact.expression import rational, symbol
        >>> without_limits(rational(2) * symbol("x") - symbol("x")) == symbol("x")
        True
    """
    from symnn.claims.provers.limits.evaluate import evaluate

    try:
        found = evaluate(Claim(Atomic("=", expr, ZERO), ())).claim.formula
        return _tidy(next(sides(found)))
    except SymnnError:
        return expr


def tidied(expr: Expr) -> Expr:
    """A closed value in its normal form; as it is where there is none.

    Args:
        expr: a value without open names.

    Exactness: equal to the expression.

    Examples:
        >>> from symnn.exact.expression import apply, rational
        >>> tidied(apply("log", rational("1/2"))) == -apply("log", rational(2))
        True
    """
    if free_symbols(expr):
        return expr
    try:
        return _tidy(expr)
    except SymnnError:
        return expr


def _tidy(value: Expr) -> Expr:
    r"""Its normal form, without a factor such as ``\sqrt{\pi}`` above and below the bar."""
    from symnn.claims.provers.limits.cases import written
    from symnn.exact.closed_form import written_sum
    from symnn.exact.normal_form import normal_form

    form = normal_form(lower(value)).value
    below = form.den.single()
    if below is None:
        return written(form)
    monomial, number = below
    return written_sum(form.num.times_monomial(monomial.inverse()).scale(number.inverse()))
