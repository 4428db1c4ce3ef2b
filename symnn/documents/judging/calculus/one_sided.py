"""Derivatives where a domain decides on which side of a kink they are taken.

Where a > b holds on an open domain, max(a, b) is a near every point of it, so that both have the
same derivative. A strict inequality that is proved on the domain makes it so.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.exact.expression import ZERO, Expr, negative, postorder, rebuild, symbol

_SECONDS: Final = 2
_KINKED: Final = frozenset({"max", "min", "abs", "relu"})


def off_kinks(expr: Expr, over: tuple[Formula, ...]) -> Expr:
    """The expression with the branch of each kink that a domain decides.

    Args:
        expr: an expression with derivatives taken at their own letters.
        over: the domain.

    Exactness: the same value on the whole domain, wherever the expression has one.

    Examples:
        >>> from symnn.exact.expression import apply, derivative
        >>> x = symbol("x")
        >>> slope = derivative(apply("relu", x), "x", x)
        >>> off_kinks(slope, (Atomic(">", x, ZERO),)) == derivative(x, "x", x)
        True
    """
    if not over:
        return expr
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[a] for a in node.args)
        done[node] = rebuild(node, args)
        if node.op == "derivative" and node.args[1] == symbol(str(node.data)):
            done[node] = rebuild(node, (_settled(args[0], over), args[1]))
    return done[expr]


def either_side(formula: Formula, over: tuple[Formula, ...]) -> tuple[tuple[Formula, ...], ...]:
    """The two open halves of a domain that leaves out a point, for the slope of a kinked function.

    Args:
        formula: what is claimed.
        over: the domain.

    Examples:
        >>> from symnn.exact.expression import apply, derivative
        >>> x = symbol("x")
        >>> slope = Atomic("=", derivative(apply("abs", x), "x", x), x)
        >>> len(either_side(slope, (Atomic("!=", x, ZERO),)))
        2
        >>> either_side(slope, (Atomic(">", x, ZERO),))
        ()
    """
    gaps = [f for f in over if isinstance(f, Atomic) and f.relation == "!="]
    if len(gaps) != 1 or not isinstance(formula, Atomic):
        return ()
    nodes = list(postorder(formula.left, formula.right))
    derived = any(node.op == "derivative" for node in nodes)
    if not derived or not any(node.op == "apply" and node.data in _KINKED for node in nodes):
        return ()
    (gap,) = gaps
    rest = tuple(f for f in over if f is not gap)
    return tuple((*rest, Atomic(side, gap.left, gap.right)) for side in ("<", ">"))


def _settled(body: Expr, over: tuple[Formula, ...]) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(body):
        args = tuple(done[a] for a in node.args)
        whole = rebuild(node, args)
        if node.op == "apply" and node.data in _KINKED:
            whole = _branch(str(node.data), args, over) or whole
        done[node] = whole
    return done[body]


def _branch(name: str, args: tuple[Expr, ...], over: tuple[Formula, ...]) -> Expr | None:
    """The branch that is taken on the whole domain, by strict inequalities."""
    if len(args) == 1:
        (inside,) = args
        if _holds(Atomic(">", inside, ZERO), over):
            return inside
        if _holds(Atomic("<", inside, ZERO), over):
            return ZERO if name == "relu" else negative(inside) if name == "abs" else None
        return None
    if name not in ("max", "min"):
        return None
    relation = ">" if name == "max" else "<"
    for best in args:
        others = [other for other in args if other is not best]
        if all(_holds(Atomic(relation, best, other), over) for other in others):
            return best
    return None


def _holds(formula: Formula, over: tuple[Formula, ...]) -> bool:
    return decide(Claim(formula, over), seconds=_SECONDS).proved
