"""What a check says: entries, documents, a report; and their JSON, which is a contract.

`column` and `end_column` count characters from 1; `end_column` is the column just after the
last character. Every entry is counted once in the summary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Final, Literal, TypeAlias, cast, get_args

from symnn.deferred import dataclass
from symnn.documents import rules
from symnn.documents.source import FORMATS, Format
from symnn.errors import DocumentError

Kind: TypeAlias = Literal["definition", "claim", "not-a-claim"]
Outcome: TypeAlias = Literal["proved", "refuted", "undecided"]
Rounding: TypeAlias = Literal["rounded", "truncated", "carried", "order-of-magnitude"]
Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

KINDS: Final[frozenset[str]] = frozenset(get_args(Kind))
OUTCOMES: Final[frozenset[str]] = frozenset(get_args(Outcome))
ROUNDINGS: Final[frozenset[str]] = frozenset(get_args(Rounding))


@dataclass(frozen=True, slots=True)
class RightValue:
    """What should stand there: exactly as LaTeX, and as a decimal."""

    latex: str
    decimal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One relation of a document, or one place where nothing could be claimed.

    `verdict` is None exactly if the kind is not "claim". `notes` are for people only (bindings
    used, side conditions) and are not part of the JSON contract. `path` names the file, where the
    document is spread over several.
    """

    rule: str
    line: int
    column: int
    end_line: int
    end_column: int
    latex: str
    kind: Kind
    relation: str
    verdict: Outcome | None = None
    rounding: Rounding | None = None
    reading: str = ""
    right_value: RightValue | None = None
    counterexample: tuple[tuple[str, str], ...] | None = None
    evidence: str = ""
    reason: str | None = None
    cell: int | None = None
    path: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "claim") != (self.verdict is not None):
            raise ValueError(
                f"an entry of kind {self.kind!r} cannot have the verdict {self.verdict!r}; "
                "claims have one, definitions and not-a-claim have none"
            )

    @property
    def is_sentence(self) -> bool:
        """Whether words are the relation, as in "A is orthogonal", so that the reading says it."""
        return self.relation[:1].isalpha() and bool(self.reading)

    @property
    def is_warning(self) -> bool:
        """Proved, but with a printed decimal that is not the correctly rounded one."""
        return self.verdict == "proved" and self.rounding not in (None, "rounded")


