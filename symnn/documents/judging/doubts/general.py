r"""What is said of any value, and was worked out with one: "for general $k$", "for every network".

A proof with the value that a letter had before is no proof of that, and neither is a refutation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

_SUPPOSED: Final = r"(?i:(?:suppose|let|assume)(?:\s+that)?)"
_GENERAL: Final = r"(?i:general|generic|arbitrary)"
_ANY_ONE: Final = (
    rf"(?:(?i:be|is|are)(?i:\s+now)?\s+(?:an?\s+)?{_GENERAL}\b"
    r"|(?i:be)\s+(?i:any|free|an?\s+(?:real|integer|positive|natural))\b)"
)
#: So far back is looked for words.
_FAR: Final = 20000
_QUANTIFIED: Final = (
    r"(?:for|over|on|across|at) (?:every|any|all|each)(?: possible| choice of| choices of)?"
    r" (?!(?:real|other|such|of|these|those)\b)[a-z][a-z -]*"
    r"|(?:whatever|no matter|regardless of|independent(?:ly)? of)\b[a-z -]*|always"
)
#: Such words in the formula, and right behind it, with no formula in them.
_INSIDE: Final = regex(rf"\\(?:text|mbox|textrm)\s*\{{[ ,]*(?:{_QUANTIFIED})[ .]*\}}[\s.,;]*$")
_BEHIND: Final = regex(rf"\s*,?\s*(?:{_QUANTIFIED})\s*(?:[.;]|,\s[a-z]|\Z)")


def meant_of_any(place: Place, *nodes: tree.Node) -> tuple[frozenset[str], str] | None:
    """The names in some nodes that may have any value here, with the reason; None for none."""
    letter = _any_letter(place, *nodes)
    if letter is not None:
        text = f"{letter.key} may be any one here, and not that of line {letter.line}"
        return frozenset({letter.key}), text
    if not (_INSIDE.search(place.latex) or _BEHIND.match(place.formula.after)):
        return None
    names = _closed(place, nodes)
    if not names:
        return None
    key = min(names)
    text = f"it may be meant whatever {key} is, and not of that in line {names[key]}"
    return frozenset(names), text


def _closed(place: Place, nodes: Sequence[tree.Node]) -> dict[str, int]:
    """The names in some nodes that were given before, with their lines.

    Empty if a letter is open in them, however deep: "for all inputs" is said of that one.
    """
    names: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        for part in tree.walk(waiting.pop()):
            key = tree.key(part)
            known = place.state.scope.latest(key or "")
            if key is None or key in names:
                continue
            if known is None or known.parameters is not None or known.version > place.state.since:
                return {}
            names[key] = known.line
            waiting.append(known.body)
    return names


def _any_letter(place: Place, *nodes: tree.Node) -> Binding | None:
    r"""A value in some nodes whose letter the prose since it takes for any: "for general $k$".

    In another section "Let $b \in \mathbb{R}$" does so too.
    """
    state, stop = place.state, place.formula.outer_start
    for node in nodes:
        for part in tree.walk(node):
            known = state.scope.latest(tree.key(part) or "")
            end = None if known is None else state.ends.get(known.version)
            if known is None or end is None or known.parameters is not None:
                continue
            anew = _anew(known.key, known.section != place.formula.headings)
            if anew is None:
                continue
            text = state.source.text[max(end, stop - _FAR) : stop]
            told = [m.end() for m in anew[0].finditer(text)]
            if told and anew[1].search(text, told[-1]) is None:
                return known
    return None


@lru_cache(maxsize=256)
def _anew(key: str, is_elsewhere: bool) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words that take a letter for any number, and what gives it one; None for other names."""
    letter = key.rsplit(" ", 1)[-1]
    if len(letter) != 1 or not letter.isalpha():
        return None
    name = rf"(?:\$|\\\()[^$.:=]{{0,12}}?(?<![A-Za-z]){letter}(?![A-Za-z=(^_])"
    rest = r"[^$.=:]{0,40}(?:\$|\\\))"
    said = rf"\b{_GENERAL}(?:\s+[a-z]+)?\s+{name}{rest}|{name}{rest}\s+{_ANY_ONE}"
    if is_elsewhere:
        said += rf"|\b{_SUPPOSED}\s+{name}\s*(?:,[^$]{{0,12}})?\\in\b"
    return regex(said), regex(rf"(?<![A-Za-z]){letter}\}}?\s*&?=")
