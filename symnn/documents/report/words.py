"""What is said about one entry, in words; every report says the same."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.model import Entry, Summary
from symnn.documents.report.escape import one_line, safe
from symnn.documents.rules import BY_ID, DAMAGE, FALSE_DECIMAL, FILE_NOT_READ, NOT_DERIVED, STALE

#: Nobody reads a number of more digits; the reports for machines have it in full.
_READABLE: Final = 30
_DIGITS: Final = regex(r"\d+")
_BROKEN = frozenset((DAMAGE.id, FILE_NOT_READ.id, STALE.id, NOT_DERIVED.id))
_WARNINGS = {
    "truncated": "the last digit was cut, not rounded",
    "carried": "wrong in the last digit; it was computed from rounded values",
    "order-of-magnitude": "right only in its order of magnitude",
}


def where(path: str, entry: Entry) -> str:
    """The place of an entry: `a.md:12:3`, or `nb.ipynb, cell 4, line 2`."""
    if entry.cell is None:
        return f"{safe(path)}:{entry.line}:{entry.column}"
    return f"{safe(path)}, cell {entry.cell}, line {entry.line}"


def right_value(entry: Entry) -> str:
    """The right value: a decimal where one was printed, else the exact form with its decimals.

    >>> from symnn.documents.model import RightValue
    >>> entry = Entry(
    ...     rule="SYM001",
    ...     line=1,
    ...     column=1,
    ...     end_line=1,
    ...     end_column=2,
    ...     latex="",
    ...     kind="claim",
    ...     relation="=",
    ...     verdict="refuted",
    ...     right_value=RightValue("1/3", "0.333"),
    ... )
    >>> right_value(entry) == "1/3 (0.333)"
    True
    """
    if entry.right_value is None:
        return ""
    latex, decimal = one_line(entry.right_value.latex), one_line(entry.right_value.decimal)
    if not decimal or decimal == latex:
        return latex
    longest = max(map(len, _DIGITS.findall(latex)), default=0)
    if longest > _READABLE:
        return f"{decimal} (the exact form has numbers of {longest} digits)"
    if entry.rounding is not None or entry.rule == FALSE_DECIMAL.id:
        return f"{decimal} (exactly {latex})" if latex else decimal
    return f"{latex} ({decimal})" if latex else decimal


def counterexample(entry: Entry) -> str:
    """The point at which the relation fails, as `x = 1/2, y = 0`."""
    return ", ".join(
        f"{one_line(name)} = {one_line(value)}" for name, value in entry.counterexample or ()
    )


def warning(entry: Entry) -> str:
    """Why a proved decimal deserves a second look, or an empty text."""
    return _WARNINGS.get(entry.rounding or "", "")


def level(entry: Entry, *, strict: bool) -> str | None:
    """How grave an entry is for a machine: "error", "warning" or nothing to say.

    >>> level(
    ...     Entry(
    ...         rule="SYM020",
    ...         line=1,
    ...         column=1,
    ...         end_line=1,
    ...         end_column=2,
    ...         latex="",
    ...         kind="claim",
    ...         relation="=",
    ...         verdict="undecided",
    ...     ),
    ...     strict=True,
    ... ) == "error"
    True
    """
    if entry.verdict == "refuted" or (strict and entry.verdict == "undecided"):
        return "error"
    return "warning" if entry.is_warning or entry.rule in _BROKEN else None


def message(entry: Entry) -> str:
    """One sentence about an entry, for annotations."""
    if entry.is_warning:
        value = right_value(entry)
        return f"{warning(entry)}; correctly rounded: {value}" if value else warning(entry)
    if entry.verdict != "refuted":
        return one_line(entry.reason or "")
    rule = BY_ID.get(entry.rule)
    parts = [rule.sentence if rule else "The relation does not hold."]
    if entry.right_value:
        parts.append(f"The right value is {right_value(entry)}.")
    if entry.counterexample:
        parts.append(f"It fails at {counterexample(entry)}.")
    if entry.reading:
        parts.append(f"Read as: {one_line(entry.reading)}")
    return " ".join(parts)


def counted(summary: Summary) -> str:
    """The counts of a report in one line.

    >>> counted(Summary(proved=2)) == (
    ...     "2 proved, 0 refuted, 0 undecided, 0 definitions, 0 no claim"
    ... )
    True
    """
    return (
        f"{summary.proved} proved, {summary.refuted} refuted, {summary.undecided} undecided, "
        f"{summary.definitions} definition{'s' if summary.definitions != 1 else ''}, "
        f"{summary.not_understood} no claim"
    )
