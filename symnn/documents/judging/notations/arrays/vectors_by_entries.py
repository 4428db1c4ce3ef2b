r"""Vectors beside their entries: (x^\top z)^2 = x_1^2z_1^2 + …, with x, z \in \mathbb{R}^2.

A vector of a few entries, some of which stand beside it, is read as the column of these; so is a
primed one, x' with x_1'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_FONT: Final = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?"
_ONE: Final = _FONT + r"[A-Za-z]\s*\}?\s*(?:'|\^\s*\{?\\prime\}?)?"
_SPACE: Final = regex(
    rf"(?P<names>{_ONE}(?:\s*,\s*(?:\\[ ,;])?\s*{_ONE}){{0,3}})\s*(?:\\in(?![a-z])|∈)\s*"
    r"\\(?:mathbb\s*\{?\s*R\s*\}?|R(?![A-Za-z]))\s*\^\s*\{?\s*(?P<size>[2-4])\s*\}?(?!\s*\\times)"
)
_NAME: Final = regex(r"(?<![A-Za-z\\])(?P<letter>[A-Za-z])\s*\}?\s*(?P<prime>'|\^\s*\{?\\prime)?")
_WORDS: Final = regex(r"\\[A-Za-z]+")
#: x_1, …, x_n \in \mathbb{R}^2, \mathbf{x}_i, \|x_1\| and x_1^\top: samples, and no entries.
_SAMPLES: Final = regex(
    r"(?<![A-Za-z\\])(?P<a>[A-Za-z])\s*\}?\s*_\s*(?:\w|\{[^{}]{1,12}\})[^$=<>]{0,60}?(?:\\in(?![a-z])|∈)\s*"
    r"\\(?:mathbb\s*\{?\s*R\s*\}?|R(?![A-Za-z]))\s*\^"
    r"|(?:\\[|]|\\[lr]?Vert)\s*(?P<b>[A-Za-z])\s*_\s*(?:\w|\{[^{}]{1,12}\})\s*(?:\\[|]|\\[lr]?Vert)"
    r"|(?<![A-Za-z\\])(?P<c>[A-Za-z])\s*_\s*(?:\w|\{[^{}]{1,12}\})\s*\^\s*\{?\s*(?:\\top|T(?![A-Za-z])|\\intercal)"
)


@lru_cache(maxsize=4)
def told_sizes(text: str) -> Mapping[tuple[str, bool], int]:
    r"""The vectors of a few entries, by letter and whether they are primed.

    >>> dict(told_sizes(r"$x,x'\in\mathbb{R}^2$")) == {("x", False): 2, ("x", True): 2}
    True
    """
    found: dict[tuple[str, bool], set[int]] = {}
    for space in _SPACE.finditer(text):
        for name in _NAME.finditer(_WORDS.sub(_kept, space["names"])):
            key = name["letter"], name["prime"] is not None
            found.setdefault(key, set()).add(int(space["size"]))
    samples = {letter for one in _SAMPLES.finditer(text) for letter in one.groups()}
    return {
        key: sizes.pop()
        for key, sizes in found.items()
        if len(sizes) == 1 and key[0] not in samples
    }


def _kept(word: object) -> str:
    return r"\prime" if str(word[0]) == r"\prime" else " "  # type: ignore[index]


def with_columns(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with columns of entries for such vectors.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document.
    """
    sizes = told_sizes(text)
    return [
        replace(s, body=_with_columns(s.body, scope, sizes)) if isinstance(s, tree.Statement) else s
        for s in statements
    ]


def _with_columns(
    body: tree.Node, scope: Scope, sizes: Mapping[tuple[str, bool], int]
) -> tree.Node:
    kinds = (tree.Derivative, tree.Differential, tree.BigOperator, tree.Call)
    if not isinstance(body, tree.Chain) or any(isinstance(n, kinds) for n in tree.walk(body)):
        return body
    if {link.relation for link in body.links} - {"=", "≤", "≥", "<", ">"}:
        return body
    whole, entries = set(_letters(body, False)), set(_letters(body, True))
    used = {key for key in whole if key in sizes}
    if not used or not used <= entries or len(used) < len(whole & {*sizes}):
        return body
    for letter, _ in used:
        names = (letter, f"bold {letter}", *(f"{letter}_{k}" for k in range(5)))
        if any(scope.latest(name) is not None for name in names):
            return body
    if any(not _fits(part, used, sizes) for part in tree.walk(body)):
        return body
    return _put(body, {key: sizes[key] for key in used})


def _letters(node: tree.Node, with_index: bool) -> Iterator[tuple[str, bool]]:
    """The names with a number below, or without an index, and whether they are primed."""
    primed = isinstance(node, tree.Prime) and node.count == 1
    name = node.operand if isinstance(node, tree.Prime) else node
    if isinstance(name, tree.Name):
        if not name.labels and not name.accents and (name.subscript is not None) == with_index:
            yield name.base, primed
        return
    for child in tree.children(node):
        yield from _letters(child, with_index)


def _fits(
    node: tree.Node, used: set[tuple[str, bool]], sizes: Mapping[tuple[str, bool], int]
) -> bool:
    """Whether an index of such a letter is the place of an entry."""
    if not isinstance(node, tree.Name) or node.subscript is None:
        return True
    own = [sizes[key] for key in used if key[0] == node.base]
    index = node.subscript
    return not own or (isinstance(index, tree.Number) and 1 <= index.value <= min(own))


def _put(node: tree.Node, sizes: Mapping[tuple[str, bool], int]) -> tree.Node:
    primed = isinstance(node, tree.Prime) and node.count == 1
    name = node.operand if isinstance(node, tree.Prime) else node
    if not isinstance(name, tree.Name):
        return tree.map_children(node, lambda part: _put(part, sizes))
    size = sizes.get((name.base, primed))
    if size is None or name.labels or name.accents:
        return node
    if name.subscript is not None:
        return _entry(name, name.subscript, primed)
    places = [tree.Number(str(k), Fraction(k)) for k in range(1, size + 1)]
    rows = tuple((_entry(name, place, primed),) for place in places)
    return tree.Matrix(rows, "[]", span=node.span)


def _entry(name: tree.Name, index: tree.Node, primed: bool) -> tree.Name:
    """An entry, of a primed vector under a mark."""
    accents = ("tilde",) if primed else ()
    return tree.Name(name.base, "", accents, index, span=name.span)
