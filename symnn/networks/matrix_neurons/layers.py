"""Layers of matrix neurons: real weights with matrix biases, and two kinds of activations.

Neuron j receives sum over i of W_ji X_i + B_j, an n×n matrix. `MatrixActivation` applies a
function of the matrix, by its Taylor series or on its spectrum; `Entrywise` applies a function to
each entry. The two agree on almost no matrix, and are never taken for each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, final

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.containers import rows_of
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.sympy_symbols import symbols_of
from symnn.functions.catalogue import as_function
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.networks.matrix_neurons.values import (
    Calculus,
    Value,
    entries_of,
    shape_of,
    simplest,
    weighted_sum,
)


@final
@dataclass(frozen=True, init=False, repr=False)
class MatrixAffine:
    """The layer Y_j = sum over i of W_ji X_i + B_j on tuples of n×n matrices.

    Attributes:
        weight: the rows of W, real numbers as expressions.
        bias: the B_j; None for no bias at all.

    Args:
        W: rows of exact numbers, or sympy expressions with symbols.
        B: as many n×n matrices as W has rows.

    Exactness: exact.

    Raises:
        ShapeError: rows of different lengths, or biases that do not fit.
        InexactError: a float; both readings are named.

    Examples:
        >>> layer = MatrixAffine([[2, 1]])
        >>> [found] = layer([Matrix([[1, 0], [0, 1]]), Matrix([[0, 1], [1, 0]])])
        >>> found.settled() == Matrix([[2, 1], [1, 2]])
        True
    """

    weight: tuple[tuple[Expr, ...], ...]
    bias: tuple[Matrix, ...] | None
    symbols: tuple[tuple[str, Any], ...]

    def __init__(self, W: Any, B: Sequence[Any] | None = None) -> None:
        rows = rows_of(W)
        if not rows or not rows[0]:
            raise ShapeError("MatrixAffine: the weights have no rows or no columns")
        biases = None if B is None else tuple(as_matrix(b) for b in B)
        if biases is not None and len(biases) != len(rows):
            raise ShapeError(
                f"MatrixAffine {len(rows)}x{len(rows[0])}: there are {len(biases)} biases for "
                f"{len(rows)} neurons"
            )
        for k, bias in enumerate(biases or (), 1):
            if bias.shape[0] != bias.shape[1]:
                raise ShapeError(
                    "MatrixAffine: bias {} is {}×{}; a bias is a square matrix".format(
                        k, *bias.shape
                    )
                )
        entries = [e for row in rows for e in row]
        object.__setattr__(self, "weight", tuple(tuple(from_sympy(e) for e in row) for row in rows))
        object.__setattr__(self, "bias", biases)
        object.__setattr__(self, "symbols", tuple(sorted(symbols_of(*entries).items())))

    def knowing(self, symbols: Mapping[str, Any]) -> MatrixAffine:
        """The layer whose unknowns are these sympy symbols, by name."""
        made = MatrixAffine(self.weight, self.bias)
        names = free_symbols(*(w for row in self.weight for w in row))
        object.__setattr__(made, "symbols", tuple(sorted((n, symbols[n]) for n in names)))
        return made

    @property
    def label(self) -> str:
        """As "MatrixAffine 1x2": one neuron, two inputs."""
        return f"MatrixAffine {len(self.weight)}x{len(self.weight[0])}"

    def __repr__(self) -> str:
        return self.label

    @property
    def inputs(self) -> int:
        """The number of input matrices."""
        return len(self.weight[0])

    def __call__(self, items: Sequence[Value]) -> list[Value]:
        """The pre-activations.

        Raises:
            ShapeError: another number of inputs, or sizes that differ.
        """
        if len(items) != self.inputs:
            raise ShapeError(f"{self.label} takes {self.inputs} matrices, not {len(items)}")
        shapes = {shape_of(x) for x in items} | {b.shape for b in self.bias or ()}
        if len(shapes) > 1:
            found = ", ".join("{}×{}".format(*s) for s in sorted(shapes))
            raise ShapeError(f"{self.label}: inputs and biases of one size are needed, not {found}")
        biases: Sequence[Matrix | None] = self.bias or [None] * len(self.weight)
        return [weighted_sum(row, items, b) for row, b in zip(self.weight, biases, strict=True)]


@final
@dataclass(frozen=True, init=False, repr=False)
class MatrixActivation:
    """X -> f(X), the function of the matrix, for each neuron.

    Args:
        f: an activation; see `matrix_function` for those that have a matrix function.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> [found] = MatrixActivation(relu)([Matrix([[1, 5], [0, -1]])])
        >>> found.settled() * 2 == Matrix([[2, 5], [0, 0]])
        True
    """

    function: ScalarFunction

    def __init__(self, f: Any) -> None:
        object.__setattr__(self, "function", as_function(f))

    @property
    def label(self) -> str:
        """As "matrix exp"."""
        return f"matrix {self.function.name}"

    def __repr__(self) -> str:
        return self.label

    def __call__(self, items: Sequence[Value]) -> list[Value]:
        """f of each matrix.

        Raises:
            UnsupportedError: a matrix with transcendental entries that is not a function of one
                algebraic matrix.
        """
        return [self._of(item) for item in items]

    def _of(self, item: Value) -> Value:
        if isinstance(item, Matrix):
            return Calculus(self.function.body, item)
        if isinstance(item, Calculus):
            return Calculus(self.function.of(item.body), item.base)
        raise UnsupportedError(
            f"{self.label} of a matrix with transcendental entries that is no function of one "
            "algebraic matrix has no exact value here; enclosure(…, bits) has balls"
        )


@final
@dataclass(frozen=True, init=False, repr=False)
class Entrywise:
    """X -> (f(x_ij)): a function of each entry. This is no function of the matrix.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> Entrywise(relu)([Matrix([[1, 5], [0, -1]])]) == [Matrix([[1, 5], [0, 0]])]
        True
    """

    function: ScalarFunction

    def __init__(self, f: Any) -> None:
        object.__setattr__(self, "function", as_function(f))

    @property
    def label(self) -> str:
        """As "entrywise relu"."""
        return f"entrywise {self.function.name}"

    def __repr__(self) -> str:
        return self.label

    def __call__(self, items: Sequence[Value]) -> list[Value]:
        """f of every entry of each matrix."""
        return [
            simplest([[self.function.of(e) for e in row] for row in entries_of(item)])
            for item in items
        ]
