"""Relations with roots of sums: two numbers that are not negative are as their squares are."""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.claims.verdict import Status
from symnn.documents.judging.vector_algebra.collecting import collected
from symnn.exact.expression import ZERO, Expr, mul
from symnn.functions.calculus import times

BY_SQUARES: Final = frozenset({"=", "<=", "<", ">=", ">"})
_SECONDS: Final = 3
_SHORT: Final = 1


def decided_alone(
    relation: str, left: Expr, right: Expr, over: tuple[Formula, ...], seconds: float = _SECONDS
) -> str | None:
    """The method by which a relation is proved as it is; None if it is not."""
    verdict = decide(Claim(Atomic(relation, left, right), over), seconds=seconds)
    return verdict.method if verdict.status is Status.PROVED else None


def collected_alone(
    relation: str, left: Expr, right: Expr, over: tuple[Formula, ...], seconds: float = _SECONDS
) -> str | None:
    """The method by which a relation is proved once like terms are collected, or as it is."""
    simple = collected(left)
    if simple != left:
        same = decided_alone("=", left, simple, over, _SHORT)
        found = None if same is None else decided_alone(relation, simple, right, over, seconds)
        if found is not None:
            return f"like terms collected; then {found}"
    return decided_alone(relation, left, right, over, seconds)


def by_squares(relation: str, left: Expr, right: Expr, over: tuple[Formula, ...]) -> str | None:
    """The method by which the relation of the squares is proved, and that no side is negative.

    Args:
        relation: one of `BY_SQUARES`.
        left, right: the sides.
        over: the domain.
    """
    for side in (left, right):
        for factor in _factors(side):
            if (
                not (_is_root(factor) or factor.data == "abs")
                and decided_alone(">=", factor, ZERO, over, _SHORT) is None
            ):
                return None
    squares = times(*map(_square, _factors(left))), times(*map(_square, _factors(right)))
    found = decided_alone(relation, *squares, over)
    return None if found is None else f"squares of both sides; then {found}"


def _factors(value: Expr) -> tuple[Expr, ...]:
    if value.op != "mul":
        return (value,)
    return tuple(part for arg in value.args for part in _factors(arg))


def _is_root(value: Expr) -> bool:
    return value.op == "nth_root" and value.data == 2


def _square(value: Expr) -> Expr:
    """The square, that of a root as what stands below it."""
    if _is_root(value):
        return value.args[0]
    inner = value.args[0] if value.data == "abs" else value
    return mul(inner, inner)
