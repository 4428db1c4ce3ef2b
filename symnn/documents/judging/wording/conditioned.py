r"""Sentences under a condition before them: "c \ne 0:\ A \text{ is invertible}".

They are said of all values that the condition leaves. What they are at the value that a letter got
further up decides none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree

ELSEWHERE: Final = "it is said under a condition on a letter, which has a value from further up"
_CONDITIONS: Final = frozenset({"<", "≤", ">", "≥", "≠", "∈", "∉"})
_DECIDED: Final = ("proved", "refuted")


def under_conditions(
    state: State,
    before: Sequence[tree.Statement | tree.Unreadable],
    entries: Iterable[Entry],
) -> Iterator[Entry]:
    """The entries of a sentence, open where a value from further up stood in for a condition.

    Args:
        state: what the document has said so far.
        before: the statements of the formula that stand before the sentence.
        entries: what was found at the values in force.
    """
    bound = any(_is_bound(state, statement) for statement in before)
    for entry in entries:
        yield left_open(entry, ELSEWHERE) if bound and entry.verdict in _DECIDED else entry


def _is_bound(state: State, statement: tree.Statement | tree.Unreadable) -> bool:
    """Whether a statement says where a letter lies that was given a number before this formula."""
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or body.links[0].relation not in _CONDITIONS:
        return False
    letters = (tree.key(part) for side in _sides(body) for part in tree.walk(side))
    found = (state.scope.latest(letter) for letter in letters if letter is not None)
    values = (b for b in found if b is not None and b.parameters is None and not b.computed)
    return any(b.version <= state.since for b in values)


def _sides(chain: tree.Chain) -> tuple[tree.Node, ...]:
    return chain.first, *(link.operand for link in chain.links)
