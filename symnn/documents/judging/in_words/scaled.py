"""What scaling a letter does to a value: "doubling w halves E", "if n is doubled, E is halved"."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.judging.in_words.growth import course_of, moved
from symnn.documents.judging.in_words.regions import first_point, is_ranged
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, judged
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import free_symbols, mul, rational, symbol

_TIMES: Final = {
    "doubl": Fraction(2), "halv": Fraction(1, 2), "tripl": Fraction(3), "quadrupl": Fraction(4),
    "quarter": Fraction(1, 4),
}  # fmt: skip
_VERB: Final = "|".join(_TIMES)
#: Words that make another value of a letter: "the square of w", "half E", "the error in E".
_OTHERS: Final = (
    r"of|in|on|at|to|for|from|by|between|with|over|under|behind|half|one|twice|third|quarter|double"
    r"|log|logarithm|exponential|square|squared|cube|root|inverse|reciprocal|negative|absolute"
    r"|opposite|relative|normali[sz]ed|both|neither|not|only"
)
_NOUN: Final = rf"(?:the )?(?:(?:current )?value of |(?:(?!(?:{_OTHERS})\b)[a-z]+ ){{0,2}})"
_CLAIM: Final = regex(
    rf"(?P<by>{_VERB})ing {_NOUN}(?P<letter>{PLACE}) (?:(?P<verb>{_VERB})e?s {_NOUN}(?P<a>{PLACE})"
    rf"|(?:leaves|keeps) {_NOUN}(?P<b>{PLACE}) (?:unchanged|the same|as it is)"
    rf"|does not change {_NOUN}(?P<c>{PLACE}))"
    rf"|(?:if|when) {_NOUN}(?P<letter2>{PLACE}) is (?P<by2>{_VERB})ed, (?:then )?{_NOUN}"
    rf"(?P<d>{PLACE}) is (?P<verb2>{_VERB})e?d"
)


def judge_scaled(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on doubling or halving; None for any other."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None:
        return None
    of = next(match[k] for k in "abcd" if match[k])
    course = course_of(sentence, of, match["letter"] or match["letter2"], ())
    if course is None:
        return None
    by, verb = match["by"] or match["by2"], match["verb"] or match["verb2"]
    times = _TIMES[verb] if verb else Fraction(1)
    scaled = mul(rational(_TIMES[by]), symbol(course.letter))
    claim = Atomic("=", course.at(scaled), mul(rational(times), course.body))
    found = judged(claim, (*course.wide, *moved(course, scaled)))
    if found.outcome == "proved":
        return found
    over = (*course.narrow, *moved(course, scaled, course.narrow))
    letters = free_symbols(course.body)
    if is_ranged(sentence, letters, over):
        return None
    point = first_point(Claim(claim, over), letters)
    return None if point is None else Judgement("refuted", "exact values", counterexample=point)
