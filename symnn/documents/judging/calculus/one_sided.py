"""Derivatives where a domain decides on which side of a kink they are taken.

Where a > b holds on an open domain, max(a, b) is a near every point of it, so that both have the
same derivative; so has a value by cases, and the case that holds with room to spare. A strict
inequality that is proved on the domain makes it so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula
from symnn.exact.expression import (
    ZERO,
    Expr,
    derivative,
    free_symbols,
    negative,
    postorder,
    rational,
    rebuild,
    substitute,
    symbol,
)

_SECONDS: Final = 2
_TWO: Final = 2
KINKED: Final = frozenset({"max", "min", "abs", "relu"})
_CONTINUOUS: Final = KINKED | {"exp", "sin", "cos", "atan", "tanh", "sigmoid", "softplus", "erf"}


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
        own = _at_own_letter(done[node]) if node.op == "derivative" else None
        if own is not None:
            done[node] = rebuild(own, (_settled(own.args[0], over), own.args[1]))
    return done[expr]


def _at_own_letter(node: Expr) -> Expr | None:
    """The derivative in the letter that it is taken at; None at any other place."""
    body, point = node.args
    if point.op != "symbol":
        return None
    if point == symbol(str(node.data)):
        return node
    if point in set(postorder(body)):
        return None
    name = str(point.data)
    return derivative(substitute(body, {str(node.data): point}), name, point)


def either_side(formula: Formula, over: tuple[Formula, ...]) -> tuple[tuple[Formula, ...], ...]:
    """The parts of a domain that leaves out a point, or more, for the slope of a kinked function.

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
    if not isinstance(formula, Atomic):
        return ()
    nodes = list(postorder(formula.left, formula.right))
    derived = any(node.op == "derivative" for node in nodes)
    if not derived or not any(_may_bend(node) for node in nodes):
        return ()
    parts = ((f, _parts(f)) for f in over)
    split, halves = next(((f, p) for f, p in parts if p), (None, ()))
    rest = tuple(f for f in over if f is not split)
    return tuple((*rest, half) for half in halves)


def _may_bend(node: Expr) -> bool:
    return node.op == "piecewise" or (node.op == "apply" and node.data in KINKED)


def _parts(condition: Formula) -> tuple[Formula, ...]:
    """What leaves out a point, or has two sides, as its parts: x ≠ a, and |x| > a."""
    if isinstance(condition, Compound) and condition.connective == "or":
        return condition.parts
    if not isinstance(condition, Atomic):
        return ()
    relation, left, right = condition.relation, condition.left, condition.right
    if relation == "!=":
        return Atomic("<", left, right), Atomic(">", left, right)
    if relation in ("<", "<="):
        relation, left, right = (">" if relation == "<" else ">="), right, left
    if relation in (">", ">=") and left.op == "apply" and left.data == "abs":
        (inside,) = left.args
        return tuple(Atomic(relation, side, right) for side in (inside, negative(inside)))
    return ()


def beside_kink(formula: Formula, over: tuple[Formula, ...]) -> tuple[tuple[Formula, ...], ...]:
    """The two open parts of a domain on either side of a kink that the domain does not decide.

    Args:
        formula: what is claimed, perhaps of a slope.
        over: the domain.

    Examples:
        >>> from symnn.exact.expression import apply, derivative
        >>> x = symbol("x")
        >>> slope = Atomic("=", derivative(apply("relu", x), "x", x), x)
        >>> beside_kink(slope, ())[0] == (Atomic(">", x, ZERO),)
        True
    """
    if not isinstance(formula, Atomic):
        return ()
    for node in postorder(formula.left, formula.right):
        own = _at_own_letter(node) if node.op == "derivative" else None
        for part in postorder(_settled(own.args[0], over)) if own is not None else ():
            if part.op == "apply" and part.data in KINKED and len(part.args) <= _TWO:
                ends = (*part.args, ZERO)[:_TWO]
                return tuple((*over, Atomic(side, *ends)) for side in (">", "<"))
    return ()


def goes_on_through_kinks(formula: Formula, over: tuple[Formula, ...]) -> bool:
    """Whether a slope that is right on either side of each kink is right at the kinks, too.

    A continuous f whose slope f' goes to r(c) from both sides of c has the slope r(c) there (by
    the mean value theorem). So f and r have to be continuous where they have values, the kinks
    have to be single points, and the domain open.

    Args:
        formula: that f' is r.
        over: the domain.

    Examples:
        >>> from symnn.exact.expression import apply, derivative, mul, power, rational
        >>> x = symbol("x")
        >>> slope = derivative(power(apply("relu", x), rational(2)), "x", x)
        >>> goes_on_through_kinks(Atomic("=", slope, mul(rational(2), apply("relu", x))), ())
        True
        >>> goes_on_through_kinks(Atomic("=", slope, apply("sign", x)), ())
        False
    """
    if not isinstance(formula, Atomic) or formula.relation != "=":
        return False
    if any(not isinstance(f, Atomic) or f.relation not in ("<", ">", "!=") for f in over):
        return False
    for slope, stated in ((formula.left, formula.right), (formula.right, formula.left)):
        own = _at_own_letter(slope) if slope.op == "derivative" else None
        if own is not None:
            body = own.args[0]
            name = str(own.data)
            smooth = all(_is_continuous(node) for node in postorder(body, stated))
            return smooth and all(_is_point(node, name) for node in postorder(body))
    return False


def _is_continuous(node: Expr) -> bool:
    """Whether it is continuous in its arguments wherever it has a value."""
    if not free_symbols(node):
        return True
    if node.op == "apply":
        return node.data in _CONTINUOUS
    return node.op in ("symbol", "add", "mul") or _is_whole_power(node)


def _is_whole_power(node: Expr) -> bool:
    exponent = node.args[1].data if node.op == "power" else None
    return isinstance(exponent, fmpq) and exponent.q == 1 and exponent >= 0


def _is_point(node: Expr, name: str) -> bool:
    """Whether a kink is at single points: a polynomial in the letter is 0 there, and not always."""
    if node.op != "apply" or node.data not in KINKED:
        return True
    ends = (*node.args, ZERO)[:_TWO]
    plain = ("rational", "symbol", "add", "mul")
    polynomial = all(p.op in plain or _is_whole_power(p) for p in postorder(*ends))
    if len(node.args) > _TWO or not polynomial or free_symbols(*ends) != {name}:
        return False
    return any(_differ(substitute(e, {name: rational(at)}) for e in ends) for at in (7, 11))


def _differ(ends: Iterable[Expr]) -> bool:
    return decide(Claim(Atomic("!=", *ends)), seconds=_SECONDS).proved


def _settled(body: Expr, over: tuple[Formula, ...]) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(body):
        args = tuple(done[a] for a in node.args)
        whole = rebuild(node, args)
        if node.op == "apply" and node.data in KINKED:
            whole = _branch(str(node.data), args, over) or whole
        while whole.op == "piecewise" and (chosen := _case(whole, over)) is not None:
            whole = chosen
        done[node] = whole
    return done[body]


def _case(node: Expr, over: tuple[Formula, ...]) -> Expr | None:
    """The case that is taken, or the cases without the first, where that is settled strictly."""
    relations = node.data if isinstance(node.data, tuple) else ()
    left, right, value = node.args[:3]
    relation = str(relations[0])[:1]
    if relation not in ("<", ">"):
        return None
    if _holds(Atomic(relation, left, right), over):
        return value
    if not _holds(Atomic("<" if relation == ">" else ">", left, right), over):
        return None
    return node.args[-1] if len(relations) == 1 else Expr("piecewise", node.args[3:], relations[1:])


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
