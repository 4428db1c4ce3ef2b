"""Hermite interpolation modulo the minimal polynomial, with one field for each factor.

Let λ be a root of p, and p^k the exact power of p in m; for derivatives of f(A) a power of m
stands for m. The polynomials L_j of degree below deg m have L_j = (x - λ)^j + O((x - λ)^k) at λ
and vanish to full order at all other roots of m. So

    f(A) = sum over λ and j < k of  f^(j)(λ)/j! · L_j(A).

The coefficients of L_j are elements of the field of λ; all roots of p share them.

Method: g = m/(x - λ)^k by synthetic division; its Taylor coefficients at λ; the inverse series e;
L_j = g (x - λ)^j sum over l < k - j of e_l (x - λ)^l.

References:
    N. Higham, Functions of Matrices (2008), section 1.2.2.
"""

from __future__ import annotations

from typing import TypeAlias

from flint import fmpq_poly

from symnn.exact.residue_fields import ResidueField
from symnn.exact.univariate import Poly
from symnn.functions.matrix_functions.spectrum import Eigenvalues

#: A polynomial in x over the field of a root, from the constant term up.
_Over: TypeAlias = "list[fmpq_poly]"


def interpolants(minimal: Poly, part: Eigenvalues) -> tuple[tuple[fmpq_poly, ...], ...]:
    """The coefficients of L_0 … L_(k-1), each from the constant term up to degree deg m - 1.

    Exactness: exact.

    Examples:
        >>> from symnn.exact.matrix import Matrix
        >>> from symnn.functions.matrix_functions.spectrum import spectrum
        >>> found = spectrum(Matrix([[5, 0], [0, 7]]))
        >>> [five] = [p for p in found.parts if p.rational() == 5]
        >>> [value] = interpolants(found.minimal, five)  # (7 - x)/2
        >>> [c[0] * 2 for c in value] == [7, -1]
        True
    """
    field, k = part.field, part.jets
    rest = [field.element(c) for c in minimal]
    for _ in range(k):
        rest, _zero = _divided(rest, field)
    shifted, taylor = rest, []
    for _ in range(k):
        if not shifted:
            taylor.append(fmpq_poly([0]))
            continue
        shifted, value = _divided(shifted, field)
        taylor.append(value)
    inverse = _inverted(taylor, field)
    multiples = [rest]  # g (x - λ)^l
    for _ in range(1, k):
        multiples.append(_times_linear(multiples[-1], field))
    size = len(minimal) - 1
    return tuple(_combined(inverse[: k - j], multiples[j:], size, field) for j in range(k))


def _divided(p: _Over, field: ResidueField) -> tuple[_Over, fmpq_poly]:
    """Quotient and remainder by x - λ, by Horner's rule."""
    quotient: _Over = []
    total = fmpq_poly([0])
    for c in reversed(p):
        quotient.append(total)
        total = field.times(total, field.root) + c
    return list(reversed(quotient[1:])), total


def _times_linear(p: _Over, field: ResidueField) -> _Over:
    """(x - λ) p."""
    zero = fmpq_poly([0])
    return [
        below - field.times(field.root, here)
        for below, here in zip([zero, *p], [*p, zero], strict=True)
    ]


def _inverted(series: _Over, field: ResidueField) -> _Over:
    """The inverse of a power series whose constant term is not zero."""
    first = field.inverse(series[0])
    found = [first]
    for n in range(1, len(series)):
        total = fmpq_poly([0])
        for i in range(1, n + 1):
            total += field.times(series[i], found[n - i])
        found.append(-field.times(total, first))
    return found


def _combined(
    factors: _Over, polynomials: list[_Over], size: int, field: ResidueField
) -> tuple[fmpq_poly, ...]:
    out = [fmpq_poly([0])] * size
    for factor, p in zip(factors, polynomials, strict=False):
        for d, c in enumerate(p):
            out[d] += field.times(factor, c)
    return tuple(out)
