r"""Sums of binomials beyond their last term: \sum_{j=0}^m \binom nj = 2^n for n \le m.

\binom nj is 0 for whole numbers j over n, so that such a sum ends at n where n ≤ m is said beside
it. Functions of the document that are such sums are written out: r(N, m) = \sum_{i=0}^m \binom Ni.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Scope


def ended(node: tree.Node, scope: Scope, assumed: Assumptions) -> tree.Node:
    """The side of a claim with such sums written out, and cut at their last term.

    Args:
        node: a side of a claim.
        scope: the definitions so far.
        assumed: what is said beside it: n ≤ m.
    """
    written = _written_out(node, scope)
    orders = list(_orders(assumed))
    return _cut(written, orders) if orders else written


def _orders(assumed: Assumptions) -> Iterator[tuple[tree.Node, tree.Node]]:
    """The smaller and the larger side of n ≤ m, m ≥ n and their strict forms."""
    for chain in assumed.relations:
        for left, link in chain.pairs():
            if link.relation in ("≤", "<"):
                yield left, link.operand
            elif link.relation in ("≥", ">"):
                yield link.operand, left


def _cut(node: tree.Node, orders: list[tuple[tree.Node, tree.Node]]) -> tree.Node:
    node = tree.map_children(node, lambda part: _cut(part, orders))
    if not isinstance(node, tree.BigOperator) or node.operator not in ("Σ", "sum", "∑"):
        return node
    index = _index(node)
    if index is None or node.upper is None:
        return node
    factors = node.body.factors if isinstance(node.body, tree.Product) else (node.body,)
    tops = [f.upper for f in factors if isinstance(f, tree.Binomial) and f.lower == index]
    for top in tops:
        if (top, node.upper) in orders:
            return replace(node, upper=top)
    return node


def _index(node: tree.BigOperator) -> tree.Node | None:
    """The j of a sum from j = 0."""
    lower = node.lower
    if isinstance(lower, tree.Group) and len(lower.items) == 1:
        (lower,) = lower.items
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1:
        return None
    start = lower.links[0].operand
    zero = isinstance(start, tree.Number) and start.value == 0
    return lower.first if zero and lower.links[0].relation == "=" else None


def _written_out(node: tree.Node, scope: Scope) -> tree.Node:
    """The formula of a function that is a sum of binomials, at its arguments."""
    node = tree.map_children(node, lambda part: _written_out(part, scope))
    if not isinstance(node, tree.Call):
        return node
    known = scope.latest(tree.key(node.head) or "")
    items = node.arguments.items
    if known is None or known.parameters is None or len(known.parameters) != len(items):
        return node
    body = known.body
    parts = list(tree.walk(body))
    sums = [part for part in parts if isinstance(part, tree.BigOperator)]
    if len(sums) != 1 or (index := _index(sums[0])) is None:
        return node
    if not any(isinstance(part, tree.Binomial) for part in parts):
        return node
    inside = {tree.key(part) for item in items for part in tree.walk(item)}
    if tree.key(index) in inside or any(isinstance(part, tree.Call) for part in parts):
        return node
    return _put(body, dict(zip(known.parameters, items, strict=True)))


def _put(node: tree.Node, values: Mapping[str, tree.Node]) -> tree.Node:
    key = tree.key(node) if isinstance(node, tree.Name) else None
    if key is not None and key in values:
        value = values[key]
        plain = isinstance(value, (tree.Name, tree.Number, tree.Group))
        return value if plain else tree.Group("()", (value,), (), span=value.span)
    return tree.map_children(node, lambda part: _put(part, values))
