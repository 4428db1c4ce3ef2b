"""Numbers and expressions in a network file: `1/sqrt(2)`, or LaTeX, by symnn's own parsers."""

from __future__ import annotations

from typing import Any, Final

from symnn.errors import DocumentError, LatexError, SymnnError
from symnn.exact.evaluate import value as value_of
from symnn.exact.expression import PRIMITIVES, Expr, free_symbols, postorder, rational
from symnn.exact.literals import read_text
from symnn.exact.notation_reader import read_notation
from symnn.exact.number import Number
from symnn.functions.definitions import DEFINITIONS
from symnn.functions.lower import lower
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.parser import parse
from symnn.latex.syntax import Unreadable
from symnn.network_files.document import Decimal, TomlDocument, shown
from symnn.network_files.places import Path

#: The functions that an expression may apply.
FUNCTIONS: Final = PRIMITIVES | DEFINITIONS.keys()


def expression_of(text: str) -> Expr:
    r"""The expression that a text denotes: LaTeX if there is a backslash, else plain notation.

    Exactness: exact; a decimal is the number as it is printed.

    Raises:
        LatexError: it cannot be read; the place is given. No text is ever evaluated.

    Examples:
        >>> expression_of(r"\frac{1}{\sqrt{2}}") == expression_of("1/sqrt(2)")
        True
    """
    if "\\" not in text:
        return read_notation(text, FUNCTIONS)
    statements = parse(text).statements
    first = statements[0] if len(statements) == 1 else None
    if first is None or isinstance(first, Unreadable) or first.lead or first.qualifiers:
        message = first.message if isinstance(first, Unreadable) else "this is not one expression"
        start = first.span.start if first is not None else 0
        raise LatexError(message, start, len(text))
    try:
        return reader(Scope(), open_names=True).read_scalar(first.body).expr
    except MeaningError as error:
        raise LatexError(str(error), error.span.start, error.span.end) from error


def entry(document: TomlDocument, path: Path, value: Any) -> Expr:
    """A number or expression at a place of a file.

    Raises:
        DocumentError: anything else, with its place and the way out.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        wanted = "a number is needed here: 2, 0.25, or a text as '1/sqrt(2)'"
        raise document.error(path, f"{shown(value)} is no number; {wanted}")
    if isinstance(value, int):
        return rational(value)
    try:
        if isinstance(value, Decimal):
            if value.lstrip("+-") in ("inf", "nan"):
                raise document.error(path, f"{value} is no real number")
            return rational(read_text(value.replace("_", "")))
        found = expression_of(value)
        _refuse_too_large(found)
        return found
    except LatexError as error:
        shift = error.start + 1 if document.text[_place(document, path) :][:1] in "\"'" else 0
        raise document.error(path, f"{shown(value)}: {error.message}", shift) from error
    except DocumentError:
        raise
    except SymnnError as error:
        raise document.error(path, f"{shown(value)}: {error}") from error


def _refuse_too_large(expr: Expr) -> None:
    """Refuse powers that no layer could be evaluated with, such as 9^9^9.

    Raises:
        TooLargeError: a number to an integer has more digits than are computed.
    """
    for node in postorder(expr):
        if node.op == "power":
            base, exponent = map(_number, node.args)
            if base is not None and exponent is not None and exponent == exponent.floor():
                value_of(lower(node))


def _number(expr: Expr) -> Number | None:
    try:
        return None if free_symbols(expr) else value_of(lower(expr))
    except SymnnError:
        return None


def _place(document: TomlDocument, path: Path) -> int:
    return document.found.get(path, 0)


def listed(document: TomlDocument, path: Path, value: Any, what: str) -> list[Any]:
    """A list that is not empty, at a place of a file."""
    if not isinstance(value, list) or not value:
        found = "an empty list" if value == [] else shown(value)
        raise document.error(path, f"{found} stands where {what} is due")
    return value


def vector(document: TomlDocument, path: Path, value: Any) -> list[Expr]:
    """A list of numbers."""
    items = listed(document, path, value, "a list of numbers, as [1, '1/sqrt(2)'],")
    return [entry(document, (*path, n), item) for n, item in enumerate(items)]


def matrix(document: TomlDocument, path: Path, value: Any) -> list[list[Expr]]:
    """Rows of one length."""
    rows = listed(document, path, value, "a list of rows, as [[1, 0], ['1/sqrt(2)', 1]],")
    found = [vector(document, (*path, n), row) for n, row in enumerate(rows)]
    for number, row in enumerate(found):
        if len(row) != len(found[0]):
            message = f"this row has {len(row)} entries, and the first has {len(found[0])}"
            raise document.error((*path, number), f"{message}; rows have one length")
    return found
