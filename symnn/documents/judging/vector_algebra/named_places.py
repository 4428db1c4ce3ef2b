r"""Names told to be where something is least, \hat w = \arg\min_w f(w), with their solution behind.

What such a name is said to be next is a claim about that place, and no second definition.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.calculus.extrema import extremum_of
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.openings import concludes
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

#: Words by which another problem is taken up, whose solution has the same name.
_OTHER_ONE: Final = regex(
    r"(?i)\b(?:examples?|consider|let|suppos\w+|take|given|instead|another|other|new|now|if|when"
    r"|where|without|with|unless|only|model|problem|objective|loss|penalty|case|replac\w+"
    r"|chang\w+|ordinary|plain|limit|for|set\w*|drop\w*|remov\w+|omit\w*|un\w+ed|no)\b"
)


def place_of(memory: Memory, left: tree.Node, link: tree.Link) -> tree.Node | None:
    r"""The \arg\min that a name was told to be; None for any other left side."""
    body = memory.bodies.get(name_key(left) or "") if link.relation == "=" else None
    found = None if body is None else extremum_of(body)
    return body if found is not None and found.kind.startswith("arg") else None


def is_surely_claimed(place: Place) -> bool:
    """Whether a display goes on with the same problem: no words, or such as conclude."""
    words = (place.formula.before.strip() or place.formula.lead_in).split("$")[-1]
    asserted = concludes(words) and _OTHER_ONE.search(words) is None
    return place.formula.display and (asserted or not words.strip())
