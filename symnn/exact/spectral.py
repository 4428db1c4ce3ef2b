"""The largest eigenvalue of a symmetric matrix with entries in a real number field, exactly."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, fmpq, fmpq_poly, fmpz

from symnn.exact import coefficient_matrices as flat
from symnn.exact.ball import precision, real_roots
from symnn.exact.expression import RealRoot
from symnn.exact.field import vanishing_factor
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number, real_root


def characteristic_polynomial(matrix: Matrix) -> tuple[Number, ...]:
    """Coefficients of det(x - A), from the constant term up to the 1 of x^n.

    Method: Faddeev and Le Verrier.

    Examples:
        >>> characteristic_polynomial(Matrix([[2, 1], [1, 2]])) == (3, -4, 1)
        True
    """
    size = matrix.shape[0]
    found, power = [Number(1)], Matrix.zeros(size, size)
    for k in range(1, size + 1):
        power = matrix @ (power + Matrix.identity(size) * found[-1])
        found.append(-power.trace() / k)
    return tuple(reversed(found))


def _is_above(point: fmpq, polynomial: Sequence[Number]) -> bool:
    """Whether all roots of a polynomial whose roots are real lie below a point.

    They do if and only if p(x + point) has positive coefficients only.
    """
    shifted = list(polynomial)
    size = len(shifted)
    for i in range(size - 1):
        for k in range(size - 2, i - 1, -1):
            shifted[k] = shifted[k] + shifted[k + 1] * point
    return all(c.sign() > 0 for c in shifted)


class _Top:
    """The greatest root of a polynomial with real roots only, to any precision."""

    def __init__(self, polynomial: Sequence[Number]) -> None:
        self.polynomial = polynomial
        bound = sum((abs(c) for c in polynomial), Number(1)).floor() + 1
        self.low, self.high = fmpq(-bound), fmpq(bound)

    def narrow(self, bits: int) -> tuple[fmpq, fmpq]:
        """low <= root < high with high - low < 2^-bits."""
        while (self.high - self.low) * fmpz(1 << bits) >= 1:
            middle = (self.low + self.high) / 2
            if _is_above(middle, self.polynomial):
                self.high = middle
            else:
                self.low = middle
        return self.low, self.high

    def ball(self, bits: int) -> arb:
        """A ball around the root."""
        low, high = self.narrow(bits)
        with precision(bits + 64):
            return arb(low).union(arb(high))


def _norm_polynomial(matrix: Matrix) -> fmpq_poly:
    """A rational polynomial that vanishes at all eigenvalues."""
    if matrix.field.degree == 1:
        return fmpq_poly([c.as_fmpq() for c in characteristic_polynomial(matrix)])
    return flat.regular_representation(matrix.coefficients, matrix.field).charpoly()


def largest_eigenvalue(matrix: Matrix) -> Number:
    """The greatest eigenvalue of a symmetric matrix.

    Exactness: exact.

    Raises:
        TooLargeError: its degree over Q passes the cap.

    Examples:
        >>> largest_eigenvalue(Matrix([[2, 1], [1, 2]])) == 3
        True
    """
    if matrix.shape[0] == 1:
        return matrix[0, 0]
    if matrix.shape[0] == 2:
        half = matrix.trace() / 2
        return half + (half * half - matrix.determinant()).nth_root(2)
    top = _Top(characteristic_polynomial(matrix))
    factor, index = vanishing_factor(_norm_polynomial(matrix), top.ball)
    if factor.degree() == 1:
        return Number(-factor[0])
    integral, bits = factor.numer(), 64
    while True:
        low, high = top.narrow(bits)
        roots = real_roots(integral, bits)
        with precision(bits + 64):
            inside = arb(low).union(arb(high))
        if [i for i, root in enumerate(roots) if root.overlaps(inside)] == [index]:
            coefficients = tuple(int(c) for c in integral.coeffs())
            return real_root(RealRoot(coefficients, low, high))
        bits *= 2


def compare_largest_eigenvalues(matrices: Sequence[Matrix]) -> int:
    """The place of the symmetric matrix with the greatest eigenvalue; the first among equals.

    Most are told apart by enclosures, the others by exact comparison.

    Examples:
        >>> compare_largest_eigenvalues([Matrix([[2]]), Matrix([[3]]), Matrix([[3]])]) == 1
        True
    """
    balls = [_near(matrix) for matrix in matrices]
    close = [i for i, ball in enumerate(balls) if not any(ball < other for other in balls)]
    if len(close) == 1:
        return close[0]
    values = {i: largest_eigenvalue(matrices[i]) for i in close}
    return max(close, key=lambda i: (values[i], -i))


def _near(matrix: Matrix, bits: int = 64) -> arb:
    """A ball around the greatest eigenvalue."""
    if matrix.shape[0] > 2:
        return _Top(characteristic_polynomial(matrix)).ball(bits // 2)
    with precision(bits):
        if matrix.shape[0] == 1:
            return matrix[0, 0].enclosure(bits)
        half = (matrix.trace() / 2).enclosure(bits)
        difference = ((matrix[0, 0] - matrix[1, 1]) / 2).enclosure(bits)
        beside = matrix[0, 1].enclosure(bits)
        return half + (difference * difference + beside * beside).sqrt()
