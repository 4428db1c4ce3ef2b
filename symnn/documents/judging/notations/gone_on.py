r"""A relation without its left side, behind a formula that is one: "$d^2$ $\approx 5.3$".

Right behind a formula without a relation it is said of that. In a table the formula may stand in
the cell before, if the column is one of values.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.healing import heal
from symnn.latex.parser import parse

Statements: TypeAlias = "list[tree.Statement | tree.Unreadable]"
#: A formula right before, perhaps in the cell before.
_BESIDE: Final = regex(r"(?:\$([^$]+)\$|\\\(((?:(?!\\\)).)+)\\\))[ \t]*(\|[ \t]*)?$")
_FORMULA: Final = regex(r"(?:\$|\\\)|`)[\s|,;]*$")
#: Heads of columns with values of what stands beside them.
_VALUES: Final = regex(
    r"(?i)\W*(?:(?:numerical |computed |approximate |its |the )?(?:values?|results?|numbers?)"
    r"|approximately|approx\.?|approximation|decimals?|in decimals|wert|valeur|valor|值|近似值)\W*"
)


def is_beside(text: str, formula: Formula) -> bool:
    """Whether a formula stands right behind another one, or in the cell behind it.

    >>> _FORMULA.search("| $1 + 1$ | ") is not None, _FORMULA.search("| $1$ | two | ") is None
    (True, True)
    """
    line = text.rfind("\n", 0, formula.outer_start) + 1
    return _FORMULA.search(text[line : formula.outer_start]) is not None


def begun_beside(text: str, formula: Formula, statements: Statements) -> Statements:
    """The statements of a formula that begins with a relation, with the left side before it."""
    if len(statements) != 1:
        return statements
    (statement,) = statements
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or not isinstance(body.first, tree.Empty):
        return statements
    left = _left(text, formula)
    if left is None or not isinstance(statement, tree.Statement):
        return statements
    chain = replace(body, first=replace(left, span=body.first.span))
    return [replace(statement, body=chain)]


def _left(text: str, formula: Formula) -> tree.Node | None:
    """What stands right before a formula, if it is an expression and no bare name."""
    line = text.rfind("\n", 0, formula.outer_start) + 1
    before = text[line : formula.outer_start]
    found = _BESIDE.search(before)
    if found is None or (found[3] and not _is_of_values(text, line, before)):
        return None
    parsed = parse(heal(found[1] or found[2]).text).statements
    body = parsed[0].body if len(parsed) == 1 and isinstance(parsed[0], tree.Statement) else None
    apart = (tree.Chain, tree.Unreadable, tree.Text, tree.System, tree.Empty, tree.Number)
    if body is None or isinstance(body, apart) or tree.key(body) is not None:
        return None
    if getattr(parsed[0], "qualifiers", ()):
        return None
    return body


def _is_of_values(text: str, line: int, before: str) -> bool:
    """Whether a cell of a table stands in a column of values."""
    block = text[text.rfind("\n\n", 0, line) + 1 : line]
    head = next((row for row in block.splitlines() if "|" in row), None)
    if head is None:
        return False
    heads, column = head.strip().strip("|").split("|"), before.strip().strip("|").count("|") + 1
    return column < len(heads) and _VALUES.fullmatch(heads[column].strip()) is not None
