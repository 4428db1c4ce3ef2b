r"""Members of a family beyond the range that its formula was given for.

“$f_n = n!$ for $n < 3$” says nothing of $f_3$, and “$b_k = 2^k$, $k = 1, \ldots, 3$” nothing of
$b_0$.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.families import member

#: The least and the largest index; None where there is none.
Range: TypeAlias = "tuple[int | None, int | None]"

_SENTENCE: Final = regex(r"[.;!?]\s|\n\s*\n")
_BEFORE: Final = r"(?:\b(?:for|where|with|if|when|whenever|and)\b|[,;(]|\\q?quad(?![a-z]))"
_ORDER: Final = r"<|>|\\leq?(?![a-z])|\\geq?(?![a-z])|\\[lg]eqslant|≤|≥"
_BETWEEN: Final = (
    r"(?:[\s$,(~]|\\[,;: ]|\\q?quad(?![a-z])|\b(?:all|every|each|any|integers?)\b|\\text\{|\})*"
)
_AHEAD: Final = 160
_BEHIND: Final = 120


def beyond_range(place: Place, *nodes: tree.Node) -> tuple[frozenset[str], str] | None:
    """The family, and its member, of which nothing was said; None if there is none."""
    for name, lowest, largest in _used(nodes):
        found = member(name, place.state.scope) if _is_family(place, name) else None
        pattern = None if found is None else _pattern(place, name, found[0].key)
        end = None if found is None else place.state.ends.get(found[0].version)
        if found is None or pattern is None or end is None:
            continue
        told = _told(_window(place.state.source.text, end, name, pattern), pattern)
        if told is not None and not _holds(told, lowest, largest):
            keys = {found[0].key, tree.key(name) or ""} & place.state.scope.history.keys()
            return frozenset(keys), f"what {found[0].key} is was said for other {pattern} only"
    return None


def _is_family(place: Place, name: tree.Name) -> bool:
    known = place.state.scope.latest(tree.key(name) or "")
    return name.base in place.state.scope.families and (known is None or known.member)


def _used(nodes: tuple[tree.Node, ...]) -> Iterator[tuple[tree.Name, int, int]]:
    r"""The names with a number below them, and those that a sum runs over, with its ends."""
    for part in (p for node in nodes for p in tree.walk(node)):
        if isinstance(part, tree.Name) and (number := _number(part.subscript)) is not None:
            yield part, number, number
        if not isinstance(part, tree.BigOperator) or not isinstance(part.lower, tree.Chain):
            continue
        letter, start = tree.key(part.lower.first), part.lower.links[0].operand
        low, high = _number(start), _number(part.upper)
        for inner in tree.walk(part.body):
            index = inner.subscript if isinstance(inner, tree.Name) else None
            if low is None or index is None or tree.key(index) != letter:
                continue
            if isinstance(inner, tree.Name):
                yield replace(inner, subscript=start), low, low if high is None else high


def _number(node: tree.Node | None) -> int | None:
    if not isinstance(node, tree.Number) or node.value.denominator != 1:
        return None
    return int(node.value)


def _pattern(place: Place, name: tree.Name, key: str) -> str | None:
    """The index letter of a family, if it stands alone below its name."""
    pattern = place.state.scope.families[name.base].get(key)
    if pattern is None or pattern.labels or pattern.subscript is None:
        return None
    letter = tree.key(pattern.subscript)
    return letter if letter is not None and len(letter) == 1 and letter.isalpha() else None


def _window(text: str, end: int, name: tree.Name, letter: str) -> tuple[str, str]:
    """The statement that gives a family its formula, and what stands behind it in its sentence."""
    before = _SENTENCE.split(text[max(0, end - _AHEAD) : end])[-1]
    given = rf"{re.escape(name.base)}\s*\}}?\s*_\s*\{{?\s*{letter}\s*\}}?\s*&?=(?P<own>.*)"
    found = re.search(given, before, re.DOTALL)
    after = _SENTENCE.split(text[end : end + _BEHIND], maxsplit=1)[0]
    if found is None:
        return "", after
    other = re.search(rf"(?:[,;]|quad)\s*(?!{letter}\s*=)[\\A-Za-z(][^,;=<>]*=", found["own"])
    if other is None:
        return found["own"], after
    return found["own"][: other.start()], ""


def _told(window: tuple[str, str], letter: str) -> Range | None:
    """The range that words behind a formula give a letter, or else those in it."""
    before, after = window
    ranges = _ranges(letter)
    for found in (ranges.match(after), *reversed(list(ranges.finditer(before)))):
        if found is not None:
            return _range(found)
    return None


@lru_cache(maxsize=64)
def _ranges(letter: str) -> re.Pattern[str]:
    name = rf"(?<![A-Za-z\\_^]){letter}(?![A-Za-z_^])"
    return regex(
        rf"[\s$,)]*{_BEFORE}{_BETWEEN}(?:(?P<low>-?\d+)\s*(?P<lower>{_ORDER})\s*)?{name}\s*"
        rf"(?:(?P<order>{_ORDER})\s*(?P<bound>-?\d+)(?![\d.])"
        r"|(?:=|\\in\s*\\?\{)\s*(?P<first>-?\d+)\s*(?P<more>,[^$.;)}]*))"
    )


def _range(found: re.Match[str]) -> Range:
    if found["first"] is not None:
        more = re.findall(r"-?\d+", found["more"])
        open_end = re.search(
            r"dots\s*,?\s*(?:[A-Za-z].*)?$|\.\.\.\s*,?\s*[A-Za-z]?\s*$", found["more"]
        )
        return int(found["first"]), None if open_end or not more else int(more[-1])
    low, high = None, None
    if found["low"] is not None and "<" in found["lower"] + "<" * ("l" in found["lower"]):
        low = int(found["low"]) + (found["lower"] == "<")
    bound, order = int(found["bound"]), found["order"]
    if order in ("<", "≤") or "le" in order:
        high = bound - (order == "<")
    else:
        low = bound + (order == ">")
    return low, high


def _holds(told: Range, lowest: int, largest: int) -> bool:
    low, high = told
    return (low is None or low <= lowest) and (high is None or largest <= high)
