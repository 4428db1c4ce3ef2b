"""Degrees and percent: a printed number that counts something else than ones."""

from __future__ import annotations

from symnn.documents.judging.relations import Side
from symnn.exact.expression import PI, mul, quotient, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar


def in_degrees(sides: tuple[Side, Side], view: Reader) -> tuple[Side, Side]:
    """Both sides in degrees where the right one is a number of degrees, as digits report it."""
    left, right = sides
    node = right.node
    signed = node.operand if isinstance(node, tree.Neg) else node
    if not isinstance(signed, tree.Degrees) or not isinstance(left.value, Scalar):
        return sides
    inside = view.read_scalar(signed.operand)
    expr = -inside.expr if signed is not node else inside.expr
    angle = mul(rational(180), quotient(left.value.expr, PI))
    if isinstance(left.node, tree.Degrees):
        angle = view.read_scalar(left.node.operand).expr
    return Side(Scalar(angle), left.node), Side(Scalar(expr, inside.decimals), signed.operand)


def bare_degrees(sides: tuple[Side, Side], view: Reader) -> list[tuple[Side, Side]]:
    """The sides where only one of them shows the sign of degrees: 180° - 60° = 120."""
    left, right = sides
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return []
    marked = [any(isinstance(n, tree.Degrees) for n in tree.walk(s.node)) for s in sides]
    if marked == [True, False]:
        angle = mul(rational(180), quotient(left.value.expr, PI))
        return [(Side(Scalar(angle), left.node), right)]
    if marked == [False, True] and isinstance(right.node, tree.Degrees):
        inside = view.read_scalar(right.node.operand)
        return [(left, Side(inside, right.node.operand))]
    return []


def is_percentage(left: tree.Node, right: tree.Node) -> bool:
    """45/50 × 100 = 90%, where the sign only names the unit."""
    if not isinstance(right, tree.Percent):
        return False
    parts = list(tree.walk(left))
    hundred = any(isinstance(p, tree.Number) and p.value == 100 for p in parts)
    return hundred and not any(isinstance(p, tree.Percent) for p in parts)


def is_marked(node: tree.Node) -> bool:
    """A figure in degrees, in percent or in radians."""
    if isinstance(node, (tree.Degrees, tree.Percent)):
        return isinstance(node.operand, tree.Number)
    if not isinstance(node, tree.Product) or len(node.factors) != 2:
        return False
    first, second = node.factors
    return isinstance(first, tree.Number) and second in (tree.Name("rad"), tree.Name("radians"))
