"""The entry of what is said in words: of sizes, of counts, of what a network has."""

from __future__ import annotations

from symnn.documents import rules
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


def sentence_entry(
    place: Place,
    found: Judgement,
    *,
    span: tree.Span | None = None,
    relation: str = "",
    false: rules.Rule = rules.FALSE_SENTENCE,
    unknown: rules.Rule = rules.UNDECIDED,
) -> Entry:
    """The entry of a sentence that was judged.

    Args:
        place: where it stands.
        found: what is found of it.
        span: the part of the formula that it is; None for all of it.
        relation: its verb.
        false, unknown: the rules that name a false sentence, and one that stays open.
    """
    rule = {"proved": rules.PROVED, "refuted": false, "undecided": unknown}
    return place.entry(
        *(span or (0, len(place.latex))),
        rule=rule[found.outcome].id,
        kind="claim",
        relation=relation,
        verdict=found.outcome,
        evidence=found.method,
        reason=found.reason,
        counterexample=found.counterexample,
        notes=found.notes,
    )
