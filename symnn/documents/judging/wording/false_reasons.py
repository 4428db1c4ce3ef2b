r"""Relations beside a claim that are false: f(2) = 4 with g(2) = 1, where g(2) is -1.

What follows from something false proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.statements import statement_entries
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree

FALSE: Final = "what is said beside it does not hold"


def unless_reason_is_false(
    place: Place, statement: tree.Statement, entries: Iterable[Entry]
) -> Iterator[Entry]:
    """The entries of a statement; what is proved is open beside a relation that is false.

    Args:
        place: where it stands.
        statement: what was judged, with the words behind it.
        entries: what was found.
    """
    found = list(entries)
    false = any(entry.verdict == "proved" for entry in found) and any(
        _is_false(place, q.body) for q in statement.qualifiers if isinstance(q.body, tree.Chain)
    )
    for entry in found:
        open_ = false and entry.verdict == "proved"
        yield left_open(entry, FALSE) if open_ else entry


def _is_false(place: Place, chain: tree.Chain) -> bool:
    """Whether a relation between known things, which defines nothing, is refuted."""
    if isinstance(chain.first, tree.Name) or {link.relation for link in chain.links} - _RELATIONS:
        return False
    names = [part for part in tree.walk(chain) if isinstance(part, tree.Name)]
    if any(place.state.scope.latest(tree.key(name) or "") is None for name in names):
        return False
    said = tree.Statement(chain, span=chain.span)
    return any(e.verdict == "refuted" for e in statement_entries(place, said, Clause(said)))


_RELATIONS: Final = frozenset({"=", "<", ">", "≤", "≥", "≠"})
