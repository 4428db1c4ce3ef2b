"""The eigenvalues of a matrix as an exact object: minimal polynomial, factors, places in C.

f(A) depends on A through the minimal polynomial m = prod p^k and the values of f and its
derivatives of order below k at the roots of each p (Higham, Functions of Matrices, 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import Final, final

from flint import acb, arb, fmpq, fmpq_mat, fmpq_poly, fmpz

from symnn.deferred import dataclass
from symnn.errors import ShapeError, TooLargeError
from symnn.exact.ball import complex_roots, precision
from symnn.exact.expression import RealRoot
from symnn.exact.field import root_index
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number, real_root
from symnn.exact.plain import plain
from symnn.exact.radicals import written_form
from symnn.exact.residue_fields import ResidueField, residue_fields
from symnn.exact.univariate import (
    Poly,
    exact_quotient,
    multiply,
    polynomial,
    squarefree_factors,
)

#: The largest matrix, and the largest degree over Q of its entries' field times its size.
MAX_SIZE: Final = 64


@final
@dataclass(frozen=True, eq=False)
class Eigenvalues:
    """All roots of one irreducible factor of the minimal polynomial.

    Attributes:
        field: the field of a root, with the factor itself.
        multiplicity: of the factor in the minimal polynomial: the size of the largest Jordan
            block of each of these eigenvalues.
        order: how many derivatives of f(A), counted from 1 for f(A) itself, are asked for.
    """

    field: ResidueField
    multiplicity: int
    order: int = 1

    @property
    def jets(self) -> int:
        """How many of f, f', f'', … are needed at each of these eigenvalues."""
        return self.multiplicity * self.order

    @property
    def semisimple(self) -> bool:
        """Whether every Jordan block of these eigenvalues has size 1."""
        return self.multiplicity == 1

    def balls(self, bits: int = 64) -> tuple[acb, ...]:
        """A ball around each eigenvalue, real ones and conjugate pairs told apart."""
        return self.field.values(self.field.root, bits)

    def rational(self) -> Number | None:
        """The eigenvalue itself, if it lies in the field of the entries."""
        return -self.field.factor[0] if self.field.degree == 1 else None

    def name(self, k: int) -> str:
        """Eigenvalue k as a person would name it, in plain text."""
        found = self.exactly(k) if self.field.degree <= 2 else None
        if found is not None:
            re, im = found
            return plain(written_form(re)) if im is None else _complex_text(re, im)
        near = self.balls(64)[k]
        text = f"{near.real.str(6, radius=False)}…"
        if not near.imag.is_zero():
            sign = "+" if near.imag > 0 else "-"
            text += f" {sign} {abs(near.imag).str(6, radius=False)}…i"
        return text

    def exactly(self, k: int) -> tuple[Number, Number | None] | None:
        """Real and imaginary part of eigenvalue k as numbers, None for no imaginary part.

        Real eigenvalues, those of factors of degree 2, and the pair of a cubic have such numbers
        here; None for the others, which are known by their polynomial and place.
        """
        return _exactly(self.field, k)

    def element(self, p: fmpq_poly) -> fmpq_poly:
        """p(λ) in the field of λ."""
        total = fmpq_poly([0])
        for c in reversed(p.coeffs()):
            total = self.field.times(total, self.field.root) + c
        return total

    def real_part(self, element: fmpq_poly) -> tuple[int, ...]:
        """The sign of the real part of an element at each root; 0 for on the imaginary axis.

        Exactness: decides. A μ that is not 0 lies on the axis if and only if it is iy with real
        y; then -μ is a root of the minimal polynomial of μ as well, and μ² is a negative root of
        a polynomial over Q, whose real roots are known to be real.
        """
        if not element:
            return (0,) * self.field.degree
        coefficients = self.field.minimal_polynomial(element).coeffs()
        even = not any(coefficients[1::2])  # -x is a root with x, which is not 0
        on_axis = self._imaginary(element) if even else [False] * self.field.degree
        return tuple(0 if flag else self._side(element, k) for k, flag in enumerate(on_axis))

    def _imaginary(self, centred: fmpq_poly) -> list[bool]:
        """Of each root, whether the square of the element is real and negative."""
        square = self.field.times(centred, centred)
        minimal = self.field.minimal_polynomial(square)
        bits = 64
        while True:
            roots = complex_roots(minimal.numer(), bits)
            with precision(bits):
                touched = [
                    [r for r in roots if r.overlaps(ball)]
                    for ball in self.field.values(square, bits)
                ]
            signs = [_negative(rows[0]) for rows in touched if len(rows) == 1]
            if len(signs) == len(touched) and None not in signs:
                return [bool(s) for s in signs]
            bits *= 2

    def _side(self, centred: fmpq_poly, k: int) -> int:
        bits = 64
        while True:
            real = self.field.values(centred, bits)[k].real
            if real > 0:
                return 1
            if real < 0:
                return -1
            bits *= 2

    def on_circle(self, k: int, centre: fmpq, square: fmpq) -> bool:
        """Whether |λ - centre|² equals a positive rational number, for eigenvalue k.

        Exactness: decides. With μ = λ - centre and u = μ + r²/μ: a μ that is not real lies on
        the circle if and only if u is real, which the polynomial of u tells.
        """
        field = self.field
        mu = field.root - fmpq_poly([centre])
        if not mu:
            return False
        if self.is_real()[k]:
            return not (field.times(mu, mu) - fmpq_poly([square]))
        u = mu + field.times(fmpq_poly([square]), field.inverse(mu))
        minimal, bits = field.minimal_polynomial(u), 64
        while True:
            roots = complex_roots(minimal.numer(), bits)
            ball = field.values(u, bits)[k]
            touched = [root for root in roots if root.overlaps(ball)]
            if len(touched) == 1:
                return bool(touched[0].imag.is_zero())
            bits *= 2

    def is_real(self) -> tuple[bool, ...]:
        """Of each eigenvalue, whether it is real."""
        return tuple(bool(t.imag.is_zero()) for t in self.field.generators(64))


