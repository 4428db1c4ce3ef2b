r"""Rules of meaning for limits: \lim_{x \to 0^+}, \lim_{n \to \infty}, \lim_{x \to \pm\infty}."""

from __future__ import annotations

from dataclasses import replace
from re import escape

from symnn.deferred import regex
from symnn.exact.expression import ZERO, Expr, free_symbols, limit, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value


def limit_of(node: tree.BigOperator, reader: Reader) -> Value:
    """The limit as an expression that the provers decide; only finite limits have a value.

    Raises:
        MeaningError: where the variable goes is not covered, or the name is no variable.
    """
    name, target = _movement(node)
    key = reader.key(name)
    direction, point = _approach(target, reader)
    found = reader.varying({key: Scalar(symbol(key))}).read(node.body)
    _check_moves(found, key, node)
    if isinstance(found, Array):
        return found.map(lambda expr: _limit(expr, key, direction, point))
    if not isinstance(found, Scalar):
        raise MeaningError(Kind.UNSUPPORTED, "the limit of a function", node.span)
    return Scalar(_limit(found.expr, key, direction, point))


def _limit(expr: Expr, key: str, direction: str, point: Expr) -> Expr:
    return limit(expr, key, direction, point) if key in free_symbols(expr) else expr


def _check_moves(value: Value, key: str, node: tree.Node) -> None:
    """A member such as m_{t-1} that nothing defines moves with t, and is no constant."""
    cells = value.cells() if isinstance(value, Array) else (value,)
    free = free_symbols(*(cell.expr for cell in cells if isinstance(cell, Scalar)))
    inside = regex(rf"[_^(,](?:.*[^A-Za-z])?{escape(key)}(?![A-Za-z])")
    loose = sorted(name for name in free if inside.search(name))
    if loose:
        text = f"what {', '.join(loose)} is for each {key} is not said"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)


def _movement(node: tree.BigOperator) -> tuple[tree.Name, tree.Node]:
    lower = node.lower
    if node.upper is None and isinstance(lower, tree.Chain) and len(lower.links) == 1:
        (link,) = lower.links
        if link.relation == "→" and isinstance(lower.first, tree.Name):
            return lower.first, link.operand
    raise MeaningError(Kind.UNSUPPORTED, "where this limit goes is not covered", node.span)


def _approach(target: tree.Node, reader: Reader) -> tuple[str, Expr]:
    r"""The direction and the point; \pm\infty stands for both and is split before."""
    if is_infinite(target):
        return "oo", ZERO
    if isinstance(target, tree.Neg) and is_infinite(target.operand):
        return "-oo", ZERO
    side = target.mark if isinstance(target, tree.Mark) else ""
    if side not in ("", "+", "-"):
        raise MeaningError(Kind.UNSUPPORTED, "where this limit goes is not covered", target.span)
    inner = target.operand if isinstance(target, tree.Mark) else target
    return side or "+-", reader.scalar(inner).expr


def is_infinite(node: tree.Node) -> bool:
    """Whether a node is ∞ or +∞."""
    return isinstance(node, tree.Name) and node.base == "∞"


def both_ways(node: tree.Node) -> tuple[tree.Node, tree.Node] | None:
    r"""A limit to \pm\infty as the two limits it stands for; None for anything else."""
    if not isinstance(node, tree.BigOperator) or node.operator != "lim":
        return None
    lower = node.lower
    if not isinstance(lower, tree.Chain) or not isinstance(lower.links[0].operand, tree.PlusMinus):
        return None
    (link, *_) = lower.links
    end = link.operand.operand if isinstance(link.operand, tree.PlusMinus) else link.operand
    ways = (end, tree.Neg(end, span=end.span))
    first, second = (
        replace(node, lower=replace(lower, links=(replace(link, operand=way),))) for way in ways
    )
    return first, second
