r"""What an index runs over, in brackets behind a formula: `y_c = e^{z_c} \quad (c = 1, \ldots, C)`.

It restricts nothing: it is the same as `c = 1, \ldots, C` behind a comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symnn.latex import syntax as tree

Statements = Sequence["tree.Statement | tree.Unreadable"]


def with_ranges_apart(statements: Statements) -> list[tree.Statement | tree.Unreadable]:
    r"""The statements with such ranges as statements of their own.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> found = with_ranges_apart(parse(r"y_c=z_c \quad (c=1,\ldots,C)").statements)
        >>> len(found), found[0].qualifiers
        (2, ())
        >>> len(with_ranges_apart(parse(r"y=z \quad (c=1)").statements))
        1
    """
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        found.append(statement)
        if not isinstance(statement, tree.Statement) or len(statement.qualifiers) != 1:
            continue
        (qualifier,) = statement.qualifiers
        if not qualifier.words.strip() and _lists_index(statement.body, qualifier.body):
            found[-1] = replace(statement, qualifiers=())
            continue
        chain = None if qualifier.words.strip() else _range(qualifier.body)
        if chain is not None:
            found[-1] = replace(statement, qualifiers=())
            found.append(tree.Statement(chain, separator=",", span=qualifier.span))
    return found


def _lists_index(said: tree.Node, body: tree.Node | None) -> bool:
    """Whether the index of what is given has these numbers: e_j = O_j w_j (j = 4, 5)."""
    if not isinstance(said, tree.Chain) or not isinstance(body, tree.Group) or len(body.items) < 2:
        return False
    first, *rest = body.items
    if not isinstance(first, tree.Chain) or [link.relation for link in first.links] != ["="]:
        return False
    listed = all(isinstance(n, tree.Number) for n in (first.links[0].operand, *rest))
    name = said.first.operand if isinstance(said.first, tree.Prime) else said.first
    below = name.subscript if isinstance(name, tree.Name) else None
    return listed and below is not None and tree.key(below) == tree.key(first.first)


def _range(body: tree.Node | None) -> tree.Chain | None:
    """(c = 1, …, C) as c = 1, …, C; None for any other brackets."""
    if not isinstance(body, tree.Group) or body.fence != "()" or not body.items:
        return None
    first, *rest = body.items
    if not isinstance(first, tree.Chain) or [link.relation for link in first.links] != ["="]:
        return None
    if not any(isinstance(item, tree.Dots) for item in rest) or set(body.separators or ()) != {","}:
        return None
    link = first.links[0]
    items = (link.operand, *rest)
    group = tree.Group("", items, body.separators, span=body.span)
    return replace(first, links=(replace(link, operand=group),))
