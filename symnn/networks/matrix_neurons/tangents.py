"""Derivatives of the outputs of a matrix network in one weight: tangents that flow forwards.

In W_ki of an affine layer the pre-activations have the derivatives X_i in neuron k, 0 elsewhere.
Then an activation takes a tangent T at X to L_f(X, T); where T commutes with X, as functions of
one matrix do, that is f'(X) T.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, final

from symnn.exact.expression import ZERO, Expr, substitute
from symnn.exact.matrix import Matrix
from symnn.functions.calculus import times
from symnn.functions.definitions import ARGUMENT
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.frechet import frechet
from symnn.networks.matrix_neurons.backward import Layer, algebraic_of, slope_at
from symnn.networks.matrix_neurons.combinations import combination_of, mapped
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.values import (
    Calculus,
    Value,
    entries_of,
    in_one_base,
    shape_of,
    simplest,
    weighted_sum,
)


@final
class Place(NamedTuple):
    """The weight W_ki of one affine layer.

    Attributes:
        layer: the number of the layer, from 0.
        neuron: k, from 0.
        input: i, from 0.
    """

    layer: int
    neuron: int
    input: int


def tangents(
    layers: Sequence[Layer], inputs: Sequence[Sequence[Value]], place: Place
) -> list[Value]:
    """The derivatives of all outputs in one weight.

    Args:
        layers: of the network.
        inputs: what each layer was given.
        place: the weight.

    Exactness: exact.

    Raises:
        UnsupportedError: an activation of a matrix with transcendental entries whose tangent is
            no function of the same matrix.
        UndefinedError: an activation is not differentiable at its argument.
    """
    first = inputs[place.layer]
    layer = layers[place.layer]
    count = len(layer.weight) if isinstance(layer, MatrixAffine) else 0
    nothing = Matrix.zeros(*shape_of(first[0]))
    here: list[Value] = [first[place.input] if k == place.neuron else nothing for k in range(count)]
    for number in range(place.layer + 1, len(layers)):
        layer = layers[number]
        if isinstance(layer, MatrixAffine):
            here = [weighted_sum(row, here, None) for row in layer.weight]
        else:
            pairs = zip(inputs[number], here, strict=True)
            here = [_through(layer, x, t) for x, t in pairs]
    return here


def _through(layer: MatrixActivation | Entrywise, item: Value, tangent: Value) -> Value:
    """L_f(X, T)."""
    if isinstance(tangent, Matrix) and not tangent:
        return tangent
    if isinstance(layer, Entrywise):
        return _entrywise(layer, item, tangent)
    together = in_one_base([item, tangent])
    if together is not None:
        (body, way), base = together
        slope = lower(layer.function.derivative().body)
        return Calculus(times(_at(slope, body), way), base)
    exact = algebraic_of(item, layer)
    found = mapped(
        combination_of(tangent),
        exact.shape,
        lambda e: frechet(layer.function, exact, e).combination,
    )
    return simplest(found.expressions())


def _at(slope: Expr, body: Expr) -> Expr:
    return substitute(slope, {ARGUMENT: body})


def _entrywise(layer: Entrywise, item: Value, tangent: Value) -> Value:
    rows = [
        [
            ZERO if t == ZERO else times(slope_at(layer.function, x), t)
            for x, t in zip(row, ways, strict=True)
        ]
        for row, ways in zip(entries_of(item), entries_of(tangent), strict=True)
    ]
    return simplest(rows)
