"""Whether a network grows or falls in one of its inputs."""

from __future__ import annotations

from itertools import product
from typing import Any, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.linear_programs import Constraint, Feasible, feasible
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_point
from symnn.networks.cells.cell import Point
from symnn.networks.cells.continuity import first_jump
from symnn.networks.cells.study import Study, study

_Pair: TypeAlias = "tuple[Point, Point]"


@final
@dataclass(frozen=True, slots=True)
class Monotonicity:
    """How a network depends on one input while the others stay.

    Attributes:
        is_nondecreasing, is_nonincreasing: on every line of the domain parallel to the axis.
        rise: two points of the domain, the second further along the axis, where the value grows;
            None if the network is nonincreasing.
        fall: two such points where it falls; None if it is nondecreasing.
    """

    is_nondecreasing: bool
    is_nonincreasing: bool
    rise: tuple[tuple[Any, ...], tuple[Any, ...]] | None
    fall: tuple[tuple[Any, ...], tuple[Any, ...]] | None


def monotonicity(
    net: Any, variable: int = 1, over: Any = None, seconds: float | None = None
) -> Monotonicity:
    """Whether a network with one output is monotone in one input.

    Args:
        net, over: as for `activation_regions`.
        variable: the number of the input, from 1.

    Exactness: decides. A continuous network is judged by the slopes of its cells, one with jumps
        by a linear program for each pair of cells.

    Raises:
        ShapeError: several outputs, or no such input.

    Examples:
        >>> import symnn as sn
        >>> found = monotonicity(sn.Network(sn.Affine([[1, -1]]), sn.relu), variable=2)
        >>> found.is_nonincreasing, found.is_nondecreasing
        (True, False)
    """
    asked = study(net, over, seconds=seconds).single_output("monotonicity")
    if not 1 <= variable <= asked.program.inputs:
        raise ShapeError(f"there is no input {variable}; there are {asked.program.inputs}")
    axis = variable - 1
    search = _by_slopes if first_jump(asked) is None else _by_pairs
    rise, fall = search(asked, axis, 1), search(asked, axis, -1)
    for pair, sign in ((rise, 1), (fall, -1)):
        if pair and sign * (asked.value(pair[1])[0] - asked.value(pair[0])[0]).sign() <= 0:
            raise AssertionError(f"the points {pair} are no witness; please report")
    return Monotonicity(fall is None, rise is None, _written(rise), _written(fall))


def _written(pair: _Pair | None) -> tuple[tuple[Any, ...], tuple[Any, ...]] | None:
    return None if pair is None else (as_point(pair[0]), as_point(pair[1]))


def _moved(point: Point, axis: int, t: Number) -> Point:
    return tuple(x + t if j == axis else x for j, x in enumerate(point))


def _by_slopes(asked: Study, axis: int, sign: int) -> _Pair | None:
    for cell in asked.cells:
        across = any(row.coefficients[axis] != 0 for row in cell.equations)
        if across or sign * cell.map.matrix[0][axis].sign() <= 0:
            continue
        start, t = cell.interior_point, Number(1)
        while not all(row.holds(_moved(start, axis, t)) for row in cell.facets):
            t = t / 2
        return start, _moved(start, axis, t)
    return None


def _by_pairs(asked: Study, axis: int, sign: int) -> _Pair | None:
    """Points x and x + t e with t > 0 in two cells: a linear program in (x, t)."""
    n = asked.program.inputs
    forward = Constraint((*[0] * n, 1), ">", 0)
    for one, other in product(asked.all_cells, repeat=2):
        if _is_hopeless(one.ranges[0], other.ranges[0], sign):
            continue
        rows = [Constraint((*r.coefficients, 0), r.sign, r.constant) for r in one.own]
        rows += [
            Constraint((*r.coefficients, r.coefficients[axis]), r.sign, r.constant)
            for r in other.own
        ]
        a, b = one.map.matrix[0], other.map.matrix[0]
        grows = [sign * (y - x) for x, y in zip(a, b, strict=True)]
        constant = sign * (other.map.shift[0] - one.map.shift[0])
        rows += [forward, Constraint((*grows, sign * b[axis]), ">", constant)]
        found = feasible(rows, n + 1)
        if isinstance(found, Feasible):
            start = found.point[:n]
            return start, _moved(start, axis, found.point[n])
    return None


def _is_hopeless(
    one: tuple[Number | None, Number | None], other: tuple[Number | None, Number | None], sign: int
) -> bool:
    """Whether no value in the second range is beyond one in the first."""
    low, high = (one[0], other[1]) if sign > 0 else (other[0], one[1])
    return low is not None and high is not None and high <= low
