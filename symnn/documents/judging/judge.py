"""Judging a document: its formulas in order, under the names it defines on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.formulas import judge_formula
from symnn.documents.judging.notations.layers import layers_of
from symnn.documents.judging.placing import State
from symnn.documents.judging.tables import judge_table
from symnn.documents.model import Entry
from symnn.documents.readers import read
from symnn.documents.regions import Damage, Formula, ValueTable
from symnn.documents.source import Source
from symnn.latex.meaning.matrix_functions import TOPIC
from symnn.latex.meaning.scope import DUAL, IN_BITS, NAMED_GAMMA, NAMED_PI, dual_under

#: What is judged in the order of a document.
Part: TypeAlias = "Formula | Damage | ValueTable"
#: Words of documents in which activations are functions of matrices.
_OF_MATRICES: Final = regex(
    r"matrix[ -](?:function|exponential|neuron|valued)|functions? of (?:a |the )?(?:square )?matri"
    r"|functional calculus|Taylor series[^.]{0,80}matri|(?:acts?|act|acting) on (?:the )?matri"
    r"|(?:map|maps|between) matrices|on the spectrum",
    re.IGNORECASE,
)
_OF_ENTRIES: Final = regex(
    r"(?:element|entry|component|coordinate)[ -]?wise|(?:each|every) (?:entry|element|component)",
    re.IGNORECASE,
)
#: Letters in bold or under an arrow, which may be others than those without.
_MARKED: Final = regex(r"\\(?:mathbf|boldsymbol|bm|pmb|textbf|vec)(?![A-Za-z])")
#: A sum over patterns, which have their number above.
_PATTERN: Final = regex(r"\\sum\s*(?:\\limits)?\s*_\s*\{?\s*\\[mn]u(?![A-Za-z])")
#: A primed letter with an index, on the left of a rule.
_PRIMED: Final = regex(
    r"(?:_(?:[a-z]|\{[a-z, ]{1,5}\})(?:'|\^\{?\\prime)|'_)\}?\w?[a-z, ]{0,5}\}?\s*&?\s*"
    r"(?::=|=|\\l|\\g)"
)
#: w(new).
_NEW: Final = regex(
    r"[\w}]\s*(?:\\left)?\(\s*(?:\\(?:text|textrm|mathrm|mbox)\s?\{\s*)?new\s*\}?\s*(?:\\right)?\)"
)
#: A probability with words or signs in it.
_CHANCE: Final = regex(
    r"(?:P|p|Pr|P\})\s*(?:\\left)?\([^()]{0,60}(?:\\(?:text|mathrm|mbox)|[+-]\s*(?:\||\\mid|\)))"
)
#: A chance under a condition, or an index or an argument that is a word.
_TABLED: Final = regex(
    r"(?:P|p|r|P\}|b)\s*(?:\\left|\\[bB]igl?)?\s*\([^()=]{1,60}(?:=[^()=|]{1,30})?(?:\||\\mid|\\vert)"
    r"|\([a-z]_(?:[1-9a-z]|\{[a-z])|[a-z]\([a-z]{2,}\)\s*=\s*\d|\\to\s*\\text"
    r"|[A-Za-z\d}*]\s*(?:_\s*\{|\()\s*\\(?:text|mathrm|texttt|mbox|textit)\s*\{"
)
#: A sample with its number above, in a document with sums.
_SAMPLE: Final = regex(r"\\sum[^$]{0,200}\^\s*\{\s*\([a-z]\)\s*\}")
#: What may be the label of a case: \text{network A: }, \text{(a)}.
_LABELS: Final = regex(
    r"\\(?:text|mbox)[a-z]*\s*\{\s*(?:[^{}:;.]{1,40}(?::\s*\}|\}\s*:)|\([a-hivx\d]{1,4}\)\s*:?\s*\})"
)
#: 1.5 bits.
_IN_UNITS: Final = regex(
    r"\\(?:text|mbox)[a-z]*\s*\{[^{}]*\b(?:bit|nat)s?\b|\\mathrm\{~?(?:bit|nat)s?\}"
)
#: σ_1 ≥ σ_2, the values of a matrix in their order.
_SPECTRAL: Final = regex(r"_\s*\{?\s*1\s*\}?\s*(?:\\ge|\\gt\b|≥|>)")
#: Values of several members of a family, or several slopes.
_LISTED: Final = regex(r"(?s)_\{?\d\}?\s*=.*_\{?\d\}?\s*=|\\(?:partial|frac\s*\{\s*d).*=.*=")
#: 5 → 5.001.
_ARROW: Final = regex(r"\d\s*(?:\\(?:to|rightarrow|longrightarrow|mapsto)(?![A-Za-z])|→)\s*-?\d")
#: π = 1/4, and Γ without brackets behind it.
_OWN_VALUES: Final = (
    (r"\pi", regex(r"[$,;:\s({]\\pi\s*(?:=|\\in\b|&\s*=)(?!\s*(?:3\.1|22|180))"), NAMED_PI),
    (
        r"\Gamma",
        regex(r"\\Gamma(?![A-Za-z])(?!\s*(?:\\left|\\[bB]igg?l?|\\!)*\s*[(\[])"),
        NAMED_GAMMA,
    ),
)
#: ε² = 0 of dual numbers, where ε is not 0.
_DUAL: Final = regex(r"\\(?:var)?epsilon\s*\^\s*(?:2|\{\s*2\s*\})\s*&?\s*=\s*0(?![.\d])")
_NOT_ZERO: Final = regex(r"(?i)\bdual\b|nilpotent|epsilon\s*\\neq?(?![a-z])")
#: Words that may give a sign another meaning than the usual one.
_OTHERWISE: Final = regex(
    r"(?i)\bbase[- $]{0,3}(?:2|10|two|ten)\b|logarithm|\\log\$? for \$?\\|reciprocal|sum to|label"
    r"|arbitrary|counts|standard deviation|\\sigma\s*\)|singular|invertible|dependent|neutral"
    r"|(?:identity|unit) element|\\odot"
    r"|laplac|(?:heat|wave|diffusion) eq|softmax|\\(?:log|ln)(?![a-z])"
    r"|\(\s*0\s*(?:\\right)?\)\s*&?=|\\sum_[^=$]{1,30}[a-z]_\{?[a-z]\}?\s*&?=\s*[02-9A-Zck]"
)
OTHERWISE: Final = "some signs mean otherwise"
#: Letters in a row that may be one name.
_IN_A_ROW: Final = regex(
    r"(?<![A-Za-z\\{])(?:[A-Z]{2,5}|IoU)\s{0,3}(?:\([a-z]|&?\s?=)|(?<![A-Za-z\\{_^])[a-z]{2,4}\([a-z]"
    r"|(?<![A-Za-z\\{_^])(?:[A-Za-z][a-z]{4,19}|d[A-Z]d[A-Za-z])\s{0,3}&?\s?="
    r"|(?<![A-Za-z\\{_^])[A-Z]?[a-z]{2,4}_\{?\w{1,4}\}?\s{0,3}&?\s?="
    r"|\b(?:TP|FP|TN|FN|tp|fp|tn|fn)\b|(?<![A-Za-z\\{])(?:KL|JS)(?:\s|\\left|\(|\[)"
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
    if _IN_A_ROW.search(source.text) is not None:
        from symnn.documents.judging.notations.runs import runs_of

        state.runs = runs_of(reading.formulas, source.text)
    state.spellings = _respelled(source.text, reading.formulas)
    if _OF_MATRICES.search(source.text) and not _OF_ENTRIES.search(source.text):
        state.scope.told |= {TOPIC}
    if _OTHERWISE.search(source.text) is not None:
        state.scope.told |= {OTHERWISE}
    if _DUAL.search(source.text) is not None and _NOT_ZERO.search(source.text) is not None:
        state.scope.told |= {DUAL, *_sections_of_dual_numbers(reading.formulas)}
    for sign, own, topic in _OWN_VALUES:
        if sign in source.text and own.search(source.text) is not None:
            state.scope.told |= {topic}
    if len(_LABELS.findall(source.text)) > 2:
        from symnn.documents.judging.notations.labelled_cases import cases_of

        state.cases = cases_of(reading.formulas, state.copy())
    parts: list[Part] = [
        *reading.formulas,
        *reading.damages,
        *reading.tables,
    ]
    return state, sorted(parts, key=lambda p: p.start)


def _respelled(text: str, formulas: Sequence[Formula]) -> Any:
    """What is written in a document's own way, to be read in the usual one; None for nothing."""
    found: Any = None
    if _MARKED.search(text) is not None:
        from symnn.documents.judging.notations.typefaces import typefaces_of

        found = typefaces_of(formulas)
    if _SAMPLE.search(text) is not None:
        from symnn.documents.judging.notations.sample_superscripts import (
            SampleSuperscripts,
            samples_in,
        )

        letters = samples_in(text)
        found = SampleSuperscripts(letters, found) if letters else found
    if _PATTERN.search(text) is not None:
        from symnn.documents.judging.notations.pattern_superscripts import (
            PatternSuperscripts,
            patterns_in,
        )

        letters = patterns_in(text)
        found = PatternSuperscripts(letters, found) if letters else found
    if _PRIMED.search(text) is not None:
        from symnn.documents.judging.notations.primed_families import PrimedFamilies, primed_in

        letters = primed_in(text)
        found = PrimedFamilies(letters, found) if letters else found
    if _NEW.search(text) is not None:
        from symnn.documents.judging.notations.new_and_old import NewAndOld, plainly_given

        found = NewAndOld(plainly_given(text), found)
    if _CHANCE.search(text) is not None:
        from symnn.documents.judging.chances.event_words import EventWords, names_events

        found = EventWords(found) if names_events(text) else found
    return found


