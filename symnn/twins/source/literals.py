"""Constants as text: the nearest float as every compiler reads it back, and its exact value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from flint import fmpq

from symnn.exact.expression import Expr
from symnn.exact.to_sympy import to_sympy
from symnn.twins.formats import Format
from symnn.twins.source.constants import rounded

#: An exact value whose text is longer is not repeated in a comment.
LONGEST: Final = 60
_WIDTH: Final = 92


def decimal(value: float) -> str:
    """The shortest decimal that Python reads as this float64."""
    return repr(value)


def hexadecimal(value: float, form: Format) -> str:
    """As C reads it without rounding: 0x1.8p-3, with an f for float32; whole numbers plainly."""
    suffix = "f" if form.precision == 24 else ""
    if value == int(value) and abs(value) < 1 << 20:
        return f"{value:.1f}{suffix}"
    mantissa, exponent = value.hex().split("p")
    return f"{mantissa.rstrip('0').rstrip('.')}p{exponent}{suffix}"


def exact_text(expr: Expr, literal: str = "") -> str:
    """The exact value of a constant, if the literal does not say it already; else nothing.

    A decimal such as 0.1 says that 1/10 is meant, although no float is 1/10.
    """
    if "nan" in literal:
        return "no value"
    if isinstance(expr.data, fmpq):
        exact = Fraction(int(expr.data.p), int(expr.data.q))
        if literal and "x" not in literal and Fraction(literal) == exact:
            return ""
        if Fraction(rounded(expr).value) == exact:
            return ""
    text = str(to_sympy(expr))
    return text if len(text) <= LONGEST else ""


def python_matrix(rows: Sequence[Sequence[Expr]], form: Format) -> str:
    """Rows of constants; an entry that is no float stands with its exact value."""
    return "\n".join(["[", *(line for row in rows for line in _entries(row, form, "    ")), "]"])


def python_vector(entries: Sequence[Expr], form: Format) -> str:
    """A list of constants, likewise."""
    lines = _entries(entries, form, "")
    if len(lines) == 1 and "#" not in lines[0]:
        return lines[0].removesuffix(",")
    if len(lines) == 1:
        inside, note = lines[0].split("],  # ")
        return f"[\n    {inside.removeprefix('[')},  # {note}\n]"
    return "\n".join([*lines[:-1], "]"])


def _entries(row: Sequence[Expr], form: Format, indent: str) -> list[str]:
    entries = [decimal(rounded(e, form).value) for e in row]
    notes = [exact_text(e, text) for e, text in zip(row, entries, strict=True)]
    return _row(entries, notes, indent)


def _row(entries: list[str], notes: list[str], indent: str) -> list[str]:
    told = [note for note in notes if note]
    line = f"{indent}[{', '.join(entries)}],"
    if not told and len(line) <= _WIDTH:
        return [line]
    if told and len(set(told)) == 1 and len(line) + len(told[0]) < _WIDTH:
        return [f"{line}  # {told[0]}"]
    found = [f"{indent}["]
    current = indent + "   "
    for entry, note in zip(entries, notes, strict=True):
        if note or len(current) + len(entry) > _WIDTH:
            found += [current] if current.strip() else []
            current = indent + "   "
        current += f" {entry},"
        if note:
            found.append(f"{current}  # {note}")
            current = indent + "   "
    return [*found, *([current] if current.strip() else []), f"{indent}],"]


def c_array(rows: Sequence[Sequence[Expr]], form: Format) -> list[str]:
    """The rows of a matrix as lines of C, in hexadecimal, with exact values in comments."""
    lines = []
    for row in rows:
        parts = []
        for expr in row:
            value = rounded(expr, form).value
            note = exact_text(expr)
            plain = "" if note or value == int(value) else f" /* {decimal(value)} */"
            parts.append(hexadecimal(value, form) + (f" /* {note} */" if note else plain))
        lines.append("    {" + ",\n     ".join(parts) + "},")
    return lines
