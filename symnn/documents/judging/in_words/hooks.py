"""The entries of formulas that are whole sentences of this room, where nothing else decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.in_words.sentence import Sentence, sentence_of
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.model import Entry
from symnn.errors import SymnnError

_DISPLAYS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\\\[.*?(?:\\\]|$)")
Rule: TypeAlias = "Callable[[Sentence], Judgement | None]"


def with_sentences(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula, or that of the sentence that it is as a whole."""
    settled = any(entry.verdict in ("proved", "refuted") for entry in entries)
    found = None if settled else _found(place)
    if found is None:
        yield from entries
        return
    rule = {"proved": rules.PROVED, "refuted": rules.FALSE_SENTENCE, "undecided": rules.UNDECIDED}
    yield from (entry for entry in entries if entry.kind == "definition")
    yield place.entry(
        0,
        len(place.latex),
        rule=rule[found.outcome].id,
        kind="claim",
        relation="is",
        verdict=found.outcome,
        evidence=found.method,
        reason=found.reason,
        counterexample=found.counterexample,
        notes=found.notes,
    )


def _found(place: Place) -> Judgement | None:
    try:
        sentence = sentence_of(place)
        if sentence is None or sentence.assumed.unread is not None:
            return None
        for rule in _rules():
            found = rule(sentence)
            if found is not None and found.outcome != "undecided":
                return _doubted(place, found)
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    return None


def _rules() -> Iterator[Rule]:
    from symnn.documents.judging.in_words.gates import judge_gate
    from symnn.documents.judging.in_words.shapes import judge_shape
    from symnn.documents.judging.in_words.spans import judge_span
    from symnn.documents.judging.in_words.systems import judge_solution, judge_system

    yield from (judge_system, judge_solution, judge_span, judge_gate, judge_shape)


def _doubted(place: Place, found: Judgement) -> Judgement:
    """A refutation is withheld where the words around it may ask for it, or speak of others."""
    if found.outcome != "refuted":
        return found
    distance = held_at_distance(place.formula, place.state.source.text)
    plain = replace(
        place.formula,
        before=_DISPLAYS.sub(" ", place.formula.before),
        after=_DISPLAYS.sub(" ", place.formula.after),
        lead_in=_DISPLAYS.sub(" ", place.formula.lead_in),
    )
    if distance is not None or may_be_posed_in_words(plain):
        return Judgement("undecided", reason=distance or "the words around it may ask for it")
    return found
