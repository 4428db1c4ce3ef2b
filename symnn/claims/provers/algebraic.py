"""Closed algebraic relations: both sides in one number field, compared exactly.

Decides every relation between closed algebraic expressions, up to the caps on degree and
size. The evidence is the field, isolated, and the values of all roots in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

from flint import fmpq, fmpq_poly

from symnn.claims.formula import Atomic
from symnn.claims.provers.finding import Finding
from symnn.errors import SymnnError
from symnn.exact.ball import compare
from symnn.exact.evaluate import outcomes
from symnn.exact.expression import Expr, postorder
from symnn.exact.field import QQ, Field, embed, join
from symnn.exact.number import Number
from symnn.exact.radicals import field_name, isolate
from symnn.functions.lower import lower


def decide(atom: Atomic, index: Mapping[Expr, int]) -> Finding | None:
    """Compare both sides in the smallest field that holds all roots on the way.

    Exactness: decides, when both sides are algebraic.
    """
    left, right = lower(atom.left), lower(atom.right)
    known = outcomes(left, right)
    a, b = known[left], known[right]
    if not isinstance(a, Number) or not isinstance(b, Number):
        return None
    if not _roots(left, right) <= {*map(_try_lower, _roots(atom.left, atom.right))}:
        return None  # the root is in a definition, as of gelu: it has no place in the evidence
    by = certificate(postorder(atom.left, atom.right), index, "algebraic")
    truth = compare(atom.relation, (a - b).sign())
    name = field_name(join(a.field, b.field).field)
    return None if by is None else Finding(atom, truth, by, f"exact arithmetic in {name}")


def degree_bound(atom: Atomic) -> int:
    """The highest degree that the field of all roots in a relation may have."""
    bound = 1
    for node in postorder(atom.left, atom.right):
        exponent = node.args[1].data if node.op == "power" else None
        if isinstance(exponent, fmpq):
            bound *= int(exponent.q)
        elif node.op in ("nth_root", "root"):
            bound *= node.data if isinstance(node.data, int) else 2
    return bound


def certificate(
    nodes: Iterable[Expr], index: Mapping[Expr, int], kind: str, field: Field = QQ
) -> dict[str, Any] | None:
    """The field of all algebraic roots among some nodes, and their values in it.

    The field is over the one given, and this one itself if it holds them all.
    """
    values = dict(_root_values(nodes))
    try:
        for number in values.values():
            field = join(field, number.field).field
        placed = {node: _coordinates(number, field) for node, number in values.items()}
    except SymnnError:
        return None
    certified = {str(index[node]): [str(c) for c in value] for node, value in placed.items()}
    return {"kind": kind, "field": _field_json(field), "roots": certified}


def field_of_roots(nodes: Iterable[Expr]) -> Field:
    """The smallest field that holds the values of all algebraic roots among some nodes."""
    fields = dict.fromkeys(number.field for _, number in _root_values(nodes))
    return reduce(lambda a, b: join(a, b).field, fields, QQ)


def _roots(*exprs: Expr) -> set[Expr]:
    return {node for node in postorder(*exprs) if _needs_certificate(node)}


def _root_values(nodes: Iterable[Expr]) -> Iterator[tuple[Expr, Number]]:
    wanted = [node for node in nodes if _needs_certificate(node)]
    lowered = [_try_lower(node) for node in wanted]
    known = outcomes(*(node for node in lowered if node is not None))
    for node, primitive in zip(wanted, lowered, strict=True):
        value = None if primitive is None else known[primitive]
        if isinstance(value, Number):
            yield node, value


def _try_lower(node: Expr) -> Expr | None:
    try:
        return lower(node)
    except SymnnError:
        return None


def _needs_certificate(node: Expr) -> bool:
    if node.op == "power":
        exponent = node.args[1].data
        return not (isinstance(exponent, fmpq) and exponent.q == 1)
    circular = node.op == "apply" and node.data in ("sin", "cos", "tan")
    return node.op in ("nth_root", "root") or circular


def _coordinates(number: Number, field: Field) -> list[fmpq]:
    if number.field is field:
        return list(number.poly.coeffs()) or [fmpq(0)]
    both = join(field, number.field)
    if both.field is not field:
        raise SymnnError("the fields do not nest")
    return list(embed(number.poly, both.right, field).coeffs()) or [fmpq(0)]


def _field_json(field: Field) -> dict[str, Any]:
    minimal = [str(c) for c in field.coefficients()]
    if field.degree == 1:
        return {"minpoly": minimal, "interval": ["-1", "1"]}
    root = isolate(Number.of(field, fmpq_poly([0, 1])))
    return {"minpoly": minimal, "interval": [str(root.lower), str(root.upper)]}
