"""Claims with words behind them that say when they hold: "f = 2 exactly when two inputs are 1".

What is claimed there is not that f is 2 for the values that another claim has put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, sentence_of
from symnn.documents.judging.placing import Place
from symnn.documents.model import Entry, left_open
from symnn.errors import SymnnError

_WORDS: Final = regex(r"(?<!\\)\b(?:if|iff|when|whenever|only|unless|just|exactly|precisely)\b")
_WHEN: Final = regex(
    rf"(?:.*[:,] )?{PLACE},? (?P<how>⇔|only (?:if|when|for|at)|unless|if|when|whenever)"
    r" (?P<rest>.+)"
)
#: "y = 1 for x = 2 only".
_ONLY_BEHIND: Final = regex(r" (for|at|if|when) (.+) only$")
#: Words of a condition on what goes in.
_INPUTS: Final = regex(
    r"\b(?:inputs?|bits?|arguments?|variables|entries|coordinates|components|them|both|none"
    r"|at (?:least|most))\b"
)
_ARROW: Final = regex(r"\\iff(?![a-z])|\\(?:Long)?[Ll]eftrightarrow(?![a-z])|[⇔⟺]")
_REASON: Final = "when it holds is said in words, and was not read with it"
#: Why a claim stays open that is proved in one reading, and refuted in another.
OTHER: Final = "with the values given before it holds or fails otherwise than for all inputs"


def without_conditions(place: Place, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, with verdicts on what stands before such words alone left open."""
    if _WORDS.search(place.latex) is None:
        return entries
    try:
        sentence = sentence_of(place)
    except (SymnnError, ArithmeticError, RecursionError):
        return entries
    words = "" if sentence is None else _ONLY_BEHIND.sub(r" only \1 \2", sentence.whole.words)
    match = _WHEN.fullmatch(words)
    if sentence is None or match is None:
        return entries
    lone = match["how"] not in ("if", "when", "whenever")
    if lone or _INPUTS.search(match["rest"]) is not None:
        entries = [left_open(e, _REASON) if _is_decided(e, True) else e for e in entries]
    if not any(_is_decided(entry, False) for entry in entries):
        return entries
    outcome = _for_all_inputs(sentence)
    if outcome is None:
        return entries
    return [
        left_open(e, OTHER) if _is_decided(e, False) and e.verdict != outcome else e
        for e in entries
    ]


def _is_decided(entry: Entry, bare: bool) -> bool:
    """Whether there is a verdict, if `bare` on something without words alone."""
    whole = _ARROW.search(entry.latex) is not None  # an equivalence that is decided as one
    worded = whole or r"\text" in entry.latex or r"\mbox" in entry.latex
    return entry.verdict in ("proved", "refuted") and not (bare and worded)


def _for_all_inputs(sentence: Sentence) -> str | None:
    """What is found of it where the inputs are from few numbers."""
    from symnn.documents.judging.in_words.deciding import judge_deciding
    from symnn.documents.judging.in_words.own_settings import without_values

    try:
        found = judge_deciding(without_values(sentence, sentence.whole.words))
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    return None if found is None else found.outcome
