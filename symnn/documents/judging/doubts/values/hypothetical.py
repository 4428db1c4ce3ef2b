r"""Values that words take back: "if x were 4", "suppose for a moment that x = 5", "originally".

What is said under an "if x were" is not about the x at hand, and what is said of the original
values is not about those that were given last.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import bindings_behind, is_value
from symnn.latex.meaning.scope import Binding
from symnn.latex.symbols import GREEK

#: Words that go back to what was given before.
_BACK: Final = regex(
    r"(?i)\b(?:back to|return(?:ing)? to|original(?:ly)?|initial(?:ly)?|in fact|actually|in reality"
    r"|as before|restor\w+|undo\w*"
    r"|the (?:old|first|earlier|previous) (?:values?|settings?|examples?|weights?))\b"
)
#: Words that give a value for one sentence.
_BRIEFLY: Final = regex(
    r"(?i)\b(?:for (?:a|the|this) moment|temporarily|briefly|hypothetical(?:ly)?)\b"
)
_WERE: Final = r"(?i:were|was|had been|is replaced|is changed)\b"
_IF: Final = r"(?i:\bif|\bhad)\s+"
_BEGINS: Final = regex(r"[.;!?](?=\s)|\n\s*\n")
#: So far back is looked for words.
_FAR: Final = 4000


def taken_back(place: Place, *nodes: tree.Node) -> tuple[frozenset[str], str] | None:
    """The names in some nodes whose latest value is not meant, with the reason; None for none."""
    behind = bindings_behind(nodes, place.state.scope.latest)
    known = {binding.key: binding for binding in behind if is_value(binding)}
    sentence = _sentence(place)
    for key in sorted(known):
        were = _were(key)
        if were is not None and were.search(sentence) is not None:
            return frozenset({key}), f"the words before it suppose another {key}"
    text, stop = place.state.source.text, place.formula.outer_start
    for key, latest in sorted(known.items()):
        end = place.state.ends.get(latest.version)
        if end is None or not _has_changed(place, latest):
            continue
        begin = max((m.end() for m in _BEGINS.finditer(text, max(0, end - 200), end)), default=0)
        over = _BEGINS.search(text, end, stop) is not None
        if _BACK.search(text, max(end, stop - _FAR), stop) or (
            over and _BRIEFLY.search(text, begin, end)
        ):
            return frozenset({key}), f"the words around it may speak of an earlier {key}"
    return None


def _has_changed(place: Place, latest: Binding) -> bool:
    """Whether a name was a number, or a list of them, before, and another one."""
    if latest.computed or latest.member:
        return False
    history = place.state.scope.history.get(latest.key, ())
    return any(b.body != latest.body and not (b.computed or b.parameters) for b in history)


def _sentence(place: Place) -> str:
    """The words before a formula in its sentence, with the formulas in them."""
    formula = place.formula
    before = formula.before or ("" if not formula.display else formula.lead_in)
    return _BEGINS.split(before)[-1]


@lru_cache(maxsize=128)
def _were(key: str) -> re.Pattern[str] | None:
    letter = key.rsplit(" ", 1)[-1]
    if letter in GREEK:
        letter = rf"\\{letter}"
    elif len(letter) != 1 or not letter.isalpha():
        return None
    name = rf"(?:\$|\\\()[^$.:=]{{0,12}}?(?<![A-Za-z]){letter}(?![A-Za-z=(^_])"
    name += r"[^$.=:]{0,20}(?:\$|\\\))"
    return regex(rf"{_IF}(?i:the (?:[a-z]+ )?)?{name}\s+{_WERE}")
