r"""Sums over all values of a letter: \sum_x p(x), where x \in \{-1, 1\} is said of it.

What the sum runs over is the set that its section gives, once and in numbers, where the chance of
the letter stands behind the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.judging.randomness.masses import is_plain_number
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise)\}")
_SET: Final = regex(
    r"(?<![A-Za-z_{\\])(?P<name>[a-z])\s*\\in\s*(?P<set>\\\{[^{}$]{1,80}\\\})(?!\s*[\^_])"
)
_FUNCTION: Final = regex(
    r"(?<![A-Za-z\\])(?P<name>[A-Za-z])\s*(?:\\left)?\([^()=]{1,30}(?:=[^()=]{1,10})?(?:\\right)?\)"
    r"\s*&?\s*="
)
_LIST: Final = regex(
    r"(?<![A-Za-z\\])(?P<name>[A-Za-z])\s*&?=\s*(?:\\left|\\[bB]igg?l?)?\s*(?:\(|\[|\\begin)"
)
_CHANCES: Final = frozenset({"p", "P", "q", "Pr", "f"})


def with_told_sets(
    statements: Sequence[tree.Statement | tree.Unreadable], state: State, formula: Formula
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with the set of its letter below such a sum.

    Args:
        statements: those of a formula.
        state: what the document has said.
        formula: the formula, whose section has to give the set.
    """
    text, place = state.source.text, formula.outer_start
    before = [found.end() for found in _SECTION.finditer(text, 0, place)]
    behind = _SECTION.search(text, place)
    section = text[before[-1] if before else 0 : behind.start() if behind else len(text)]
    sets = told_sets(section)
    known = {name: of for name, of in sets.items() if state.scope.latest(name) is None}
    if not known:
        return list(statements)
    functions = _functions(state.source.text)
    return [
        replace(s, body=_with_sets(s.body, known, functions))
        if isinstance(s, tree.Statement)
        else s
        for s in statements
    ]


@lru_cache(maxsize=4)
def _functions(text: str) -> frozenset[str]:
    """The letters that a document gives a formula as functions, and never a list."""
    given = {match["name"] for match in _FUNCTION.finditer(text)}
    return frozenset(given - {match["name"] for match in _LIST.finditer(text)})


@lru_cache(maxsize=4)
def told_sets(text: str) -> dict[str, tree.Node]:
    r"""The sets of numbers that a document gives letters, each of which has one alone.

    >>> sorted(told_sets(r"$x\in\{0,1\}$, $y\in\{1,2\}$ and $y\in\{3,4\}$"))
    ['x']
    """
    found: dict[str, list[tree.Node]] = {}
    for match in _SET.finditer(text):
        statements = parse(match["set"]).statements
        body = statements[0].body if isinstance(statements[0], tree.Statement) else None
        found.setdefault(match["name"], []).append(body or tree.Empty())
    return {
        name: sets[0]
        for name, sets in found.items()
        if all(one == sets[0] for one in sets) and _is_of_numbers(sets[0])
    }


def _is_of_numbers(node: tree.Node) -> bool:
    if not isinstance(node, tree.Group) or node.fence != "{}" or len(node.items) < 2:
        return False
    return all(map(is_plain_number, node.items)) and len(set(node.items)) == len(node.items)


def _with_sets(node: tree.Node, sets: dict[str, tree.Node], functions: frozenset[str]) -> tree.Node:
    node = tree.map_children(node, lambda part: _with_sets(part, sets, functions))
    if not isinstance(node, tree.BigOperator) or node.operator != "sum" or node.upper is not None:
        return node
    lower = node.lower
    key = tree.key(lower) if isinstance(lower, tree.Name) else None
    if lower is None or key not in sets or not _has_chance(node.body, key, functions):
        return node
    return replace(node, lower=tree.Chain(lower, (tree.Link("∈", sets[key]),), span=lower.span))


def _has_chance(body: tree.Node, key: str, functions: frozenset[str]) -> bool:
    """Whether p(x), p(x | y) or P(X = x) stands in it, and no list before a bracket."""
    calls = [part for part in tree.walk(body) if isinstance(part, tree.Call)]
    if any((tree.key(call.head) or "") not in functions for call in calls):
        return False
    heads = [c for c in calls if isinstance(c.head, tree.Name) and c.head.base in _CHANCES]
    firsts = [c.arguments.items[0] for c in heads if c.arguments.items]
    return any(tree.key(n) == key for first in firsts for n in tree.walk(first))
