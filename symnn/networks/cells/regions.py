"""Activation regions: where every unit keeps its piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, final

from symnn.exact.linear_programs import Constraint
from symnn.functions.sympy_functions import as_matrix, as_point
from symnn.networks.cells.cell import Cell
from symnn.networks.cells.domain import Polyhedron, as_number
from symnn.networks.cells.study import Study, read_point, study


@final
class Region:
    """A polyhedron of full dimension on which the network is one affine map.

    What it gives are sympy numbers; `cell` holds the same as Numbers.

    Attributes:
        cell: the polyhedron and the map.
        groups: for each gate the layer it belongs to.
    """

    __slots__ = ("cell", "groups")

    def __init__(self, cell: Cell, groups: Sequence[int]) -> None:
        self.cell = cell
        self.groups = tuple(groups)

    @property
    def pattern(self) -> tuple[tuple[int, ...], ...]:
        """For each layer with kinks the piece of every unit, counted from the left from 0.

        Of a relu, 0 is off and 1 is on; of a maximum it is the place of the largest, the first
        among equals. A unit that sits on a kink in the whole region counts as left of it.
        """
        found: dict[int, list[int]] = {}
        for group, choice in zip(self.groups, self.cell.choices, strict=True):
            found.setdefault(group, []).append(choice)
        return tuple(tuple(found[group]) for group in sorted(found))

    @property
    def polyhedron(self) -> Polyhedron:
        """The closed region: one inequality for each facet."""
        return Polyhedron.of(self.cell.closure, self.cell.cone.size - 1)

    @property
    def inequalities(self) -> list[tuple[tuple[Any, ...], str, Any]]:
        """The facets as (coefficients, sign, constant): coefficients · x + constant sign 0."""
        return [_written(row) for row in self.cell.closure]

    @property
    def vertices(self) -> list[tuple[Any, ...]]:
        """The vertices; of a region that holds whole lines, points of its minimal faces."""
        return [as_point(p) for p in self.cell.vertices]

    @property
    def rays(self) -> list[tuple[Any, ...]]:
        """The extreme directions in which it is unbounded."""
        return [as_point(p) for p in self.cell.directions]

    @property
    def lines(self) -> list[tuple[Any, ...]]:
        """A basis of the directions in which it is unbounded both ways."""
        return [as_point(p) for p in self.cell.lines]

    @property
    def is_bounded(self) -> bool:
        """Whether it is a polytope."""
        return not self.cell.directions and not self.cell.lines

    @property
    def interior_point(self) -> tuple[Any, ...]:
        """A point of the interior, relative to the domain."""
        return as_point(self.cell.interior_point)

    @property
    def matrix(self) -> Any:
        """A, where the network is x -> A x + c in the interior."""
        return as_matrix(self.cell.map.matrix)

    @property
    def shift(self) -> Any:
        """c, where the network is x -> A x + c in the interior."""
        return as_matrix([[x] for x in self.cell.map.shift])

    def contains(self, *point: Any) -> bool:
        """Whether a point lies in the closed region, exactly."""
        numbers = read_point(point, self.cell.cone.size - 1)
        return all(row.holds(numbers) for row in self.cell.closure)

    def __repr__(self) -> str:
        return f"Region(pattern {self.pattern})"


def _written(row: Constraint) -> tuple[tuple[Any, ...], str, Any]:
    coefficients = as_point([as_number(a) for a in row.coefficients])
    return coefficients, row.sign, as_point([as_number(row.constant)])[0]


def groups_of(asked: Study) -> tuple[int, ...]:
    """For each gate its layer."""
    return tuple(gate.group for gate in asked.program.gates)


def activation_regions(net: Any, over: Any = None, seconds: float | None = None) -> list[Region]:
    """The activation regions of a piecewise-linear network.

    Counted are the sets of points with one activation pattern that have full dimension: for each
    unit it is fixed on which piece its input lies. (In the list of arXiv:2505.16716 these are the
    proper activation regions.) Neighbours with different patterns count as two, even if the
    network is the same affine map on both: `linear_pieces` joins those.

    Args:
        net: layers made of Affine, relu, leaky_relu, absolute, hard_tanh, …, Maxout, MaxPool,
            Residual, Parallel; step and sign too. Weights are algebraic numbers. Or a sympy
            expression made of such functions; its symbols, sorted by name, are the inputs.
        over: None for all of R^n, a range (low, high) for each input (None for no end; a sympy
            Interval may be half-open), or a Polyhedron; of an expression {symbol: (low, high)}
            too. Over a domain of lower dimension regions are full relative to it.

    Exactness: exact, in general position or not. No region is missed or counted twice.

    Raises:
        UnsupportedError: a layer that is not piecewise linear, or a weight with symbols.
        ShapeError: the domain does not fit.

    References:
        Hanin, Rolnick, Deep ReLU networks have surprisingly few activation patterns (2019).
        Stargalla, Hertrich, Reichman, The computational complexity of counting linear regions in
        ReLU neural networks (2025), arXiv:2505.16716.

    Examples:
        >>> import symnn as sn
        >>> lines = sn.Affine([[1, 1], [-1, -1], [1, -1], [-1, 1]])
        >>> len(activation_regions(sn.Network(lines, sn.relu, sn.Affine([[1, 1, 1, 1]])))) == 4
        True
    """
    asked = study(net, over, seconds=seconds)
    groups = groups_of(asked)
    return [Region(cell, groups) for cell in asked.cells]
