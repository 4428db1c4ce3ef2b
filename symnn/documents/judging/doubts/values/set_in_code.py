"""A name that the code of a document sets to something else between its value and a relation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from symnn.documents.assignments import assigned_in, fenced
from symnn.documents.judging.names.reaching.elsewhere import behind
from symnn.documents.judging.placing import Place, State
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

SET_IN_CODE: Final = "code between may have given a name in it another value"


def set_in_code(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why a name in a relation may have another value: code stands between, and assigns it."""
    state = place.state
    if not state.source.cells and "```" not in state.source.text:
        return None
    known = (b for b in behind(place, left, link) if b.parameters is None)
    return SET_IN_CODE if any(_is_set(place, one) for one in known) else None


def _is_set(place: Place, known: Binding) -> bool:
    state = place.state
    begin = state.ends.get(known.version)
    if begin is None or begin > place.formula.start:
        return False
    code = "\n".join(_between(state, begin, place.formula.start))
    name = known.key.lstrip("\\").replace("_", "").lower()
    numbers = _numbers(known.body)
    for one in assigned_in(code) if code else ():
        if one.name.replace("_", "").lower() != name:
            continue
        if one.changes or (not known.computed and one.numbers != numbers):
            return True
    return False


def _between(state: State, begin: int, end: int) -> Iterator[str]:
    """The code between two places of a document."""
    yield from (cell.code for cell in state.source.cells if begin < cell.start <= end)
    if not state.source.cells:
        yield fenced(state.source.text[begin:end])


def _numbers(node: tree.Node) -> tuple[Fraction, ...]:
    parts = (n for n in tree.walk(node) if isinstance(n, tree.Number))
    return tuple(sorted(Fraction(n.value.numerator, n.value.denominator) for n in parts))
