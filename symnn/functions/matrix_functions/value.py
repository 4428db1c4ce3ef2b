"""f(A) as a value: exact ingredients, closed entries where there are any, balls always.

    f(A) = sum over the branches of f, the roots of their factor, and the scalars S of f:
           S(λ) · F_S(λ),   F_S(λ) = sum over d of c_(S,d)(λ) A^d,

with the c in the field of λ. Nothing transcendental is computed until a number is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import final

from flint import arb, arb_mat, fmpq_poly

from symnn.deferred import dataclass
from symnn.errors import NotClosedError
from symnn.exact.ball import precision
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, substitute
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
from symnn.functions.matrix_functions.combination import Combination, balls, combined
from symnn.functions.matrix_functions.complex_values import Pair, pair_at
from symnn.functions.matrix_functions.components import Component
from symnn.functions.matrix_functions.covariants import SpectralPart, spectral_parts
from symnn.functions.matrix_functions.spectrum import Spectrum, spectrum


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
        """Balls of the real α_d with f(A) = sum of α_d A^d, at a working precision.

        Raises:
            NotClosedError: f has symbols besides its argument.
        """
        scalars = [s for c in self.components for s in c.scalars]
        names = sorted(free_symbols(*scalars) - {ARGUMENT})
        if names:
            raise NotClosedError(
                f"{self.function.name} of this matrix holds the symbols {', '.join(names)} and has "
                "no enclosure; give them values, or take expressions()"
            )
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

        Raises:
            NotClosedError: f has symbols besides its argument.
        """
        working = bits + 32
        while True:
            alphas = self.coefficients(working)
            with precision(working):
                total = arb_mat(*self.shape)
                for alpha, power in zip(alphas, self.basis, strict=True):
                    total += balls(power, working) * alpha
                size = max((abs(e).upper() for e in total.entries()), default=arb(0))
                width = max((e.rad() for e in total.entries()), default=arb(0))
                if width == 0 or width * 2**bits <= size:
                    return total
            if working > 64 * (bits + 1024):
                return total  # all entries are 0, as far as balls can tell
            working *= 2

    def covariants(self) -> tuple[SpectralPart, ...]:
        """The eigenvalues of A with their projectors Z_λ and nilpotent parts; see `covariants`."""
        return spectral_parts(spectrum(self.spectrum.matrix))

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
            return self.combination.matrix()
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
        return self.combination.expressions()

    @cached_property
    def combination(self) -> Combination:
        """Closed real scalars s and real matrices F with f(A) = sum of s F.

        The errors are those of `expressions`.
        """
        return combined(self.shape, [(s, f) for f, s in self._weighted()])

    def terms(self) -> tuple[tuple[Expr, Matrix], ...]:
        """The pairs (s, F) of the combination."""
        return self.combination.terms

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
