"""Whether the words before a relation suppose it, or speak of it as wrong.

"If x were 2, then …" supposes what the names are, and a relation with names may be about that. One
of plain numbers cannot be: "if it is the second class, then -ln(0.25) = 1.386" claims something.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex

#: Words that suppose something of the names in a relation.
SUPPOSES: Final = regex(r"\b(suppos\w+|assum\w+|if|instead|imagine|pretend|unless|were|would)\b")
#: Words that speak of an error.
_SAYS_WRONG: Final = regex(
    r"\b(mistake\w*|wrong\w*|incorrect\w*|contradict\w*|absurd|fallacy|not true|untrue|fails"
    r"|breaks?|violat\w+|exceptions?|contrary|unlike|erroneous\w*|neither|nor|nonsense|invalid"
    r"|(?:(?:do|does|did) not|don't|doesn't|didn't|cannot|can't) (?:have|hold|get|follow|obtain)"
    r"|off by|(?:has|have) been (?:corrected|fixed|amended)"
    r"|bogus|myth|misconception|illegal|false(?! (positive|negative|alarm|discovery)))\b"
)
#: Words right behind a relation that take it back, or most of it.
_DENIES: Final = regex(
    r"\W*(is not|isn't|does not|doesn't|cannot|can't|will not|never|which (\w+ ){1,2}only)\b"
)
#: Words that suppose a relation of numbers, wherever they stand before it.
_SUPPOSES_FIGURES = regex(
    r"\b(suppos\w+|imagine|pretend|unless|were"
    r"|would (?:think|expect|guess|say|believe|suspect|hope|like|claim|write))\b"
)
_IN_OWN_CLAUSE = regex(r"\b(assum\w+|if|instead|say)\b")
#: Words that speak of other things than those at hand.
_OTHERS = regex(
    r"\b(another|others?|different|new|second|third|permuted|swapped|shuffled|reversed|rotated"
    r"|shifted|rescaled)\b"
)
#: "For a fair coin,", "with twice as many heads,", "without dropout,": another case.
_OTHER_CASE: Final = regex(
    r"^\W*(?:(?:for|with|under)\s+(?:an?|twice|half|double|no|more|fewer|less|only|all)\s|without\s)"
    r"(?!(?:loss|similar|little|simple|calculator|bit)\b)[^,$]*[,:]\W*$"
)
#: A value that something should have, and has not.
_WANTED_BEFORE = regex(
    r"\b(?:targets?|labels?|desired|ground[- ]truth|wanted?|measured|observed|the true"
    r"|(?:true|actual|expected|correct|required) (?:labels?|outputs?|answers?|results?"
    r"|responses?|class(?:es)?))\b[^.]{0,20}$"
    r"|\bthe (?:actual|real|correct|known)(?: (?:values?|numbers?))?\W*$"
)
_WANTED_BEHIND = regex(
    r"\W*(?:was|is|were|had been) (?:expected|wanted|desired|required|the (?:target|label))\b"
)
#: Where a slope is 0, whatever it was at the last number that was put in.
_WHERE = regex(
    r"\bat (?:the |a |an |its |any )?(?:global |local )*(?:optim\w+|minim\w+|maxim\w+|extrem\w+"
    r"|stationary|critical|equilibri\w+|saddle|turning|steady|convergence|fixed)\b"
    r"(?: points?| states?| values?)?\W*$"
)
#: An "if" about what is the case, and not about another way to calculate.
_IS = regex(r"\b(is|are|has|have|was|belongs?|lies?)\b")
_OTHER_WAYS = regex(
    r"\b(forg[eo]t\w*|omit\w*|ignor\w*|neglect\w*|skip\w*|wrong\w*|mista\w*|confus\w*|round\w*"
    r"|count\w*|taken|read|done|order|first|instead|used?|left|modul\w*|clipped|truncat\w*|cut"
    r"|dropp\w*|integers?|whole|bits?|calculator|say)\b"
)
_CLAUSE_END = regex(r"(?:\S+\s+){3,}\S*,(?:\s*then\b)?|\bthen\b")
_CONCLUDES = regex(r"[,;]\s*(?:and )?(?:so|hence|therefore|thus)\b,?\s*((?:[a-z]+\s*){0,3})$")
_NO = regex(r"\b(not|no|never|cannot|nor|wrong\w*|incorrect\w*)\b|n't")


def is_supposed(words: str, named: bool) -> bool:
    """Whether the words before a relation, in lower case, suppose it.

    Args:
        words: what stands between it and the formula before, in its sentence.
        named: whether names are in it.

    Examples:
        >>> is_supposed("if it is class 2, then", named=True)
        True
        >>> is_supposed("at the optimum", named=True)
        True
        >>> is_supposed("if it is class 2, then", named=False)
        False
        >>> is_supposed("if", named=False)
        True
    """
    if named:
        return any(way.search(words) for way in (SUPPOSES, _OTHERS, _WHERE, _OTHER_CASE))
    if _SUPPOSES_FIGURES.search(words):
        return True
    own = _CLAUSE_END.split(words)[-1]
    if own != words and re.search(r"\bif\b", words):
        return _OTHER_WAYS.search(words) is not None or _IS.search(words) is None
    return _IN_OWN_CLAUSE.search(own) is not None


def is_wanted(before: str, after: str) -> bool:
    """Whether words around a value of a name, in lower case, say that it should have it.

    Examples:
        >>> is_wanted("the label says", "") and is_wanted("", "was expected")
        True
        >>> is_wanted("the expected value is", "")
        False
    """
    return bool(_WANTED_BEFORE.search(before) or _WANTED_BEHIND.match(after))


def last_conclusion(words: str) -> str:
    """The words before a relation; only those behind a last "so" if it closes them.

    "The output is wrong, so we set" speaks of the output as wrong, not of what follows.

    Examples:
        >>> last_conclusion("wrong again, so we get")
        'we get'
        >>> last_conclusion("it is wrong that")
        'it is wrong that'
    """
    found = _CONCLUDES.search(words)
    if found is None or _NO.search(found[1]):
        return words
    return found[1]


def is_called_wrong(before: str, after: str) -> bool:
    """Whether the words before and behind a relation say that it does not hold, or only once.

    >>> is_called_wrong("it is a mistake to write", ""), is_called_wrong("", " does not hold")
    (True, True)
    >>> is_called_wrong("just for fun", " which is true only here"), is_called_wrong("so", " holds")
    (True, False)
    """
    said = _SAYS_WRONG.search(last_conclusion(before)) or _SAYS_WRONG.search(after)
    return bool(said or _DENIES.match(after))
