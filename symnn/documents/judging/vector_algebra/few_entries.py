"""Smallest and largest values of functions whose arrays are known but for a few entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.calculus.extrema import Extremum, Work
from symnn.documents.judging.open_arrays.evaluate import Evaluation
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jets
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.vector_algebra import points
from symnn.documents.judging.vector_algebra.relation import Sides
from symnn.exact.expression import ZERO, Expr, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import plain_name

_MOST_ENTRIES: Final = 3


def is_of_numbers(reading: Reading, body: Term, keys: Sequence[str]) -> bool:
    """Whether nothing is open but the entries of the names themselves."""
    leaves = body.leaves()
    shapes = [reading.sizes.shape(reading.leaves[key]) for key in keys]
    return leaves <= set(keys) and not any(s.letters for shape in shapes for s in shape)


def least_by_entries(
    found: Extremum, keys: Sequence[str], reading: Reading, sides: Sides, value: tree.Node
) -> Judgement | None:
    """What is found about the entries as numbers, of which there are few.

    Args:
        found: what is least or largest, over which names.
        keys: these names, as they are told apart here.
        reading: how it was read.
        sides: the value or the place that is claimed, and the function.
        value: the value as written.
    """
    there = sides.left
    cells = {key: _entries(key, reading) for key in keys}
    names = [name for grid in cells.values() for row in grid for name in row]
    if len(names) > _MOST_ENTRIES or there.leaves():
        return None
    jets = Jets(points.Exact())
    grids: dict[str, Grid] = {
        key: [[{0: symbol(name)} for name in row] for row in grid] for key, grid in cells.items()
    }
    at = Evaluation(jets, {}, grids)
    curve = at.grid(sides.right)[0][0].get(0, ZERO)
    place = [x.get(0, ZERO) for row in at.grid(sides.left) for x in row]
    work = Work(curve, replace(found, keys=tuple(names)), ())
    if found.kind.startswith("arg"):
        return work.reached_at(dict(zip(names, place, strict=True))) if len(keys) == 1 else None
    return work.value("=", place[0], _slack(value)) if len(place) == 1 else None


def _entries(key: str, reading: Reading) -> list[list[str]]:
    rows, columns = (side.at({}) for side in reading.sizes.shape(reading.leaves[key]))
    return [[f"{plain_name(key)}_{i + j + 1}" for j in range(columns)] for i in range(rows)]


def _slack(value: tree.Node) -> Expr:
    inner = value.operand if isinstance(value, tree.Neg) else value
    if isinstance(inner, tree.Number) and inner.decimals:
        return rational(Fraction(1, 2 * 10**inner.decimals))
    return ZERO
