r"""Whether the entries of lists and arrays may be counted from 0 in a document.

Entries are counted from 1 unless something tells otherwise: words ("indices start at 0", "classes
0, 1 and 2"), an entry $w_0$, or a sum $\sum_{i=0} w_i$. Where one of them does, a relation that
holds in one way of counting alone is not decided.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.plain import plain

_ZERO: Final = r"[\s}$]+(?:0(?!\.?\d)|zero\b)"
_NOUN: Final = (
    r"(?:class|label|digit|token|position|row|column|component|entr|element|coordinate|unit"
    r"|neuron|state|node|index|indic|categor|action)(?:s|es|y|ies)?"
)
#: Words about the counting of entries, or that number the first of them by 0.
_WORDS: Final = regex(
    r"(?i)\b(?:index(?:ed|ing|es)?|indices|count(?:s|ed|ing)?|number(?:s|ed|ing)?|enumerat\w+"
    r"|start(?:s|ed|ing)?|begin(?:s|ning)?|run(?:s|ning)?|labell?ed|labell?ing)\b[^.;]{0,40}?"
    rf"\b(?:from|at|with|by){_ZERO}"
    r"|\b(?:zero|0)-?(?:based|index(?:ed|ing)?|origin)\b"
    rf"|\b{_NOUN}(?:[\s$}}]+(?:are|is|have|index|numbers?|in)(?:[\s$]|\\in|\\\{{)*|[\s$]+)"
    r"\\?\{?(?:0(?!\.?\d)|zero\b)"
)
#: w_0, A_{00}, A_{0,j}, A_{i0}, w[0].
_AT_ZERO: Final = (
    r"[\s}]*(?:_\s*(?:0(?!\d)|\{\s*(?:[a-z]\s*,?\s*)?0(?!\.)[^}]{0,6}\})|\[\s*0\s*[\],])"
)
#: \sum_{i=0}^{n-1} with what stands behind it.
_FROM_ZERO: Final = regex(
    r"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{\s*([a-z])\s*=\s*0\s*\}([^$]{0,120})"
)
#: w_i, i = 0, 1, 2.
_RUNS_FROM_ZERO: Final = (
    r"[\s}]*_\s*\{?\s*([a-z])(?![A-Za-z])[^.;]{0,120}?\b\1\s*(?:=|\\in\s*\\\{)\s*0\s*,"
)

#: k = 0, 1, 2; j \in \{0, 1, \dots, 4\}; 0, 1 or 2 failures.
_NUMBERED: Final = regex(
    r"(?<![\d.,\w(\[&])\$?(?:[a-zA-Z]\s*(?:=|\\in\s*\\?\\\{)\s*)?"
    r"(?P<all>0\s*\$?,\s*\$?1(?:\s*\$?(?:,|,? and|,? or)\s*\$?(?:\d{1,2}|\\[lc]?dots|…))+)"
    r"(?![\d.)\]&])"
)
#: Lists of fewer entries than this stand beside 0 and 1 for other reasons.
_LEAST: Final = 3


def is_from_zero(place: Place, *nodes: tree.Node) -> bool:
    """Whether something on the page lets the arrays in some nodes be counted from 0."""
    text = place.state.source.text
    letters = _letters(place, nodes)
    return is_told_from_zero(text) or any(
        _is_letter_from_zero(text, base) or _is_numbered_from_zero(place, text, base)
        for base in letters
    )


def begins_at_zero(place: Place, *nodes: tree.Node) -> bool:
    """Whether the first entry of a list in some nodes is what its member 0 is said to be."""
    text = place.state.source.text
    return any(_is_first(place, text, base) for base in _letters(place, nodes))


def is_numbered_from_zero(place: Place, *nodes: tree.Node) -> bool:
    """Whether the text numbers as many things as a list in some nodes has, from 0 on.

    The p = (0.1, 0.2, 0.7) of k = 0, 1, 2 failures has the entries p_0, p_1, p_2.
    """
    text = place.state.source.text
    return any(_is_numbered_from_zero(place, text, base) for base in _letters(place, nodes))


def _is_numbered_from_zero(place: Place, text: str, base: str) -> bool:
    if (known := place.state.scope.latest(base)) is None or known.parameters is not None:
        return False
    size = len(_items(known.body))
    return size >= _LEAST and size in _numbered(text)


@lru_cache(maxsize=8)
def _numbered(text: str) -> frozenset[int]:
    """How many things the text numbers by 0, 1, 2, …: all such numbers."""
    found = set()
    for told in _NUMBERED.finditer(text):
        numbers = [int(digits) for digits in re.findall(r"\d+", told["all"])]
        if numbers == list(range(len(numbers))):
            found.add(len(numbers))
        elif numbers[:2] == [0, 1] and "dots" in told["all"]:
            found.add(numbers[-1] + 1)
    return frozenset(found)


def _is_first(place: Place, text: str, base: str) -> bool:
    known = place.state.scope.latest(base)
    first = None if known is None else next(iter(_items(known.body)), None)
    if not isinstance(first, tree.Number | tree.Neg):
        return False
    said = re.findall(rf"(?<![A-Za-z]){re.escape(base)}{_AT_ZERO}[\s}}&]*=[\s&]*(-?[\d.]+)", text)
    written = plain(first).replace(" ", "")
    return any(one.rstrip(".") == written for one in said)


def _items(node: tree.Node) -> tuple[tree.Node, ...]:
    """The entries of a list, or of a row or a column."""
    while isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Matrix):
        return tuple(cell for row in node.rows for cell in row)
    return node.items if isinstance(node, tree.Group) else ()


@lru_cache(maxsize=8)
def is_told_from_zero(text: str) -> bool:
    """Whether words let entries be counted from 0."""
    return _WORDS.search(text) is not None


@lru_cache(maxsize=256)
def _is_letter_from_zero(text: str, base: str) -> bool:
    name = rf"(?<![A-Za-z]){re.escape(base)}(?![A-Za-z])"
    if re.search(f"{name}(?:{_AT_ZERO}|{_RUNS_FROM_ZERO})", text) is not None:
        return True
    for told in _FROM_ZERO.finditer(text):
        index = rf"(?:[a-z]\s*,?\s*)?{told[1]}(?![A-Za-z])"
        if re.search(rf"{name}[\s}}]*[_^]\s*\{{?\s*\(?\s*{index}", told[2]) is not None:
            return True
    return False


def _letters(place: Place, nodes: tuple[tree.Node, ...]) -> frozenset[str]:
    """The letters in some nodes, and in what they are made from."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(nodes)
    while waiting:
        for part in tree.walk(waiting.pop()):
            if not isinstance(part, tree.Name):
                continue
            found.add(part.base)
            for key in {tree.key(part) or "", part.base} - seen:
                seen.add(key)
                known = place.state.scope.latest(key)
                if known is not None:
                    waiting.append(known.body)
    return frozenset(found)
