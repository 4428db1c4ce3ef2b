"""Values at moments: w(0) = (0, 0) and w(n+1) = w(n) + x, where w is no function.

Engineers write the number of a step in brackets after a weight or a state. Once such a name is
given a plain value at a step, and nothing says that it is a function, each of its steps is a name
of its own, as w^{(0)} is to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: What has a value at each step; of the second kind only vectors, as x(0) = 1 begins a function.
_WEIGHTS: Final = frozenset({"w", "W", "b", "theta", "v", "V", "U"})
_STATES: Final = frozenset({"x", "s", "h", "y", "u"})
_STEPS: Final = frozenset("nkti")
#: a(t+1) = …, with the letter and its font, perhaps of a layer.
_NEXT: Final = regex(
    r"(?P<name>(?:\\(?:mathbf|boldsymbol|bm|vec)\s?\{\s?)?(?<![A-Za-z])(?P<letter>[a-zA-Z])\s?\}?"
    r"(?:\^(?:\w|\{\(?\w\)?\}))?)\s*\(\s*(?P<step>[tnk])\s*\+\s*1\s*\)\s*&?=(?P<right>[^=]{1,200})"
)
_NUMBERED: Final = regex(
    r"(?<![A-Za-z\\])(?P<letter>[a-zA-Z])\s?\}?\s?\^\s?(?:1|\{\s?(?:1|\(\s?\d\s?\))\s?\})(?!\s*\()"
)
_FIRST: Final = tuple(tree.Number(str(k), Fraction(k)) for k in (0, 1))

Statements = Sequence["tree.Statement | tree.Unreadable"]


@lru_cache(maxsize=4)
def recurring(text: str) -> frozenset[str]:
    r"""The letters of a document with a rule for the next step: a(t+1) = \max(0, W a(t)).

    >>> sorted(recurring("$a(t+1)=2a(t)$ and $f(x+1)=f(x)$"))
    ['a']
    """
    found = set[str]()
    for rule in _NEXT.finditer(text):
        again = rf"{re.escape(rule['name'])}\s*\(\s*{rule['step']}\s*\)"
        if re.search(again, rule["right"]):
            found.add(rule["letter"])
    return frozenset(found)


@lru_cache(maxsize=4)
def _with_numbers_above(text: str) -> frozenset[str]:
    """The letters that carry a number above in a document, other than at a step."""
    return frozenset(found["letter"] for found in _NUMBERED.finditer(text))


def at_moments(
    statements: Statements, scope: Scope, moments: set[str], text: str = ""
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with names for the values at moments; `moments` keeps whose these are."""
    rules, layered = recurring(text), _with_numbers_above(text)
    for statement in statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        key = _begun(body, scope, rules) if isinstance(body, tree.Chain) else None
        if key is not None and key not in layered:  # a^1 and a(1) would be one name
            moments.add(key)
    if not moments:
        return list(statements)
    return [
        replace(s, body=_named(s.body, moments)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _begun(chain: tree.Chain, scope: Scope, rules: frozenset[str]) -> str | None:
    """The name that is given a plain value at a step, or any at the first one of a rule."""
    first, link = chain.first, chain.links[0]
    if not isinstance(first, tree.Call) or not isinstance(first.head, tree.Name):
        return None
    key, items = tree.key(first.head), first.arguments.items
    whole = len(items) == 1 and isinstance(items[0], tree.Number)
    if key is None or not whole or scope.latest(key) is not None or link.relation != "=":
        return None
    if first.head.base in rules and items[0] in _FIRST:
        return key
    value = link.operand
    listed = isinstance(value, (tree.Matrix, tree.Transpose)) or (
        isinstance(value, tree.Group) and len(value.items) > 1
    )
    kinds = _WEIGHTS | _STATES if listed else _WEIGHTS
    return key if first.head.base in kinds and not computed(value) else None


def _named(node: tree.Node, moments: set[str]) -> tree.Node:
    whole = tree.map_children(node, lambda part: _named(part, moments))
    if not isinstance(whole, tree.Call) or not isinstance(whole.head, tree.Name):
        return whole
    arguments = whole.arguments
    step = len(arguments.items) == 1 and _is_step(arguments.items[0])
    if not step or tree.key(whole.head) not in moments or arguments.fence != "()":
        return whole
    return replace(whole.head, labels=(*whole.head.labels, arguments), span=whole.span)


def _is_step(node: tree.Node) -> bool:
    """3, n, n + 1, n - 1."""
    if isinstance(node, tree.Number):
        return node.value.denominator == 1
    if isinstance(node, tree.Name):
        return tree.key(node) in _STEPS
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return False
    first, second = node.terms
    second = second.operand if isinstance(second, tree.Neg) else second
    return tree.key(first) in _STEPS and isinstance(second, tree.Number)
