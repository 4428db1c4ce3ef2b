"""The ways in which the names behind a claim about arrays may be meant, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.judging.index_notation.gathering import (
    has_rows,
    marks_of,
    names_of,
    with_entries,
    with_lists,
    with_units,
)
from symnn.documents.judging.index_notation.names import Names
from symnn.latex import syntax as tree


def ways(
    names: Names, sides: tuple[tree.Node, tree.Node], section: tuple[str, ...]
) -> Iterator[Names]:
    """The names as they may be meant: of the whole document, of a section, as lists of vectors."""
    yield names
    yield names_of(names.scope, sides, section)
    units = with_units(names, sides)
    if units is not None:
        yield units
    across = replace(names, across=True, prepared={})
    if has_rows(names):
        yield across
    listed = with_lists(names, sides)
    if listed is not None:
        yield listed
    yield replace(names, matrices=names.matrices | names.small_matrices, prepared={})
    yield across
    marks = marks_of(names, sides)
    if marks:
        yield names_of(names.scope, sides, marks=marks)
    entries = with_entries(names, sides)
    if entries is not None:
        yield entries
        yield replace(entries, across=True, prepared={})
