"""Going through a tree, whatever its nodes are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import chain
from operator import is_not
from typing import Any, TypeAlias

from symnn.latex.nodes import Neg, Node, PlusMinus

#: Children of a node sit in its fields: a node, a tuple of nodes, or rows of them.
Part: TypeAlias = Any


_PARTS: dict[type[Node], tuple[str, ...]] = {}


def _parts(kind: type[Node]) -> tuple[str, ...]:
    known = _PARTS.get(kind)
    if known is None:
        known = _PARTS[kind] = _node_fields(kind)
    return known


def _node_fields(kind: type[Node]) -> tuple[str, ...]:
    leaves = {"str", "int", "bool", "int | None", "str | None", "tuple[str, ...]"}
    leaves |= {"tuple[int, ...]", "Span", "Fraction"}
    return tuple(f.name for f in fields(kind) if f.type not in leaves)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in reading order."""
    names = _PARTS.get(type(node))
    if names is None:
        names = _parts(type(node))
    found: list[Node] = []
    for name in names:
        part = getattr(node, name)
        if not part:
            continue  # most names have no index and no labels
        if isinstance(part, Node):
            found.append(part)
        else:
            _collect(part, found)
    return tuple(found) if found else ()


def _collect(part: Part, found: list[Node]) -> None:
    """The nodes in a tuple, and in the tuples in it; anything else holds none."""
    if isinstance(part, tuple):
        for inner in part:
            if isinstance(inner, Node):
                found.append(inner)
            else:
                _collect(inner, found)


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, parents first, without recursion.

    A formula is gone through some twenty times, a question each: the tree keeps the list.
    """
    try:
        return chain((node,), node.walked)
    except AttributeError:
        walked = _below(node)
        # Kept beside the value, and without the node itself: nothing waits for the collector.
        object.__setattr__(node, "walked", walked)
        return chain((node,), walked)


def _below(node: Node) -> tuple[Node, ...]:
    stack, found = [*children(node)[::-1]], list[Node]()
    while stack:
        top = stack.pop()
        found.append(top)
        below = children(top)
        if below:
            stack.extend(below[::-1])
    return tuple(found)


def height(node: Node) -> int:
    """The number of nodes on the longest way down, counted without recursion."""
    level, tall = [node], 0
    while level:
        tall += 1
        level = [child for parent in level for child in children(parent)]
    return tall


def map_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node over changed children; the node itself if none changed."""
    names = _PARTS.get(type(node))
    if names is None:
        names = _parts(type(node))
    changed: dict[str, Part] = {}
    for name in names:
        part = getattr(node, name)
        if not part:
            continue
        new = change(part) if isinstance(part, Node) else _mapped(part, change)
        if new is not part:
            changed[name] = new
    return replace(node, **changed) if changed else node


def _mapped(part: Part, change: Callable[[Node], Node]) -> Part:
    """A tuple with its nodes changed; the tuple itself if none changed, and anything else."""
    if not isinstance(part, tuple):
        return part
    new = tuple([change(i) if isinstance(i, Node) else _mapped(i, change) for i in part])
    return new if any(map(is_not, part, new)) else part


def with_signs(node: Node, upper: bool) -> Node:
    """The tree with the upper signs of each ± and ∓ in it, or with the lower ones.

    >>> from symnn.latex.nodes import Name
    >>> with_signs(PlusMinus(Name("x"), "∓"), True) == Neg(Name("x"))
    True
    """
    inside = map_children(node, lambda part: with_signs(part, upper))
    if not isinstance(inside, PlusMinus):
        return inside
    positive = (inside.sign == "±") is upper
    return inside.operand if positive else Neg(inside.operand, span=inside.span)


def both_signs(node: Node) -> tuple[Node, ...]:
    """Both values of 3 ± √2; the node alone where no such sign stands in it."""
    signed = any(isinstance(part, PlusMinus) for part in walk(node))
    return (with_signs(node, True), with_signs(node, False)) if signed else (node,)
