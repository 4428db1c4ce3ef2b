r"""Expressions that were set to a number as they stand: `\|v_k\| = 0.5`, `count(t, d) = 20`.

So are chances that a formula gives: `p(y = k | x)` for every class k.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.plain import plain


def opaque_key(node: tree.Node) -> str | None:
    r"""The place of an application or a norm in a symbol table; None for other expressions.

    Examples:
        >>> opaque_key(tree.Norm(tree.Name("v"))) == opaque_key(tree.Norm(tree.Name("v")))
        True
        >>> opaque_key(tree.Name("v")) is None
        True
    """
    while isinstance(node, tree.Group) and node.fence == "" and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, (tree.Call, tree.Apply, tree.Norm, tree.Abs)):
        return f"⟨{plain(node)}⟩"
    return f"⟨{plain(node)}⟩" if _is_word_before_brackets(node) else None


def _is_word_before_brackets(node: tree.Node) -> bool:
    r"""\text{Var}[Q(a)], whose brackets are no factor."""
    if not isinstance(node, tree.Product) or len(node.factors) > _PAIR:
        return False
    word, group = node.factors[0], node.factors[-1]
    named = isinstance(word, tree.Name) and len(word.base) > 1 and word.base.isalpha()
    return named and isinstance(group, tree.Group) and group.fence in ("[]", "()")


_PAIR: Final = 2
_CHANCES: Final = frozenset({"p", "P", "Pr", "Prob", "bb P"})


def event_of(node: tree.Node) -> tree.Chain | None:
    r"""The y = k of p(y = k | x); None for anything else.

    Examples:
        >>> event_of(tree.Name("p")) is None
        True
    """
    if not isinstance(node, tree.Call) or tree.key(node.head) not in _CHANCES:
        return None
    items, marks = node.arguments.items, node.arguments.separators
    event = items[0] if items else None
    if not isinstance(event, tree.Chain) or [link.relation for link in event.links] != ["="]:
        return None
    return event if marks[:1] == ("|",) and tree.key(event.first) is not None else None


def by_pattern(
    node: tree.Node, patterns: Mapping[str, tuple[tree.Node, tree.Node]]
) -> tree.Node | None:
    """The formula of p(y = k | x), written for the number in p(y = 1 | x)."""
    event = event_of(node)
    number = None if event is None else event.links[0].operand
    if event is None or not isinstance(node, tree.Call) or not isinstance(number, tree.Number):
        return None
    if number.value.denominator != 1:
        return None
    for key, (pattern, body) in reversed([*patterns.items()]):
        other = event_of(pattern)
        letter = None if other is None else tree.key(other.links[0].operand)
        if other is None or letter is None or len(letter) > 1:
            continue
        link = replace(event.links[0], operand=other.links[0].operand)
        items = (replace(event, links=(link,)), *node.arguments.items[1:])
        if opaque_key(replace(node, arguments=replace(node.arguments, items=items))) == key:
            return _with(body, letter, number)
    return None


def _with(node: tree.Node, letter: str, number: tree.Number) -> tree.Node:
    """A formula with a number in place of a letter, in indices too."""
    if isinstance(node, tree.Name) and tree.key(node) == letter:
        return replace(number, span=node.span)
    return tree.map_children(node, lambda part: _with(part, letter, number))
