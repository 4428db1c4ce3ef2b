"""Judging a document: its formulas in order, under the names it defines on the way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, TypeAlias

from symnn.documents import rules
from symnn.documents.judging import signs
from symnn.documents.judging.formulas import judge_formula
from symnn.documents.judging.names.reaching.frames import may_end
from symnn.documents.judging.notations.members.layers import layers_of
from symnn.documents.judging.notations.respellings import CLASSES, respellings_of
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.topics import OTHERWISE, topics_of
from symnn.documents.model import Entry, left_open
from symnn.documents.readers import read
from symnn.documents.regions import Damage, Formula, ValueTable
from symnn.documents.source import Source, says
from symnn.latex.meaning.scope import (
    COUNTED,
    IN_BITS,
    ITERATED,
)
from symnn.latex.rewriting import Rewriting

#: What is judged in the order of a document.
Part: TypeAlias = "Formula | Damage | ValueTable"
#: Where rooms keep what they know, among the counts of a state.
_MACHINES: Final = " machines"
_LESSON: Final = " lesson"
_OWN_VALUES: Final = " own values"


def judge(source: Source) -> Iterator[Entry]:
    """The entries of a document, in its order, as they are found.

    Nothing of the text is executed; one formula that cannot be read never costs the next.
    """
    state, parts = opened(source)
    for part in parts:
        yield from judge_part(state, part)


def opened(source: Source) -> tuple[State, list[Part]]:
    """The state before the first word of a document, and what is to be judged in its order."""
    reading = read(source)
    state = State(source, layers=layers_of(reading.formulas))
    at_even = says(source.text, signs.EVEN_PLACE)
    if at_even or says(source.text, signs.IN_A_ROW):
        from symnn.documents.judging.notations.runs import runs_of

        state.runs = runs_of(reading.formulas, source.text)
    if at_even:
        state.parities = {}
    state.spellings = respellings_of(source.text, reading.formulas)
    state.scope.told |= topics_of(source.text, reading.formulas)
    if says(source.text, signs.ITERATED):
        from symnn.documents.judging.notations.functions.iterates import iterates_of

        state.iterates = iterates_of(reading.formulas, source.text)
    if len(signs.LABELS.findall(source.text)) > 1:
        from symnn.documents.judging.notations.members.labelled_cases import cases_of

        state.cases = cases_of(reading.formulas, state.copy())
    if r"\Phi" in source.text:
        from symnn.documents.judging.chances.normal_letters import give_normal_letters

        give_normal_letters(state)
    if state.cases is None and says(source.text, signs.GIVEN_TWICE):
        from symnn.documents.judging.names.beside.own_values import own_values_of

        state.counts[_OWN_VALUES] = own_values_of(reading.formulas, state.copy())
    if says(source.text, signs.LEARNS):
        from symnn.documents.judging.training.hooks import new_memory

        state.counts[_LESSON] = new_memory(source, reading)
    formulas = reading.formulas
    if any("=" in cell.text for table in reading.tables for cell in table.head):
        from symnn.documents.judging.chances.from_tables import without_labels

        formulas = without_labels(formulas, reading.tables)
    parts: list[Part] = [*formulas, *reading.damages, *reading.tables]
    return state, sorted(parts, key=lambda p: p.start)


def judge_part(state: State, part: Part) -> Iterator[Entry]:
    """The entries of a formula, or of damage, and what the document says by it."""
    entries = _judged_part(state, part)
    if isinstance(part, Formula) and says(state.source.text, signs.DENIES):
        from symnn.documents.judging.wording.negated import unless_negated

        entries = unless_negated(part, entries)
    if isinstance(part, Formula) and says(state.source.text, signs.TWO_WAYS):
        from symnn.documents.judging.doubts.meanings.one_way import in_one_way

        entries = in_one_way(state, part, entries)
    if isinstance(part, Formula) and says(state.source.text, signs.ANGLED):
        from symnn.documents.judging.doubts.arrays.own_products import beside_own_product

        entries = beside_own_product(state, entries)
    if isinstance(part, Formula) and says(state.source.text, signs.LAID_OUT):
        from symnn.documents.judging.doubts.arrays.told_rows import beside_told_rows

        entries = beside_told_rows(state, entries)
    if isinstance(part, Formula) and says(state.source.text, signs.CONVENTIONS):
        from symnn.documents.judging.doubts.meanings.other_conventions import (
            beside_other_conventions,
        )

        entries = beside_other_conventions(state, part, entries)
    if isinstance(part, Formula) and says(state.source.text, signs.DOMAINS):
        from symnn.documents.judging.doubts.meanings.told_domains import on_own_domains

        entries = on_own_domains(state, entries)
    if _LESSON in state.counts and isinstance(part, Formula):
        from symnn.documents.judging.training.hooks import with_training

        entries = with_training(state, state.counts[_LESSON], part, list(entries))
    yield from entries


def _judged_part(state: State, part: Part) -> Iterator[Entry]:
    if isinstance(part, Formula) and (state.iterates is not None or state.layers.unclear):
        _note_powers(state, part)
    if isinstance(part, Damage):
        yield _damage(state.source, part)
    elif isinstance(part, ValueTable):
        yield from _of_table(state, part)
    elif (told := _changing(part)) is not None:
        for said in told:
            yield from _guarded(state, said)
    elif part.typed or not says(state.source.text, signs.TABLED):
        yield from _guarded(state, part)
    else:
        yield from _by_tables(state, part)


def _note_powers(state: State, formula: Formula) -> None:
    """Say to the names what superscripts mean from here on."""
    of_powers = (ITERATED, COUNTED)
    others = frozenset(topic for topic in state.scope.told if not topic.startswith(of_powers))
    told = others | state.layers.unclear_at(formula)
    if state.iterates is not None:
        told |= state.iterates.told_at(formula)
    if told != state.scope.told:
        state.scope.told = told
        state.scope.values.clear()


def _by_tables(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula, with what numbers of words and finite variables decide."""
    from symnn.documents.judging.by_tables.hooks import new_memory, with_tables

    entries = list(_guarded(state, formula))
    if state.chances.tables is None:
        state.chances.tables = new_memory()
    try:
        yield from list(with_tables(state, state.chances.tables, formula, entries))
    except (MemoryError, KeyboardInterrupt):
        raise
    except RecursionError:
        state.last = None
        yield _failed(state, formula, "it is nested too deep, or its names are given by each other")
    except Exception:  # noqa: BLE001 - whatever it is, what was found otherwise stands
        yield from entries


