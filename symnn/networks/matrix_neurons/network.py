"""Networks of matrix neurons, and their exact evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, final

from flint import arb_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.matrix import Matrix
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.networks.matrix_neurons.balls import function_of_balls
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.values import Value, enclosure_of

MatrixLayer: TypeAlias = "MatrixAffine | MatrixActivation | Entrywise"


@final
@dataclass(frozen=True, init=False, repr=False)
class MatrixNetwork:
    """Layers of matrix neurons one after the other: tuples of n×n matrices to such tuples.

    Args:
        layers: `MatrixAffine`, `MatrixActivation`, `Entrywise`, networks of these; an activation
            alone is refused, as it may act on the matrix or on its entries.

    Exactness: exact. Where all inputs are polynomials in one matrix the network is one function
        of that matrix, whatever its depth.

    Raises:
        UnsupportedError: something that is no layer of matrices.
        ShapeError: a layer does not take as many matrices as the layer before gives.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> net = MatrixNetwork(MatrixAffine([[1, 2]]), MatrixActivation(exp))
        >>> nilpotent = Matrix([[0, 1], [0, 0]])
        >>> net(nilpotent, nilpotent).settled() == Matrix([[1, 3], [0, 1]])
        True
    """

    layers: tuple[MatrixLayer, ...]

    def __init__(self, *layers: Any) -> None:
        flat: list[MatrixLayer] = []
        for item in layers:
            if isinstance(item, MatrixNetwork):
                flat += item.layers
            elif isinstance(item, (MatrixAffine, MatrixActivation, Entrywise)):
                flat.append(item)
            else:
                raise UnsupportedError(_no_layer(item))
        if not flat:
            raise ShapeError("a network has at least one layer")
        size: int | None = None
        for number, layer in enumerate(flat, 1):
            if isinstance(layer, MatrixAffine):
                if size is not None and size != layer.inputs:
                    raise ShapeError(
                        f"layer {number}, {layer.label}, gets {size} matrices; it takes "
                        f"{layer.inputs}"
                    )
                size = len(layer.weight)
        object.__setattr__(self, "layers", tuple(flat))

    @property
    def label(self) -> str:
        """As "MatrixNetwork(MatrixAffine 1x2, matrix exp)"."""
        return f"MatrixNetwork({', '.join(layer.label for layer in self.layers)})"

    def __repr__(self) -> str:
        return self.label

    def __call__(self, *matrices: Any) -> Any:
        """The output: one value, or a tuple of several.

        A value is a `Matrix`, a function of one matrix (`settled()` gives a `Matrix` or
        entries, `found` the `FunctionOfMatrix`), or a tuple of rows of closed expressions.

        Raises:
            ShapeError: another number of matrices, or different sizes.
            UndefinedError: an activation is not defined at its argument; the eigenvalue is named.
            UnsupportedError: there is no exact value here; `enclosure` has balls.
        """
        items: list[Value] = [as_matrix(m) for m in matrices]
        for layer in self.layers:
            items = layer(items)
        return items[0] if len(items) == 1 else tuple(items)

    def enclosure(self, *matrices: Any, bits: int = 53) -> tuple[arb_mat, ...]:
        """Balls of the entries of all outputs, exact values where there are any.

        Exactness: the balls contain the values.

        Raises:
            UnsupportedError: eigenvalues of a matrix with transcendental entries that balls do
                not tell apart, at so many bits.
        """
        try:
            found = self(*matrices)
        except UnsupportedError:
            return self._by_balls([as_matrix(m) for m in matrices], bits)
        outputs = found if isinstance(found, tuple) and not _is_entries(found) else (found,)
        return tuple(enclosure_of(item, bits) for item in outputs)

    def _by_balls(self, matrices: Sequence[Matrix], bits: int) -> tuple[arb_mat, ...]:
        """Exactly as far as that goes, then in balls."""
        working, exact = bits + 64, list[Value](matrices)
        layers = list(self.layers)
        while layers:
            try:
                exact = layers[0](exact)
            except UnsupportedError:
                break
            layers.pop(0)
        items = [enclosure_of(item, working) for item in exact]
        for layer in layers:
            items = layer_on_balls(layer, items, working)
        return tuple(items)


def _is_entries(found: tuple[Any, ...]) -> bool:
    """Whether a tuple is the rows of one matrix of expressions."""
    return isinstance(found[0], tuple)


def layer_on_balls(layer: MatrixLayer, items: list[arb_mat], bits: int) -> list[arb_mat]:
    """What a layer makes of matrices of balls."""
    if isinstance(layer, MatrixActivation):
        return [function_of_balls(layer.function, x, bits) for x in items]
    if isinstance(layer, Entrywise):
        return [_entries(layer.function, x, bits) for x in items]
    found = []
    for k, row in enumerate(layer.weight):
        total = arb_mat(items[0].nrows(), items[0].ncols())
        for weight, x in zip(row, items, strict=True):
            ball = enclose(lower(weight), bits)
            with precision(bits):
                total += x * ball
        with precision(bits):
            found.append(total if layer.bias is None else total + enclosure_of(layer.bias[k], bits))
    return found


def _entries(function: ScalarFunction, matrix: arb_mat, bits: int) -> arb_mat:
    body = lower(function.body)
    flat = [enclose(body, bits, {ARGUMENT: e}) for e in matrix.entries()]
    return arb_mat(matrix.nrows(), matrix.ncols(), flat)


def _no_layer(item: Any) -> str:
    name = getattr(item, "name", None)
    if isinstance(item, ScalarFunction):
        return (
            f"{name} may act on the matrix or on its entries: write MatrixActivation({name}) for "
            f"the function of the matrix, Entrywise({name}) for its entries"
        )
    return f"{item!r} is no layer of matrix neurons"
