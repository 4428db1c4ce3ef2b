"""Values by cases, where the domain of a claim, or the values themselves, settle the case."""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    free_symbols,
    postorder,
    quotient,
    rational,
    rebuild,
)

_UNDEFINED: Final = quotient(ONE, rational(0))
_OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_STRICT: Final = {"<=": "<", ">=": ">"}
MAX_NODES: Final = 40


def where_given(
    sides: tuple[Expr, Expr], over: tuple[Formula, ...]
) -> tuple[tuple[Expr, Expr], tuple[Formula, ...]] | None:
    """The sides without cases, and the domain where they are meant; None if nothing is settled.

    Args:
        sides: what is compared.
        over: the domain of the claim.

    A function that is given "for 0 < x < 1" has no value elsewhere, and a claim with f(x) that
    names no domain is about no other x. A case that holds on the whole domain is taken. What is
    left must be more than single points: f(x) - f(-x) of an f that is given for x ≥ 0 is nothing
    to judge.

    Examples:
        >>> from symnn.exact.expression import ZERO, piecewise, symbol
        >>> x = symbol("x")
        >>> given = piecewise([("<", ZERO, x, x)], _UNDEFINED)
        >>> where_given((given, x), ()) == ((x, x), (Atomic("<", ZERO, x),))
        True
    """
    nodes = list(postorder(*sides))
    if not any(n.op == "piecewise" for n in nodes) or len(nodes) > MAX_NODES * MAX_NODES:
        return None
    if any(n.op in ("limit", "derivative") for n in nodes):
        return None
    done: dict[Expr, Expr] = {}
    own: tuple[Formula, ...] = ()
    budget = MAX_NODES
    for node in nodes:
        whole = rebuild(node, tuple(done[a] for a in node.args))
        while whole.op == "piecewise" and budget:
            budget -= 1
            first = _first(whole)
            rest = _rest(whole)
            if _holds(first, over):
                whole = whole.args[2]
            elif rest == _UNDEFINED and not over:
                own = own if first in own else (*own, first)
                whole = whole.args[2]
            elif _holds(Atomic(_OPPOSITE[first.relation], first.left, first.right), over):
                whole = rest
            else:
                break
        done[node] = whole
    found = done[sides[0]], done[sides[1]]
    if found == sides or not _is_wide(own):
        return None
    return found, (*over, *own)


def _is_wide(conditions: tuple[Formula, ...]) -> bool:
    """Whether some point meets all conditions with room to spare."""
    if not conditions:
        return True
    inner = tuple(
        Atomic(_STRICT.get(c.relation, c.relation), c.left, c.right)
        for c in conditions
        if isinstance(c, Atomic)
    )
    return decide(Claim(Atomic("=", ZERO, ONE), inner), seconds=1).refuted


def _first(node: Expr) -> Atomic:
    relations = node.data if isinstance(node.data, tuple) else ()
    return Atomic(str(relations[0]), node.args[0], node.args[1])


def _rest(node: Expr) -> Expr:
    """What holds where the first condition does not."""
    relations = node.data if isinstance(node.data, tuple) else ()
    if len(relations) == 1:
        return node.args[-1]
    return Expr("piecewise", node.args[3:], relations[1:])


def _holds(formula: Atomic, over: tuple[Formula, ...]) -> bool:
    if formula in over:
        return True
    closed = not free_symbols(formula.left, formula.right)
    return (closed or bool(over)) and decide(Claim(formula, over), seconds=1).proved
