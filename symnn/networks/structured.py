"""Affine maps with a structure: few terms an output (here), one kernel at many places.

An image of 28x28 with 16 kernels of 3x3 would need a dense matrix of 8.5 million entries, of
which 144 differ. Structured layers keep what differs; `dense` writes the matrix out.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, final

from flint import fmpq, fmpq_mat

from symnn.deferred import dataclass
from symnn.errors import ShapeError
from symnn.exact.containers import entries_of
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.exact.sympy_symbols import symbols_of
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer, Value, number_of, settle, written


class Row(NamedTuple):
    """One output: the sum of weight · x[place] over the terms, plus the bias."""

    terms: Sequence[tuple[int, Expr]]
    bias: Expr


class Structured(Layer):
    """An affine map that lists the terms of each output."""

    @property
    @abstractmethod
    def inputs(self) -> int:
        """How many inputs it takes."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """The outputs in order, each with the terms it is made of."""

    @property
    def is_activation(self) -> bool:
        """False: the outputs are pre-activations."""
        return False

    def dense(self) -> Affine:
        """The same map with its matrix written out.

        Examples:
            >>> select([1], 2).dense().weight == Affine([[0, 1]]).weight
            True
        """
        matrix, shifts = [], []
        for row in self.rows():
            entries = [ZERO] * self.inputs
            for place, weight in row.terms:
                known = entries[place]
                entries[place] = weight if known == ZERO else add(known, weight)
            matrix.append(entries)
            shifts.append(row.bias)
        made = Affine(matrix, shifts)
        object.__setattr__(made, "_symbols", self.symbols)
        return made

    def _check(self, size: int | None) -> None:
        if size is not None and size != self.inputs:
            raise ShapeError(f"{self.label} takes {self.inputs} inputs, not {size}")

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """The sums, as written; a term that is not listed is not there at all."""
        self._check(len(inputs))
        result = []
        for row in self.rows():
            terms = [_term(w, inputs[k]) for k, w in row.terms if keep_zeros or w != ZERO]
            result.append(add(*terms, *([] if row.bias == ZERO and terms else [row.bias])))
        return tuple(result)

    def values(self, inputs: Sequence[Value]) -> tuple[Value, ...]:
        """The exact sums: a number where all terms are numbers of one field, else written."""
        self._check(len(inputs))
        return tuple(self._value(row, inputs) for row in self.rows())

    def _value(self, row: Row, inputs: Sequence[Value]) -> Value:
        numbers = [(self._number(w), inputs[k]) for k, w in row.terms]
        total = self._number(row.bias)
        if total is not None and all(w is not None and isinstance(x, Number) for w, x in numbers):
            for w, x in numbers:
                if w is not None and isinstance(x, Number):
                    total += w * x
            return total
        if len(row.terms) == 1 and row.bias == ZERO and numbers[0][0] == 1:
            return inputs[row.terms[0][0]]
        terms = [_term(w, written(inputs[k])) for k, w in row.terms if w != ZERO]
        return settle(add(*terms, row.bias)) if terms else settle(row.bias)

    def _number(self, weight: Expr) -> Number | None:
        found = self._known.get(weight, self)
        if found is self:
            found = self._known[weight] = number_of(weight)
        return found if isinstance(found, Number) else None

    @cached_property
    def _known(self) -> dict[Expr, Any]:
        return {}


def _term(weight: Expr, x: Expr) -> Expr:
    return x if isinstance(weight.data, fmpq) and weight.data == 1 else mul(weight, x)


def entry(value: Any) -> Expr:
    """An entry, read exactly; an algebraic one in the form of its value."""
    expr = from_sympy(value)
    if isinstance(expr.data, fmpq):
        return expr
    number = number_of(expr)
    return expr if number is None else written_form(number)


def _reader() -> Callable[[Any], Expr]:
    """Reads entries; an object that stands in many places is read once, and stays one object."""
    known: dict[int, tuple[Any, Expr]] = {}

    def read(value: Any) -> Expr:
        if isinstance(value, Expr) and isinstance(value.data, fmpq):
            return value
        found = known.get(id(value))
        if found is None:  # the value is kept, so that no other object gets its identity
            found = known[id(value)] = value, entry(value)
        return found[1]

    return read


def symbols_in(entries: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    """The sympy symbols in entries, by name."""
    opened = [e for e in entries if not isinstance(e, Expr | Number | fmpq)]
    return tuple(sorted(symbols_of(*opened).items()))


@final
@dataclass(frozen=True, init=False, repr=False)
class Sparse(Structured):
    """The affine map whose outputs have few terms: selections, averages, diagonal matrices.

    Args:
        rows: for each output its terms, (place of the input from 0, weight).
        inputs: how many inputs there are.
        bias: one entry for each output; zeros if none are given.

    Exactness: exact.

    Raises:
        ShapeError: no outputs, a place that does not exist, or a bias that does not fit.
        InexactError: a float; both readings are named.

    Examples:
        >>> swap_and_double = Sparse([[(1, 1)], [(0, 2)]], 2)
        >>> swap_and_double.values([Number(3), Number(5)]) == (5, 6)
        True
    """

    terms: tuple[tuple[tuple[int, Expr], ...], ...]
    bias: tuple[Expr, ...]
    columns: int
    _names: tuple[tuple[str, Any], ...] = ()

    def __init__(
        self, rows: Sequence[Sequence[tuple[int, Any]]], inputs: int, bias: Any = None
    ) -> None:
        shifts = [ZERO] * len(rows) if bias is None else entries_of(bias)
        size = f"Sparse {len(rows)}x{inputs}"
        if not rows or inputs < 1:
            raise ShapeError(f"{size}: there must be at least one input and one output")
        if len(shifts) != len(rows):
            raise ShapeError(f"{size}: the bias has {len(shifts)} entries, not {len(rows)}")
        for i, row in enumerate(rows, 1):
            for place, _ in row:
                if not (isinstance(place, int) and 0 <= place < inputs):
                    raise ShapeError(
                        f"{size}: output {i} uses the input {place}; there are inputs "
                        f"0 to {inputs - 1}"
                    )
        names = symbols_in([*(w for row in rows for _, w in row), *shifts])
        read = _reader()
        found = tuple(tuple((place, read(w)) for place, w in row) for row in rows)
        object.__setattr__(self, "terms", found)
        object.__setattr__(self, "bias", tuple(map(read, shifts)))
        object.__setattr__(self, "columns", inputs)
        object.__setattr__(self, "_names", names)

    @property
    def label(self) -> str:
        """As "Sparse 4x9"."""
        return f"Sparse {len(self.terms)}x{self.columns}"

    @property
    def inputs(self) -> int:
        """How many inputs it takes."""
        return self.columns

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """The sympy symbols in weights and biases, by name."""
        return self._names

    def output_size(self, size: int | None) -> int:
        """The number of rows."""
        self._check(size)
        return len(self.terms)

    def rows(self) -> Iterator[Row]:
        """The outputs in order."""
        return (Row(t, b) for t, b in zip(self.terms, self.bias, strict=True))

    def block(self, points: fmpq_mat) -> fmpq_mat | None:
        """Row by row, if all weights are rational."""
        rational = self._rational
        if rational is None:
            return None
        rows = points.tolist()
        count = points.ncols()
        made = []
        for terms, shift in rational:
            if len(terms) == 1 and shift == 0 and terms[0][1] == 1:
                made.append(rows[terms[0][0]])
                continue
            sums = [shift] * count
            for place, w in terms:
                row = rows[place]
                sums = [s + w * x for s, x in zip(sums, row, strict=True)]
            made.append(sums)
        return fmpq_mat(made)

    @cached_property
    def _rational(self) -> list[tuple[list[tuple[int, fmpq]], fmpq]] | None:
        found = []
        for row in self.rows():
            terms = [(k, w.data) for k, w in row.terms if isinstance(w.data, fmpq)]
            if len(terms) < len(row.terms) or not isinstance(row.bias.data, fmpq):
                return None
            found.append((terms, row.bias.data))
        return found

    def substitute(self, values: Mapping[str, Expr]) -> Sparse:
        """The layer with values for symbols."""
        if not self._names:
            return self
        rows = [[(k, substitute(w, values)) for k, w in row] for row in self.terms]
        made = Sparse(rows, self.columns, [substitute(b, values) for b in self.bias])
        left = tuple((name, item) for name, item in self._names if name not in values)
        object.__setattr__(made, "_names", left)
        return made

    def __repr__(self) -> str:
        return self.label


def select(places: Sequence[int], inputs: int) -> Sparse:
    """The map to some of the inputs, in the order given: permutations, slices, copies.

    Examples:
        >>> select([2, 0], 3).values([Number(7), Number(8), Number(9)]) == (9, 7)
        True
    """
    return Sparse([[(place, ONE)] for place in places], inputs)
