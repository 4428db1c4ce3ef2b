"""Whether a network takes every value once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias, final

from flint import fmpz_mat

from symnn.deferred import dataclass
from symnn.exact.cones import Cone, Equation, form_of
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_point
from symnn.networks.cells.cell import AffineMap, Cell, Point, Ranges
from symnn.networks.cells.domain import as_number
from symnn.networks.cells.study import study

_Pair: TypeAlias = "tuple[Point, Point]"


@final
@dataclass(frozen=True, slots=True)
class Injectivity:
    """Whether different inputs give different outputs.

    Attributes:
        holds: yes or no.
        points: two different points of the domain with one value; None if it holds.
        value: that value.
        line: the direction of the points, if they lie in one cell, on which the whole line
            through them has one value.
    """

    holds: bool
    points: tuple[tuple[Any, ...], tuple[Any, ...]] | None = None
    value: tuple[Any, ...] | None = None
    line: tuple[Any, ...] | None = None


def injectivity(net: Any, over: Any = None, seconds: float | None = None) -> Injectivity:
    """Whether a piecewise-linear network R^n -> R^m is injective on a domain.

    Method: on each cell the kernel of its matrix must not meet the directions of the cell; then
    for each pair of cells linear programs ask for x and y in them with one value and x != y.

    Exactness: decides, with jumps too.

    Cost. A few cuts of a cone for each pair of cells whose values overlap.

    Examples:
        >>> import symnn as sn
        >>> injectivity(sn.Network(sn.leaky_relu("0.1"))).holds
        True
        >>> injectivity(sn.Network(sn.absolute)).value is not None
        True
    """
    asked = study(net, over, seconds=seconds)
    cells = asked.all_cells
    for cell in cells:
        pair = _within(cell)
        if pair is not None:
            line = tuple(b - a for a, b in zip(*pair, strict=True))
            return _found(asked.value, pair, line)
    inverses = {id(cell): _inverse(cell) for cell in cells}
    ranges = {id(cell): cell.ranges for cell in cells}
    for one, other in combinations(cells, 2):
        if _are_apart(ranges[id(one)], ranges[id(other)]):
            continue
        pair = _between(one, other, inverses[id(other)])
        if pair is not None:
            return _found(asked.value, pair, None)
    return Injectivity(True)


def _found(value: Any, pair: _Pair, line: Point | None) -> Injectivity:
    one, other = pair
    if one == other or value(one) != value(other):
        raise AssertionError(f"the points {one} and {other} are no witness; please report")
    points = (as_point(one), as_point(other))
    return Injectivity(False, points, as_point(value(one)), line and as_point(line))


def _within(cell: Cell) -> _Pair | None:
    """Two points of a cell on a line that its map sends to a point."""
    equations = [[*row.coefficients] for row in cell.equations]
    kernel = Matrix([*[list(row) for row in cell.map.matrix], *equations]).kernel()
    if kernel.shape[1] == 0:
        return None
    away = kernel.columns([0]).entries()
    start, t = cell.interior_point, Number(1)
    while True:
        end = tuple(x + t * a for x, a in zip(start, away, strict=True))
        if all(row.holds(end) for row in (*cell.facets, *cell.strict)):
            return start, end
        t = t / 2


def _are_apart(one: Ranges, other: Ranges) -> bool:
    """Whether some output takes no common value on two cells."""
    return any(
        (b is not None and c is not None and b < c) or (a is not None and d is not None and d < a)
        for (a, b), (c, d) in zip(one, other, strict=True)
    )


class _Inverse(NamedTuple):
    """How a point of a cell is found from its value.

    Attributes:
        system: the matrix of the cell, with those of its equations below.
        left: a left inverse of the system.
        constants: what is subtracted before, from the value and from 0.
        rows, signs: the inequalities of the cell, constant first.
    """

    system: Matrix
    left: Matrix
    constants: tuple[Number, ...]
    rows: Matrix
    signs: tuple[str, ...]


def _inverse(cell: Cell) -> _Inverse:
    equations = cell.equations
    system = Matrix([*cell.map.matrix, *(row.coefficients for row in equations)])
    transposed = system.transpose()
    inequalities = (*cell.facets, *cell.strict)
    return _Inverse(
        system,
        (transposed @ system).inverse() @ transposed,
        (*cell.map.shift, *(as_number(row.constant) for row in equations)),
        Matrix([(row.constant, *row.coefficients) for row in inequalities])
        if inequalities
        else Matrix.zeros(0, 1 + len(cell.map.matrix[0])),
        tuple(row.sign for row in inequalities),
    )


def _between(one: Cell, other: Cell, inverse: _Inverse) -> _Pair | None:
    """Points x != y of two cells with one value.

    y is an affine function of x, so that the x with a partner are a polyhedron: it is cut out of
    the first cell. They are all their own partners if its generators are.
    """
    n = len(one.map.matrix[0])
    rows = [[c, *row] for row, c in zip(one.map.matrix, one.map.shift, strict=True)]
    rows += [[Number(0)] * (n + 1) for _ in other.equations]
    right = Matrix([[c - k, *r] for (c, *r), k in zip(rows, inverse.constants, strict=True)])
    partner = inverse.left @ right
    cone = one.cone
    for form in _forms(cone, inverse.system @ partner - right):
        cone = cone.cut(form).slice(Equation(form, {}, {}))
        if cone.is_empty:
            return None
    whole = Matrix([[int(j == 0) for j in range(n + 1)], *partner.tolist()])
    for form, sign in zip(_forms(cone, inverse.rows @ whole), inverse.signs, strict=True):
        cone = cone.cut(form).part(1, sign == ">", 1)
        if cone.is_empty:
            return None
    table = partner.tolist()
    image = AffineMap(tuple(tuple(r[1:]) for r in table), tuple(r[0] for r in table))
    points = replace(one, cone=cone).spanning_points
    return next(((p, image(p)) for p in points if image(p) != p), None)


def _forms(cone: Cone, matrix: Matrix) -> Iterator[fmpz_mat]:
    """The rows as forms."""
    for i in range(matrix.shape[0]):
        yield form_of(cone.ring, matrix.rows([i]).entries())
