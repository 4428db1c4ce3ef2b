"""The spectral parts of a matrix: eigenvalues, their projectors and nilpotent parts.

For each eigenvalue λ the covariant Z_λ is the projector on its generalised eigenspace along all
others. With k the size of the largest Jordan block of λ and N_λ = (A - λI) Z_λ,

    sum of Z_λ = I,   Z_λ Z_μ = 0,   Z_λ² = Z_λ,   N_λ^k = 0,
    A = sum over λ of (λ Z_λ + N_λ),
    f(A) = sum over λ of  f(λ) Z_λ + sum over 0 < j < k of  f^(j)(λ)/j! · N_λ^j.

Both are polynomials in A with coefficients in the field of λ. So they are exact matrices for real
λ; the sums over a conjugate pair are real and exact, where the pair has a short closed form.

References:
    N. Higham, Functions of Matrices (2008), section 1.2.
    P. Lancaster, M. Tismenetsky, The Theory of Matrices (1985), section 9.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import final

from flint import acb, acb_mat, acb_poly, fmpq_poly

from symnn.deferred import dataclass
from symnn.exact.ball import precision
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.matrix_functions.at_roots import complex_at, number_at, real_at
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.interpolation import interpolants
from symnn.functions.matrix_functions.spectrum import Eigenvalues, Spectrum


@final
@dataclass(frozen=True, eq=False)
class SpectralPart:
    """One real eigenvalue of a matrix, or a conjugate pair λ, λ' taken together.

    Attributes:
        part: the irreducible factor of the minimal polynomial that it is a root of.
        index: its place among the roots of the factor; of a pair that of the upper one.
        powers: A^0, A^1, … below the degree of the minimal polynomial.

    Exactness: exact; `enclosure` has balls of any precision always.
    """

    part: Eigenvalues = field(repr=False)
    index: int
    powers: tuple[Matrix, ...] = field(repr=False)
    _covariant: tuple[fmpq_poly, ...] = field(repr=False)
    _nilpotent: tuple[fmpq_poly, ...] = field(repr=False)

    def __repr__(self) -> str:
        kind = "eigenvalue" if self.is_real else "conjugate pair of the eigenvalue"
        return f"{kind} {self.part.name(self.index)}, Jordan blocks up to size {self.size}"

    @property
    def is_real(self) -> bool:
        """Whether this is one real eigenvalue, and no pair."""
        return self.part.is_real()[self.index]

    @property
    def size(self) -> int:
        """The size of the largest Jordan block."""
        return self.part.multiplicity

    def eigenvalue(self) -> tuple[Number, Number | None]:
        """Real part and imaginary part, None for a real one.

        Raises:
            UnsupportedError: a complex root of a factor of degree above 3.
        """
        return number_at(self.part, self.index)

    def covariant(self) -> Matrix:
        """Z_λ of a real eigenvalue; of a pair the real matrix Z_λ + Z_λ'.

        Raises:
            UnsupportedError: a complex root of a factor of degree above 3; ask for `enclosure`.
            TooLargeError: the degree of the field passes its cap.
        """
        return self._exactly(self._covariant)

    def nilpotent(self) -> Matrix:
        """N_λ = (A - λI) Z_λ of a real eigenvalue; of a pair N_λ + N_λ'.

        The errors are those of `covariant`.
        """
        return self._exactly(self._nilpotent)

    def coefficients(self) -> tuple[Number, ...]:
        """The real c_d with Z_λ = sum of c_d A^d; of a pair those of Z_λ + Z_λ'.

        The errors are those of `covariant`.
        """
        return self._numbers(self._covariant)

    def enclosure(self, bits: int = 53) -> acb_mat:
        """Balls of Z_λ itself, also where λ is the upper one of a pair."""
        return self._balls(self._covariant, bits)

    def nilpotent_enclosure(self, bits: int = 53) -> acb_mat:
        """Balls of N_λ itself, also where λ is the upper one of a pair."""
        return self._balls(self._nilpotent, bits)

    def _exactly(self, elements: Sequence[fmpq_poly]) -> Matrix:
        total = Matrix.zeros(*self.powers[0].shape)
        if not any(elements):
            return total
        for value, power in zip(self._numbers(elements), self.powers, strict=True):
            total = total + power * value if value else total
        return total

    def _numbers(self, elements: Sequence[fmpq_poly]) -> tuple[Number, ...]:
        re, im = self.eigenvalue()
        if im is None:
            return tuple(real_at(self.part.field, c, re) for c in elements)
        return tuple(complex_at(self.part.field, c, (re, im))[0] * 2 for c in elements)

    def _balls(self, elements: Sequence[fmpq_poly], bits: int) -> acb_mat:
        working = bits + 32
        while True:
            t = self.part.field.generators(working)[self.index]
            with precision(working):
                total = acb_mat(*self.powers[0].shape)
                for c, power in zip(elements, self.powers, strict=True):
                    total += acb_mat(balls(power, working)) * acb_poly(c)(t)
                if _narrow(total.entries(), bits) or working > 64 * (bits + 1024):
                    return total
            working *= 2


def spectral_parts(whole: Spectrum) -> tuple[SpectralPart, ...]:
    """The real eigenvalues and conjugate pairs of a matrix, each with its covariant.

    Examples:
        >>> from symnn.functions.matrix_functions.spectrum import spectrum
        >>> [one] = spectral_parts(spectrum(Matrix([[2, 1], [0, 2]])))
        >>> one.covariant() == Matrix.identity(2), one.nilpotent() == Matrix([[0, 1], [0, 0]])
        (True, True)
    """
    powers, found = tuple(whole.powers()), list[SpectralPart]()
    for part in whole.parts:
        basis = interpolants(whole.minimal, part)
        none = tuple(fmpq_poly([0]) for _ in basis[0])
        nilpotent = basis[1] if len(basis) > 1 else none
        for k, t in enumerate(part.field.generators(64)):
            if t.imag.is_zero() or t.imag > 0:
                found.append(SpectralPart(part, k, powers, basis[0], nilpotent))
    return tuple(found)


def _narrow(entries: Sequence[acb], bits: int) -> bool:
    """Whether no ball is wider than 2^-bits of the largest entry, or of 1."""
    size = max((abs(e).upper() for e in entries), default=0)
    return all(max(e.real.rad(), e.imag.rad()) * 2**bits <= max(size, 1) for e in entries)
