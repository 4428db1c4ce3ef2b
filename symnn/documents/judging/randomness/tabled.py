r"""Joint chances given as a matrix of a function: p(y, x) = \begin{bmatrix} … \end{bmatrix}.

Which variable the rows belong to is said in words: authors write p(x, y) with rows for x, and with
rows for y. The variables are the capitals of the letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.randomness.world import Joint
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

#: What a formula with such a table has in it.
TABLE: Final = regex(
    r"(?<![A-Za-z])[pP]\s*\(\s*[A-Za-z]\s*,\s*[A-Za-z]\s*\)\s*=\s*\\begin\{(?:[bp]?matrix|array)\}"
)
_ROWS: Final = regex(r"\b[Rr]ows?\b[^.;,$]{0,60}?(?<![A-Za-z])\$?([A-Za-z])\$?(?![A-Za-z])")


def joints_in(section: str, formulas: Iterator[str]) -> Iterator[Joint]:
    """The tables of a text.

    Args:
        section: the text, which says what the rows are.
        formulas: those in it.
    """
    said = {found[1].upper() for found in _ROWS.finditer(section)}
    for latex in formulas if len(said) == 1 else ():
        if TABLE.search(latex) is None:
            continue
        for statement in parse(latex).statements:
            found = _table(statement)
            if found is not None and said <= set(found.names):
                first, second = found.names
                yield found if said == {first} else Joint((second, first), found.table)


def _table(statement: tree.Statement | tree.Unreadable) -> Joint | None:
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or [li.relation for li in body.links] != ["="]:
        return None
    call, value = body.first, body.links[0].operand
    if not isinstance(call, tree.Call) or not isinstance(value, tree.Matrix):
        return None
    keys = [(tree.key(item) or "").upper() for item in call.arguments.items]
    if tree.key(call.head) not in ("p", "P") or len(set(keys)) != 2 or "" in keys:
        return None
    return Joint((keys[0], keys[1]), value)
