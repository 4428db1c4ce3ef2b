r"""Sizes that are multiplied as sizes: ``(4 \times 3) \times (3 \times 1) = (4 \times 1)``."""

from __future__ import annotations

from typing import Any

from symnn.claims.provers import matrices as prover
from symnn.documents.judging.matrices.declared import size
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.matrices.sizes import Shape

_OPERATORS = frozenset({"", "×", "·", "*"})


def judge_sizes(left: tree.Node, right: tree.Node) -> Judgement | None:
    """What is found about a product of sizes in brackets; None for anything else."""
    factors, wholes = _pairs(left), _pairs(right)
    if len(factors) < 2 or len(wholes) != 1:
        return None
    stated = _statement(factors, wholes[0])
    if prover.prove(stated) is not None:
        return Judgement("proved", prover.METHOD, notes=("sizes of matrices that are multiplied",))
    point = prover.refute(stated)
    if point is None:
        return None
    shown = tuple((name, str(number)) for name, number in point[1].sizes.items())
    text = "the product of matrices of these sizes has another size, or is undefined"
    return Judgement("refuted", prover.METHOD, counterexample=shown or None, notes=(text,))


def _pairs(node: tree.Node) -> list[Shape]:
    """The sizes that are multiplied; none if something else stands there."""
    factors = node.factors if isinstance(node, tree.Product) else (node,)
    if isinstance(node, tree.Product) and not _OPERATORS.issuperset(node.operators):
        return []
    found = [_pair(factor) for factor in factors]
    return [pair for pair in found if pair is not None] if None not in found else []


def _pair(node: tree.Node) -> Shape | None:
    inner = node.items[0] if isinstance(node, tree.Group) and len(node.items) == 1 else None
    if not isinstance(inner, tree.Product) or inner.operators != ("×",):
        return None
    rows, columns = (size(factor) for factor in inner.factors)
    return None if rows is None or columns is None else (rows, columns)


def _statement(factors: list[Shape], whole: Shape) -> dict[str, Any]:
    names = {
        f"M{n}": {"rows": rows, "columns": columns, "flags": [], "of": ""}
        for n, (rows, columns) in enumerate(factors, 1)
    }
    node: list[Any] = ["name", "M1"]
    for name in list(names)[1:]:
        node = ["mul", node, ["name", name]]
    return {"names": names, "relation": "in", "left": node, "right": list(whole)}
