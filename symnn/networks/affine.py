"""Affine layers: x -> W x + b, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, final

from flint import fmpq, fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError, TooLargeError
from symnn.exact.containers import entries_of, rows_of
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    substitute,
)
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.exact.sympy_symbols import is_sympy, symbols_of
from symnn.functions.lower import lower
from symnn.functions.signs import is_defined, is_total
from symnn.networks.layer import Layer, Value, number_of, written


@final
@dataclass(frozen=True, init=False, repr=False)
class Affine(Layer):
    """The layer x -> W x + b.

    Attributes:
        weight: the rows of W, as expressions; an algebraic entry in the form of its value.
        bias: the entries of b; zeros if none were given.

    Args:
        W: rows of exact numbers: integers, Fractions, texts such as "0.1" or "5/6", sympy
            numbers, sympy expressions with symbols; or a sympy Matrix.
        b: as many entries as W has rows.

    Exactness: exact. Closed algebraic entries are evaluated once, when they are first used.

    Raises:
        ShapeError: rows of different lengths, no rows, no columns, or a bias that does not fit.
        InexactError: a float; both readings are named.
        UndefinedError: an entry that has no value over the reals.

    Examples:
        >>> Affine([[1, 2], [3, 4]], [5, 6]).values([Number(1), Number(-1)]) == (4, 5)
        True
    """

    weight: tuple[tuple[Expr, ...], ...]
    bias: tuple[Expr, ...]
    _symbols: tuple[tuple[str, Any], ...] = field(default=())

    def __init__(self, W: Any, b: Any = None) -> None:
        rows = rows_of(W)
        if not rows or not rows[0]:
            raise ShapeError(
                f"Affine: a weight matrix of {len(rows)} rows and "
                f"{len(rows[0]) if rows else 0} columns; there must be at least one of each"
            )
        size = f"{len(rows)}x{len(rows[0])}"
        shifts = [0] * len(rows) if b is None else _bias_entries(b, size)
        if len(shifts) != len(rows):
            raise ShapeError(f"Affine {size}: the bias has {len(shifts)} entries, not {len(rows)}")
        entries = [entry for row in rows for entry in row]
        symbols = symbols_of(*entries, *shifts)
        weight = tuple(
            tuple(_entry(e, f"W[{i},{j}]") for j, e in enumerate(row, 1))
            for i, row in enumerate(rows, 1)
        )
        bias = tuple(_entry(e, f"b[{i}]") for i, e in enumerate(shifts, 1))
        object.__setattr__(self, "weight", weight)
        object.__setattr__(self, "bias", bias)
        object.__setattr__(self, "_symbols", tuple(sorted(symbols.items())))

    @property
    def shape(self) -> tuple[int, int]:
        """(outputs, inputs)."""
        return len(self.weight), len(self.weight[0])

    @property
    def label(self) -> str:
        """As "Affine 4x2": four outputs, two inputs."""
        return f"Affine {self.shape[0]}x{self.shape[1]}"

    @property
    def inputs(self) -> int:
        """The number of columns."""
        return self.shape[1]

    @property
    def is_activation(self) -> bool:
        """False: the outputs are pre-activations."""
        return False

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in weights and biases, by name."""
        return self._symbols

    def output_size(self, size: int | None) -> int:
        """The number of rows."""
        if size is not None and size != self.inputs:
            raise ShapeError(f"{self.label} takes {self.inputs} inputs, not {size}")
        return self.shape[0]

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """The sums w_i1 x_1 + … + w_in x_n + b_i, without terms whose weight is 0."""
        self.output_size(len(inputs))
        result = []
        for row, shift in zip(self.weight, self.bias, strict=True):
            pairs = zip(row, inputs, strict=True)
            terms = [_term(w, x) for w, x in pairs if keep_zeros or w != ZERO]
            terms += [] if shift == ZERO and terms else [shift]
            result.append(add(*terms))
        return tuple(result)

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The outputs at exact inputs; over one field where all are algebraic."""
        self.output_size(len(inputs))
        numbers = [x for x in inputs if isinstance(x, Number)]
        if len(numbers) < len(inputs):
            return self._mixed(inputs)
        if self._over_q is not None and all(x.is_rational for x in numbers):
            matrix, shift = self._over_q
            column = fmpq_mat(len(numbers), 1, [x.as_fmpq() for x in numbers])
            return tuple(Number(y) for y in (matrix * column + shift).entries())
        if self._over_field is None:
            return self._mixed(inputs)
        left, right = self._over_field
        return (left @ Matrix.column(numbers) + right).entries()

    def _mixed(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """Term by term: the algebraic part is one number, the rest an expression."""
        result: list[Value] = []
        weights, shifts = self._numbers
        keep = [self._has_zeros and not _has_value(x) for x in inputs]
        for row, plain, shift, plain_shift in zip(
            weights, self.weight, shifts, self.bias, strict=True
        ):
            total, terms = Number(0), []
            for number, w, x, kept in zip(row, plain, inputs, keep, strict=True):
                if number is not None and isinstance(x, Number):
                    total += number * x
                elif kept or w != ZERO:
                    terms.append(_term(w, written(x)))
            if shift is None:
                terms.append(plain_shift)
            else:
                total += shift
            if total != 0:
                terms.append(written_form(total))
            result.append(add(*terms) if terms and terms != [written_form(total)] else total)
        return tuple(result)

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """W X + b for the columns of X, if W and b are rational."""
        if self._over_q is None:
            return None
        matrix, shift = self._over_q
        product = matrix * points
        count = points.ncols()
        if not any(b != ZERO for b in self.bias):
            return product
        if count == 1:
            return product + shift
        return product + shift * fmpq_mat(1, count, [1] * count)

    def substitute(self, values: Mapping[str, Expr]) -> Affine:
        """The layer with values for symbols."""
        if not self._symbols:
            return self
        rows = [[substitute(w, values) for w in row] for row in self.weight]
        made = Affine(rows, [substitute(b, values) for b in self.bias])
        left = tuple((name, item) for name, item in self._symbols if name not in values)
        object.__setattr__(made, "_symbols", left)
        return made

    def knowing(self, symbols: Mapping[str, Any]) -> Affine:
        """The layer whose unknowns are these sympy symbols, by name."""
        made = Affine(self.weight, self.bias)
        names = free_symbols(*(w for row in self.weight for w in row), *self.bias)
        known = tuple(sorted((name, symbols[name]) for name in names))
        object.__setattr__(made, "_symbols", known)
        return made

    @cached_property
    def _has_zeros(self) -> bool:
        return any(w == ZERO for row in self.weight for w in row)

    @cached_property
    def _over_q(self) -> tuple[fmpq_mat, fmpq_mat] | None:
        """W and b as FLINT holds them; None if an entry is not rational."""
        flat = [e.data for row in self.weight for e in row if isinstance(e.data, fmpq)]
        shift = [b.data for b in self.bias if isinstance(b.data, fmpq)]
        m, n = self.shape
        if len(flat) < m * n or len(shift) < m:
            return None
        return fmpq_mat(m, n, flat), fmpq_mat(m, 1, shift)

    @cached_property
    def _over_field(self) -> tuple[Matrix, Matrix] | None:
        """W and b over one field; None if an entry is not algebraic, or the degree too large."""
        weights, shifts = self._numbers
        if any(n is None for row in weights for n in row) or None in shifts:
            return None
        known = [[n for n in row if n is not None] for row in weights]
        try:
            return Matrix(known), Matrix.column([n for n in shifts if n is not None])
        except TooLargeError:
            return None

    @cached_property
    def _numbers(self) -> tuple[list[list[Number | None]], list[Number | None]]:
        weights = [[number_of(e) for e in row] for row in self.weight]
        return weights, [number_of(b) for b in self.bias]

    def __repr__(self) -> str:
        return self.label


def _bias_entries(b: Any, size: str) -> list[Any]:
    if is_sympy(b) and not hasattr(b, "shape"):
        raise ShapeError(f"Affine {size}: the bias {b} is a single value; write [{b}]")
    if isinstance(b, str) or not (hasattr(b, "__len__") or hasattr(b, "shape")):
        raise ShapeError(f"Affine {size}: the bias {b!r} is a single value; write [{b!r}]")
    return entries_of(b)


def _entry(value: Any, place: str) -> Expr:
    """An entry, read exactly; an algebraic one in the form of its value."""
    try:
        expr = from_sympy(value)
        if isinstance(expr.data, fmpq) or free_symbols(expr):
            return expr
        number = number_of(expr)
        if number is None:
            is_defined(lower(expr))
        return expr if number is None else written_form(number)
    except Exception as error:
        error.add_note(f"in the entry {place} of an Affine layer")
        raise


def _has_value(x: Value) -> bool:
    """Whether 0 * x is plainly 0."""
    return isinstance(x, Number) or is_total(lower(x))


def _term(weight: Expr, x: Expr) -> Expr:
    if weight == ONE:
        return x
    return negative(x) if weight == MINUS_ONE else mul(weight, x)
