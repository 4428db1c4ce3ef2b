"""A letter for functions of one and of two arguments: which of them ∇h means may have turned back.

``h(x, y) = x^2 + y^2`` stands in an aside, and then ``h(x) = a^T x - b`` of the text before it is
written again: this gives the letter no new formula, but what follows speaks of it.
"""

from __future__ import annotations

import re

from symnn.documents.judging.placing import Place
from symnn.latex.meaning.scope import Track


def turned_back(place: Place, track: Track) -> str | None:
    """A function that is written with the arguments of an older formula since its latest one.

    Args:
        place: where a relation stands.
        track: the names that it uses.
    """
    for key, _ in track.used:
        history = place.state.scope.history.get(key, ())
        known = [b for b in history if b.parameters is not None]
        sizes = {len(b.parameters or ()) for b in known}
        if len(sizes) > 1 and key.isalpha():
            latest = known[-1]
            older = sizes - {len(latest.parameters or ())}
            if older & _written_since(place, key, latest.line):
                return key
    return None


def _written_since(place: Place, key: str, line: int) -> set[int]:
    """With how many arguments a function is written before "=", from a line on."""
    text = place.state.source.text[: place.formula.start]
    rest = "\n".join(text.split("\n")[line:])
    calls = re.findall(rf"(?<![A-Za-z\\]){key}\s?(?:\\left)?\(([^()$=]{{1,40}})\)\s*:?=", rest)
    return {call.count(",") + 1 for call in calls}
