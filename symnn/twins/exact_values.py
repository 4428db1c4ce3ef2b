"""Outputs by exact evaluation, where more bits do not help: zeros, and values that lie on a jump.

A value that no precision tells from 0 is 0 if the equation is proved (by the normal form of
exponentials and its kin); a case distinction then takes the branch of equality.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import arb

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.errors import SymnnError, UndefinedError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.expression import ZERO, Expr, add, negative, postorder, rebuild
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.networks.layer import advance
from symnn.networks.network import Network

#: The most bits that are tried.
MOST_BITS: Final = 1 << 14
_GUARD: Final = 32
#: Bits after which a difference is suspected to be 0, and nodes of an expression that is looked at.
_SUSPECT: Final = 400
_NODES: Final = 600


def ball_of(x: Number | Expr, bits: int) -> arb:
    """A ball around an exact number."""
    return x.enclosure(bits) if isinstance(x, Number) else enclose(lower(x), bits)


def is_narrow(ball: arb, bits: int) -> bool:
    """Whether a ball is exactly 0, or has one sign and so many correct bits."""
    if not ball.is_finite():
        return False
    return bool(ball.is_zero()) or (
        certain_sign(ball) is not None and ball.rel_accuracy_bits() >= bits
    )


def exactly(
    network: Network, point: Sequence[Number | Expr], bits: int, known: tuple[arb, ...]
) -> tuple[arb, ...]:
    """From the exact values: a zero is a zero. What stays too wide stays as it was.

    Raises:
        UndefinedError: the network has no value there.
    """
    values: tuple[Number | Expr, ...] = tuple(point)
    try:
        for layer in network.layers:
            values = advance(layer, values)
    except UndefinedError:
        raise
    except SymnnError:
        return known
    balls = (_settled(value, bits) for value in values)
    return tuple(
        ball if ball.is_finite() else before for ball, before in zip(balls, known, strict=True)
    )


def _settled(value: Number | Expr, bits: int) -> arb:
    ball = ball_of(value, bits + _GUARD)
    if is_narrow(ball, bits) or isinstance(value, Number):
        return ball
    expr = lower(value)
    if sum(1 for _ in postorder(expr)) <= _NODES:
        expr = _with_ties(expr)
        if _is_zero(expr):
            return arb(0)
    working = bits + _GUARD
    while not is_narrow(ball, bits) and working < MOST_BITS:
        working *= 4
        ball = enclose(expr, working)
    return ball


def _with_ties(expr: Expr) -> Expr:
    """The same value, with both sides of a comparison 0 where they are proved to be equal."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = [done[a] for a in node.args]
        if node.op == "piecewise":
            for k in range(0, len(args) - 1, 3):
                if _is_zero(add(args[k], negative(args[k + 1]))):
                    args[k] = args[k + 1] = ZERO
        elif node.op == "apply" and node.data in ("sign", "abs") and _is_zero(args[0]):
            args[0] = ZERO
        done[node] = rebuild(node, tuple(args))
    return done[expr]


def _is_zero(expr: Expr) -> bool:
    """Whether a value is proved to be 0; asked only of what many bits do not tell from it."""
    if expr == ZERO:
        return True
    ball = enclose(expr, _SUSPECT)
    if not ball.is_finite() or certain_sign(ball) is not None:
        return bool(ball.is_zero())
    try:
        return decide(Claim(Atomic("=", expr, ZERO))).status is Status.PROVED
    except SymnnError:
        return False
