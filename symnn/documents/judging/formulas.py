"""One formula: its statements in their order, and the sentences that its words make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from symnn.documents import rules
from symnn.documents.judging import signs
from symnn.documents.judging.equations.sought import note_sought
from symnn.documents.judging.equations.systems import poses_system, withdrawn
from symnn.documents.judging.heard import heard_of
from symnn.documents.judging.matrices import claims as arrays
from symnn.documents.judging.matrices import hooks as matrices
from symnn.documents.judging.names.bindings import doubting
from symnn.documents.judging.names.definitions import is_count, is_quantity
from symnn.documents.judging.names.introduced import introduce_networks, introduced, words_before
from symnn.documents.judging.notations.respellings import names_in_a_row
from symnn.documents.judging.notations.spelled import spelled
from symnn.documents.judging.placing import Place, State, unreadable
from symnn.documents.judging.statements import statement_entries
from symnn.documents.judging.wording.beginnings import begun, is_line
from symnn.documents.judging.wording.clauses import Clause, clauses
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.judging.wording.standing import (
    JUDGED_WHOLE,
    SAYS_MORE,
    asks,
    ends_of_premises,
    goes_on_list,
    listed_name,
)
from symnn.documents.judging.writing_out import written_out
from symnn.documents.model import Entry
from symnn.documents.phrases import entries as sentences
from symnn.documents.phrases.around import as_said_around, said_around
from symnn.documents.phrases.sentences import is_hedged
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

#: A formula that is no longer may be a list of letters; so far away words may tell their sign.
_LETTERS: Final = 40


def judge_formula(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of one formula, in its order."""
    introduce_networks(state, formula)
    state.enter(formula)
    before = state.last
    healed = written_out(state, formula)
    supposes = False
    if formula.display and signs.IN_WORDS.search(healed.text):
        from symnn.documents.judging.wording.given_then import as_settings, is_subject

        supposes = is_subject(healed.text)
        healed = healed.then(as_settings(healed.text)) if supposes else healed
    parsed = parse(healed.text, names_in_a_row(state.runs, healed.text))
    named = spelled(state, formula, healed.text, parsed.statements)
    statements, called = introduced(healed.text, named, state.scope)
    statements = _by_custom(state, healed.text, begun(state, formula, healed.text, statements))
    if formula.display and ("\\text" in healed.text or "\\mbox" in healed.text):
        statements = _with_words(state, formula, healed.text, statements)
    knowledge = matrices.knowledge_of(state, formula, statements)
    place = Place(state, formula, healed, knowledge=knowledge)
    found = clauses(statements, state.scope)
    others = _statements(place, statements, found, called, supposes)
    entries = arrays.counted_or(place, statements, others)
    if formula.display:
        entries = _as_sentences(place, entries)
    if len(found) > 1:
        from symnn.documents.judging.wording.alternatives import unsettled

        entries = unsettled(entries, found, state.scope)
    if poses_system(found, state.scope):
        entries = withdrawn(entries)
    elif asks(formula):
        entries = withdrawn(entries, "it is asked whether this holds")
    said = []
    for entry in entries:
        said.append(entry)
        yield entry
    _note_families(place, found, said)
    note_sought(place, found, said)
    _note(place, statements, said)
    if all(entry.verdict is None for entry in said):
        from symnn.documents.judging.plain_sides import false_numbers

        yield from false_numbers(place, statements)
    if not said and parsed.statements:
        start, end = parsed.statements[0].span.start, parsed.statements[-1].span.end
        behind = _behind_colon(statements[-1])
        whole = None if behind is not None else sentences.obscure(place, start, end)
        if behind is not None:
            yield from statement_entries(place, behind, Clause(behind))
        elif whole is not None:
            yield whole
    yield from sentences.in_prose(place)
    state.last_paragraph, state.is_last_near = formula.paragraph, state.last is not before
    state.is_last_alone = len(parsed.statements) == 1 and (
        formula.display or is_line(formula, state.source.text)
    )


