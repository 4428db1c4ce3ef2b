"""The largest of the inputs in each of many windows: max pooling of any shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from flint import fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.expression import Expr
from symnn.networks.layer import Layer, Value
from symnn.networks.layers import largest_of, max_of


@final
@dataclass(frozen=True, repr=False)
class WindowMax(Layer):
    """The largest input of each window; `MaxPool` is the case of neighbours in a row.

    Args:
        places: for each output the inputs that it looks at, from 0.
        columns: how many inputs there are.

    Exactness: exact.

    Raises:
        ShapeError: no windows, an empty window, or one beyond the inputs.

    Examples:
        >>> from symnn.exact.number import Number
        >>> corners = WindowMax(((0, 1, 2, 3), (0,)), 4)
        >>> corners.values([Number(1), Number(9), Number(2), Number(3)]) == (9, 1)
        True
    """

    places: tuple[tuple[int, ...], ...]
    columns: int

    def __post_init__(self) -> None:
        if not self.places or not all(self.places):
            raise ShapeError(f"WindowMax of {self.columns} inputs: an empty window has no largest")
        for window in self.places:
            if min(window) < 0 or max(window) >= self.columns:
                raise ShapeError(
                    f"WindowMax: the window {window} is beyond the inputs 0 to {self.columns - 1}"
                )

    @property
    def label(self) -> str:
        """As "WindowMax 144 of 576": the windows, the inputs."""
        return f"WindowMax {len(self.places)} of {self.columns}"

    @property
    def inputs(self) -> int:
        """How many inputs it takes."""
        return self.columns

    def output_size(self, size: int | None) -> int:
        """The number of windows."""
        if size is not None and size != self.columns:
            raise ShapeError(f"{self.label} takes {self.columns} inputs, not {size}")
        return len(self.places)

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:  # noqa: ARG002
        """max over each window, as written."""
        self.output_size(len(inputs))
        return tuple(max_of([inputs[i] for i in w]) for w in self.places)

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact maxima."""
        self.output_size(len(inputs))
        return tuple(largest_of([inputs[i] for i in w]) for w in self.places)

    def block(self, points: fmpq_mat) -> fmpq_mat:
        """Window by window."""
        rows = points.tolist()
        return fmpq_mat(
            [[max(c) for c in zip(*(rows[i] for i in w), strict=True)] for w in self.places]
        )

    def __repr__(self) -> str:
        return self.label
