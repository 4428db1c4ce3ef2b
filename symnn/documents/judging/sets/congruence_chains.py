r"""A chain of congruences: the modulus that is written once holds for all of its links.

In ``89 \equiv 26 \equiv 5 \pmod{21}`` 89 and 26 are no equal numbers, and behind a sum, as in
``7 + 19 \mod 10 \equiv 6``, the modulus is that of the whole sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from symnn.latex import syntax as tree

_MARKS: Final = ("mod", "pmod")


class Residue(NamedTuple):
    """A side, and the modulus that stands behind it."""

    rest: tree.Node
    modulus: tree.Node


def residue(node: tree.Node) -> Residue | None:
    """A side without the modulus at its end; None if there is none."""
    if isinstance(node, tree.Product) and node.operators[-1] in _MARKS:
        factors, operators = node.factors[:-1], node.operators[:-1]
        rest = tree.Product(factors, operators, span=node.span) if operators else factors[0]
        return Residue(rest, node.factors[-1])
    if isinstance(node, tree.Sum) and (last := residue(node.terms[-1])) is not None:
        terms = (*node.terms[:-1], last.rest)
        return Residue(tree.Sum(terms, span=node.span), last.modulus)
    return None


Said: TypeAlias = Sequence[tree.Statement | tree.Unreadable]


def with_moduli(statements: Said) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the modulus of each run of congruences at all of its links."""
    return [
        replace(s, body=_spread(s.body))
        if isinstance(s, tree.Statement) and isinstance(s.body, tree.Chain)
        else s
        for s in statements
    ]


def _spread(chain: tree.Chain) -> tree.Chain:
    sides = [chain.first, *(link.operand for link in chain.links)]
    start = 0
    for end in range(1, len(sides) + 1):
        if end < len(sides) and chain.links[end - 1].relation == "≡":
            continue
        _spread_run(sides, start, end)
        start = end
    links = zip(chain.links, sides[1:], strict=True)
    return replace(
        chain, first=sides[0], links=tuple(replace(link, operand=side) for link, side in links)
    )


def _spread_run(sides: list[tree.Node], start: int, end: int) -> None:
    """Put the one modulus of the sides [start, end) at each of them but the first."""
    if end - start < 2:
        return
    found = [residue(side) for side in sides[start:end]]
    moduli = [one.modulus for one in found if one is not None]
    if not moduli:  # a ≡ b = c (mod 7): the modulus stands behind the last number
        later = [residue(side) for side in sides[end:]]
        moduli = [one.modulus for one in later if one is not None]
    if not moduli or any(_value(one) != _value(moduli[0]) for one in moduli):
        return
    for place, (side, own) in enumerate(zip(sides[start:end], found, strict=True), start):
        rest = side if own is None else own.rest
        whole = tree.Product((rest, moduli[0]), ("pmod",), span=side.span)
        sides[place] = rest if place == start else whole


def _value(node: tree.Node) -> object:
    """A modulus; 3 · 7 is 21 as well."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _value(node.items[0])
    if isinstance(node, tree.Number):
        return node.value
    if isinstance(node, tree.Product) and set(node.operators) <= {"·", "×", "*"}:
        values = [_value(part) for part in node.factors]
        whole = 1
        for part in node.factors:
            if not isinstance(part, tree.Number):
                return tuple(values)
            whole *= part.value.numerator
        return whole
    return node
