r"""Targets in a loss: lists of open entries that may sum to 1, as those of classes do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symnn.documents.judging.index_notation.axes import NUMBER
from symnn.documents.judging.index_notation.names import Member, Names
from symnn.documents.judging.index_notation.shapes import Shapes
from symnn.latex import syntax as tree

_LOGS = frozenset({"log", "ln"})


def targets_of(names: Names, shapes: Shapes, sides: Iterable[tree.Node]) -> frozenset[str]:
    """Lists without a formula in which nothing is derived: targets that may sum to 1.

    Of what is written with entries it is every list; of whole vectors only those that weigh
    logarithms, as y of -y^T log p.

    Args:
        names: the names behind a claim.
        shapes: their shapes.
        sides: both sides of it.
    """
    weights = {key for node in (*sides, *names.formulas()) for key in _weights(node)}
    single, column = shapes.axes.is_single, shapes.axes.is_column
    wholes = {k: shapes.wholes.get(k, NUMBER) for k in names.bases | weights}
    lists = {k for k, one in wholes.items() if column(one) or column(one[::-1])}
    lists = {k for k in lists if not all(map(single, wholes[k]))}
    parts = [p for side in sides for p in tree.walk(side)]
    slopes = [v for p in parts if isinstance(p, tree.Derivative) for v in p.variables]
    derived = {m.base for v in slopes if (m := names.member(v)) is not None}
    derived |= {tree.key(v) or "" for v in slopes}
    free = {k for k in lists - derived - names.labelled if names.definition(k) is None}
    return frozenset(k for k in free if not names.families(Member(k, shapes.lone[k], (), ())))


def hot_ones(names: Names, targets: frozenset[str], sides: Iterable[tree.Node]) -> frozenset[str]:
    r"""The targets that weigh logarithms, as y_j of y_j \log p_j; the only ones, if none do."""
    weights = set[str]()
    for node in (*sides, *names.formulas()):
        for key in _weights(node, names):
            weights.add(key)
    return targets & weights or targets


def _weights(node: tree.Node, names: Names | None = None) -> Iterator[str]:
    r"""The names that logarithms are weighed by: y of y^T \log p, and of y \odot \log p."""
    for part in tree.walk(node):
        if not isinstance(part, tree.Product):
            continue
        for one, two in zip(part.factors, part.factors[1:], strict=False):
            name, other = (two, one) if _is_log(one) else (one, two)
            name = name.operand if isinstance(name, tree.Transpose) else name
            member = None if names is None else names.member(name)
            key = tree.key(name) if member is None else member.base
            if _is_log(other) and key is not None:
                yield key


def _is_log(node: tree.Node) -> bool:
    while isinstance(node, tree.Transpose) or (isinstance(node, tree.Group) and node.items):
        node = node.operand if isinstance(node, tree.Transpose) else node.items[0]
    head = node.head if isinstance(node, tree.Call) else getattr(node, "function", None)
    return isinstance(head, tree.Name) and head.base in _LOGS
