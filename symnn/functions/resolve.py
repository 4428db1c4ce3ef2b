"""Closed kinks decided: max, min, abs, sign and case distinctions with a known side."""

from __future__ import annotations

from flint import fmpq

from symnn.errors import UndefinedError
from symnn.exact.ball import compare
from symnn.exact.expression import (
    Expr,
    free_symbols,
    negative,
    piecewise,
    postorder,
    rational,
    rebuild,
)
from symnn.functions.definitions import SLOPES, expand
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign

_KINKS = ("max", "min", "abs", "sign")


def _sign_between(left: Expr, right: Expr) -> int | None:
    if free_symbols(left, right):
        return None
    return closed_sign(lower(left - right))


def _extremum(node: Expr, direction: int) -> Expr:
    """Drop every argument that another one is known to beat."""
    kept: list[Expr] = []
    for arg in node.args:
        signs = [_sign_between(arg, other) for other in kept]
        if any(s is not None and s * direction <= 0 for s in signs):
            continue
        kept = [o for o, s in zip(kept, signs, strict=True) if s != direction]
        kept.append(arg)
    return kept[0] if len(kept) == 1 else rebuild(node, tuple(kept))


def _cases(node: Expr) -> Expr:
    relations = node.data if isinstance(node.data, tuple) else ()
    rows = []
    for k, relation in enumerate(relations):
        left, right, result = node.args[3 * k : 3 * k + 3]
        sign = _sign_between(left, right)
        if sign is None:
            rows.append((relation, left, right, result))
        elif compare(relation, sign):
            return piecewise(rows, result) if rows else result
    return piecewise(rows, node.args[-1]) if rows else node.args[-1]


def resolve(expr: Expr) -> Expr:
    """The expression with every closed kink decided that exact arithmetic can decide.

    relu, hard_tanh and the like are put in by their definitions first; sigmoid and other
    smooth functions stay as they are written. What cannot be decided stays as it was.

    Exactness: the same value and the same domain, except that the value of a case, or of an
        argument of max, that is not taken need not exist any more.

    Raises:
        UndefinedError: a closed value does not exist over the reals.

    Examples:
        >>> from symnn.exact.expression import apply
        >>> half = apply("sigmoid", rational("1/3")) - rational("1/2")
        >>> resolve(apply("relu", half)) == half
        True
    """
    body = expand(expr, keep=SLOPES)
    done: dict[Expr, Expr] = {}
    for node in postorder(body):
        here = rebuild(node, tuple(done[a] for a in node.args))
        done[node] = _decide(here)
    return done[body]


def _decide(node: Expr) -> Expr:
    if node.op == "piecewise":
        return _cases(node)
    check_domain(node)
    if node.op != "apply" or node.data not in _KINKS:
        return node
    if node.data in ("max", "min"):
        return _extremum(node, 1 if node.data == "max" else -1)
    (arg,) = node.args
    sign = None if free_symbols(arg) else closed_sign(lower(arg))
    if sign is None:
        return node
    if node.data == "sign":
        return rational(sign)
    return negative(arg) if sign < 0 else arg


def check_domain(node: Expr) -> None:
    """Refuse a closed log, root or quotient whose argument is outside its domain.

    Raises:
        UndefinedError: the value does not exist over the reals.
    """
    exponent = node.args[1].data if node.op == "power" else None
    even_root = node.op == "nth_root" and isinstance(node.data, int) and node.data % 2 == 0
    logarithm = node.op == "apply" and node.data == "log"
    fraction = isinstance(exponent, fmpq) and exponent.q != 1
    inverse = isinstance(exponent, fmpq) and exponent < 0
    if not (even_root or logarithm or fraction or inverse) or free_symbols(node.args[0]):
        return
    sign = closed_sign(lower(node.args[0]))
    if sign is not None and (
        (sign < 0 and (even_root or logarithm or fraction))
        or (sign == 0 and (logarithm or inverse))
    ):
        what = "log" if logarithm else "a quotient" if sign == 0 else "a root"
        raise UndefinedError(f"{what} of {'0' if sign == 0 else 'a negative number'} has no value")


def is_decided(expr: Expr) -> bool:
    """Whether no closed kink is left in a resolved expression."""
    return not any(
        (node.op == "piecewise" or (node.op == "apply" and node.data in _KINKS))
        and not free_symbols(node)
        for node in postorder(expr)
    )
