"""Judging a document: its formulas in order, under the names it defines on the way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, TypeAlias

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.formulas import judge_formula
from symnn.documents.judging.names.frames import may_end
from symnn.documents.judging.notations.layers import layers_of
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
#: What words count, or measure.
_COUNTS: Final = regex(
    r"\\(?:text|mbox)\s*\{[^{}]*\b(?:parameters|weights|biases|regions|size|length|width|height"
    r"|dimension|entries|neurons|units|connections|multiplications|operations|pieces|outputs"
    r"|numbers|values|fields?|features|filters|heads|layers)\b|\b(?:MLP|[Nn]et(?:work)?|[Mm]odel)\b"
    r"[^$]*\\in[^$]*\\in"
)
#: The output that settings give, and whether they are valid.
_OUTPUTS: Final = regex(
    r":[^:]*\\(?:text|mbox)\s*\{\s*(?:the |an )?output|\b(?:is|are)(?: not)? (?:an? )?"
    r"(?:in)?(?:valid|possible|allowed|admissible)\b"
)
#: f(0) = 1 ⇒ a = 2.
_FOLLOWS: Final = regex(
    r"=[^=]*(?:\\(?:implies|Rightarrow|Longrightarrow|iff|Leftrightarrow|Longleftrightarrow)\b"
    r"|\{[^{}]{0,8}\b(?:only|exactly|precisely) (?:at|for|when|if|where)\s*\})[^=<>]*[=<>\\]"
)
_MACHINES: Final = " machines"
_LESSON: Final = " lesson"
_OWN_VALUES: Final = " own values"
#: x = -2, …; …, x = 3, or f(x) = …; …, f = 2: a name that is given twice in one formula.
_GIVEN_TWICE: Final = regex(
    r"(?<![A-Za-z\\_^{,(])([A-Za-z](?:_\{?\w\}?)?)(?:\([^()=;$]{1,24}\))?\s?&?=[^=;$][^;$]{0,300}"
    r"(?:;|\\qquad|\\\\)[^$]{0,300}?(?<![A-Za-z\\_^{,(])\1(?:\([^()=;$]{1,24}\))?\s?&?=[^=]"
)
_WEIGHT: Final = (
    r"(?:\\[a-z]+\s*\{?\s*)?(?:[wWvVbB]|\\(?:var)?theta(?![A-Za-z])|\\omega(?![A-Za-z]))\}?"
    r"(?:_\{?\w{1,2}\}?)?\s*"
)
#: A rule of learning: w(new) = …, w^{new}, Δw = …, w ← w + …, w' = …, w^{k+1} = w^k + …, w = w + …
_LEARNS: Final = regex(
    r"[(\^_]\s*\{?\s*\(?\s*(?:\\(?:text|mathrm|rm|mbox)\s*\{?\s*)?new\b|\bnew\\? [a-z]_"
    rf"|\\leftarrow|\\gets(?![a-z])|←|\\Delta\s*{_WEIGHT}|{_WEIGHT}'\s*\}}?\s*&?="
    rf"|{_WEIGHT}&?:?=\s*{_WEIGHT}[+-]|{_WEIGHT}(?:\^|_|\()\s*\{{?\s*\(?\s*[a-z]\s*[+-]\s*1"
    rf"|{_WEIGHT}\^\s*\{{?\s*\(?\s*1\s*\)?\s*\}}?\s*&?=\s*{_WEIGHT}\^"
)
#: y^{(t)} = 1(… y^{(t-1)} …), and s_t = s_{t-1} + u_t.
_STEPWISE: Final = regex(
    r"[\^_]\{\s*\(?\s*[tnk]\s*\)?\s*\}?\s*&?=[^=$]{0,200}[\^_]\{\s*\(?\s*[tnk]\s*-\s*1\s*\)?\s*\}"
    r"|_[tnk]\s*&?=[^=$]{0,200}_\{\s*[tnk]\s*-\s*1\s*\}"
)
#: A chance under a condition, or an index or an argument that is a word.
_TABLED: Final = regex(
    r"(?:P|p|r|P\}|b)\s*(?:\\left|\\[bB]igl?)?\s*\([^()=]{1,60}(?:=[^()=|]{1,30})?(?:\||\\mid|\\vert)"
    r"|\([a-z]_(?:[1-9a-z]|\{[a-z])|[a-z]\([a-z]{2,}\)\s*=\s*\d|\\to\s*\\text"
    r"|[A-Za-z\d}*]\s*(?:_\s*\{|\()\s*\\(?:text|mathrm|texttt|mbox|textit)\s*\{"
)
#: What may be the label of a case: \text{network A: }, \text{(a)}.
_LABELS: Final = regex(
    r"\\(?:text|mbox)[a-z]*\s*\{\s*(?:[^{}:;.]{1,40}(?::\s*\}|\}\s*:)|\([a-hivx\d]{1,4}\)\s*:?\s*\})"
)
#: 1.5 bits.
_IN_UNITS: Final = regex(
    r"\\(?:text|mbox)[a-z]*\s*\{[^{}]*\b(?:bit|nat)s?\b|\\mathrm\{~?(?:bit|nat)s?\}"
)
#: 20 ms, 4 bytes, 30 degrees.
_UNITS: Final = regex(
    r"\d[\s$}~]*(?:\\[,;: ]|\\(?:text|mathrm|mbox)\s*\{)*\s*"
    r"(?:(?:m?s|h|B|m|g)\b|sec|min|hour|day|week|year|bit|byte|[kKMGT]i?B|[mck]m|milli|second|minute"
    r"|mega|giga|[kKMG]?Hz|[mk]g|degree|[GT]?FLOP|feet|inch)"
)
#: σ_1 ≥ σ_2, or λ_1 ≤ λ_2, the values of a matrix in their order.
_SPECTRAL: Final = regex(
    r"_\s*\{?\s*1\s*\}?\s*(?:\\ge|\\gt\b|≥|>)"
    r"|(?:\\(?:sigma|lambda|mu)|[σλμ])\s*_\s*\{?\s*1\s*\}?\s*(?:\\le|\\lt\b|≤|<)"
)
#: Values of several members of a family, or several slopes.
_LISTED: Final = regex(r"(?s)_\{?\d\}?\s*=.*_\{?\d\}?\s*=|\\(?:partial|frac\s*\{\s*d).*=.*=")
#: Words or signs that may make powers of functions compositions.
_ITERATED: Final = regex(
    r"(?i)compos|iterate|\\circ(?![a-z])|\b(?:times|twice|thrice)\b"
    r"|_\{?[a-z]\}?\s*&?:?=\s*\S{1,24}\s?\^\s?\{?[a-z]\}?\s?\("
    r"|\^[^=]{1,30}=[^=]{0,60}?\(\s?(?:\\[a-z]+\s?\{?)?[a-z]*\}?(?:\^[^()]{1,9})?\("
)
#: 5 → 5.001.
_ARROW: Final = regex(r"\d\s*(?:\\(?:to|rightarrow|longrightarrow|mapsto)(?![A-Za-z])|→)\s*-?\d")
#: The even places of a family: PE_{(pos, 2i)}.
_EVEN_PLACE: Final = regex(r"[A-Za-z],\s*(?:\\[ ,;]\s*)?2\s*\\?[a-z]\s*[)}]")
#: Letters in a row that may be one name.
_IN_A_ROW: Final = regex(
    r"(?<![A-Za-z\\{])(?:[A-Z]{2,5}|IoU)\s{0,3}(?:\([a-z]|&?\s?=)|(?<![A-Za-z\\{_^])[a-z]{2,4}\([a-z]"
    r"|(?<![A-Za-z\\{_^])(?:[A-Za-z][a-z]{4,19}|d[A-Z]d[A-Za-z])\s{0,3}&?\s?="
    r"|(?<![A-Za-z\\{_^])[A-Z]?[a-z]{2,4}_\{?\w{1,4}\}?\s{0,3}&?\s?="
    r"|\b(?:TP|FP|TN|FN|tp|fp|tn|fn)\b|(?<![A-Za-z\\{])(?:KL|JS)(?:\s|\\left|\(|\[)"
    r"|(?<![A-Za-z\\{])d[A-Za-z]\s{0,3}&?\s?:?=\s*\\[dt]?frac\s*\{\s*\\partial"
)


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
    at_even = says(source.text, _EVEN_PLACE)
    if at_even or says(source.text, _IN_A_ROW):
        from symnn.documents.judging.notations.runs import runs_of

        state.runs = runs_of(reading.formulas, source.text)
    if at_even:
        state.parities = {}
    state.spellings = respellings_of(source.text, reading.formulas)
    state.scope.told |= topics_of(source.text, reading.formulas)
    if says(source.text, _ITERATED):
        from symnn.documents.judging.notations.iterates import iterates_of

        state.iterates = iterates_of(reading.formulas, source.text)
    if len(_LABELS.findall(source.text)) > 1:
        from symnn.documents.judging.notations.labelled_cases import cases_of

        state.cases = cases_of(reading.formulas, state.copy())
    if r"\Phi" in source.text:
        from symnn.documents.judging.chances.normal_letters import give_normal_letters

        give_normal_letters(state)
    if state.cases is None and says(source.text, _GIVEN_TWICE):
        from symnn.documents.judging.names.own_values import own_values_of

        state.counts[_OWN_VALUES] = own_values_of(reading.formulas, state.copy())
    if says(source.text, _LEARNS):
        from symnn.documents.judging.training.hooks import new_memory

        state.counts[_LESSON] = new_memory(source, reading)
    parts: list[Part] = [*reading.formulas, *reading.damages, *reading.tables]
    return state, sorted(parts, key=lambda p: p.start)


def judge_part(state: State, part: Part) -> Iterator[Entry]:
    """The entries of a formula, or of damage, and what the document says by it."""
    entries = _judged_part(state, part)
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
    elif part.typed or not says(state.source.text, _TABLED):
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
    except Exception:  # noqa: BLE001 - whatever it is, what was found otherwise stands
        yield from entries


def _changing(formula: Formula) -> tuple[Formula, Formula] | None:
    """A formula that tells of a change, as it is said after it, and then before it."""
    if ":" not in formula.latex or _ARROW.search(formula.latex) is None:
        return None
    from symnn.documents.judging.notations.changes import before_and_after

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
        before = state.copy() if _told_base(state, formula) else None
        entries = _in_force(state, formula)
        if formula.display and _COUNTS.search(formula.latex) is not None:
            from symnn.documents.judging.wording.word_formulas import with_counts

            place = Place(state, formula, Rewriting(formula.latex))
            entries = iter(with_counts(place, list(entries)))
        if formula.display and state.counts and _OUTPUTS.search(formula.latex) is not None:
            from symnn.documents.judging.wording.stated_outputs import with_stated_outputs

            place = Place(state, formula, Rewriting(formula.latex))
            entries = with_stated_outputs(place, list(entries))
        if formula.display and says(state.source.text, _STEPWISE):
            entries = _with_machines(state, formula, list(entries))
        if formula.display and _FOLLOWS.search(formula.latex) is not None:
            from symnn.documents.judging.equations.solved_premises import solved_for

            place = Place(state, formula, Rewriting(formula.latex))
            entries = iter(solved_for(place, list(entries)))
        if says(state.source.text, CLASSES):
            cut = "its last digit was cut, or is wrong"
            entries = (left_open(e, cut) if e.rounding == "truncated" else e for e in entries)
        if OTHERWISE in state.scope.told:
            from symnn.documents.judging.doubts.told_otherwise import as_told

            if before is None:
                entries = as_told(entries, state.source.text)
            else:
                in_bits = partial(_in_bits, before, formula)
                entries = as_told(entries, state.source.text, in_bits)
        if _LISTED.search(formula.latex) is not None:
            from symnn.documents.judging.names.beside_proved import beside_proved

            entries = beside_proved(state, entries)
        yield from entries
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest must be judged
        state.last = None  # the next display does not go on from the one before this
        yield _unjudged(
            state.source,
            formula,
            latex=formula.written(0, len(formula.latex)),
            rule=rules.UNDECIDED.id,
            kind="claim",
            verdict="undecided",
            reason=f"symnn failed here ({type(error).__name__}); please report it",
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
    from symnn.documents.judging.names.asides import judged_past

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
    if says(state.source.text, _UNITS):
        from symnn.documents.judging.doubts.other_units import in_one_unit

        return in_one_unit(state.source, formula, _of_its_case(state, formula))
    return _of_its_case(state, formula)


def _of_its_case(state: State, formula: Formula) -> Iterator[Entry]:
    if state.counts.get(_OWN_VALUES):
        from symnn.documents.judging.names.own_values import with_own_values

        return with_own_values(state.counts[_OWN_VALUES], state, formula, _with_spectra)
    if state.cases is None:
        return _with_spectra(state, formula)
    from symnn.documents.judging.notations.labelled_cases import with_cases

    return with_cases(state.cases, state, formula, _with_spectra)


def _with_spectra(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula with units, or with names told to be eigenvalues in order."""
    if _IN_UNITS.search(formula.latex) is not None:
        from symnn.documents.judging.notations.units_of_information import with_units

        yield from with_units(state, formula, judge_formula)
        return
    if not says(state.source.text, _SPECTRAL):
        yield from judge_formula(state, formula)
        return
    from symnn.documents.judging.names.ordered_spectra import before_formula, behind_formula

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
