"""What counts as the matrix of something: a layer, some affine layers, rows, a sympy matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.errors import NotAlgebraicError, ShapeError, UnsupportedError
from symnn.exact.containers import entries_of, rows_of
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.plain import plain
from symnn.networks.affine import Affine
from symnn.networks.layer import number_of, written
from symnn.networks.network import Network, as_layers


def affine_of(item: Any) -> Affine:
    """One affine layer: the layer itself, or some that follow each other, multiplied out.

    W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2).

    Raises:
        UnsupportedError: a layer that is not affine; its number and name are given.

    Examples:
        >>> twice = Network(Affine([[2]], [1]), Affine([[3]], [5]))
        >>> (affine_of(twice).weight, affine_of(twice).bias) == (
        ...     Affine([[6]], [8]).weight,
        ...     Affine([[6]], [8]).bias,
        ... )
        True
    """
    if isinstance(item, Affine):
        return item
    network = getattr(item, "network", item)
    if not isinstance(network, Network):
        return Affine(item.tolist() if isinstance(item, Matrix) else rows_of(item))
    total: Affine | None = None
    for number, layer in enumerate(network.layers, 1):
        if not isinstance(layer, Affine):
            raise UnsupportedError(
                f"layer {number}, {layer.label}, is not affine; ask about the affine layers "
                "between activations one by one, as net[0]"
            )
        total = layer if total is None else after(layer, total)
    assert total is not None  # noqa: S101 - a network has a layer
    return total


def after(second: Affine, first: Affine) -> Affine:
    """The affine map of the first, then the second."""
    if second.inputs != first.shape[0]:
        raise ShapeError(f"{second.label} does not take the outputs of {first.label}")
    columns = list(zip(*first.weight, strict=True))
    linear = Affine(second.weight)
    made = [linear.exprs(column, keep_zeros=False) for column in columns]
    weight = [[_simple(column[i]) for column in made] for i in range(second.shape[0])]
    return Affine(weight, [_simple(b) for b in second.exprs(first.bias)])


def _simple(item: Expr) -> Expr:
    if free_symbols(item):
        return item
    found = number_of(item)
    return item if found is None else written(found)


def collapse(network: Network) -> Network:
    """The same network with affine layers that follow each other multiplied into one.

    Exactness: exact; the same function. W4 W3 W2 W1 x is one W x: linear layers alone make no
    network deeper.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> collapse(Network(Affine([[2]]), Affine([[3]]), relu)).label
        'Network(Affine 1x1, relu)'
    """
    layers: list[Any] = []
    for layer in as_layers(network):
        if layers and isinstance(layer, Affine) and isinstance(layers[-1], Affine):
            layers[-1] = after(layer, layers[-1])
        else:
            layers.append(layer)
    return Network(*layers)


def matrix_of(item: Any) -> Matrix:
    """The matrix over a number field.

    Raises:
        UnsupportedError: an entry with a symbol. NotAlgebraicError: an entry that is not known to
            be algebraic.
    """
    if isinstance(item, Matrix):
        return item
    weight = affine_of(item).weight
    return Matrix(
        [[_number(e, f"[{i},{j}]") for j, e in enumerate(r, 1)] for i, r in enumerate(weight, 1)]
    )


def _number(item: Expr, place: str) -> Number:
    names = free_symbols(item)
    if names:
        raise UnsupportedError(
            f"the entry {place} = {plain(item)} holds the symbol {min(names)}; rank_cases says how "
            "the rank depends on it, net.substitute gives it a value"
        )
    found = number_of(item)
    if found is None:
        raise NotAlgebraicError(f"the entry {place} = {plain(item)} is not known to be algebraic")
    return found


def point_of(item: Any, size: int) -> Matrix:
    """A point as a column.

    Raises:
        ShapeError: a wrong number of coordinates.
    """
    entries = entries_of(item)
    if len(entries) != size:
        raise ShapeError(f"the point has {len(entries)} coordinates; the space has {size}")
    return Matrix.column([_coordinate(e, k) for k, e in enumerate(entries, 1)])


def _coordinate(item: Any, k: int) -> Number:
    return item if isinstance(item, Number) else _number(from_sympy(item), f"[{k}] of the point")


def columns_of(vectors: Sequence[Sequence[Number]]) -> Matrix:
    """Vectors as the columns of a matrix."""
    return Matrix([list(v) for v in vectors]).transpose()
