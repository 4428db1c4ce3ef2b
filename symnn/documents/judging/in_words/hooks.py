"""The entries of formulas that are whole sentences of this room, where nothing else decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.in_words.sentence import Sentence, sentence_of
from symnn.documents.judging.names.definitions import NOT_COUNTED
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sentence_entries import sentence_entry
from symnn.documents.judging.wording.alternatives import AT_ALL_INPUTS
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.judging.wording.standing import SENTENCE_WORDS
from symnn.documents.model import Entry, left_open
from symnn.errors import SymnnError
from symnn.latex.meaning.assumptions import Assumptions

_DISPLAYS: Final = regex(r"(?s)\$\$.*?(?:\$\$|$)|\\\[.*?(?:\\\]|$)")
#: Words with a range before a sentence.
_LED: Final = regex(r"\s*\\(?:text|mbox)\s*\{\s*(?:on|over|for|within|where|when|if)\b")
#: Words behind numbers that say what these are of, or another number.
_MORE: Final = regex(
    r"=\s*[\d{},.\s]+(?P<more>\\(?:text|mbox)\s*\{\s*(?:"
    r"(?:[a-z]+ )?(?:parameters|weights|biases|connections|FLOPs|multiplications|operations)"
    r" (?:in|of|for|into|between) [^{}]*\b(?:layer|network|model|net|convnet|block|head)\b[^{}]*\}"
    r"|[^{}]*\b(?:error|accuracy|rate|share|fraction|part|percentage)(?: rate)? of\s*\}"
    r"\s*[\d.]+\s*(?:\\%|\\(?:text|mbox)\s*\{\s*percent\s*\})))\s*$"
)
_MOMENT: Final = regex(
    r"(?:Var|Std|SD)\b|\\mathbb\s?\{?\s?[EV](?![A-Za-z])|\\(?:operatorname|mathrm)\{E\}"
)
_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "∈"})
Rule: TypeAlias = "Callable[[Sentence], Judgement | None]"


def with_sentences(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula, or that of the sentence that it is as a whole."""
    if SENTENCE_WORDS.search(place.latex) is None:
        yield from _from_premises(place, _with_moments(place, entries))
        return
    entries = [_withdrawn(entry) for entry in entries] if _is_led(place, entries) else entries
    if any(entry.verdict in ("proved", "refuted") for entry in entries):
        from symnn.documents.judging.in_words.conditioned import OTHER, without_conditions

        entries = without_conditions(place, entries)
        if any(entry.reason == OTHER for entry in entries):
            yield from entries
            return
    counts = any(entry.reason == NOT_COUNTED for entry in entries)
    settled = not counts and any(entry.verdict in ("proved", "refuted") for entry in entries)
    found = None if settled else _found(place)
    if found is None and not settled:
        entries = _from_premises(place, entries)
    false = any(entry.verdict == "refuted" for entry in entries)
    if found is None or (false and found.outcome == "proved"):  # 2 + 2 = 5, and M has 4 entries
        yield from entries
        yield from _more(place, entries)
        return
    yield from _definitions(place, entries, found)
    yield sentence_entry(place, found, relation="is")


