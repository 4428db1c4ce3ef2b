"""Plain numbers in sentences that are not understood as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.judging.placing import Place
from symnn.documents.judging.statements import statement_entries
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.standing import numbers_behind
from symnn.documents.model import Entry
from symnn.latex import syntax as tree


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
        for chain in numbers_behind(statement):
            plain = tree.Statement(chain, span=statement.span)
            found = statement_entries(place, plain, Clause(plain))
            yield from (entry for entry in found if entry.verdict == "refuted")