def _sections_of_dual_numbers(formulas: Iterable[Formula]) -> Iterator[str]:
    """The headings under which ε² = 0 is said, as notes of what was told."""
    for formula in formulas:
        if _DUAL.search(f" {formula.latex}") is not None:
            yield dual_under(formula.headings)


def judge_part(state: State, part: Part) -> Iterator[Entry]:
    """The entries of a formula, or of damage, and what the document says by it."""
    if isinstance(part, Damage):
        yield _damage(state.source, part)
    elif isinstance(part, ValueTable):
        yield from _of_table(state, part)
    elif (told := _changing(part)) is not None:
        for said in told:
            yield from _guarded(state, said)
    elif part.typed or _TABLED.search(state.source.text) is None:
        yield from _guarded(state, part)
    else:
        yield from _by_tables(state, part)


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
        entries = _in_its_case(state, formula)
        if state.asides or state.settings:
            from symnn.documents.judging.names.asides import judged_past

            entries = judged_past(state, formula, judge_formula)
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
        begin, end = state.source.position(formula.start), state.source.position(formula.end)
        yield Entry(
            rule=rules.UNDECIDED.id,
            line=begin.line,
            column=begin.column,
            end_line=end.line,
            end_column=end.column,
            cell=begin.cell,
            path=begin.path,
            latex=formula.written(0, len(formula.latex)),
            kind="claim",
            relation="",
            verdict="undecided",
            reason=f"symnn failed here ({type(error).__name__}); please report it",
        )


