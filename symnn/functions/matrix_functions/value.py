"""f(A) as a value: exact ingredients, closed entries where there are any, balls always.

    f(A) = sum over the branches of f, the roots of their factor, and the scalars S of f:
           S(λ) · F_S(λ),   F_S(λ) = sum over d of c_(S,d)(λ) A^d,

with the c in the field of λ. Nothing transcendental is computed until a number is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import final

from flint import arb, arb_mat, fmpq_poly

from symnn.errors import NotAlgebraicError
from symnn.exact.ball import precision
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, substitute
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.at_roots import (
    at_root,
    complex_at,
    number_at,
    real_at,
    summed,
    upper_half,
)
from symnn.functions.matrix_functions.complex_values import Pair, algebraic, folded, pair_at
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.spectrum import Spectrum


@final
@dataclass(frozen=True, eq=False)
class FunctionOfMatrix:
    """The primary matrix function f(A); made by `matrix_function`.

    Attributes:
        function: f.
        spectrum: the spectrum of A, with A.
        components: what the eigenvalues contribute.
        basis: A^0, A^1, …; for a derivative of f(A) what stands for these powers.

    Exactness: exact. `matrix` and `expressions` are exact values where they exist; `enclosure`
        has balls of any precision always.
    """

    function: ScalarFunction
    spectrum: Spectrum
    components: tuple[Component, ...] = field(repr=False)
    basis: tuple[Matrix, ...] = field(repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.spectrum.matrix.shape

    def __repr__(self) -> str:
        rows, columns = self.shape
        derived = any(part.order > 1 for part in self.spectrum.parts)
        return f"{'derivative of ' * derived}{self.function.name} of a {rows}×{columns} matrix"

    # --- numbers ----------------------------------------------------------------------

    def coefficients(self, bits: int) -> tuple[arb, ...]:
        """Balls of the real α_d with f(A) = sum of α_d A^d, at a working precision."""
        with precision(bits):
            total = [arb(0)] * self.spectrum.degree
            for component in self.components:
                for weight, k in upper_half(component):
                    for d, value in enumerate(at_root(component, k, bits)):
                        total[d] += weight * value.real
            return tuple(total)

    def enclosure(self, bits: int = 53) -> arb_mat:
        """Balls of the entries, each of about this many bits relative to the largest entry.

        Exactness: the balls contain the entries.
        """
        working = bits + 32
        while True:
            alphas = self.coefficients(working)
            with precision(working):
                total = arb_mat(*self.shape)
                for alpha, power in zip(alphas, self.basis, strict=True):
                    total += _balls(power, working) * alpha
                size = max((abs(e).upper() for e in total.entries()), default=arb(0))
                width = max((e.rad() for e in total.entries()), default=arb(0))
                if width == 0 or width * 2**bits <= size:
                    return total
            if working > 64 * (bits + 1024):
                return total  # all entries are 0, as far as balls can tell
            working *= 2

    # --- exact values -----------------------------------------------------------------

    @property
    def has_no_scalars(self) -> bool:
        """Whether no scalar but 1 occurs: rational functions, relu, sign, …."""
        return all(set(c.scalars) <= {ONE} for c in self.components)

    def matrix(self) -> Matrix:
        """The exact value, where f(A) is a matrix of algebraic numbers.

        Raises:
            NotAlgebraicError: a scalar such as e^λ occurs; ask for `expressions`.
            UnsupportedError: conjugate pairs of a factor of degree above 3 are told apart by
                the function; ask for `enclosure`.
        """
        if not self.has_no_scalars:
            terms = dict(self.terms())
            if set(terms) <= {ONE}:
                return terms.get(ONE, Matrix.zeros(*self.shape))
            raise NotAlgebraicError(
                f"{self!r} is not known to be algebraic; expressions() writes it out, "
                "enclosure(bits) has balls"
            )
        total = Matrix.zeros(*self.shape)
        for component in self.components:
            for element in component.scalars.values():
                values = summed(component, element)
                for value, power in zip(values, self.basis, strict=True):
                    if value:
                        total = total + power * value
        return total

    def expressions(self) -> tuple[tuple[Expr, ...], ...]:
        """The entries as closed real expressions, row by row.

        Raises:
            UnsupportedError: complex eigenvalues of a factor of degree above 3, which have no
                short closed form; the roots stay named in `to_sympy` and in LaTeX.
        """
        rows, columns = self.shape
        terms = self.terms()
        return tuple(
            tuple(
                _sum([_term(weight[i, j], scalar) for scalar, weight in terms if weight[i, j]])
                for j in range(columns)
            )
            for i in range(rows)
        )

    def terms(self) -> tuple[tuple[Expr, Matrix], ...]:
        """Closed real scalars s and real matrices F with f(A) = sum of s F.

        The errors are those of `expressions`.
        """
        total: dict[Expr, Matrix] = {}
        for weight, scalar in self._weighted():
            factor, base = _split(folded(scalar))
            weight = weight * factor
            total[base] = total[base] + weight if base in total else weight
        return tuple((s, f) for s, f in total.items() if f)

    def _weighted(self) -> Iterator[tuple[Matrix, Expr]]:
        """The real matrices and scalars whose products add up to f(A)."""
        for component in self.components:
            for scalar, elements in component.scalars.items():
                if scalar == ONE:
                    yield self._combined(summed(component, elements)), ONE
                    continue
                for _, k in upper_half(component):
                    yield from self._at(component, k, scalar, elements)

    def _at(
        self, component: Component, k: int, scalar: Expr, elements: Sequence[fmpq_poly]
    ) -> Iterator[tuple[Matrix, Expr]]:
        """At one real eigenvalue, or at a conjugate pair: 2 Re(c S) = 2 Re c Re S - 2 Im c Im S."""
        re, im = number_at(component.part, k)
        if im is None:
            values = [real_at(component.part.field, c, re) for c in elements]
            yield self._combined(values), substitute(scalar, {ARGUMENT: written_form(re)})
            return
        parts = [complex_at(component.part.field, c, (re, im)) for c in elements]
        value = pair_at(scalar, Pair(written_form(re), written_form(im)))
        if value.re != ZERO:
            yield self._combined([c[0] * 2 for c in parts]), value.re
        if value.im != ZERO:
            yield self._combined([c[1] * -2 for c in parts]), value.im

    def _combined(self, values: Sequence[Number]) -> Matrix:
        total = Matrix.zeros(*self.shape)
        for value, power in zip(values, self.basis, strict=True):
            if value:
                total = total + power * value
        return total


def _balls(matrix: Matrix, bits: int) -> arb_mat:
    if matrix.field.degree == 1:
        numerators, denominator = matrix.coefficients
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


def _sum(terms: Sequence[Expr]) -> Expr:
    return ZERO if not terms else terms[0] if len(terms) == 1 else add(*terms)
