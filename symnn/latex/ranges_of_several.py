"""Ranges of several letters: "for all 0 < a, b < 1" is said of both."""

from __future__ import annotations

from dataclasses import replace

from symnn.latex.syntax import Chain, Group, Name, Node, Number, Span

_RISING, _FALLING = frozenset("<≤"), frozenset(">≥")


def with_common_ranges(node: Node) -> Node:
    """A list of conditions with a number, names and a number between commas as one of each.

    >>> zero, one, a, b = Number("0", 0), Number("1", 1), Name("a"), Name("b")
    >>> from symnn.latex.syntax import Link
    >>> begun, ended = Chain(zero, (Link("<", a),)), Chain(b, (Link("<", one),))
    >>> found = with_common_ranges(Group("", (begun, ended), (",",)))
    >>> found == Group(
    ...     "", tuple(Chain(zero, (Link("<", n), Link("<", one))) for n in (a, b)), (",",)
    ... )
    True
    """
    if not isinstance(node, Group) or node.fence != "" or set(node.separators or ()) != {","}:
        return node
    items: list[Node] = []
    for item in node.items:
        begun = _begun(items)
        if begun is None or not _ends(item, items[begun]):
            items.append(item)
            continue
        first, names = items[begun], [*items[begun + 1 :], item]
        items[begun:] = _each(first, names)
    if tuple(items) == node.items:
        return node
    return replace(node, items=tuple(items), separators=(",",) * (len(items) - 1))


def _begun(items: list[Node]) -> int | None:
    """Where "0 < a" stands, with nothing but names behind it."""
    for place in reversed(range(len(items))):
        item = items[place]
        if isinstance(item, Name):
            continue
        lone = isinstance(item, Chain) and len(item.links) == 1
        if lone and isinstance(item, Chain) and isinstance(item.first, Number):
            return place if isinstance(item.links[0].operand, Name) else None
        return None
    return None


def _ends(item: Node, begun: Node) -> bool:
    if not isinstance(item, Chain) or not isinstance(begun, Chain) or len(item.links) != 1:
        return False
    link = item.links[0]
    signs = {link.relation, begun.links[0].relation}
    same = signs <= _RISING or signs <= _FALLING
    return same and isinstance(item.first, Name) and isinstance(link.operand, Number)


def _each(begun: Node, others: list[Node]) -> list[Node]:
    last = others[-1]
    if not isinstance(begun, Chain) or not isinstance(last, Chain):
        return [begun, *others]
    link = begun.links[0]
    names = (link.operand, *others[:-1], last.first)
    span = Span(begun.span.start, last.span.end)
    links = [(replace(link, operand=name), last.links[0]) for name in names]
    return [Chain(begun.first, one, span=span) for one in links]
