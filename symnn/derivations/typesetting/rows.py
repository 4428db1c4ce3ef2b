"""Chains as rows of an aligned display: left, relation, right; long rows are broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from symnn.derivations.formulas import nodes as n
from symnn.derivations.formulas.nodes import Node
from symnn.derivations.typesetting.typesetter import Print, Typesetter

#: A row is not broken for the sake of less than this.
_LEAST = 16


class DisplayRow(NamedTuple):
    """One row: what stands left of the alignment, the relation, what stands right, the reason.

    A row without a relation goes on with the right side of the row before.
    """

    left: str
    relation: str
    right: str
    reason: str = ""


def chain_rows(
    setter: Typesetter,
    first: Node,
    links: list[tuple[str, Node, str]],
    width: int,
    together: int,
) -> Iterator[DisplayRow]:
    """The rows of a chain; the first link stands beside what the chain is about.

    Links share a row as long as it stays within `together`.
    """
    head = setter.set(first)
    room = max(width - min(head.width, width // 3) - 3, _LEAST)
    row: DisplayRow | None = None
    used = head.width
    for relation, formula, reason in links:
        item = setter.set(formula)
        if row is not None and used + item.width + 3 <= together and not (row.reason or reason):
            row = row._replace(right=row.right + setter.sign(relation) + item.text)
            used += item.width + 3
            continue
        if row is not None:
            yield row
        pieces = broken(setter, formula, room)
        row = DisplayRow(head.text if row is None else "", relation, pieces[0], reason)
        used = (used if row.left else 0) + item.width + 3
        for piece in pieces[1:]:
            yield row
            row = DisplayRow("", "", piece)
    if row is not None:
        yield row


def can_be_set(setter: Typesetter, formula: Node) -> bool:
    """Whether it fits into rows: as a whole, or broken before its terms or factors."""
    width = setter.style.width
    if setter.set(formula).width <= width:
        return True
    return all(part.width <= width for _, part in _parts(setter, formula))


def broken(setter: Typesetter, formula: Node, room: int) -> list[str]:
    """A formula in as many rows as it needs: sums break before signs, products before factors."""
    whole = setter.set(formula)
    if whole.width <= room:
        return [whole.text]
    parts = _parts(setter, formula)
    rows: list[str] = []
    current, used = "", 0
    for sign, part in parts:
        if current and used + part.width > room:
            rows.append(current)
            current, used = "", 2
        current += (sign if current else sign.lstrip()) + part.text
        used += len(sign) + part.width
    return [*rows, current]


def _parts(setter: Typesetter, formula: Node) -> list[tuple[str, Print]]:
    if isinstance(formula, n.Sum):
        return setter.terms(formula)
    if isinstance(formula, n.Product) and formula.sign:  # a row of its own would be a statement
        return setter.factors(formula)
    return [("", setter.set(formula))]
