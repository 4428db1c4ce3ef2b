"""Values of several unknowns that are given side by side: "m = 1, c = 2" is one solution.

Each of them solves an equation only together with the others of its own list; what another
unknown was given further up is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.equations.all_told import chains_of, formulas_of
from symnn.documents.judging.placing import Place
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

#: Where a sentence ends, or a paragraph.
_PARTED: Final = regex(r"[.!?;](?=\s|$)|\n\s*\n")


def is_given_anew(place: Place, known: Binding) -> bool:
    """Whether the list that a value stands in gives another name another value than it has."""
    return any(
        tree.key(part) == known.key and link.relation == "=" and link.operand != known.body
        for formula in _beside(place)
        for chain in chains_of(formula.latex)
        for part, link in _given(chain)
    )


def _given(chain: tree.Chain) -> Iterator[tuple[tree.Node, tree.Link]]:
    """The names and what they are given: one, or each of a list (m, c) = (1, 2)."""
    link = chain.links[-1]
    yield chain.first, link
    names, values = _members(chain.first), _members(link.operand)
    if len(names) == len(values):
        for name, value in zip(names, values, strict=True):
            yield name, tree.Link(link.relation, value)


def _members(node: tree.Node) -> tuple[tree.Node, ...]:
    """What stands in a list."""
    return node.items if isinstance(node, tree.Group) else ()


def _beside(place: Place) -> Iterator[Formula]:
    """The formula itself, and those behind it in its sentence."""
    yield place.formula
    text, end = place.state.source.text, place.formula.outer_end
    for formula in formulas_of(place.state.source):
        if formula.start <= place.formula.start:
            continue
        joined = not (formula.display or place.formula.display)
        if not joined or _PARTED.search(text[end : formula.outer_start]):
            return
        yield formula
        end = formula.outer_end
