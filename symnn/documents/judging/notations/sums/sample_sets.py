r"""Samples written as sets: \{b_i\} = \{1, 2, 3, 6\}, and sums over i \in \mathcal{B}.

The numbers are the entries of a list b, which may hold one of them twice. An index that runs over a
set \mathcal{B} of which nothing but its size is said runs over all of the list, from 1 to
|\mathcal{B}|. So is |V| a number where it is the size of an array, and |x| where it
is said to be the number of the entries of a list x.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from re import escape
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

Statements = Sequence["tree.Statement | tree.Unreadable"]
_FEWEST: Final = 2
_WHOLE: Final = regex(r"-?\d{1,6}")


def with_samples(statements: Statements, text: str) -> list[tree.Statement | tree.Unreadable]:
    """The statements with lists for such sets, and with numbers for the index.

    Args:
        statements: those of one formula.
        text: the whole document.
    """
    return [
        replace(s, body=_changed(_listed(s.body), text)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _listed(body: tree.Node) -> tree.Node:
    r"""b = (1, 2, 3) for \{b_i\} = \{1, 2, 3\}, with or without the range of i behind it."""
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return body
    first, values = body.first, body.links[0].operand
    if isinstance(first, tree.Indexed):
        first = first.operand
    if not isinstance(first, tree.Group) or first.fence != "{}" or len(first.items) != 1:
        return body
    name = first.items[0]
    if not isinstance(name, tree.Name) or not isinstance(name.subscript, tree.Name) or name.labels:
        return body
    listed = isinstance(values, tree.Group) and values.fence == "{}"
    if not listed or not isinstance(values, tree.Group) or len(values.items) < _FEWEST:
        return body
    if any(isinstance(item, tree.Dots) for item in values.items):
        return body
    whole = replace(values, fence="()")
    link = replace(body.links[0], operand=whole)
    named = replace(name, subscript=None, span=first.span)
    return replace(body, first=named, links=(link,))


def _changed(node: tree.Node, text: str) -> tree.Node:
    node = tree.map_children(node, lambda part: _changed(part, text))
    if isinstance(node, tree.Abs) and _is_sample(node.operand, text):
        return _size(node.operand, node.span)
    if not isinstance(node, tree.BigOperator) or not isinstance(node.lower, tree.Chain):
        return node
    lower = node.lower
    if node.upper is not None or [li.relation for li in lower.links] != ["∈"]:
        return node
    within = lower.links[0].operand
    if not _is_sample(within, text) or not isinstance(lower.first, tree.Name):
        return node
    begin = tree.Link("=", tree.Number("1", Fraction(1), 0), span=lower.links[0].span)
    return replace(node, lower=replace(lower, links=(begin,)), upper=_size(within, within.span))


def _is_sample(node: tree.Node, text: str) -> bool:
    r"""Whether a node is a \mathcal{B}, or the V of \mathbb{R}^{|V|}, that no equation tells."""
    if not isinstance(node, tree.Name) or node.subscript or node.labels:
        return False
    if node.font == "" and node.base.isupper():
        space = r"\\(?:mathbb\s?\{?\s?R\s?\}?|R)\s?\^\s?\{[^{}]*"
        counts = regex(rf"{space}\|{node.base}\|[^{{}}]*\}}")
        if counts.search(text) is not None:
            return f"{node.base}=\\{{" not in text
    if node.font == "" and len(node.base) == 1:
        return _is_counted(node.base, text)
    if node.font != "cal":
        return False
    said = regex(rf"\\(?:math)?cal\s?\{{?\s?{escape(node.base)}\s?\}}?\s?(?:=|:|\\subset|\\equiv)")
    return said.search(text) is None


def _is_counted(letter: str, text: str) -> bool:
    """Whether |x| = 3 is said of a list x = (0, 1, 2), which has as many entries."""
    told = regex(rf"\|{letter}\|\s*=\s*(\d+)(?![.\d])").search(text)
    listed = regex(rf"(?<![A-Za-z\\|]){letter}\s*=\s*(?:\\left)?[(\[]([^()\[\]]*)[)\]]").search(
        text
    )
    if told is None or listed is None:
        return False
    entries = [entry.strip() for entry in listed[1].split(",")]
    whole = [int(entry) for entry in entries if _WHOLE.fullmatch(entry)]
    as_long = len(whole) == len(entries) and sum(k * k for k in whole) == int(told[1]) ** 2
    if len(whole) == len(entries) == 2 and whole[1] - whole[0] == int(told[1]):
        return True  # the length of an interval
    return len(entries) == int(told[1]) and not as_long  # (1, 2, 2) is of the length 3 as well


def _size(node: tree.Node, span: tree.Span) -> tree.Node:
    base = node.base if isinstance(node, tree.Name) else ""
    return tree.Name(f"|{base}|", span=span)
