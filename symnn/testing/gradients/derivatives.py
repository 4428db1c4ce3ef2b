"""Jacobians of a network in balls: the exact ones, and all that floats may make of them.

The derivative of each layer is a matrix of balls; the chain rule multiplies them. Whoever does so
forwards or backwards, in whatever order, rounds each product along a path at most K times: what
that may change is γ_K times the product of the absolute values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import reduce
from typing import Literal, TypeAlias, final

from flint import arb, arb_mat, fmpq

from symnn.errors import UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.number import Number
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layers import Maxout
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.testing.gradients.kinks import AtKinks
from symnn.testing.gradients.layer_derivatives import Builder, State, Step, Walk
from symnn.testing.rounding import BITS, Formulas, gamma, grown, smallest_normal, within
from symnn.testing.sums import Balls, Sums
from symnn.twins.formats import Format

#: Inputs, weights and biases: what the derivative is by.
Variables: TypeAlias = Literal["inputs", "weights"]


@final
class Derivatives:
    """A network prepared for its derivatives.

    Args:
        network: without symbols.
        form: the format of the floats.
        at: what is given at kinks.
        formulas: see `symnn.testing.rounding`.

    Raises:
        UnsupportedError: a layer or an activation without a known derivative.
    """

    def __init__(
        self, network: Network, form: Format, at: AtKinks, formulas: Formulas = "stable"
    ) -> None:
        self.network, self.form, self.at, self.formulas = network, form, at, formulas
        known: dict[int, Sums] = {}
        with precision(BITS):
            self._exact = [Builder(None, at, formulas, known).step(y) for y in network.layers]
            self._allowed = [Builder(form, at, formulas, known).step(y) for y in network.layers]

    def exact(self, point: Sequence[float], by: Variables) -> list[arb]:
        """The derivatives, enclosed; row by row, see `names`."""
        return self._along(self._exact, point, by, rounded=False)[0]

    def allowed(self, point: Sequence[float], by: Variables) -> tuple[list[arb], bool]:
        """Balls around all right derivatives, and whether a unit may be exactly at a kink."""
        found, walk = self._along(self._allowed, point, by, rounded=True)
        return found, walk.at_kink

    def _along(
        self, steps: Sequence[Step], point: Sequence[float], by: Variables, rounded: bool
    ) -> tuple[list[arb], Walk]:
        walk = Walk()
        with precision(BITS):
            start = [arb(fmpq(*x.as_integer_ratio())) for x in point]
            numbers = tuple(Number(fmpq(*x.as_integer_ratio())) for x in point)
            state = State(start, start, lambda: None if rounded else numbers)
            inputs, locals_ = [], []
            for step in steps:
                inputs.append(state.wide)
                matrix, state = step(state, walk)
                locals_.append(matrix)
            form = self.form if rounded else None
            count = walk.roundings + 2
            if by == "inputs":
                found = _entries(reduce(lambda a, b: b * a, locals_), locals_, form, count)
            else:
                found = _by_weights(self.network, locals_, inputs, form, count)
        return found, walk

    def changed(self, place: int, change: Callable[[Step], Step]) -> Derivatives:
        """The same with another derivative for one layer: what a wrong code may do."""
        made = copy(self)
        made._allowed = list(self._allowed)
        made._allowed[place] = change(self._allowed[place])
        return made

    def names(self, by: Variables) -> list[str]:
        """What each derivative is, as "∂y1/∂x2", in the order in which they are given."""
        outputs, inputs = self.network.outputs or 1, self.network.inputs or 1
        if by == "inputs":
            return [f"∂y{k}/∂x{j}" for k in range(1, outputs + 1) for j in range(1, inputs + 1)]
        found = []
        for number, layer in enumerate(affine_layers(self.network), 1):
            rows, columns = layer.shape
            for k in range(1, outputs + 1):
                found += [
                    f"∂y{k}/∂W{number}[{i},{j}]"
                    for i in range(1, rows + 1)
                    for j in range(1, columns + 1)
                ]
            for k in range(1, outputs + 1):
                found += [f"∂y{k}/∂b{number}[{i}]" for i in range(1, rows + 1)]
        return found


def affine_layers(network: Network) -> list[Affine]:
    """The layers by whose weights derivatives are taken.

    Raises:
        UnsupportedError: there are none, or weights are inside other layers.
    """
    found = [layer for layer in network.layers if isinstance(layer, Affine)]
    others = [
        layer.label
        for layer in network.layers
        if isinstance(layer, Residual | Parallel | Maxout | Structured)
    ]
    if others or not found:
        raise UnsupportedError(
            "derivatives by weights are known for chains of Affine layers and activations; "
            + (f"this network has {others[0]}" if others else "this network has no Affine layer")
        )
    return found


def _sizes(matrix: arb_mat) -> arb_mat:
    return arb_mat(matrix.nrows(), matrix.ncols(), [abs(x).abs_upper() for x in matrix.entries()])


def _product(matrices: Sequence[arb_mat], size: int) -> arb_mat:
    """The product of the derivatives of some layers, the last one first."""
    unit = arb_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    return reduce(lambda a, b: b * a, matrices, unit)


def _entries(
    product: arb_mat, matrices: Sequence[arb_mat], form: Format | None, count: int
) -> list[arb]:
    if form is None:
        return list(product.entries())
    sizes = reduce(lambda a, b: b * a, [_sizes(m) for m in matrices])
    pairs = zip(product.entries(), sizes.entries(), strict=True)
    return [_rounded(x, size, form, count) for x, size in pairs]


def _rounded(x: arb, size: arb, form: Format, count: int) -> arb:
    if size.is_zero():
        return x
    return within(grown(x, gamma(count, form) * size + count * smallest_normal(form)), form)


def _by_weights(
    network: Network,
    matrices: Sequence[arb_mat],
    inputs: Sequence[Balls],
    form: Format | None,
    count: int,
) -> list[arb]:
    """For each affine layer of the chain the derivatives by W, then by b, output by output."""
    found: list[arb] = []
    for k, layer in enumerate(network.layers):
        if not isinstance(layer, Affine):
            continue
        rows = layer.shape[0]
        after = _product(matrices[k + 1 :], rows)
        sizes = _product([_sizes(m) for m in matrices[k + 1 :]], rows)
        outputs = after.nrows()
        for x in (inputs[k], [arb(1)]):
            for o in range(outputs):
                for i in range(rows):
                    for v in x:
                        value, size = after[o, i] * v, sizes[o, i] * abs(v)
                        found.append(value if form is None else _rounded(value, size, form, count))
    return found
