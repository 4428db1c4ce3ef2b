r"""Limits with an arrow: `f(x)\to0 \text{ as } x\to\infty` is `\lim_{x\to\infty}f(x)=0`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.latex import syntax as tree

Spoken: TypeAlias = "tree.Statement | tree.Unreadable"

#: Words before what the variable goes to.
_AS: Final = frozenset({"as", "when", "for", "if", "while", "as soon as", "in the limit"})
_BEFORE: Final = frozenset({"as", "for", "when", "if", "in the limit"})


def with_limits(statements: Sequence[Spoken]) -> list[Spoken]:
    r"""The statements with what tends to something as a limit that equals it.

    >>> from symnn.latex.parser import parse
    >>> (one,) = with_limits(parse(r"f(x)\to0 \text{ as } x\to\infty").statements)
    >>> one.body.first.operator, one.body.links[0].relation, one.qualifiers
    ('lim', '=', ())
    """
    found: list[Spoken] = []
    under: tree.Chain | None = None
    for statement in statements:
        if not isinstance(statement, tree.Statement):
            found.append(statement)
            continue
        led = _led(statement)
        if led is not None and len(statements) > len(found) + 1:
            under = led
            continue
        own = _own(statement)
        if own is not None and _depends(statement, own):
            found = _all_of(found, statement, own)
            statement = replace(_limit(statement, own), qualifiers=statement.qualifiers[1:])
        elif under is not None and _tends(statement) and _depends(statement, under):
            statement = replace(_limit(statement, under), separator="")
        elif under is not None:
            return list(statements)
        found.append(statement)
    return found


def _all_of(found: list[Spoken], statement: tree.Statement, under: tree.Chain) -> list[Spoken]:
    """Those before it too: "f(x) → 1 and f'(x) → 0 as x → ∞"."""
    before = found[-1] if found and statement.separator in ("and", ",") else None
    if not isinstance(before, tree.Statement) or before.qualifiers or not _tends(before):
        return found
    if not _depends(before, under):
        return found
    return [*_all_of(found[:-1], before, under), _limit(before, under)]


def _arrow(node: tree.Node | None) -> tree.Chain | None:
    """x → a, in brackets or not."""
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, tree.Chain) or not isinstance(node.first, tree.Name):
        return None
    return node if [link.relation for link in node.links] == ["→"] else None


def _tends(statement: tree.Statement) -> bool:
    body = statement.body
    arrow = isinstance(body, tree.Chain) and [link.relation for link in body.links] == ["→"]
    return arrow and statement.lead is None


def _own(statement: tree.Statement) -> tree.Chain | None:
    """What the variable goes to, by the first words behind what tends to something."""
    if not _tends(statement) or not statement.qualifiers:
        return None
    first = statement.qualifiers[0]
    words, bare = first.words.lower().strip(" ,"), isinstance(first.body, tree.Group)
    known = words in _AS if words else bare
    return _arrow(first.body) if known else None


def _led(statement: tree.Statement) -> tree.Chain | None:
    """x → a behind "as", before what tends to something."""
    words = statement.lead.text.lower().strip(" ,") if statement.lead is not None else ""
    bare = words in _BEFORE and not statement.qualifiers
    return _arrow(statement.body) if bare else None


def _depends(statement: tree.Statement, under: tree.Chain) -> bool:
    """Whether the variable is in what tends to something: no w goes to w' as t goes to t + 1."""
    body, key = statement.body, tree.key(under.first)
    goal = {tree.key(part) for part in tree.walk(under.links[0].operand)}
    shown = tree.walk(body.first) if isinstance(body, tree.Chain) else ()
    names = [part for part in shown if isinstance(part, tree.Name)]
    subscripts = [n.subscript for n in names if n.subscript is not None]
    used = {tree.key(p) for n in (*names, *subscripts) for p in tree.walk(n)}
    return key not in goal and key in used


def _limit(statement: tree.Statement, under: tree.Chain) -> tree.Statement:
    body = statement.body
    if not isinstance(body, tree.Chain):
        return statement
    (link,) = body.links
    whole = tree.BigOperator("lim", under, None, body.first, span=body.first.span)
    return replace(statement, body=replace(body, first=whole, links=(replace(link, relation="="),)))