def _changing(formula: Formula) -> tuple[Formula, Formula] | None:
    """A formula that tells of a change, as it is said after it, and then before it."""
    if ":" not in formula.latex or signs.ARROW.search(formula.latex) is None:
        return None
    from symnn.documents.judging.notations.numerals.changes import before_and_after

    found = before_and_after(formula)
    return None if found is None else (found[1], found[0])


def _of_table(state: State, table: ValueTable) -> list[Entry]:
    """The entries of a table; a failure of ours leaves its cells as they are, mere numbers."""
    from symnn.documents.judging.tables import judge_table

    try:
        return list(judge_table(state, table))
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the rest must be judged
        return []


def _guarded(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula; a failure of ours becomes an undecided entry, never a loss."""
    try:
        _note_rules(state, formula)
        before = state.copy() if _told_base(state, formula) else None
        entries = _in_force(state, formula)
        if formula.display and signs.COUNTS.search(formula.latex) is not None:
            from symnn.documents.judging.wording.word_formulas import with_counts

            place = Place(state, formula, Rewriting(formula.latex))
            entries = iter(with_counts(place, list(entries)))
        if formula.display and state.counts and signs.OUTPUTS.search(formula.latex) is not None:
            from symnn.documents.judging.wording.stated_outputs import with_stated_outputs

            place = Place(state, formula, Rewriting(formula.latex))
            entries = with_stated_outputs(place, list(entries))
        if formula.display and says(state.source.text, signs.STEPWISE):
            entries = _with_machines(state, formula, list(entries))
        if formula.display and signs.FOLLOWS.search(formula.latex) is not None:
            from symnn.documents.judging.equations.solved_premises import solved_for

            place = Place(state, formula, Rewriting(formula.latex))
            entries = iter(solved_for(place, list(entries)))
        if says(state.source.text, CLASSES):
            cut = "its last digit was cut, or is wrong"
            entries = (left_open(e, cut) if e.rounding == "truncated" else e for e in entries)
        if OTHERWISE in state.scope.told:
            from symnn.documents.judging.doubts.meanings.told_otherwise import as_told

            if before is None:
                entries = as_told(entries, state.source.text)
            else:
                in_bits = partial(_in_bits, before, formula)
                entries = as_told(entries, state.source.text, in_bits)
        if signs.LISTED.search(formula.latex) is not None:
            from symnn.documents.judging.names.beside.beside_proved import beside_proved

            entries = beside_proved(state, entries)
        yield from entries
        if formula.display and says(state.source.text, signs.STEPS):
            from symnn.documents.judging.sequences.vector_rules import note_vector_rules

            note_vector_rules(state, formula)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest must be judged
        state.last = None  # the next display does not go on from the one before this
        reason = f"symnn failed here ({type(error).__name__}); please report it"
        yield _failed(state, formula, reason)


def _note_rules(state: State, formula: Formula) -> None:
    """Take up rules of steps that words before a formula tell."""
    if says(state.source.text, signs.METHODS):
        from symnn.documents.judging.sequences.told_methods import note_told_method

        note_told_method(state, formula)


def _failed(state: State, formula: Formula, reason: str) -> Entry:
    """The entry of a formula that was not judged to its end."""
    return _unjudged(
        state.source,
        formula,
        latex=formula.written(0, len(formula.latex)),
        rule=rules.UNDECIDED.id,
        kind="claim",
        verdict="undecided",
        reason=reason,
    )


def _in_force(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula, with what is in force there, if anything may have ended."""
    if not may_end(state.source.text):
        return _past_asides(state, formula)
    from symnn.documents.judging.in_force import judged_in_force

    return judged_in_force(state, formula, _past_asides)


def _past_asides(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula, where letters that were the same for a sentence are two again."""
    if not (state.asides or state.settings):
        return _in_its_case(state, formula)
    from symnn.documents.judging.names.reaching.asides import judged_past

    return judged_past(state, formula, _in_its_case)


def _with_machines(state: State, formula: Formula, entries: list[Entry]) -> Iterator[Entry]:
    """The entries of a formula, or what going through its steps decides."""
    from symnn.documents.judging.sequences.machines import with_machines

    machines = state.counts.setdefault(_MACHINES, {})
    place = Place(state, formula, Rewriting(formula.latex))
    return iter(with_machines(place, machines, entries))


def _told_base(state: State, formula: Formula) -> bool:
    """Whether a formula has logarithms of which the document may say the base."""
    return OTHERWISE in state.scope.told and r"\log" in formula.latex


def _in_bits(before: State, formula: Formula) -> list[Entry]:
    """The entries of a formula with logarithms to the base 2."""
    before.scope.told |= {IN_BITS}
    return list(judge_formula(before, formula))


def _in_its_case(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula, which may stand under the label of a case."""
    if says(state.source.text, signs.UNITS):
        from symnn.documents.judging.doubts.decimals.other_units import in_one_unit

        return in_one_unit(state.source, formula, _of_its_case(state, formula))
    return _of_its_case(state, formula)


def _of_its_case(state: State, formula: Formula) -> Iterator[Entry]:
    supposes = signs.SUPPOSES.search(formula.latex) is not None or state.chances.supposed
    if supposes and state.chances.known and formula.display:
        from symnn.documents.judging.chances.supposed import under_supposed

        return under_supposed(state, formula, _under_labels)
    return _under_labels(state, formula)


def _under_labels(state: State, formula: Formula) -> Iterator[Entry]:
    if state.counts.get(_OWN_VALUES):
        from symnn.documents.judging.names.beside.own_values import with_own_values

        return with_own_values(state.counts[_OWN_VALUES], state, formula, _with_spectra)
    if state.cases is None:
        return _with_spectra(state, formula)
    from symnn.documents.judging.notations.members.labelled_cases import with_cases

    return with_cases(state.cases, state, formula, _with_spectra)


def _with_spectra(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula with units, or with names told to be eigenvalues in order."""
    if signs.IN_UNITS.search(formula.latex) is not None:
        from symnn.documents.judging.notations.numerals.units_of_information import with_units

        yield from with_units(state, formula, judge_formula)
        return
    if not says(state.source.text, signs.SPECTRAL):
        yield from judge_formula(state, formula)
        return
    from symnn.documents.judging.names.families.ordered_spectra import (
        before_formula,
        behind_formula,
    )

    before_formula(state, formula)
    yield from judge_formula(state, formula)
    behind_formula(state, formula)


def _damage(source: Source, damage: Damage) -> Entry:
    return _unjudged(
        source,
        damage,
        latex=source.text[damage.start : damage.end],
        rule=rules.DAMAGE.id,
        kind="not-a-claim",
        reason=f"{damage.what}; {damage.remedy}",
    )


def _unjudged(source: Source, part: Formula | Damage, **found: Any) -> Entry:
    """An entry about a part of a document that no room has judged."""
    begin, end = source.position(part.start), source.position(part.end)
    return Entry(
        line=begin.line,
        column=begin.column,
        end_line=end.line,
        end_column=end.column,
        cell=begin.cell,
        path=begin.path,
        relation="",
        **found,
    )
