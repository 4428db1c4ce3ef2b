r"""Values in a list of claims: with r_1 = 257.6 proved beside it, r_2 = 296.3 is a claim, too.

A false value of a member of a family, or a false slope, may be meant as another one; in one formula
with others of its kind that were proved it is not taken for a definition, but left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents import rules
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_REASON: Final = "others of its kind beside it are proved, and it is not"


def beside_proved(state: State, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula, with what is no definition in a list of claims left open.

    Args:
        state: what the document has said.
        entries: those of the formula, as they are found.
    """
    said: list[Entry] = []
    for entry in entries:
        found = _among(state, said, entry) if entry.kind == "definition" and said else entry
        said.append(found)
        yield found


def _among(state: State, said: Sequence[Entry], entry: Entry) -> Entry:
    proved = [one for one in said if one.verdict == "proved" and one.relation == "="]
    kind = _kind(state, entry) if proved else None
    if kind is None or all(_kind(state, one) != kind for one in proved):
        return entry
    rule = rules.UNDECIDED.id
    return replace(entry, rule=rule, kind="claim", verdict="undecided", reason=_REASON)


def _kind(state: State, entry: Entry) -> tuple[str, str] | None:
    """What is given a value by an equation: a slope of what, or a member of which family."""
    statements = parse(entry.latex).statements
    body = statements[0].body if statements and isinstance(statements[0], tree.Statement) else None
    if not isinstance(body, tree.Chain) or not isinstance(body.links[-1].operand, _PLAIN):
        return None
    first = body.first
    if isinstance(first, tree.Derivative):
        return "slope", ""
    if not isinstance(first, tree.Name) or not isinstance(first.subscript, tree.Number):
        return None
    known = state.scope.families.get(first.base, {})
    return (first.base, "".join(first.accents)) if known else None


_PLAIN: Final = (tree.Number, tree.Neg, tree.Quotient)
