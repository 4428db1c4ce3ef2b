r"""Which letters of a chain the words beside it are about.

A set behind "on" is where they lie: `f(x) = \max\{0, x\} \text{ on } [-1, 1]`. An x that stands
transposed in it is a vector: `x^\top A x > 0 \text{ for all } x \ne 0`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_ON: Final = frozenset({"on", "on all of", "on the interval", "on the set", "throughout", "over"})
_INDICES: Final = frozenset("ijklmnt")
_SETS: Final = frozenset({"R", "Z", "N", "Q"})


def meant(scope: Scope, chain: tree.Chain, condition: Condition) -> Condition:
    """The condition as one on the letters of the chain, if it is certain which are meant."""
    return _of_vector(scope, chain, condition) or _on_set(scope, chain, condition)


def _of_vector(scope: Scope, chain: tree.Chain, condition: Condition) -> Condition | None:
    """Of x ≠ 0, or "every nonzero x", that x is a vector."""
    body, words = condition.body, condition.words.lower().strip(" ,(")
    if isinstance(body, tree.Chain):
        if [link.relation for link in body.links] != ["≠"] or not _is_zero(body.links[0].operand):
            return None
        body = body.first
    elif not words.endswith(("nonzero", "non-zero")):
        return None
    key = tree.key(body) if body is not None else None
    if key is None or body is None or scope.latest(key) is not None:
        return None
    nodes = [
        part
        for side in (chain.first, *(li.operand for li in chain.links))
        for part in tree.walk(side)
    ]
    turned = any(isinstance(n, tree.Transpose) and tree.key(n.operand) == key for n in nodes)
    return Condition("for all nonzero vectors", body) if turned else None


def _is_zero(node: tree.Node) -> bool:
    return (isinstance(node, tree.Number) and node.value == 0) or tree.key(node) == "bold 0"


def _on_set(scope: Scope, chain: tree.Chain, condition: Condition) -> Condition:
    body = condition.body
    if body is None or condition.words.lower().strip(" ,(") not in _ON or not _is_set(body):
        return condition
    free = _letters(scope, (chain.first, *(link.operand for link in chain.links)))
    name = _vector(free, body.exponent) if isinstance(body, tree.Power) else _number(free)
    if name is None or scope.latest(tree.key(name) or "") is not None:
        return condition
    lies = tree.Chain(name, (tree.Link("∈", body, span=body.span),), span=body.span)
    return Condition("for all", lies)


def _is_set(node: tree.Node) -> bool:
    if isinstance(node, tree.Power):
        return isinstance(node.exponent, tree.Number) and _is_set(node.base)
    if isinstance(node, tree.Group):
        ends = len(node.items) == 2 and node.fence in ("()", "[]", "[)", "(]")
        return ends or (node.fence == "{}" and len(node.items) > 1)
    return isinstance(node, tree.Name) and node.base in _SETS and bool(node.font)


def _letters(scope: Scope, nodes: Iterable[tree.Node]) -> dict[str, tree.Name]:
    """The names that nothing defines, without the functions among them."""
    found: dict[str, tree.Name] = {}
    heads: set[str | None] = set()
    for part in (part for node in nodes for part in tree.walk(node)):
        if isinstance(part, tree.Call):
            heads.add(tree.key(part.head))
        elif isinstance(part, tree.Apply):
            heads.add(tree.key(part.function))
        key = tree.key(part)
        if isinstance(part, tree.Name) and key is not None and scope.latest(key) is None:
            found[key] = part
    return {key: name for key, name in found.items() if key not in heads and key not in ("e", "pi")}


def _number(free: dict[str, tree.Name]) -> tree.Name | None:
    return next(iter(free.values())) if len(free) == 1 else None


def _vector(free: dict[str, tree.Name], size: tree.Node) -> tree.Name | None:
    """The x of x_1, …, x_n, or the x itself."""
    count = int(size.value) if isinstance(size, tree.Number) else 0
    whole = {tree.key(_bare(name)): name for name in free.values()}
    if count < 2 or len(whole) != 1:
        return None
    for name in free.values():
        index = name.subscript
        if index is not None and not (isinstance(index, tree.Number) and 0 < index.value <= count):
            return None
    return _bare(next(iter(whole.values())))


def _bare(name: tree.Name) -> tree.Name:
    return replace(name, subscript=None)


def listed(scope: Scope, conditions: Sequence[Condition]) -> list[Condition]:
    """With "for i = 1, 2, 3" as one condition, i ∈ {1, 2, 3}."""
    found: list[Condition] = []
    for condition in conditions:
        before = found[-1] if found else None
        more = _numbers(condition.body) if not condition.words.strip(" ,") else ()
        start = _first(scope, before) if before is not None and more else None
        if start is None or before is None:
            found.append(condition)
            continue
        name, first = start
        values = tree.Group("{}", (first, *more), (",",) * len(more), span=name.span)
        link = tree.Link("∈", values, span=name.span)
        found[-1] = Condition("for all", tree.Chain(name, (link,), span=name.span))
    return found


def _numbers(node: tree.Node | None) -> tuple[tree.Node, ...]:
    items = node.items if isinstance(node, tree.Group) and node.fence == "" else (node,)
    plain = all(isinstance(i, tree.Number) and i.value.denominator == 1 for i in items)
    return tuple(i for i in items if i is not None) if plain else ()


def _first(scope: Scope, condition: Condition) -> tuple[tree.Node, tree.Node] | None:
    """The i and the 1 of "for i = 1"."""
    chain, words = condition.body, condition.words.lower().strip(" ,(")
    if not words.startswith("for") or not isinstance(chain, tree.Chain):
        return None
    key, value = tree.key(chain.first), _numbers(chain.links[0].operand)
    if key not in _INDICES or len(chain.links) != 1 or chain.links[0].relation != "=":
        return None
    return None if scope.latest(key or "") is not None or not value else (chain.first, value[0])
