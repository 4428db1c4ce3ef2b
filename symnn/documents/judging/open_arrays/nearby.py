"""The prose near a formula, which may suppose more of its letters than it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: So many characters before a formula what authors suppose is still meant.
_NEAR: Final = 1600
#: What stands in the displays behind a formula is said of those.
_DISPLAYS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\\\[.*?(?:\\\]|$)")
_LETTERS: Final = regex(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")


def around(place: Place, nodes: Sequence[tree.Node]) -> str:
    """The prose near a formula that may speak of its letters, in lower case."""
    text = place.state.source.text
    start, end = place.formula.outer_start, place.formula.outer_end
    first, last = max(0, start - _NEAR), end + _NEAR // 8
    pieces, at = [], first
    told = memory_of(place.state).kind_text if place.state.arrays is not None else ()
    for begin, stop in sorted([*told, (start, end)]):
        if stop <= first or begin >= last:
            continue
        pieces.append(text[at : max(at, begin)])
        at = max(at, stop)
    pieces.append(_DISPLAYS.sub(" ", text[at:last]))
    letters = {n.base for node in nodes for n in tree.walk(node) if isinstance(n, tree.Name)}
    kept = []
    for paragraph in "\n\n".join(pieces).split("\n\n"):
        named = set(_LETTERS.findall(paragraph))
        if not named or named & letters:
            kept.append(paragraph.lower())
    return "\n".join(kept)
