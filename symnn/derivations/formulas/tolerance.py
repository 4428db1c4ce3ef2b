"""How far a printed result may be from the exact one."""

from __future__ import annotations

from flint import fmpq

from symnn.derivations.formulas import nodes as n
from symnn.derivations.formulas.nodes import Node, Rows
from symnn.errors import UnsupportedError
from symnn.exact.expression import ZERO, Expr, rational


def margin(digits: int) -> Expr:
    """Half a unit of the last of so many digits."""
    return rational(fmpq(1, 2) / fmpq(10) ** digits)


def tolerances(node: Node, like: Rows) -> Rows:
    """How far a printed result may be from the exact one: half a unit of each last digit.

    Raises:
        UnsupportedError: it is no printed result, a decimal or a matrix of such.
    """
    if isinstance(node, n.Grid):
        return tuple(tuple(_margin(cell) for cell in row) for row in node.rows)
    single = _margin(node)
    return tuple(tuple(single for _ in row) for row in like)


def _margin(node: Node) -> Expr:
    if isinstance(node, n.Negative):
        return _margin(node.operand)
    if isinstance(node, n.Rounded):
        return margin(node.digits)
    if isinstance(node, n.Rational):
        return ZERO
    raise UnsupportedError("only a printed decimal says by itself how far it may be off")