def _with_moments(place: Place, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, or that of a relation of variances which nothing else decides: Var(z) = n."""
    settled = any(entry.verdict in ("proved", "refuted") for entry in entries)
    if settled or _MOMENT.search(place.latex) is None:
        return entries
    from symnn.documents.judging.in_words.spreads import judge_moment

    found = judge_moment(place)
    if found is None or found.outcome == "undecided":
        return entries
    own = [entry for entry in entries if entry.kind == "definition"]
    return [*own, sentence_entry(place, _doubted(place, found), relation="=")]


def _from_premises(place: Place, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, or that of what follows from premises where none has a verdict."""
    verdicts = {entry.verdict for entry in entries}
    if verdicts - {None, "refuted"}:
        return entries
    from symnn.documents.judging.equations.under_premises import (
        follows_from_premises,
        is_told_more,
    )

    if "refuted" in verdicts:
        why = "an equation before it says more of the letters of its premises"
        told = is_told_more(place)
        return [left_open(e, why) if told and e.verdict == "refuted" else e for e in entries]
    found = follows_from_premises(place)
    kept = [entry for entry in entries if found is None or entry.kind == "not-a-claim"]
    return entries if found is None else [*kept[:-1], found]


def _definitions(place: Place, entries: Sequence[Entry], found: Judgement) -> Iterator[Entry]:
    """What a sentence gives beside what it claims: of "y = 1 exactly if …" no value of y."""
    from symnn.documents.judging.in_words.deciding import taken_back

    own = [entry for entry in entries if entry.kind == "definition"]
    yield from taken_back(place, own) if found.method == AT_ALL_INPUTS else own


def _more(place: Place, entries: Sequence[Entry]) -> Iterator[Entry]:
    """What words say of numbers that are right by themselves, and nothing decided."""
    if not entries or any(entry.verdict != "proved" for entry in entries):
        return
    more = _MORE.search(place.latex)
    if more is not None and not any(r"\text" in entry.latex for entry in entries):
        reason = "the numbers are right; whether they are those of what is spoken of is not judged"
        yield place.entry(
            *more.span("more"),
            rule=rules.UNDECIDED.id,
            kind="claim",
            relation="",
            verdict="undecided",
            reason=reason,
        )


def _is_led(place: Place, entries: Sequence[Entry]) -> bool:
    """Whether words with a range stand before a sentence that was read without it."""
    first = entries[0] if entries else None
    ranged = first is not None and first.verdict is None and first.relation in _ORDERS
    return ranged and _LED.match(place.latex) is not None


def _withdrawn(entry: Entry) -> Entry:
    """A sentence that is false, or true, of more numbers than are meant."""
    worded = r"\text" in entry.latex or r"\mbox" in entry.latex
    if not worded or entry.verdict != "refuted":
        return entry
    return left_open(entry, "the range before it was not read with it")


def _found(place: Place) -> Judgement | None:
    try:
        sentence = sentence_of(place)
    except (SymnnError, ArithmeticError, RecursionError):
        return None
    if sentence is None:
        return None
    for rule in _rules_for(sentence.assumed):
        found = _by_rule(rule, sentence)
        if found is not None and found.outcome != "undecided":
            return _doubted(place, found)
    return None


def _rules_for(assumed: Assumptions) -> Iterator[Rule]:
    """The rules that can do with what is said beside a sentence."""
    from symnn.documents.judging.in_words.fitting import judge_fit
    from symnn.documents.judging.memberships.said_shapes import judge_said_shape
    from symnn.documents.judging.memberships.words import judge_made

    if not assumed.is_closed:
        yield from _rules_of_wholes()
    yield judge_fit
    yield judge_made
    yield judge_said_shape
    if assumed.unread is None and not assumed.is_closed:
        yield from _rules()


def _by_rule(rule: Rule, sentence: Sentence) -> Judgement | None:
    try:
        return rule(sentence)
    except (SymnnError, ArithmeticError, RecursionError):
        return None


def _rules_of_wholes() -> Iterator[Rule]:
    """Those that read the ranges in a sentence by themselves."""
    from symnn.documents.judging.in_words.boolean_counts import judge_functions
    from symnn.documents.judging.in_words.counted_layers import judge_counted_layer
    from symnn.documents.judging.in_words.deciding import judge_deciding
    from symnn.documents.judging.in_words.entries_said import judge_entries
    from symnn.documents.judging.in_words.extremes import judge_place
    from symnn.documents.judging.in_words.identities_of_size import judge_identity
    from symnn.documents.judging.in_words.inputs import judge_inputs
    from symnn.documents.judging.in_words.kept_sizes import judge_kept_size
    from symnn.documents.judging.in_words.listed_sizes import judge_listed_sizes
    from symnn.documents.judging.in_words.logic_of_units import judge_logic
    from symnn.documents.judging.in_words.multiples import judge_multiples
    from symnn.documents.judging.in_words.necessity import judge_necessity
    from symnn.documents.judging.in_words.shapes import judge_shape
    from symnn.documents.judging.in_words.some_states import judge_some
    from symnn.documents.judging.in_words.spreads import judge_spread
    from symnn.documents.judging.in_words.uniform_losses import judge_uniform_loss

    yield from (
        judge_deciding,
        judge_some,
        judge_functions,
        judge_spread,
        judge_listed_sizes,
        judge_uniform_loss,
        judge_inputs,
        judge_logic,
        judge_kept_size,
        judge_counted_layer,
        judge_identity,
        judge_entries,
        judge_place,
        judge_necessity,
        judge_multiples,
        judge_shape,
    )


def _rules() -> Iterator[Rule]:
    from symnn.documents.judging.counts.sentences import judge_count
    from symnn.documents.judging.in_words.bending import judge_bending
    from symnn.documents.judging.in_words.both_ways import judge_both_ways
    from symnn.documents.judging.in_words.boundaries import judge_boundary
    from symnn.documents.judging.in_words.circuits import judge_circuit
    from symnn.documents.judging.in_words.counted_by_rule import judge_by_rule
    from symnn.documents.judging.in_words.counted_units import judge_units
    from symnn.documents.judging.in_words.gates import judge_gate
    from symnn.documents.judging.in_words.growth import judge_dependence, judge_growth
    from symnn.documents.judging.in_words.jacobian_shapes import judge_jacobian_shape
    from symnn.documents.judging.in_words.jacobians import judge_jacobian
    from symnn.documents.judging.in_words.joints import judge_joints
    from symnn.documents.judging.in_words.lines_of_matrices import judge_lines
    from symnn.documents.judging.in_words.parameter_counts import judge_parameters
    from symnn.documents.judging.in_words.pooling import judge_pooling
    from symnn.documents.judging.in_words.product_costs import judge_product_cost
    from symnn.documents.judging.in_words.scaled import judge_scaled
    from symnn.documents.judging.in_words.sliding import judge_sliding
    from symnn.documents.judging.in_words.spans import judge_span
    from symnn.documents.judging.in_words.spoken_quantities import judge_quantities
    from symnn.documents.judging.in_words.states import judge_states
    from symnn.documents.judging.in_words.systems import judge_solution, judge_system
    from symnn.documents.judging.in_words.told_parameters import judge_told_parameters
    from symnn.documents.judging.in_words.unit_maps import judge_unit_map
    from symnn.documents.judging.in_words.window_outputs import judge_windows

    yield from (
        judge_system,
        judge_solution,
        judge_span,
        judge_gate,
        judge_circuit,
        judge_growth,
        judge_dependence,
        judge_both_ways,
        judge_by_rule,
        judge_parameters,
        judge_units,
        judge_lines,
        judge_boundary,
        judge_states,
        judge_bending,
        judge_scaled,
        judge_quantities,
        judge_joints,
        judge_jacobian,
        judge_unit_map,
        judge_count,
        judge_product_cost,
        judge_pooling,
        judge_sliding,
        judge_windows,
        judge_told_parameters,
        judge_jacobian_shape,
    )


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
