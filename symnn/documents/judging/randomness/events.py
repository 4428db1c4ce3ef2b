r"""Chances of events of variables with named laws: P(N = 0), P(T > t), P(X \ge 1)."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.judging.randomness import laws
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.spellings import Operation
from symnn.exact.expression import ONE, ZERO, Expr, add, negative, rational
from symnn.latex import syntax as tree

_TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "="}
_MOST = 40


def chance(model: Model, asked: Operation, node: tree.Node) -> Expr:
    """The chance of one relation between a variable and a number.

    Raises:
        UnsettledError: the law of the variable does not settle it.
    """
    del node
    if asked.given or len(asked.items) != 1 or not isinstance(asked.items[0], tree.Chain):
        raise UnsettledError
    chain = asked.items[0]
    if len(chain.links) != 1:
        raise UnsettledError
    left, link = chain.first, chain.links[0]
    right, relation = link.operand, link.relation
    if not isinstance(left, tree.Name) or model.atom(left) is None:
        left, right, relation = right, left, _TURNED.get(relation, "")
    atom = model.atom(left) if isinstance(left, tree.Name) else None
    law = None if atom is None else model.world.variables.get(atom.base)
    if atom is None or law is None or relation not in _TURNED or model.is_random(right):
        raise UnsettledError
    parts, at = model.parts(atom.base, law), model.number(right)
    if law.kind in ("exponential", "uniform"):
        found = laws.below(law.kind, parts, at)
        if found is None or (law.kind == "uniform" and not _is_inside(at, parts)):
            raise UnsettledError
        return {"<": found, "≤": found, "=": ZERO}.get(relation) or (
            ZERO if relation == "=" else add(ONE, negative(found))
        )
    return _discrete(model.kind_of(law), parts, at, relation)


def _is_inside(at: Expr, parts: Sequence[Expr]) -> bool:
    low, high = parts
    numbers = [v.data for v in (low, at, high) if v.op == "rational"]
    return len(numbers) == 3 and numbers[0] <= numbers[1] <= numbers[2]  # type: ignore[operator]


def _discrete(kind: str, parts: Sequence[Expr], at: Expr, relation: str) -> Expr:
    if kind not in laws.DISCRETE or at.op != "rational" or at.data.q != 1:  # type: ignore[union-attr]
        raise UnsettledError
    end = int(at.data.p)  # type: ignore[union-attr]
    if relation == "=":
        found = laws.mass(kind, parts, at)
        if found is None:
            raise UnsettledError
        return found
    last = end if relation in ("≤", ">") else end - 1
    start = 1 if kind == "geometric" else 0
    if last > _MOST:
        raise UnsettledError
    terms = []
    for k in range(start, last + 1):
        one = laws.mass(kind, parts, rational(k))
        if one is None:
            raise UnsettledError
        terms.append(one)
    below = add(ZERO, *terms)
    return below if relation in ("<", "≤") else add(ONE, negative(below))
