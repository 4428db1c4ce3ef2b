"""Plain numbers in sentences that are not understood as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.statements import statement_entries
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.standing import numbers_behind
from symnn.documents.model import Entry
from symnn.latex import syntax as tree

#: Words that take the number behind them: "remainder 3 = 5 · 5 + 3" says nothing of 3 alone.
_TAKES_NUMBER: Final = regex(
    r"(?i)\b(?:rest[aoe]?|remainder|rem|r|carry|borrow|step|row|line|column|case|round|epoch)[.:]?$"
)


def false_numbers(
    place: Place, statements: Sequence[tree.Statement | tree.Unreadable]
) -> Iterator[Entry]:
    """What is false between plain numbers, whatever the words around them say.

    Args:
        place: where the formula stands.
        statements: what stands in it.
    """
    for statement in statements:
        if not isinstance(statement, tree.Statement):
            continue
        taken = tuple(q for q in statement.qualifiers if not _TAKES_NUMBER.search(q.words.strip()))
        for chain in numbers_behind(replace(statement, qualifiers=taken)):
            plain = tree.Statement(chain, span=statement.span)
            found = statement_entries(place, plain, Clause(plain))
            yield from (entry for entry in found if entry.verdict == "refuted")