def _negative(ball: acb) -> bool | None:
    """Whether an isolated root is real and negative; None if its ball is too wide."""
    if not ball.imag.is_zero():
        return False
    if ball.real < 0:
        return True
    return False if ball.real >= 0 else None


@final
@dataclass(frozen=True, eq=False)
class Spectrum:
    """The minimal polynomial of a square matrix, factored, each factor with its field.

    Attributes:
        matrix: A.
        minimal: m, monic over the field of the entries, from the constant term up.
        parts: the irreducible factors with their multiplicities in m.

    Examples:
        >>> A = Matrix([[2, 1], [0, 2]])
        >>> [part] = spectrum(A).parts
        >>> (part.rational() == 2, part.multiplicity) == (True, 2)
        True
    """

    matrix: Matrix
    minimal: Poly
    parts: tuple[Eigenvalues, ...]

    @property
    def degree(self) -> int:
        """The degree of the minimal polynomial."""
        return len(self.minimal) - 1

    def raised(self, order: int) -> Spectrum:
        """The same spectrum with m^order for m: what derivatives of f(A) depend on."""
        minimal = reduce(multiply, [self.minimal] * order)
        parts = tuple(replace(part, order=order) for part in self.parts)
        return Spectrum(self.matrix, minimal, parts)

    def powers(self) -> Iterator[Matrix]:
        """A^0, A^1, … up to one below the degree of the minimal polynomial."""
        power = Matrix.identity(self.matrix.shape[0])
        for _ in range(self.degree):
            yield power
            power = power @ self.matrix

    def radius(self, bits: int = 64) -> arb:
        """A ball around the largest |λ|."""
        with precision(bits):
            sizes = [abs(ball) for part in self.parts for ball in part.balls(bits)]
            result = arb(0)
            for size in sizes:
                result = result.max(size)
            return result


