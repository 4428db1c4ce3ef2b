"""Integrals of functions by pieces, |u| and max: split where a piece ends."""

from __future__ import annotations

from typing import Final, NamedTuple

from flint import fmpq

from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ZERO,
    Expr,
    free_symbols,
    negative,
    postorder,
    rational,
    rebuild,
    substitute,
)
from symnn.functions.calculus import derivative as slope_of
from symnn.functions.lower import lower

MAX_PIECES: Final = 64
_HOLDS: Final = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,), "!=": (-1, 1)}


class Piece(NamedTuple):
    """An integrand without cases, between two ends; without an end it goes to infinity."""

    body: Expr
    low: fmpq | None
    high: fmpq | None

    def cut(self, at: fmpq) -> tuple[Piece, ...]:
        """The piece on either side of a number that lies in it; none if it lies without."""
        if (self.low is not None and at <= self.low) or (self.high is not None and at >= self.high):
            return ()
        return self._replace(low=at), self._replace(high=at)

    def inner(self) -> fmpq:
        """A number within."""
        if self.low is None:
            return fmpq(0) if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else (self.low + self.high) / 2


class _Switch(NamedTuple):
    """A node with two branches, and the expression whose sign tells which is taken."""

    node: Expr
    decides: Expr


def pieces(body: Expr, name: str, low: fmpq | None, high: fmpq | None) -> tuple[Piece, ...] | None:
    """The pieces of an integrand between two ends; None if it cannot be split.

    Exactness: each switch depends on the sign of an expression that is linear in the variable, and
    the interval is split at its zero, so that the same branch holds all over the open piece.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> x = symbol("x")
        >>> found = pieces(apply("abs", x), "x", fmpq(-1), fmpq(2))
        >>> [(piece.low, piece.high) for piece in found or ()] == [(-1, 0), (0, 2)]
        True
    """
    found: list[Piece] = []
    open_ = [Piece(body, low, high)]
    while open_:
        whole = open_.pop()
        switch = _first_switch(whole.body, name)
        if switch is None:
            found.append(whole)
            continue
        at = _zero(switch.decides, name)
        if at is None or len(found) + len(open_) > MAX_PIECES:
            return None
        if parts := whole.cut(at):
            open_ += parts
            continue
        sign = _sign(switch.decides, name, whole.inner())
        if not sign:
            return None
        open_.append(whole._replace(body=_taken(whole.body, switch.node, sign)))
    return tuple(sorted(found, key=Piece.inner))


def _first_switch(body: Expr, name: str) -> _Switch | None:
    """An innermost switch that depends on the variable."""
    for node in postorder(body):
        if name not in free_symbols(node):
            continue
        if node.op == "piecewise":
            return _Switch(node, node.args[0] - node.args[1])
        if node.op == "apply" and node.data in ("abs", "relu"):
            return _Switch(node, node.args[0])
        if node.op == "apply" and node.data in ("max", "min") and len(node.args) > 1:
            return _Switch(node, node.args[0] - node.args[1])
    return None


def _zero(expr: Expr, name: str) -> fmpq | None:
    """Where a linear expression is 0; any number for one that is constant; None for others."""
    try:
        slope = exact_value(lower(slope_of(expr, name))).as_fmpq()
        start = exact_value(lower(substitute(expr, {name: ZERO}))).as_fmpq()
    except (SymnnError, ValueError):
        return None
    return -start / slope if slope != 0 else fmpq(0)


def rational_end(end: Expr) -> fmpq | None:
    """An end of an integral, if it is a rational number.

    >>> rational_end(rational(1) - rational(fmpq(1, 2))) == fmpq(1, 2)
    True
    """
    if free_symbols(end):
        return None
    try:
        return exact_value(lower(end)).as_fmpq()
    except (SymnnError, ValueError):
        return None


def _sign(expr: Expr, name: str, at: fmpq) -> int:
    return exact_value(lower(substitute(expr, {name: rational(at)}))).sign()


def _taken(body: Expr, node: Expr, sign: int) -> Expr:
    """The body with the branch of a switch that this sign takes."""
    branch = _branch(node, sign)
    done: dict[Expr, Expr] = {}
    for part in postorder(body):
        done[part] = branch if part == node else rebuild(part, tuple(done[a] for a in part.args))
    return done[body]


def _branch(node: Expr, sign: int) -> Expr:
    if node.op == "piecewise":
        relations = node.data if isinstance(node.data, tuple) else ()
        if sign in _HOLDS[str(relations[0])]:
            return node.args[2]
        rest = node.args[3:]
        return rest[0] if len(relations) == 1 else Expr("piecewise", rest, relations[1:])
    if node.data == "abs":
        return node.args[0] if sign > 0 else negative(node.args[0])
    if node.data == "relu":
        return node.args[0] if sign > 0 else ZERO
    first, second = node.args[:2]
    rest = node.args[2:]
    kept = first if (sign > 0) == (node.data == "max") else second
    return Expr("apply", (kept, *rest), node.data) if rest else kept