def _by_custom(
    state: State, text: str, statements: list[tree.Statement | tree.Unreadable]
) -> list[tree.Statement | tree.Unreadable]:
    """Moduli that are written once for a chain, and the terms of empty classes."""
    if "mod" in text and "equiv" in text:
        from symnn.documents.judging.sets.congruence_chains import with_moduli

        statements = with_moduli(statements)
    if signs.EMPTY.search(text) is not None and says(state.source.text, signs.ENTROPIES):
        from symnn.documents.judging.notations.functions.empty_classes import without_empty_classes

        statements = without_empty_classes(statements)
    return statements


def _as_sentences(place: Place, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a display, with that of the sentence that it is, and of words behind it."""
    if signs.OF_RUNS.search(place.latex) and says(place.state.source.text, signs.ADDS_TO_WEIGHTS):
        from symnn.documents.judging.training.mistake_runs import with_runs

        entries = with_runs(place, entries)
    if JUDGED_WHOLE.search(place.latex) is not None:
        from symnn.documents.judging.in_words.hooks import with_sentences

        entries = with_sentences(place, tuple(entries))
    if SAYS_MORE.search(place.latex) is not None:
        from symnn.documents.judging.in_words.said_behind import with_said_behind

        entries = with_said_behind(place, tuple(entries))
    if "\\text" not in place.latex:
        return entries
    from symnn.documents.judging.wording.more_said import unless_half_heard

    return unless_half_heard(entries)


def _with_words(
    state: State,
    formula: Formula,
    text: str,
    statements: list[tree.Statement | tree.Unreadable],
) -> list[tree.Statement | tree.Unreadable]:
    """The statements, with the numbers that words say: sizes, and how many there are."""
    from symnn.documents.judging.names.beside.told_sizes import told_sizes

    statements = told_sizes(text, statements, state.scope)
    if "with" in text or "where" in text:
        from symnn.documents.judging.names.beside.with_values import with_values

        statements = with_values(statements, state.scope)
    if not state.counts or ":" not in text:
        return statements
    from symnn.documents.judging.wording.noun_formulas import with_counts

    return with_counts(state, formula, statements)


def _note(
    place: Place, statements: list[tree.Statement | tree.Unreadable], said: list[Entry]
) -> None:
    """Keep in mind what the formula says beside its definitions: settings, ranges, few values."""
    state, formula = place.state, place.formula
    latex = place.latex
    if formula.display and signs.NOUN.search(latex) is not None:
        from symnn.documents.judging.wording.noun_formulas import note_counts

        note_counts(state, formula, statements, said)
    if ":" in latex and state.scope.version > state.since:
        from symnn.documents.judging.names.beside.settings import note_settings

        note_settings(place, statements)
    ordered = signs.ORDER.search(latex) is not None
    many = formula.display and len(statements) > 1
    signed = (
        not formula.display
        and len(latex) < _LETTERS
        and signs.SIGNED.search(formula.before[-_LETTERS:] + formula.after[:_LETTERS])
    )
    many = many and any(e.kind == "definition" for e in said)
    if signed or (ordered and ("=" not in latex or many)):
        from symnn.documents.judging.names.letters.supposed import note_told_ranges

        note_told_ranges(place, statements, said)
    if formula.display and signs.FOR_EACH.search(latex) is not None:
        from symnn.documents.judging.names.families.each_alike import give_each

        give_each(place, statements)
    if not formula.display and signs.CASED.match(formula.after) is not None:
        from symnn.documents.judging.names.again.cases_in_words import note_cases_in_words

        note_cases_in_words(place, statements)
    elif not formula.display and signs.FIRING.search(formula.before) is not None:
        from symnn.documents.judging.in_words.units_in_prose import note_unit

        note_unit(place)
    if r"\in" in latex and (state.ranges or r"\{" in latex):
        from symnn.documents.judging.names.letters.few_values import note_few_values

        note_few_values(state, formula, statements)
    arrays.note_arrays(state, formula, statements, said)


def _behind_colon(statement: tree.Statement | tree.Unreadable) -> tree.Statement | None:
    """The relation that stands behind words with a colon, which only introduce it."""
    if not isinstance(statement, tree.Statement) or not statement.qualifiers:
        return None
    *_, last = statement.qualifiers
    body = last.body
    lead = statement.lead.text if statement.lead is not None else ""
    words = " ".join([lead, *(q.words for q in statement.qualifiers)]).lower()
    if not last.words.rstrip().endswith(":") or is_hedged(words):
        return None
    if not isinstance(body, tree.Chain) or tree.key(body.first) is not None:
        return None
    return tree.Statement(body, span=last.span)


def _statements(
    place: Place,
    statements: Sequence[tree.Statement | tree.Unreadable],
    found_clauses: Sequence[Clause],
    called: Mapping[tree.Span, str],
    supposes: bool = False,
) -> Iterator[Entry]:
    """Statement by statement; those that make a sentence that is understood have its entries."""
    numbers = {s.span: n for n, s in enumerate(statements)}
    settings, premises = ends_of_premises(statements)
    premises = settings if supposes else premises
    done = -1
    alone = len(statements) == 1 or _governs(place.formula)
    around = [Condition(*said) for said in said_around(place.formula, place.latex)] if alone else []
    listed: str | None = None
    for order, clause in enumerate(found_clauses):
        if listed is not None and goes_on_list(clause.statement, listed):
            clause = replace(clause, in_sentence=True)
        else:
            listed = listed_name(clause.statement)
        before = words_before(place.formula.before)
        place.state.called = called.get(clause.statement.span, "") or before
        said = matrices.words_beside(clause, found_clauses[order + 1 :])
        if around:
            clause = replace(clause, conditions=(*clause.conditions, *around))
        number = numbers.get(clause.statement.span)
        if number is not None and number < done:
            continue
        at = number or 0
        ends = len(statements) if number is None else number
        standing = "premise" if ends < premises else "setting" if ends < settings else ""
        place = replace(place, said=said, standing=standing)
        if number == done and clause.in_sentence and not _gives_any(clause.statement):
            clause = replace(clause, in_sentence=False)
        if isinstance(clause.statement, tree.Unreadable):
            yield unreadable(place, clause.statement)
            continue
        told = tuple(matrices.told_sizes(place, clause)) or arrays.told_arrays(place, clause)
        yield from told
        if told and place.said.defined is not None:
            continue
        asked = number is not None and not told
        follows = number == done
        found = sentences.in_formula(place, statements, at, follows) if asked else None
        if found is None:
            stated = statement_entries(place, clause.statement, clause)
            stated = as_said_around(place.formula, stated) if around else stated
            stated = _in_all_words(place, found_clauses[:order], clause, stated)
            put_in = supposes and (ends < settings or not settings)
            yield from _as_given(stated) if put_in else stated
            continue
        done = found.last
        for one in statements[found.first : found.last]:
            if isinstance(one, tree.Statement) and _gives(place, one):
                yield from statement_entries(place, one, Clause(one))
            if getattr(one, "qualifiers", ()):
                break  # what stands behind the verb is a part of what is said
        yield from _under_conditions(place.state, statements[: found.first], found.entries)


def _under_conditions(state: State, *said: Any) -> Iterator[Entry]:
    from symnn.documents.judging.wording.conditioned import under_conditions

    return under_conditions(state, *said)


def _in_all_words(
    place: Place, before: Sequence[Clause], clause: Clause, entries: Iterator[Entry]
) -> Iterator[Entry]:
    """The entries of a statement; open where words behind it claim more than what was judged."""
    entries = _with_families(place, before, clause, _looked_at_again(place, clause, entries))
    if not getattr(clause.statement, "qualifiers", ()) and r"\text" not in place.latex:
        return entries
    from symnn.documents.judging.wording.more_said import unless_more_is_said

    return unless_more_is_said(place, clause, entries)


def _looked_at_again(place: Place, clause: Clause, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a statement, with what rooms of a special kind decide."""
    if clause.conditions:
        from symnn.documents.judging.names.again.formula_anew import noted_anew

        entries = noted_anew(place, clause, entries)
    entries = arrays.with_arrays(place, clause, entries)
    if is_quantity(clause.statement.body if isinstance(clause.statement, tree.Statement) else None):
        from symnn.documents.judging.names.again.quantities_again import with_quantities

        entries = with_quantities(place, clause, entries)
    if r"\partial" in place.latex:
        from symnn.documents.judging.calculus.penalties import with_penalties

        entries = with_penalties(place, clause, entries)
    if r"\partial" in place.latex or r"\frac" in place.latex or "/d" in place.latex:
        from symnn.documents.judging.doubts.values.told_dependence import unless_dependent

        entries = unless_dependent(place, clause, entries)
    if not says(place.state.source.text, signs.TURNS):
        return entries
    from symnn.documents.judging.doubts.last_doubts import unless_doubted

    return unless_doubted(place, clause, entries)


def _as_given(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Values that are only put in: that they are the same as before proves nothing."""
    for entry in entries:
        if entry.verdict is None:
            yield entry
        else:
            rule = rules.DEFINITION.id
            yield replace(entry, kind="definition", verdict=None, rule=rule, evidence="")


def _governs(formula: Formula) -> bool:
    """Whether words with a colon stand before a display, so that all of it is said under them."""
    return formula.display and (formula.before or formula.lead_in).rstrip().endswith(":")


def _gives_any(statement: tree.Statement | tree.Unreadable) -> bool:
    """Whether it may be one more value of what a sentence speaks of: "… at x = 1, y = 2"."""
    body = statement.body if isinstance(statement, tree.Statement) else None
    return not isinstance(body, tree.Chain) or tree.key(body.first) is not None


def _gives(place: Place, statement: tree.Statement) -> bool:
    """Whether the subject of a sentence is given its value there: "v = (1, 1) is …"."""
    body = statement.body
    if not isinstance(body, tree.Chain) or statement.lead is not None or is_count(body.first):
        return False
    key = tree.key(body.first)
    new = key is not None and place.state.scope.latest(key) is None
    return new and all(link.relation == "=" for link in body.links)


def _told(state: State, latex: str) -> Any:
    """The families, once a formula speaks of such; None before."""
    heard = heard_of(state)
    if heard.memory is None and signs.SPEAKS.search(latex) is not None:
        from symnn.documents.judging.sequences.hooks import learn, new_memory

        heard.memory = new_memory()
        for one in heard.before:
            learn(heard.memory, *one)
        heard.before.clear()
    return heard.memory


def _with_families(
    place: Place, before: Sequence[Clause], clause: Clause, entries: Iterator[Entry]
) -> Iterator[Entry]:
    """The entries of a statement, decided where it speaks of families and nothing else decides."""
    memory = _told(place.state, place.latex)
    if memory is not None:
        from symnn.documents.judging.sequences.hooks import decided

        entries = decided(place, memory, (before, clause), entries)
    return doubting(place, getattr(clause.statement, "body", None), entries)


def _note_families(place: Place, clauses: Sequence[Clause], said: Sequence[Entry]) -> None:
    """Keep in mind what a formula says of families, if it or one before it speaks of them."""
    memory = _told(place.state, place.latex)
    section = place.formula.headings
    if memory is None:
        heard_of(place.state).before.append((section, clauses, said))
        return
    from symnn.documents.judging.sequences.hooks import learn

    learn(memory, section, clauses, said)