def _told_base(state: State, formula: Formula) -> bool:
    """Whether a formula has logarithms of which the document may say the base."""
    return OTHERWISE in state.scope.told and r"\log" in formula.latex


def _in_bits(before: State, formula: Formula) -> list[Entry]:
    """The entries of a formula with logarithms to the base 2."""
    before.scope.told |= {IN_BITS}
    return list(judge_formula(before, formula))


def _in_its_case(state: State, formula: Formula) -> Iterator[Entry]:
    """The entries of a formula, which may stand under the label of a case."""
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
    if _SPECTRAL.search(state.source.text) is None:
        yield from judge_formula(state, formula)
        return
    from symnn.documents.judging.names.ordered_spectra import before_formula, behind_formula

    before_formula(state, formula)
    yield from judge_formula(state, formula)
    behind_formula(state, formula)


def _damage(source: Source, damage: Damage) -> Entry:
    begin, end = source.position(damage.start), source.position(damage.end)
    return Entry(
        rule=rules.DAMAGE.id,
        line=begin.line,
        column=begin.column,
        end_line=end.line,
        end_column=end.column,
        cell=begin.cell,
        path=begin.path,
        latex=source.text[damage.start : damage.end],
        kind="not-a-claim",
        relation="",
        reason=f"{damage.what}; {damage.remedy}",
    )
