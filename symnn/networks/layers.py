"""Elementwise activations, softmax, maxout and max pooling as layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, final

from flint import fmpq, fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import NotAlgebraicError, NotClosedError, ShapeError, TooLargeError
from symnn.exact.expression import Expr, add, apply, exp, free_symbols, quotient, substitute
from symnn.exact.number import Number
from symnn.functions.catalogue import as_function
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.resolve import resolve
from symnn.functions.segments import RationalSegments, Segments, rational_pieces, segments
from symnn.functions.signs import is_total
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer, Value, open_parts, settle, written


@final
@dataclass(frozen=True, init=False, repr=False)
class Elementwise(Layer):
    """A scalar function applied to every input.

    Args:
        activation: one of symnn's functions, or a sympy Lambda.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> Elementwise(relu).values([Number(2), Number(-2)]) == (2, 0)
        True
    """

    function: ScalarFunction

    def __init__(self, activation: Any) -> None:
        object.__setattr__(self, "function", as_function(activation))

    @property
    def label(self) -> str:
        """The name of the function, with its parameters."""
        return repr(self.function)

    @property
    def is_total(self) -> bool:
        """Whether the function evidently has a value everywhere."""
        return self._total

    @cached_property
    def _total(self) -> bool:
        return is_total(self.function.definition(VARIABLE))

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in the parameters of the function."""
        return self.function.symbols

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:  # noqa: ARG002
        """f(x_1), …, f(x_n), as written."""
        return tuple(self.function.of(x) for x in inputs)

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact values; at a number by the pieces of the function, if it has such."""
        opened = open_parts(inputs)
        return tuple(
            self.function.of(x) if isinstance(x, Expr) and x in opened else self._value(x)
            for x in inputs
        )

    def _value(self, x: Value) -> Value:
        if isinstance(x, Number):
            if self._segments is not None:
                return self._segments(x)
            try:
                return self.function.at(x)
            except TooLargeError:
                if x.is_rational:
                    raise  # a number of too many bits; for a field too large, go on as written
            except (NotAlgebraicError, NotClosedError):
                pass
        expr = self.function.of(written(x))
        return resolve(expr) if free_symbols(expr) else settle(expr)

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """Entry by entry, if the function maps rationals to rationals by affine pieces."""
        rule = self._rational
        if rule is None:
            return None
        return fmpq_mat(points.nrows(), points.ncols(), [rule(x) for x in points.entries()])

    @cached_property
    def _segments(self) -> Segments | None:
        return segments(self.function)

    @cached_property
    def _rational(self) -> RationalSegments | None:
        found = self._segments
        return rational_pieces(found) if found is not None and found.is_rational else None

    def substitute(self, values: Mapping[str, Expr]) -> Elementwise:
        """The layer with values for the symbols in the function."""
        f = self.function
        if not any(name in values for name, _ in f.symbols):
            return self
        return Elementwise(
            replace(
                f,
                body=substitute(f.body, values),
                parameters=tuple((k, substitute(p, values)) for k, p in f.parameters),
                kinks=tuple(substitute(k, values) for k in f.kinks),
                slopes=tuple(substitute(s, values) for s in f.slopes),
                symbols=tuple((k, v) for k, v in f.symbols if k not in values),
            )
        )

    def __repr__(self) -> str:
        return self.label


@final
@dataclass(frozen=True, repr=False)
class Softmax(Layer):
    """e^(x_i) / (e^(x_1) + … + e^(x_n)) for each i.

    Exactness: exact. Equal algebraic inputs give exactly 1/n.

    Examples:
        >>> from fractions import Fraction
        >>> Softmax().values([Number(7), Number(7)]) == (Fraction(1, 2), Fraction(1, 2))
        True
    """

    @property
    def label(self) -> str:
        """Softmax."""
        return "Softmax"

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:  # noqa: ARG002
        """The quotients, over one shared sum."""
        powers = [exp(x) for x in inputs]
        total = add(*powers)
        return tuple(quotient(p, total) for p in powers)

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """Rational if all inputs are the same number, else expressions in exponentials."""
        first = inputs[0] if inputs else None
        if isinstance(first, Number) and all(x == first for x in inputs):
            return (Number(fmpq(1, len(inputs))),) * len(inputs)
        return self.exprs([written(x) for x in inputs])

    def __repr__(self) -> str:
        return self.label


def largest_of(items: Sequence[Value]) -> Value:
    """The maximum: a number among numbers, else an expression with the known losers gone."""
    numbers = [x for x in items if isinstance(x, Number)]
    best = max(numbers) if numbers else None
    if len(numbers) == len(items) and best is not None:
        return best
    others = [x for x in items if isinstance(x, Expr)]
    rest = [written(best)] if best is not None else []
    return settle(max_of([*rest, *others]))


def max_of(items: Sequence[Expr]) -> Expr:
    """max as written; of one item, the item."""
    return items[0] if len(items) == 1 else apply("max", *items)


@final
@dataclass(frozen=True, init=False, repr=False)
class Maxout(Layer):
    """The largest of k affine maps, output by output: max_k (W_k x + b_k).

    Args:
        pieces: Affine layers of one shape.

    Raises:
        ShapeError: no pieces, or pieces of different shapes.

    References:
        Goodfellow et al., Maxout networks (2013).

    Examples:
        >>> Maxout(Affine([[1]]), Affine([[-1]])).values([Number(-3)]) == (3,)
        True
    """

    pieces: tuple[Affine, ...]

    def __init__(self, *pieces: Affine) -> None:
        shapes = {piece.shape for piece in pieces if isinstance(piece, Affine)}
        if not pieces or len(shapes) != 1 or not all(isinstance(p, Affine) for p in pieces):
            found = ", ".join(repr(p) for p in pieces) or "none"
            raise ShapeError(f"Maxout takes Affine layers of one shape; it got {found}")
        object.__setattr__(self, "pieces", pieces)

    @property
    def label(self) -> str:
        """As "Maxout 4x2 of 3"."""
        rows, columns = self.pieces[0].shape
        return f"Maxout {rows}x{columns} of {len(self.pieces)}"

    @property
    def inputs(self) -> int:
        """The inputs of every piece."""
        return self.pieces[0].inputs

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in the pieces."""
        return merge_all(*(piece.symbols for piece in self.pieces))

    def output_size(self, size: int | None) -> int:
        """The outputs of every piece."""
        if size is not None and size != self.inputs:
            raise ShapeError(f"{self.label} takes {self.inputs} inputs, not {size}")
        return self.pieces[0].shape[0]

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """max of the pieces, as written."""
        rows = [piece.exprs(inputs, keep_zeros) for piece in self.pieces]
        return tuple(max_of(column) for column in zip(*rows, strict=True))

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact maxima."""
        rows = [piece.values(inputs) for piece in self.pieces]
        return tuple(largest_of(column) for column in zip(*rows, strict=True))

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """Entry by entry, if all the pieces are rational."""
        blocks = [piece.block(points) for piece in self.pieces]
        known = [b.entries() for b in blocks if b is not None]
        if len(known) < len(blocks):
            return None
        size = self.output_size(None), points.ncols()
        return fmpq_mat(*size, [max(column) for column in zip(*known, strict=True)])

    def substitute(self, values: Mapping[str, Expr]) -> Maxout:
        """The layer with values for symbols."""
        return Maxout(*(piece.substitute(values) for piece in self.pieces))

    def __repr__(self) -> str:
        return self.label


@final
@dataclass(frozen=True, repr=False)
class MaxPool(Layer):
    """The largest of each window of inputs, windows of `size` every `stride` places.

    Args:
        size: inputs in a window.
        stride: from the start of one window to that of the next; `size` if not given.

    Raises:
        ShapeError: sizes below 1; windows that do not fill the inputs, when it is used.

    Examples:
        >>> MaxPool(2).values([Number(1), Number(5), Number(4), Number(3)]) == (5, 4)
        True
    """

    size: int
    stride: int = 0

    def __post_init__(self) -> None:
        for name in ("size", "stride"):
            entry = getattr(self, name)
            if isinstance(entry, bool) or not isinstance(entry, int) or entry < (name == "size"):
                raise ShapeError(f"MaxPool: the {name} must be a positive integer, not {entry!r}")
        if self.stride == 0:
            object.__setattr__(self, "stride", self.size)

    @property
    def label(self) -> str:
        """As "MaxPool 2" or "MaxPool 3 stride 1"."""
        return f"MaxPool {self.size}" + (
            "" if self.stride == self.size else f" stride {self.stride}"
        )

    def output_size(self, size: int | None) -> int | None:
        """The number of windows."""
        if size is None:
            return None
        if size < self.size or (size - self.size) % self.stride:
            raise ShapeError(f"{self.label}: its windows do not fill {size} inputs")
        return (size - self.size) // self.stride + 1

    def windows(self, count: int) -> list[range]:
        """The places of each window among so many inputs."""
        windows = self.output_size(count) or 0
        starts = range(0, windows * self.stride, self.stride)
        return [range(start, start + self.size) for start in starts]

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:  # noqa: ARG002
        """max over each window, as written."""
        return tuple(max_of([inputs[i] for i in w]) for w in self.windows(len(inputs)))

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact maxima."""
        return tuple(largest_of([inputs[i] for i in w]) for w in self.windows(len(inputs)))

    def block(self, points: fmpq_mat) -> fmpq_mat:
        """Window by window."""
        rows = points.tolist()
        windows = self.windows(len(rows))
        return fmpq_mat(
            [[max(c) for c in zip(*(rows[i] for i in w), strict=True)] for w in windows]
        )

    def __repr__(self) -> str:
        return self.label


def merge_all(*groups: Sequence[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """The symbols of several layers together."""
    return tuple(sorted({pair for group in groups for pair in group}, key=lambda pair: pair[0]))
