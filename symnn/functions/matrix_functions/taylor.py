"""Taylor series of a function at a matrix: partial sums, convergence, remainders.

    T_s(A) = sum over k <= s of a_k (A - cI)^k,   a_k = f^(k)(c)/k!.

The series converges at A if and only if every eigenvalue lies inside the disc of convergence of
f, or on its edge where the series of f^(k-1) converges, for the size k of its largest Jordan
block.

References:
    N. Higham, Functions of Matrices (2008), theorem 4.7 and section 4.3.
    A. Al-Mohy, N. Higham, A new scaling and squaring algorithm, SIMAX 2009 (powers of norms).
    R. Mathias, Approximation of matrix-valued functions, SIMAX 1993.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple, final

from flint import arb, arb_mat, fmpq, fmpq_poly

from symnn.deferred import dataclass
from symnn.errors import TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.evaluate import value
from symnn.exact.expression import ONE, Expr, add, mul, rational, substitute
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.functions.catalogue import as_function
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import Combination, balls, combined
from symnn.functions.matrix_functions.complex_values import folded
from symnn.functions.matrix_functions.evaluate import as_matrix, matrix_function
from symnn.functions.matrix_functions.jets import Jet, jets_of
from symnn.functions.matrix_functions.pieces import is_analytic
from symnn.functions.matrix_functions.radius import Radius, radius_at
from symnn.functions.matrix_functions.spectrum import Eigenvalues, Spectrum, spectrum

MAX_TERMS: Final = 2000


@final
class Convergence(NamedTuple):
    """Whether a Taylor series converges at a matrix, and why."""

    converges: bool
    reason: str


@final
@dataclass(frozen=True)
class TaylorSeries:
    """The Taylor series of a function about a rational centre; made by `taylor`.

    Attributes:
        function: f.
        centre: c.
        radius: the radius of convergence.
    """

    function: ScalarFunction
    centre: fmpq
    radius: Radius

    @cached_property
    def _known(self) -> Callable[[int], tuple[Expr, ...]]:
        """The first n coefficients; those that are known are kept."""
        return lru_cache(maxsize=4)(self._first)

    def coefficient(self, k: int) -> Expr:
        """a_k, exactly.

        Examples:
            >>> from symnn.functions.smooth import tanh
            >>> taylor(tanh).coefficient(3) == rational("-1/3")
            True
        """
        return self.coefficients(k)[k]

    def coefficients(self, degree: int) -> tuple[Expr, ...]:
        """a_0, …, a_degree.

        Raises:
            UnsupportedError: a negative degree.
            TooLargeError: more than 2000 terms.
        """
        if degree < 0:
            raise UnsupportedError(f"the degree {degree} of a Taylor polynomial: use 0, 1, 2, …")
        if degree > MAX_TERMS:
            raise TooLargeError(f"{degree} terms of a Taylor series; the cap is {MAX_TERMS}")
        return self._known(_rounded_up(degree + 1))[: degree + 1]

    def _first(self, count: int) -> tuple[Expr, ...]:
        jets = jets_of(self.function.body)(count)
        scalars = {s for jet in jets for s in jet}
        point = rational(self.centre)
        here = {s: folded(substitute(s, {ARGUMENT: point})) for s in scalars}
        return tuple(_at(jet, self.centre, here) for jet in jets)

    # --- matrices ---------------------------------------------------------------------

    def partial_sum(self, matrix: Any, degree: int) -> Combination:
        """T_s(A) for s = degree, exactly.

        Raises:
            ShapeError: the matrix is not square.
            TooLargeError: more than 2000 terms.

        Examples:
            >>> from symnn.functions.smooth import exp
            >>> taylor(exp).partial_sum([[0, 1], [0, 0]], 5).matrix() == Matrix([[1, 1], [0, 1]])
            True
        """
        whole = spectrum(as_matrix(matrix))
        x = self.shifted(whole.matrix)
        parts, power = [], Matrix.identity(x.shape[0])
        for a in self.coefficients(degree):
            parts += [(s, power * c) for s, c in _numbers(a)]
            power = power @ x
        return combined(x.shape, parts)

    def shifted(self, matrix: Matrix) -> Matrix:
        """A - cI."""
        return matrix - Matrix.identity(matrix.shape[0]) * self.centre

    def convergence(self, matrix: Any) -> Convergence:
        """Whether the series converges at a matrix.

        Exactness: decides, wherever the radius is known exactly.

        Raises:
            UnsupportedError: only a lower bound of the radius is known, and it does not tell.

        Examples:
            >>> from symnn.functions.smooth import tanh
            >>> taylor(tanh).convergence([[0, 2], [2, 0]]).converges
            False
        """
        whole = spectrum(as_matrix(matrix))
        if self.radius.infinite:
            return Convergence(True, f"the series of {self.function.name} converges everywhere")
        for part in whole.parts:
            for k in range(part.field.degree):
                side = _side(part, k, self.centre, self.radius)
                bad = self._fails(part, k, side)
                if bad:
                    return Convergence(False, bad)
        return Convergence(True, self._why(whole))

    def _fails(self, part: Eigenvalues, k: int, side: int) -> str:
        """Why the series diverges at an eigenvalue; nothing if it converges."""
        name, where = part.name(k), f"radius {self.radius.text()} about {self.centre}"
        if side < 0:
            return ""
        if not self.radius.exact:
            raise UnsupportedError(
                f"the series of {self.function.name} converges at least within {where}; whether "
                f"it does at the eigenvalue {name} is not known"
            )
        if side > 0:
            return f"the eigenvalue {name} lies outside the disc of convergence, of {where}"
        return self._on_edge(part, name)

    def _on_edge(self, part: Eigenvalues, name: str) -> str:
        """On the circle: f^(j) ~ (z - z0)^(q - j), whose series converges there for q - j > -1."""
        order, point = self.radius.order, self.radius.point
        if order is None or point is None:
            raise UnsupportedError(f"the eigenvalue {name} lies on the edge of the disc")
        derivatives = part.multiplicity - 1
        left = order - derivatives
        if part.field.root == fmpq_poly([point]):
            good = left >= 0 and order != 0  # a logarithm has no value there
            what = "at the singularity itself"
        else:
            good = left > -1
            what = f"where the series of its derivative of order {derivatives} diverges"
        return "" if good else f"the eigenvalue {name} lies on the edge of the disc, {what}"

    def _why(self, whole: Spectrum) -> str:
        size = whole.radius(64) if self.centre == 0 else None
        told = "" if size is None else f" (spectral radius {size.str(6, radius=False)})"
        return (
            f"every eigenvalue lies in the disc of radius {self.radius.text()} about "
            f"{self.centre}, or on its edge where the series converges{told}"
        )


def taylor(function: Any, centre: Any = 0) -> TaylorSeries:
    """The Taylor series of an activation about a rational centre.

    Args:
        function: an activation that is analytic near the centre.
        centre: c, a rational number.

    Exactness: exact coefficients; the radius of convergence is exact where the only singularities
        are those of one named function.

    Raises:
        UndefinedError: there is no Taylor series, as for relu.
        UnsupportedError: the singularities of the function are not known.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> taylor(exp).coefficient(4) == rational("1/24")
        True
    """
    found = as_function(function)
    point = value(lower(from_sympy(centre))).as_fmpq()
    if not is_analytic(found.body):
        raise UndefinedError(
            f"{found.name} has no Taylor series at {point}: it is not analytic. Expand it at each "
            "eigenvalue instead, as matrix_function does, which is exact"
        )
    return TaylorSeries(found, point, radius_at(found.body, point, found.name))


def hidden_cancellation(series: TaylorSeries, matrix: Any, degree: int) -> arb:
    """The largest term of T_s(A) over the size of f(A), in the ∞-norm: what floats lose.

    A value of 10^12 says that twelve digits cancel.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> hidden_cancellation(taylor(exp), [[-49, 24], [-64, 31]], 60) > 10**5
        True
    """
    exact = as_matrix(matrix)
    x, largest, power = series.shifted(exact), arb(0), Matrix.identity(exact.shape[0])
    for a in series.coefficients(degree):
        largest = largest.max(size_of(a) * norm(power))
        power = power @ x
    whole = matrix_function(series.function, exact).enclosure(53)
    return largest / norm_of_balls(whole)


# --- sizes ------------------------------------------------------------------------------


def norm(matrix: Matrix, bits: int = 128) -> arb:
    """The ∞-norm, the largest sum of a row's absolute values, as a ball."""
    with precision(bits):
        return norm_of_balls(balls(matrix, bits))


