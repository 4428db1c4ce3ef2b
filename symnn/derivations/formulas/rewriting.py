"""Formulas with other formulas put in for their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from symnn.derivations.formulas.nodes import Call, Name, Node, Partial, Stated


def replaced(node: Node, put: Callable[[Name], Node | None]) -> Node:
    """The formula with other formulas for some of its names; derivatives stay as they are.

    Args:
        node: the formula.
        put: what goes in for a name; None leaves it.

    Examples:
        >>> from symnn.derivations.formulas.nodes import Sum, number
        >>> x, y = Name("x"), Name("y")
        >>> replaced(Sum((x, y)), lambda name: number(2) if name == x else None)
        Sum(terms=(Rational(value=2), Name(letter='y', layer=None, index=())))
    """
    return _rebuilt(node, put)  # type: ignore[no-any-return]


def _rebuilt(item: Any, put: Callable[[Name], Node | None]) -> Any:
    if isinstance(item, Name):
        found = put(item)
        return item if found is None else found
    if isinstance(item, tuple):
        return tuple(_rebuilt(part, put) for part in item)
    if isinstance(item, (Partial, Stated)) or not is_dataclass(item):
        return item
    values = [getattr(item, f.name) for f in fields(item)]
    kind: Any = type(item)
    return kind(*(_rebuilt(v, put) for v in values))


def names_in(node: Node) -> Iterator[Name]:
    """Every name in a formula, from left to right; those of derivatives are left out."""
    stack: list[Any] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, Name):
            yield item
        elif isinstance(item, tuple):
            stack += reversed(item)
        elif is_dataclass(item) and not isinstance(item, (Partial, Stated)):
            stack += reversed([getattr(item, f.name) for f in fields(item)])


def nodes_in(node: Node) -> Iterator[Any]:
    """Every part of a formula."""
    stack: list[Any] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            stack += item
        elif is_dataclass(item):
            yield item
            stack += [getattr(item, f.name) for f in fields(item)]


def size_of(node: Node) -> int:
    """How many nodes a formula has."""
    return sum(1 for _ in nodes_in(node))


def calls_in(node: Node) -> Iterator[Call]:
    """Every call of a function in a formula."""
    stack: list[Any] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, Call):
            yield item
        if isinstance(item, tuple):
            stack += reversed(item)
        elif is_dataclass(item):
            stack += reversed([getattr(item, f.name) for f in fields(item)])
