r"""Sentences that give a letter to another thing: "The number of classes is $c = 2$".

A c that was a length before is no length there. Where no word tells a result, and the noun is not
the one beside which the letter was given, another value is not false.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.latex.meaning.scope import Binding

OTHER: Final = "the sentence may give the letter to another thing"
_SENTENCE: Final = regex(r"[.;!?:]\s|\n\s*\n|\n\s*(?:[-*#]|\d+\.)\s")
#: Words that tell a result, wherever they stand in the sentence.
_RESULT: Final = regex(
    r"(?i)\b(?:so|hence|thus|therefore|then|consequently|accordingly|follows|we|one|gets?|gives?|gave|predicted|expected"
    r"|yields?|finds?|found|obtain\w*|results?|answers?|solutions?|(?:the|its) values?"
    r"|outputs?|sums?|totals?|equals?|equal|must|again|still|indeed|fact|because|since|that|this|it|which|whose|recall"
    r"|conclu\w+|comput\w+|evaluat\w+|simplif\w+|becomes?|above|as)\b"
)
#: A noun with what is said of it: "the speed is", "its rival has", "a run at speed".
_NOUN: Final = regex(
    r"(?i)(?P<noun>[a-z]{3,})\*{0,2}(?:\s+(?:of|in|for|at|on|per)\s+[a-z -]{1,40}?)?\s+"
    r"(?:\w+ly\s+)?(?:is|are|has|have|was|were|uses|at|of)(?:\s+(?:an?|the|only|just))?(?:\s+[a-z]+)?\s*$"
)
_LONE: Final = regex(r"(?i)^(?:[a-z]+\s+){0,2}[a-z]+,?\s*$")
_NEAR: Final = 240


def is_of_another(place: Place, known: Binding) -> bool:
    """Whether the words before a formula in running prose may speak of something else.

    Args:
        place: where it stands.
        known: what the name was before.
    """
    formula = place.formula
    if formula.display:
        return False
    words = _SENTENCE.split(formula.before[-_NEAR:])[-1]
    if not words.strip() or _RESULT.search(words) is not None:
        return False
    found = _NOUN.search(words)
    if found is None:
        return _LONE.search(words) is not None
    lines = place.state.source.text.split("\n")
    given = lines[max(0, known.line - 2) : known.line]
    return found["noun"].lower() not in " ".join(given).lower()
