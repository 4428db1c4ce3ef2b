r"""Words that keep or throw away solutions: "the negative one is discarded", "x is positive".

What is denied right behind a value, "z = 2 is impossible since z > 3", is no value of the name.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

_WHICH: Final = (
    r"(?P<which{n}>non-?negative|non-?positive|negative|positive|smaller|larger|greater|bigger"
    r"|smallest|largest|greatest|biggest|least|lesser|lower|upper|non-?zero|zero|trivial"
    r"|non-?trivial)"
)
_ONE: Final = r"(?:roots?|solutions?|zeros?|values?|ones?|answers?|branch|candidates?|cases?)"
_GONE: Final = (
    r"(?:discarded|rejected|excluded|ruled out|ignored|dropped|dismissed|thrown (?:away|out)"
    r"|eliminated|impossible|inadmissible|extraneous|meaningless|unphysical|spurious|invalid"
    r"|irrelevant|not (?:admissible|possible|allowed|valid|acceptable|feasible|relevant|meaningful"
    r"|permitted|physical|a solution|meant|needed)|too (?:small|large|big))"
)
_GONE_VERB: Final = (
    r"(?:discard|reject|exclude|rule out|ignore|drop|dismiss|throw (?:away|out)|eliminate"
    r"|disregard)(?:s|ed|ing)?"
)
_KEPT: Final = (
    r"(?:admissible|possible|allowed|valid|acceptable|feasible|relevant|meaningful|permitted"
    r"|physical|of interest|meant|kept|taken|chosen|left|remains|survives|counts|qualifies"
    r"|makes sense|is left)"
)
_ADVERB: Final = r"(?:therefore |hence |thus |clearly |obviously |of course |here |simply )?"
_BE: Final = rf"(?:is|are|was|were|has to be|must be|can be|may be|gets?|will be) {_ADVERB}"


def _numbered(pattern: str, number: int) -> str:
    return pattern.replace("{n}", str(number))


_AWAY: Final = regex(
    rf"(?i)\b(?:the )?{_numbered(_WHICH, 1)}(?: {_ONE})? (?:{_BE}{_GONE}|makes no sense"
    r"|does not (?:make sense|count|qualify|apply)|drops out|falls away)"
    rf"|\b{_GONE_VERB} (?:of )?(?:the )?{_numbered(_WHICH, 2)} {_ONE}\b"
)
_CHOSEN: Final = regex(
    rf"(?i)\b(?:take|takes|taking|keep|keeps|keeping|choose|chooses|choosing|pick|picks|picking|use"
    rf"|uses|using|want|wants|need|needs|accept|accepts|retain|retains|consider|select|selects)"
    rf" (?:only )?the {_numbered(_WHICH, 1)} {_ONE}\b"
    rf"|\bonly the {_numbered(_WHICH, 2)} {_ONE} (?:(?:is|are) )?{_KEPT}"
    rf"|\b(?:look(?:ing)? for|seek(?:ing)?|interested in) (?:only )?the {_numbered(_WHICH, 3)}"
    rf" {_ONE}\b"
)
#: "x is positive", "x must be a positive number", "let x be a positive number", "for positive x".
_SIGN: Final = (
    r"(?P<sign{n}>non-?negative|non-?positive|negative|positive|non-?zero)"
    r"(?: (?:real )?(?:number|constant|rate|length|quantity|width|value|weight))?"
)
_IS_SIGNED: Final = (
    rf"(?i)NAME (?:is|be|has to be|must be|is required to be|is assumed to be|stays|denotes)"
    rf" (?:an? )?{_numbered(_SIGN, 1)}\b(?! (?:if|when|or|and negative|definite))"
    rf"|\b(?:with|where|a|some|the|find) {_numbered(_SIGN, 2)} NAME"
)
_MATH: Final = regex(r"(?s)\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]")
_DENIED: Final = regex(
    rf"(?i)\s*,?\s*(?:is|are|was|would be|must be|has to be|can be|being|as) {_ADVERB}{_GONE}"
    r"|\s*(?:cannot|can't|can not|could not|is not|isn't|does not|doesn't|will not|makes no sense"
    r"|contradicts|violates|fails|drops out|falls away|would (?:contradict|violate|mean|give|imply"
    r"|require|force))\b"
    rf"|\s*,?\s*which (?:is|we|does|can|cannot|contradicts|violates|fails)\b[^.]{{0,20}}"
    r"(?:not|cannot|discard|reject|exclud|impossible|contradicts|violates|fails|ignore|drop)"
)
_OUT: Final = regex(
    rf"(?i)\b{_GONE_VERB} (?:the )?(?:{_ONE} )?$|\b(?:not|never|unlike|except|besides|instead of) $"
)
#: Words by which a value is one of several, or an example.
_CANDIDATE: Final = regex(
    r"(?i)\b(?:candidates?|roots?|solutions?|zeros?|possibilit\w+|options?|either|if|for|at|when"
    r"|whenever|where|with|let|suppos\w+|assum\w+|say|take|consider|instead|not|case|unless|but|or"
    r"|first|second|one is|other|would|were|try|trying|put|set|setting|check\w*)\b"
)


_SIGNS: Final = {"positive": ">", "negative": "<", "nonnegative": ">=", "nonpositive": "<="}
_OPPOSITE: Final = {
    ">": "<=", "<": ">=", ">=": "<", "<=": ">", "!=": "=", "=": "!=", "max": "min", "min": "max",
}  # fmt: skip


def _relation(word: str) -> str:
    word = word.lower().replace("-", "")
    if word in _SIGNS:
        return _SIGNS[word]
    if word in ("zero", "trivial"):
        return "="
    if word in ("nonzero", "nontrivial"):
        return "!="
    return "min" if word[:2] in ("sm", "le", "lo") else "max"


#: The ends of sentences, and words by which one speaks of a case or leaves it open.
_ENDS: Final = (". ", "; ", "! ", "? ", ": ")
_CLAUSE: Final = regex(r"[.;!?:](?= |$)")
_IF: Final = regex(
    r"(?i)\b(?:if|when|whenever|whether|unless|cases?|suppose|assuming|either|or|while|whereas|otherwise"
    r"|might|would|could|may|once|until|sometimes)\b|^\s*for\b"
)
_NOT: Final = regex(r"(?i)\b(?:not|never|cannot|without)\b|n't\b")
_NAME: Final = "⟦x⟧"
_SIGNED: Final = regex(_IS_SIGNED.replace("NAME", _NAME))


def choices_in(words: str, names: tuple[str, ...]) -> set[str]:
    """What words choose among the solutions for a name: a relation to 0, or "max" and "min".

    Args:
        words: a piece of a document.
        names: the ways in which the name may be written in mathematics.

    Examples:
        >>> choices_in("The negative one is discarded.", ("x",))
        {'>='}
        >>> choices_in("We take the larger root.", ("x",))
        {'max'}
    """
    words = " ".join(_MATH.sub(lambda m: _masked(m[0], names), words).split())
    found = set[str]()
    for pattern, away in ((_AWAY, True), (_CHOSEN, False), (_SIGNED, False)):
        for match in pattern.finditer(words):
            start = max(words.rfind(sign, 0, match.start()) for sign in _ENDS) + 1
            if _IF.search(_CLAUSE.split(words[start:], maxsplit=1)[0]):
                continue  # it is so in one case, and perhaps not in others
            if _NOT.search(words[start : match.start()]):
                continue
            relation = _relation(next(word for word in match.groupdict().values() if word))
            found.add(_OPPOSITE[relation] if away else relation)
    return found


def throws_away(words: str) -> bool:
    """Whether words throw a solution away.

    >>> throws_away("The negative one is discarded."), throws_away("a negative slope")
    (True, False)
    """
    return _AWAY.search(" ".join(words.split())) is not None


def _masked(mathematics: str, names: tuple[str, ...]) -> str:
    """One sign for mathematics that is the name, and another for all else."""
    return _NAME if mathematics.strip("$\\()[] ") in names else "·"


def is_denied(before: str, after: str) -> bool:
    """Whether the words beside a value say that it is none.

    >>> is_denied("", " is impossible since"), is_denied("so", " is the solution")
    (True, False)
    """
    return bool(_DENIED.match(after) or _OUT.search(before))


def may_be_candidate(before: str, after: str) -> bool:
    """Whether the words beside a value may name it as one of several.

    >>> may_be_candidate("The roots are", ""), may_be_candidate("Hence", ".")
    (True, False)
    """
    return bool(_CANDIDATE.search(before) or _CANDIDATE.search(after[:120]))
