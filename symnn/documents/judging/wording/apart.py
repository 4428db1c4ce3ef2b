r"""What a name is not, written in one sign: x ≠ ±3, x ≠ 0, 1, and (x, y) ≠ (0, 0)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from symnn.latex import syntax as tree

Statements: TypeAlias = "Sequence[tree.Statement | tree.Unreadable]"
_ZERO = frozenset({"()", "[]"})


def apart(chain: tree.Chain) -> tree.Node | None:
    r"""The same as comparisons of numbers; None for what has one sign and one number.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> def said(text):
        ...     return apart(parse(text).statements[0].body)
        >>> len(said(r"x \ne \pm3").items), said(r"x \ne 3")
        (2, None)
        >>> said(r"(x,y)\ne(0,0)").operator
        'or'
    """
    other = chain.links[0].operand
    if isinstance(other, tree.PlusMinus):
        number = other.operand
        return _both(_chain(chain, chain.first, n) for n in (number, tree.Neg(number)))
    sides = (chain.first, other)
    if all(isinstance(side, tree.Group) and side.fence in _ZERO for side in sides):
        items = [side.items for side in sides if isinstance(side, tree.Group)]
        if len(items[0]) == len(items[1]) > 1:
            pairs = zip(*items, strict=True)
            parts = tuple(_chain(chain, name, value) for name, value in pairs)
            return tree.Logic("or", parts, span=chain.span)
    return None


def with_numbers_apart(statements: Statements) -> list[tree.Statement | tree.Unreadable]:
    r"""The statements with all numbers that a name is not in one condition: "for x \ne 0, 1".

    Examples:
        >>> from symnn.latex.parser import parse
        >>> text = r"f(x)=1 \text{ for all } x \ne 0, 1"
        >>> len(with_numbers_apart(parse(text).statements))
        1
    """
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        before = found[-1] if found else None
        joined = _joined(before, statement)
        if joined is None:
            found.append(statement)
        else:
            found[-1] = joined
    return found


def _joined(
    before: tree.Statement | tree.Unreadable | None, statement: tree.Statement | tree.Unreadable
) -> tree.Statement | None:
    """The statement before with one more number that its condition excludes."""
    if not isinstance(before, tree.Statement) or not isinstance(statement, tree.Statement):
        return None
    bare = statement.lead is None and statement.separator in (",", "and", "or")
    if not bare or not before.qualifiers or not _is_number(statement.body):
        return None
    *others, last = before.qualifiers
    parts = _excluded(last.body)
    if not parts:
        return None
    more = _chain(parts[0], parts[0].first, statement.body)
    last = replace(last, body=_both((*parts, more)))
    return replace(before, qualifiers=(*others, last, *statement.qualifiers))


def _excluded(body: tree.Node | None) -> list[tree.Chain]:
    """x ≠ 0, or several of them of the same name."""
    parts = body.items if isinstance(body, tree.Group) and not body.fence else (body,)
    chains = [part for part in parts if isinstance(part, tree.Chain)]
    names = {tree.key(chain.first) for chain in chains}
    plain = all([link.relation for link in chain.links] == ["≠"] for chain in chains)
    numbers = all(_is_number(chain.links[0].operand) for chain in chains)
    lone = len(names) == 1 and None not in names
    return chains if len(chains) == len(parts) and plain and numbers and lone else []


def _is_number(node: tree.Node | None) -> bool:
    inner = node.operand if isinstance(node, (tree.Neg, tree.PlusMinus)) else node
    return isinstance(inner, tree.Number) or (inner is not None and tree.key(inner) == "pi")


def _both(chains: Iterable[tree.Chain]) -> tree.Group:
    items = tuple(chains)
    return tree.Group("", items, (",",) * (len(items) - 1), span=items[0].span)


def _chain(chain: tree.Chain, name: tree.Node, value: tree.Node) -> tree.Chain:
    return replace(chain, first=name, links=(replace(chain.links[0], operand=value),))
