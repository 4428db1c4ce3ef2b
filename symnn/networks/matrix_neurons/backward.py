"""Gradients through a network of matrix neurons, exactly: adjoints that flow backwards.

In the inner product <X, Y> = tr(XᵀY) the adjoint of E -> L_f(X, E) is E -> L_f(Xᵀ, E), for every
real function f. So with G_k the derivative of the loss in the matrix Z_k,

    Z_k = f(X_k):                   the derivative in X_k is L_f(X_kᵀ, G_k),
    Z_k = sum of W_ki X_i + B_k:    in W_ki it is <G_k, X_i>, in B_k it is G_k,
                                    in X_i it is sum over k of W_ki G_k.

L_f is exact at an algebraic X. Behind an activation whose argument is transcendental the chain
ends here; there tangents may still flow forwards (`tangents`), where everything commutes.

References:
    R. Mathias, A chain rule for matrix functions and applications, SIMAX 1996.
    N. Higham, Functions of Matrices (2008), section 3.2 and problem 3.9.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, final

from symnn.errors import UnsupportedError
from symnn.exact.expression import ZERO, Expr
from symnn.exact.matrix import Matrix
from symnn.functions.calculus import derivative, times
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import Combination
from symnn.functions.matrix_functions.frechet import frechet
from symnn.networks.matrix_neurons.combinations import (
    combination_of,
    inner,
    mapped,
    of_entries,
    total,
    zero,
)
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.values import Calculus, Value, entries_of

Layer = MatrixAffine | MatrixActivation | Entrywise


@final
class AffineSlopes(NamedTuple):
    """The derivatives of the loss in the parameters of one affine layer.

    Attributes:
        weight: in W_ki, row by row.
        bias: in B_k, each a matrix as a sum of scalars times matrices.
    """

    weight: tuple[tuple[Expr, ...], ...]
    bias: tuple[Combination, ...]


@final
class Backward(NamedTuple):
    """How far the adjoints came.

    Attributes:
        slopes: by the number of the layer, for each affine layer that was reached.
        stopped: the number of the activation that could not be passed; -1 for none.
        reason: why.
    """

    slopes: dict[int, AffineSlopes]
    stopped: int
    reason: str


def backward(
    layers: Sequence[Layer], inputs: Sequence[Sequence[Value]], adjoints: Sequence[Combination]
) -> Backward:
    """The derivatives in all weights and biases, from those in the outputs.

    Args:
        layers: of the network.
        inputs: what each layer was given.
        adjoints: the derivatives of the loss in each output.

    Exactness: exact, as far as `stopped` says.

    Raises:
        UndefinedError: an activation is not differentiable at its argument.
    """
    found: dict[int, AffineSlopes] = {}
    here = list(adjoints)
    for number in range(len(layers) - 1, -1, -1):
        layer, items = layers[number], inputs[number]
        if isinstance(layer, MatrixAffine):
            found[number] = _slopes(items, here)
            if number:
                here = _through_affine(layer, here)
            continue
        try:
            here = [through(layer, x, g) for x, g in zip(items, here, strict=True)]
        except UnsupportedError as error:
            return Backward(found, number, str(error))
    return Backward(found, -1, "")


def _slopes(items: Sequence[Value], adjoints: Sequence[Combination]) -> AffineSlopes:
    values = [combination_of(x) for x in items]
    return AffineSlopes(
        tuple(tuple(inner(g, x) for x in values) for g in adjoints), tuple(adjoints)
    )


def _through_affine(layer: MatrixAffine, adjoints: Sequence[Combination]) -> list[Combination]:
    columns = zip(*layer.weight, strict=True)
    shape = adjoints[0].shape
    return [total(shape, list(zip(column, adjoints, strict=True))) for column in columns]


def through(layer: MatrixActivation | Entrywise, item: Value, adjoint: Combination) -> Combination:
    """The derivative of the loss in the argument of an activation.

    Raises:
        UnsupportedError: the function of a matrix with transcendental entries.
    """
    if not adjoint.terms:
        return adjoint
    if isinstance(layer, Entrywise):
        return _entrywise(layer.function, item, adjoint)
    exact = algebraic_of(item, layer)
    return mapped(adjoint, adjoint.shape, lambda g: frechet(layer.function, exact.T, g).combination)


def algebraic_of(item: Value, layer: Any) -> Matrix:
    """The value, if it is a matrix of algebraic numbers.

    Raises:
        UnsupportedError: it is transcendental.
    """
    settled = item.settled() if isinstance(item, Calculus) else item
    if isinstance(settled, Matrix):
        return settled
    raise UnsupportedError(
        f"{layer.label} has an argument with transcendental entries: its derivative has balls, "
        "and closed expressions only where all matrices commute"
    )


def slope_at(function: ScalarFunction, entry: Expr) -> Expr:
    """f' at a closed number, the side of each kink decided."""
    return derivative(lower(function.body), ARGUMENT, entry)


def _entrywise(function: ScalarFunction, item: Value, adjoint: Combination) -> Combination:
    weights = adjoint.expressions()
    rows = tuple(
        tuple(
            ZERO if g == ZERO else times(slope_at(function, x), g)
            for x, g in zip(row, weight, strict=True)
        )
        for row, weight in zip(entries_of(item), weights, strict=True)
    )
    return of_entries(rows) if rows else zero(adjoint.shape)
