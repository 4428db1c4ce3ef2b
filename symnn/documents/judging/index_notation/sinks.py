"""What a number that nothing defines is made of: the arrays that others lead to."""

from __future__ import annotations

from symnn.documents.judging.index_notation.arrays import Atom, Atoms
from symnn.documents.judging.index_notation.cells import flat
from symnn.documents.judging.index_notation.written import Written
from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree


def note_sinks(written: Written) -> None:
    """The arrays that others lead to, of those that derivatives are taken in."""
    asked = written.asked
    for atom, bare in asked.items():
        others = [(a, b) for a, b in asked.items() if a != atom]
        if not any(_leads(written, atom, bare, a, b) for a, b in others):
            written.unknowns.sinks[atom] = bare


def _leads(written: Written, atom: Atom, bare: tree.Name, other: Atom, its: tree.Name) -> bool:
    """Whether an array stands in the formula of another one."""
    inside = frozenset({atom})
    names = free_symbols(*flat(written.array(atom, bare, inside)))
    return bool(names & written.unknowns.behind(*flat(written.array(other, its, inside))))


def independent(written: Written) -> Atoms:
    """The arrays that derivatives are taken in, if none of them leads to another."""
    if len(written.unknowns.sinks) < len(written.asked):
        return frozenset()
    return frozenset(written.asked)
