"""A matrix as a sum of closed real scalars times exact matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from flint import arb, arb_mat

from symnn.deferred import dataclass
from symnn.errors import NotAlgebraicError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import ONE, ZERO, Expr, add, mul
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import algebraic, folded


@final
@dataclass(frozen=True)
class Combination:
    """sum of s F over pairs of a closed real scalar s and a real matrix F.

    Attributes:
        shape: (rows, columns).
        terms: the pairs; no scalar occurs twice, and no matrix is zero.
    """

    shape: tuple[int, int]
    terms: tuple[tuple[Expr, Matrix], ...]

    def matrix(self) -> Matrix:
        """The exact value, if every scalar is algebraic; else `NotAlgebraicError`."""
        scalars = dict(self.terms)
        if set(scalars) <= {ONE}:
            return scalars.get(ONE, Matrix.zeros(*self.shape))
        raise NotAlgebraicError(
            "the value is not known to be algebraic; expressions() writes it out, "
            "enclosure(bits) has balls"
        )

    def expressions(self) -> tuple[tuple[Expr, ...], ...]:
        """The entries, row by row."""
        rows, columns = self.shape
        return tuple(tuple(self._entry(i, j) for j in range(columns)) for i in range(rows))

    def _entry(self, i: int, j: int) -> Expr:
        parts = [_term(f[i, j], s) for s, f in self.terms if f[i, j]]
        return ZERO if not parts else parts[0] if len(parts) == 1 else add(*parts)

    def enclosure(self, bits: int) -> arb_mat:
        """Balls of the entries, at a working precision of so many bits."""
        total = arb_mat(*self.shape)
        for scalar, weight in self.terms:
            ball = enclose(lower(scalar), bits)
            with precision(bits):
                total += balls(weight, bits) * ball
        return total


def combined(shape: tuple[int, int], parts: Sequence[tuple[Expr, Matrix]]) -> Combination:
    """The sum of scalars times matrices, with algebraic factors taken into the matrices."""
    total: dict[Expr, Matrix] = {}
    for scalar, weight in parts:
        factor, base = _split(folded(scalar))
        here = weight * factor
        total[base] = total[base] + here if base in total else here
    return Combination(shape, tuple((s, f) for s, f in total.items() if f))


def balls(matrix: Matrix, bits: int) -> arb_mat:
    """The entries as balls."""
    if matrix.field.degree == 1:
        numerators, denominator = matrix.coefficients
        with precision(bits):
            return arb_mat(numerators[0]) / arb(denominator)
    entries = [e.enclosure(bits) if e else arb(0) for e in matrix.entries()]
    return arb_mat(*matrix.shape, entries)


def _split(scalar: Expr) -> tuple[Number, Expr]:
    """An algebraic factor, and the rest."""
    number = algebraic(scalar)
    if number is not None:
        return number, ONE
    if scalar.op != "mul":
        return Number(1), scalar
    factor, rest = Number(1), list[Expr]()
    for part in scalar.args:
        number = algebraic(part)
        if number is None:
            rest.append(part)
        else:
            factor = factor * number
    return factor, rest[0] if len(rest) == 1 else mul(*rest)


def _term(c: Number, scalar: Expr) -> Expr:
    if scalar == ONE:
        return written_form(c)
    return scalar if c == 1 else mul(written_form(c), scalar)
