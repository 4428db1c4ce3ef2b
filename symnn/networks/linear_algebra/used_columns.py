"""Which columns of the next weights a relu layer lets through: at a point, and for every cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, final

from symnn.deferred import dataclass
from symnn.errors import UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.sympy_functions import as_column, as_point
from symnn.networks.affine import Affine
from symnn.networks.cells.domain import Polyhedron
from symnn.networks.cells.regions import activation_regions
from symnn.networks.linear_algebra.matrices import matrix_of
from symnn.networks.linear_algebra.subspaces import Subspace
from symnn.networks.network import Network, as_layers


@final
@dataclass(frozen=True)
class UsedColumns:
    """An output as a combination of columns, by the activations.

    Attributes:
        columns: which columns of the last weights have an activation that is not 0, from 1.
        activations: all activations; the output is Σ activation_j · column_j + bias.
        subspace: the span of the columns that are used.
        bias: of the last layer.
        output: what comes out.
    """

    columns: tuple[int, ...]
    activations: tuple[Any, ...]
    subspace: Subspace
    bias: tuple[Any, ...]
    output: Any


@final
@dataclass(frozen=True)
class CellColumns:
    """The columns that the inputs of one cell use.

    Attributes:
        pattern: of the hidden units, 1 where a relu is on.
        columns: the units that are not 0 all over the cell, from 1.
        polyhedron: the closed cell.
        subspace: the span of the columns; the outputs lie in it, moved by the bias.
    """

    pattern: tuple[int, ...]
    columns: tuple[int, ...]
    polyhedron: Polyhedron
    subspace: Subspace


def used_columns(net: Network, *point: Any) -> UsedColumns:
    """The output at a point as a combination of columns of the last affine layer.

    Args:
        net: a network that ends with an affine layer after an activation.
        point: the exact inputs.

    Exactness: exact. Theorem: W a + b = Σ a_j w_j + b, and the terms with a_j = 0 are nothing.

    Raises:
        UnsupportedError: the last layer is not affine, or nothing comes before it.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1], [-1]]), sn.relu, sn.Affine([[1, 2], [3, 4]]))
        >>> used_columns(net, -5).columns
        (2,)
    """
    before, last = _parts(net)
    inputs, _ = Network(*as_layers(net))._read(point)
    activations = before.values(inputs)
    numbers = [x for x in activations if isinstance(x, Number)]
    if len(numbers) < len(activations):
        raise UnsupportedError(
            "an activation is not algebraic; whether it is 0 is asked of the cells of a relu layer"
        )
    used = tuple(j for j, x in enumerate(numbers, 1) if x)
    return UsedColumns(
        used,
        as_point(numbers),
        _span(matrix_of(last), used),
        tuple(as_column([b], {}) for b in last.bias),
        as_column(last.values(numbers), {}),
    )


def cell_columns(net: Network, over: Any = None) -> tuple[CellColumns, ...]:
    """For every cell of the hidden layers, the columns that its inputs use.

    Args:
        net: a piecewise-linear network that ends with an affine layer after a relu layer.
        over: as for `activation_regions`.

    Exactness: exact.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1], [-1]]), sn.relu, sn.Affine([[1, 2], [3, 4]]))
        >>> sorted(cell.columns for cell in cell_columns(net))
        [(1,), (2,)]
    """
    before, last = _parts(net)
    matrix, found = matrix_of(last), []
    for region in activation_regions(before, over):
        pattern = region.pattern[-1] if region.pattern else ()
        rows = zip(region.cell.map.matrix, region.cell.map.shift, strict=True)
        used = tuple(j for j, (row, c) in enumerate(rows, 1) if any(row) or c)
        found.append(CellColumns(pattern, used, region.polyhedron, _span(matrix, used)))
    return tuple(found)


def _parts(item: Any) -> tuple[Network, Affine]:
    net = Network(*as_layers(item))
    if len(net.layers) < 2 or not isinstance(net.layers[-1], Affine):
        raise UnsupportedError(
            f"{net.label} does not end with an affine layer after an activation; there are no "
            "columns that activations combine"
        )
    return Network(*net.layers[:-1]), net.layers[-1]


def _span(matrix: Matrix, used: Sequence[int]) -> Subspace:
    chosen = matrix.columns([j - 1 for j in used])
    return Subspace(chosen.column_space() if used else Matrix.zeros(matrix.shape[0], 0))