def left_open(entry: Entry, reason: str) -> Entry:
    """The entry of a claim as undecided, for a reason: nothing is kept of why it was not."""
    return replace(
        entry,
        rule=rules.UNDECIDED.id,
        verdict="undecided",
        rounding=None,
        right_value=None,
        counterexample=None,
        evidence="",
        reason=reason,
        notes=(),
    )


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The entries of one document in its order."""

    path: str
    format: Format
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many entries there are of each sort; the five counts add up to all entries."""

    proved: int = 0
    refuted: int = 0
    undecided: int = 0
    definitions: int = 0
    not_understood: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a check found, and the version that found it."""

    version: str
    documents: tuple[DocumentReport, ...]

    @property
    def summary(self) -> Summary:
        """The counts over all documents."""
        return summarise(entry for document in self.documents for entry in document.entries)


def summarise(entries: Iterable[Entry]) -> Summary:
    """Count entries by verdict, or by kind where there is none.

    >>> entry = Entry(
    ...     rule="SYM030",
    ...     line=1,
    ...     column=1,
    ...     end_line=1,
    ...     end_column=4,
    ...     latex="x=1",
    ...     kind="definition",
    ...     relation="=",
    ... )
    >>> summarise([entry]) == Summary(definitions=1)
    True
    """
    counts = dict.fromkeys((f.name for f in fields(Summary)), 0)
    for entry in entries:
        if entry.verdict is not None:
            counts[entry.verdict] += 1
        elif entry.kind == "definition":
            counts["definitions"] += 1
        else:
            counts["not_understood"] += 1
    return Summary(**counts)


def entry_to_json(entry: Entry) -> dict[str, Json]:
    """The entry as the JSON contract spells it (without its notes)."""
    right = entry.right_value
    example = entry.counterexample
    return {
        "rule": entry.rule,
        "line": entry.line,
        "column": entry.column,
        "end_line": entry.end_line,
        "end_column": entry.end_column,
        "cell": entry.cell,
        "latex": entry.latex,
        "kind": entry.kind,
        "relation": entry.relation,
        "verdict": entry.verdict,
        "rounding": entry.rounding,
        "reading": entry.reading,
        "right_value": None if right is None else {"latex": right.latex, "decimal": right.decimal},
        "counterexample": None if example is None else dict(example),
        "evidence": entry.evidence,
        "reason": entry.reason,
    }


def to_json(report: Report) -> dict[str, Json]:
    """The report as the JSON contract spells it.

    >>> to_json(Report("0", ()))["documents"] == []
    True
    """
    summary = report.summary
    return {
        "symnn": report.version,
        "documents": [
            {
                "path": document.path,
                "format": document.format,
                "claims": [entry_to_json(entry) for entry in document.entries],
            }
            for document in report.documents
        ],
        "summary": {f.name: getattr(summary, f.name) for f in fields(Summary)},
    }


def entry_from_json(data: Mapping[str, Json]) -> Entry:
    """The entry that `entry_to_json` wrote, with its notes if they are there.

    The data comes out of another process, so every field is checked; DocumentError names the
    first that does not fit.
    """
    right = data.get("right_value")
    example = data.get("counterexample")
    return Entry(
        rule=_text(data, "rule"),
        line=_count(data, "line"),
        column=_count(data, "column"),
        end_line=_count(data, "end_line"),
        end_column=_count(data, "end_column"),
        cell=None if data.get("cell") is None else _count(data, "cell"),
        latex=_text(data, "latex"),
        kind=cast("Kind", _one_of(data, "kind", KINDS)),
        relation=_text(data, "relation"),
        verdict=cast("Outcome | None", _maybe_one_of(data, "verdict", OUTCOMES)),
        rounding=cast("Rounding | None", _maybe_one_of(data, "rounding", ROUNDINGS)),
        reading=_text(data, "reading"),
        right_value=None if right is None else _right_value(right),
        counterexample=None if example is None else _pairs(example),
        evidence=_text(data, "evidence"),
        reason=None if data.get("reason") is None else _text(data, "reason"),
        path=None if data.get("path") is None else _text(data, "path"),
        notes=_notes(data.get("notes", [])),
    )


def format_from_json(value: Json) -> Format:
    """The name of a format, checked."""
    return cast("Format", _one_of({"format": value}, "format", FORMATS))


def _misfit(key: str, value: Json, wanted: str) -> DocumentError:
    return DocumentError(f"a report line has {key} = {value!r} where {wanted} is needed")


def _text(data: Mapping[str, Json], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _misfit(key, value, "a text")
    return value


def _count(data: Mapping[str, Json], key: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _misfit(key, value, "a count")
    return value


def _one_of(data: Mapping[str, Json], key: str, words: frozenset[str]) -> str:
    value = _text(data, key)
    if value not in words:
        raise _misfit(key, value, f"one of {', '.join(sorted(words))}")
    return value


def _maybe_one_of(data: Mapping[str, Json], key: str, words: frozenset[str]) -> str | None:
    return None if data.get(key) is None else _one_of(data, key, words)


def _right_value(value: Json) -> RightValue:
    if not isinstance(value, dict):
        raise _misfit("right_value", value, "an object")
    return RightValue(_text(value, "latex"), _text(value, "decimal"))


def _pairs(value: Json) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise _misfit("counterexample", value, "an object")
    return tuple((name, _text(value, name)) for name in value)


def _notes(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(note, str) for note in value):
        raise _misfit("notes", value, "a list of texts")
    return tuple(str(note) for note in value)
