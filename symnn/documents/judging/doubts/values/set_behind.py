r"""Values that words far behind a relation give: "$y = 4$ again when $x = -2$"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.elsewhere import behind
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

#: Why a relation that is false with the values before it is not called so.
SET_BEHIND: Final = "the words behind it give a name in it another value"
#: Words, then "when $x = …"; what stands right behind a formula is its condition.
_WHEN: Final = regex(
    r"(?i)\s*(?!(?:when|where|if|at|for|with|once|while|whenever)\b)[a-z][^.$;:=]{0,60}"
    r"\b(?:when|where|if|at|for|with|once|while|whenever)\s+\$\s*\\?(?P<name>[A-Za-z]+)"
    r"(?:_\{?\w\}?)?\s*(?:=|\\approx)"
)


def is_set_behind(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether the sentence goes on with another value of a name that a relation rests on."""
    found = None if place.formula.display else _WHEN.match(place.formula.after)
    if found is None:
        return False
    return any(b.key.partition("_")[0] == found["name"] for b in behind(place, left, link))