def norm_of_balls(matrix: arb_mat) -> arb:
    """The ∞-norm of a matrix of balls."""
    largest = arb(0)
    for row in matrix.tolist():
        largest = largest.max(sum((abs(e) for e in row), arb(0)))
    return largest


def size_of(coefficient: Expr, bits: int = 128) -> arb:
    """|a_k| as a ball."""
    return abs(enclose(lower(coefficient), bits))


def _rounded_up(n: int) -> int:
    size = 16
    while size < n:
        size *= 2
    return size


def _at(jet: Jet, centre: fmpq, here: dict[Expr, Expr]) -> Expr:
    """A jet at the centre: numbers together, each scalar once."""
    number, terms = fmpq(0), list[Expr]()
    for scalar, laurent in jet.items():
        factor = laurent.numerator(centre)
        if laurent.order:
            factor /= centre**laurent.order
        known = here[scalar]
        if isinstance(known.data, fmpq) and known.op == "rational":
            number += factor * known.data
        elif factor != 0:
            terms.append(mul(rational(factor), known) if factor != 1 else known)
    if number != 0 or not terms:
        terms.insert(0, rational(number))
    return terms[0] if len(terms) == 1 else add(*terms)


def _numbers(a: Expr) -> list[tuple[Expr, fmpq]]:
    """A coefficient as rational multiples of scalars."""
    terms = a.args if a.op == "add" else (a,)
    found = []
    for term in terms:
        if isinstance(term.data, fmpq) and term.op == "rational":
            found.append((ONE, term.data))
        elif term.op == "mul" and isinstance(term.args[0].data, fmpq):
            rest = term.args[1] if len(term.args) == 2 else mul(*term.args[1:])
            found.append((rest, term.args[0].data))
        else:
            found.append((term, fmpq(1)))
    return found


def _side(part: Eigenvalues, k: int, centre: fmpq, radius: Radius) -> int:
    """-1, 0 or 1 for an eigenvalue inside, on or outside the circle; exactly.

    With a multiple of π or π² in r² an algebraic |λ - c|² is never equal to it.
    """
    if radius.algebraic and radius.rational is not None:
        on = part.on_circle(k, centre, radius.rational)
        if on:
            return 0
    bits = 64
    while True:
        with precision(bits):
            gap = abs(part.balls(bits)[k] - centre) ** 2 - radius.square(bits)
        if gap > 0 or gap < 0:
            return 1 if gap > 0 else -1
        bits *= 2