def spectrum(matrix: Matrix) -> Spectrum:
    """The spectrum of a square matrix over Q or over a real number field.

    Exactness: exact. Method: the first linear relation between the powers of A, and its factors.

    Raises:
        ShapeError: the matrix is not square, or empty.
        TooLargeError: it is larger than 64×64, or the degree over Q passes its cap.
    """
    rows, columns = matrix.shape
    if rows != columns or not rows:
        raise ShapeError(
            f"a function of a matrix needs a square matrix; this one is {rows}×{columns}"
        )
    if rows > MAX_SIZE:
        raise TooLargeError(f"the matrix is {rows}×{rows}; the cap is {MAX_SIZE}×{MAX_SIZE}")
    minimal = minimal_polynomial(matrix)
    parts = tuple(
        Eigenvalues(field, _multiplicity(minimal, field.factor))
        for squarefree in squarefree_factors(minimal)
        for field in residue_fields(squarefree, matrix.field)
    )
    return Spectrum(matrix, minimal, parts)


def minimal_polynomial(matrix: Matrix) -> Poly:
    """The monic polynomial m of least degree with m(A) = 0, over the field of the entries.

    Examples:
        >>> minimal_polynomial(Matrix([[3, 0], [0, 3]])) == polynomial([-3, 1])
        True
    """
    size = matrix.shape[0]
    if matrix.field.degree == 1:
        numerators, denominator = matrix.coefficients
        rational = fmpq_mat(numerators[0]) / fmpz(denominator)
        return polynomial(rational.minpoly().coeffs())
    columns, power = [], Matrix.identity(size)
    for _ in range(size + 1):
        columns.append(power.entries())
        power = power @ matrix
    stacked = Matrix([list(row) for row in zip(*columns, strict=True)])
    relation = stacked.kernel().columns([0])
    return polynomial(relation.entries())


def _multiplicity(p: Poly, factor: Poly) -> int:
    count, rest = 0, exact_quotient(p, factor)
    while rest is not None:
        count, rest = count + 1, exact_quotient(rest, factor)
    return count


def _exactly(field: ResidueField, k: int) -> tuple[Number, Number | None] | None:
    factor = field.factor
    if field.degree == 1:
        return -factor[0], None
    ball = field.values(field.root, 64)[k]
    real = bool(field.generators(64)[k].imag.is_zero())
    if field.degree == 2:
        return _of_quadratic(factor[1], factor[0], ball, real)
    if real:
        return _real_root(field, k), None
    others = [j for j, t in enumerate(field.generators(64)) if t.imag.is_zero()]
    if field.degree == 3 and len(others) == 1:
        root = _real_root(field, others[0])
        linear = factor[2] + root
        return _of_quadratic(linear, factor[1] + root * linear, ball, real=False)
    return None


def _complex_text(re: Number, im: Number) -> str:
    size = abs(im)
    imaginary = "i" if size == 1 else f"{plain(written_form(size))}·i"
    if not re:
        return imaginary if im.sign() > 0 else f"-{imaginary}"
    return f"{plain(written_form(re))} {'+' if im.sign() > 0 else '-'} {imaginary}"


def _of_quadratic(b: Number, c: Number, ball: acb, real: bool) -> tuple[Number, Number | None]:
    """The root of x^2 + bx + c that the ball holds."""
    half = -b / 2
    square = half * half - c
    if not real:
        distance = (-square).nth_root(2)
        return half, distance if ball.imag > 0 else -distance
    distance = square.nth_root(2)
    bits = 64
    while True:
        with precision(bits):
            gap = ball.real - half.enclosure(bits)
        if gap > 0 or gap < 0:
            return (half + distance if gap > 0 else half - distance), None
        bits *= 2


def _real_root(field: ResidueField, k: int) -> Number:
    """A real eigenvalue of a factor of higher degree, by its polynomial over Q and its place."""
    minimal = field.minimal_polynomial(field.root)
    whole = tuple(int(c) for c in minimal.numer().coeffs())
    bits = 64
    while True:
        ball = field.values(field.root, bits)[k].real
        index = root_index(minimal, ball)
        if index >= 0:
            with precision(bits):
                low, high = ball.lower().fmpq(), ball.upper().fmpq()
            return real_root(RealRoot(whole, low, high))
        bits *= 2
