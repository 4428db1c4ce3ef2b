"""What an equation of a domain lets put in: where w x + b = 0, σ(k (w x + b)) is σ(k 0)."""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.claims.formula import Atomic, Formula
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder, rebuild

_BOUND: Final = ("derivative", "limit")


def with_equation_put_in(
    formula: Formula, over: tuple[Formula, ...]
) -> tuple[Formula, tuple[Formula, ...]] | None:
    """The formula with the one side of an equation of its domain for the other; None without one.

    Args:
        formula: a relation.
        over: the domain.

    Exactness: on the domain both sides of its equations have the same value, so that the formula
        and what is returned say the same at each point of it. The domain that is returned is one
        equation wider: what is proved on it holds.

    Examples:
        >>> from symnn.exact.expression import ZERO, apply, symbol
        >>> inner = symbol("x") + symbol("b")
        >>> claim = Atomic("=", apply("tanh", inner), ZERO)
        >>> found = with_equation_put_in(claim, (Atomic("=", inner, ZERO),))
        >>> found == (Atomic("=", apply("tanh", ZERO), ZERO), ())
        True
    """
    if not isinstance(formula, Atomic):
        return None
    if any(node.op in _BOUND for node in postorder(formula.left, formula.right)):
        return None
    for equation in over:
        if not isinstance(equation, Atomic) or equation.relation != "=":
            continue
        rest = tuple(f for f in over if f is not equation)
        for old, new in ((equation.left, equation.right), (equation.right, equation.left)):
            if old.op in ("rational", "symbol") or not free_symbols(old):
                continue
            left, right = (_replaced(side, old, new) for side in (formula.left, formula.right))
            if (left, right) != (formula.left, formula.right):
                return Atomic(formula.relation, left, right), rest
    return None


def has_no_value(formula: Formula, over: tuple[Formula, ...]) -> bool:
    """Whether an equation of the domain makes a divisor, or what a logarithm is of, 0.

    Examples:
        >>> from symnn.exact.expression import ZERO, apply, symbol
        >>> inner = symbol("x") + symbol("y")
        >>> claim = Atomic("=", apply("log", inner), ZERO)
        >>> has_no_value(claim, (Atomic("=", inner, ZERO),))
        True
    """
    instead = with_equation_put_in(formula, over)
    if instead is None or not isinstance(instead[0], Atomic):
        return False
    return any(
        (node.op == "power" and node.args[0] == ZERO and _is_negative(node.args[1]))
        or (node.op == "apply" and node.data == "log" and node.args[0] == ZERO)
        for node in postorder(instead[0].left, instead[0].right)
    )


def _is_negative(exponent: Expr) -> bool:
    return isinstance(exponent.data, fmpq) and exponent.data < 0


def _replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = new if node == old else rebuild(node, tuple(done[a] for a in node.args))
    return done[expr]
