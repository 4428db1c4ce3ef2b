"""Networks of matrix neurons in floats: tuples of n×n matrices, many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from symnn.errors import NotClosedError, ShapeError, UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.exact.radicals import written_form
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixLayer, MatrixNetwork
from symnn.twins.bounds.assumptions import Assumption, H
from symnn.twins.bounds.matrix_bounds import EIGEN, MatrixBound, bound_of
from symnn.twins.certificate import Certificate, output_error
from symnn.twins.formats import FLOAT64
from symnn.twins.inputs import exact_float
from symnn.twins.matrices.matrix_functions import matrix_twin
from symnn.twins.scalar import compiled
from symnn.twins.source.constants import rounded, rounded_array

Floats = NDArray[np.float64]
Run = Callable[[Floats], Floats]

_AXES: Final = 3


@final
@dataclass(frozen=True, eq=False)
class MatrixTwin:
    """A network of matrix neurons as a function of float64 arrays.

    Attributes:
        network: the exact network.

    Accuracy: `bound` proves one for sums, powers, functions of entries, and of symmetric matrices;
        `certificate` has the errors at one input, whatever the layers are.
    """

    network: MatrixNetwork
    _runs: tuple[Run, ...] = field(repr=False)

    @staticmethod
    def of(network: MatrixNetwork, backend: str = "numpy") -> MatrixTwin:
        """The twin, compiled.

        Raises:
            UnsupportedError: another backend than numpy, or a matrix function without a formula.
            NotClosedError: a weight holds a symbol.
        """
        if backend != "numpy":
            raise UnsupportedError(
                f"a matrix network has a twin in numpy, not in {backend!r}; its `enclosure` gives "
                "balls, and `mpmath_twin` one matrix function to any precision"
            )
        return MatrixTwin(network, tuple(_compile(layer) for layer in network.layers))

    def __call__(self, x: Any) -> Floats:
        """The outputs (k', n, n) for inputs (k, n, n), or (N, k', n, n) for a batch of them.

        Raises:
            ShapeError: another shape.

        Examples:
            >>> from symnn.functions.piecewise_linear import relu
            >>> net = MatrixNetwork(MatrixAffine([[1, 1]]), MatrixActivation(relu))
            >>> units = [[[2.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, -3.0]]]
            >>> MatrixTwin.of(net)(units).tolist() == [[[2.0, 0.0], [0.0, 0.0]]]
            True
        """
        array = np.array(x, dtype=np.float64)
        if array.ndim not in (_AXES, _AXES + 1) or array.shape[-1] != array.shape[-2]:
            raise ShapeError(
                "a matrix twin takes k matrices as (k, n, n), or a batch (N, k, n, n); not an "
                f"array of shape {array.shape}"
            )
        batch = array if array.ndim > _AXES else array[None]
        for run in self._runs:
            batch = run(batch)
        return batch if array.ndim > _AXES else batch[0]

    def bound(self, x: Any, assumption: Assumption = H, eigen: float = EIGEN) -> MatrixBound:
        """How far output matrices may be from the exact ones, in the Frobenius norm.

        Args:
            x: one input (k, n, n): floats as the numbers they are.
            assumption: of functions of entries.
            eigen: the c of E(c), what is assumed of functions of symmetric matrices.

        Exactness: a theorem for every admissible computation, in whatever order sums are added;
            see `symnn.twins.bounds.matrix_bounds`.

        Raises:
            ShapeError: another shape.
            UnsupportedError: a function of a matrix that is not symmetric, with the reason.

        Examples:
            >>> from symnn.functions.smooth import tanh
            >>> twin = MatrixTwin.of(MatrixNetwork(MatrixAffine([[1, 1]]), MatrixActivation(tanh)))
            >>> units = [[[0.5, 0.25], [0.25, 0.0]], [[0.0, 1.0], [1.0, 0.0]]]
            >>> twin.certificate(units).error <= float(twin.bound(units).values[0]) < 1e-13
            True
        """
        given = np.asarray(x, dtype=np.float64)
        if given.ndim != _AXES or given.shape[1] != given.shape[2]:
            raise ShapeError(f"one input (k, n, n) is wanted, not an array of shape {given.shape}")
        return bound_of(self.network, given, self._runs, assumption, eigen)

    def certificate(self, x: Any, y: Any = None) -> Certificate:
        """The errors of all entries at one input (k, n, n), without any assumption.

        Args:
            x: the input matrices: floats as the numbers they are.
            y: the floats that are said to be the outputs (k', n, n); those of the twin if none are
                given. Entries are in the order of the array.

        Raises:
            ShapeError: other shapes.
            InexactError: NaN or an infinity among the inputs.
            UndefinedError: the network has no value there.

        Examples:
            >>> from symnn.functions.smooth import exp
            >>> twin = MatrixTwin.of(MatrixNetwork(MatrixActivation(exp)))
            >>> twin.certificate([[[0.0, 1.0], [0.0, 0.0]]]).error < 1e-15
            True
        """
        given = np.asarray(x, dtype=np.float64)
        if given.ndim != _AXES:
            raise ShapeError(f"one input (k, n, n) is wanted, not an array of shape {given.shape}")
        found = np.asarray(self(given) if y is None else y, dtype=np.float64)
        matrices = [Matrix([[exact_float(t) for t in row] for row in m]) for m in given.tolist()]
        balls = [e for m in self.network.enclosure(*matrices, bits=128) for e in m.entries()]
        if found.size != len(balls):
            raise ShapeError(f"the network has {len(balls)} entries; floats of {found.shape} came")
        pairs = zip(found.ravel().tolist(), balls, strict=True)
        return Certificate(tuple(output_error(v, ball, FLOAT64) for v, ball in pairs))


def _compile(layer: MatrixLayer) -> Run:
    match layer:
        case MatrixAffine():
            return _affine(layer)
        case MatrixActivation():
            return matrix_twin(layer.function)
        case Entrywise():
            return compiled(layer.function, FLOAT64)
    raise UnsupportedError(f"{layer!r} has no float counterpart")


def _affine(layer: MatrixAffine) -> Run:
    if layer.symbols:
        raise NotClosedError(f"{layer.label} holds symbols; a twin needs numbers")
    weight = rounded_array([list(row) for row in layer.weight], FLOAT64, "W").values
    bias = None
    if layer.bias is not None:
        bias = np.array([[[_entry(e) for e in row] for row in b.tolist()] for b in layer.bias])

    def run(x: Floats) -> Floats:
        if x.shape[1] != layer.inputs:
            raise ShapeError(f"{layer.label} takes {layer.inputs} matrices, not {x.shape[1]}")
        if bias is not None and bias.shape[1:] != x.shape[2:]:
            raise ShapeError(f"{layer.label}: its biases are {bias.shape[1]}×{bias.shape[2]}")
        y: Floats = np.einsum("ji,nirc->njrc", weight, x)
        return y if bias is None else y + bias

    return run


def _entry(number: Any) -> float:
    return rounded(written_form(number)).value
