r"""Matrices that are declared to be arbitrary: A \in \mathbb{R}^{n\times n} \text{ arbitrary}.

Of such nobody leaves unsaid that they are symmetric.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.matrices.words import Words
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

_DECLARED: Final = regex(
    r"(?P<names>(?:[A-Za-z\\{}]+\s?,\s?(?:\\ )?){0,5}[A-Za-z\\{}]+)\s{0,3}\\in\s{0,3}"
    r"\\mathbb\s?\{?R\}?\s?\^\s?\{[^{}$]{1,24}\}\s{0,3}"
    r"(?:\\text|\\mbox)\{[ ,(]{0,3}(?:(?:are |is |both )?(?:arbitrary|general|any|not symmetric)"
    r"|(?:is |are |but )?not (?:necessarily|assumed|supposed)(?: to be)? symmetric)[ ).,]{0,3}\}"
)
_LETTER: Final = regex(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")


@lru_cache(maxsize=4)
def told_arbitrary(text: str) -> frozenset[str]:
    r"""The letters of matrices that are declared to be arbitrary.

    >>> sorted(told_arbitrary(r"A, X \in \mathbb{R}^{n\times n} \text{ arbitrary}"))
    ['A', 'X']
    """
    found = (one["names"] for one in _DECLARED.finditer(text))
    return frozenset(letter[0] for names in found for letter in _LETTER.finditer(names))


def as_arbitrary(place: Place, *sides: tree.Node) -> Words:
    """What the words beside a claim say; that it is said of all if its matrices are arbitrary."""
    told = told_arbitrary(place.state.source.text)
    capitals = {
        part.base
        for side in sides
        for part in tree.walk(side)
        if isinstance(part, tree.Name) and len(part.base) == 1 and part.base.isupper()
    }
    return replace(place.said, general=True) if capitals and capitals <= told else place.said
