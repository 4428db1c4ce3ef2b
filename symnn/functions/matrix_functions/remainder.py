"""Proved bounds of what a Taylor polynomial of a matrix leaves out.

With X = A - cI, beta_p = |X^p|^(1/p) and C_p = max over r < p of |X^r| / beta_p^r, every power has
|X^k| <= C_p beta_p^k, and beta_p tends to the spectral radius: so some p certifies the tail
wherever the series converges strictly inside its disc. For n terms after the last one kept the
norms of the powers themselves are used:

    |f(A) - T_s(A)| <= sum over s < k <= s + n of |a_k| |X^k|
                       + C_p (F(beta_p) - sum over k <= s + n of |a_k| beta_p^k),

with F a majorant, F(x) = sum of |a_k| x^k. About other centres than 0 Cauchy's estimate
|a_k| <= M(R)/R^k stands for F. All norms are the ∞-norm.

References:
    N. Higham, Functions of Matrices (2008), section 4.3.
    R. Mathias, Approximation of matrix-valued functions, SIMAX 14 (1993).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, final

from flint import acb, arb, arb_poly

from symnn.errors import UndefinedError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.complex_values import ball_at
from symnn.functions.matrix_functions.evaluate import as_matrix, matrix_function
from symnn.functions.matrix_functions.jets import kind_of
from symnn.functions.matrix_functions.taylor import (
    MAX_TERMS,
    TaylorSeries,
    norm,
    norm_of_balls,
    size_of,
)

#: Powers X^p that are tried, terms whose norms are taken as they are, arcs of a circle.
MAX_POWER: Final = 60
DIRECT: Final = 24
ARCS: Final = 64

#: F(x) = sum of |a_k| x^k about 0.
MAJORANTS: Final[Mapping[str, Callable[[arb], arb]]] = {
    "exp": arb.exp,
    "sin": arb.sinh,
    "sinh": arb.sinh,
    "cos": arb.cosh,
    "cosh": arb.cosh,
    "tanh": arb.tan,
    "tan": arb.tan,
    "sigmoid": lambda x: arb("0.5") + (x / 2).tan() / 2,
    "softplus": lambda x: arb(2).log() + x / 2 - (x / 2).cos().log(),
    "silu": lambda x: x * (arb("0.5") + (x / 2).tan() / 2),
    "gelu": lambda x: x / 2 + x / 2 * (x / arb(2).sqrt()).erfi(),
}


@final
class Remainder(NamedTuple):
    """A proved bound of |f(A) - T_s(A)| in the ∞-norm.

    Attributes:
        bound: an upper bound, a ball whose upper end counts.
        method: how it was found.
        power: the p of |X^p|^(1/p), 0 for another method.
    """

    bound: arb
    method: str
    power: int


def remainder(series: TaylorSeries, matrix: Any, degree: int, bits: int = 128) -> Remainder:
    """The smallest of the bounds of |f(A) - T_s(A)| for s = degree.

    Exactness: proved; every rounding is upwards.

    Raises:
        UndefinedError: no bound is found: the series diverges at A, or A is too near the edge of
            the disc of convergence.
        ShapeError: the matrix is not square.

    Examples:
        >>> from symnn.functions.matrix_functions.taylor import taylor
        >>> from symnn.functions.smooth import exp
        >>> found = remainder(taylor(exp), [[1, 100], [0, -1]], 30)
        >>> found.bound < arb("2e-32")
        True
    """
    if degree < 0:
        raise UnsupportedError(f"the degree {degree} of a Taylor polynomial: use 0, 1, 2, …")
    x = series.shifted(as_matrix(matrix))
    with precision(bits):
        found = list(_bounds(series, x, degree, bits))
    if not found:
        raise UndefinedError(
            f"no bound of the remainder of {series.function.name} is found at this matrix: powers "
            f"up to {MAX_POWER} of A - cI do not show it inside the disc of radius "
            f"{series.radius.text()}"
        )
    best = min(found, key=lambda r: r.bound.upper())
    return best._replace(bound=best.bound.upper())


def true_error(series: TaylorSeries, matrix: Any, degree: int, bits: int = 128) -> arb:
    """A ball around |f(A) - T_s(A)| itself, by the exact value of f(A).

    Examples:
        >>> from symnn.functions.matrix_functions.taylor import taylor
        >>> from symnn.functions.smooth import exp
        >>> error = true_error(taylor(exp), [[1, 100], [0, -1]], 30)
        >>> error < remainder(taylor(exp), [[1, 100], [0, -1]], 30).bound
        True
    """
    exact = as_matrix(matrix)
    whole, part = matrix_function(series.function, exact), series.partial_sum(exact, degree)
    working = 2 * bits
    while True:
        with precision(working):
            gap = norm_of_balls(whole.enclosure(working) - part.enclosure(working))
        if gap.rel_accuracy_bits() >= bits // 4 or working > 64 * bits:
            return gap
        working *= 2


def terms_needed(series: TaylorSeries, matrix: Any, accuracy: Any) -> int:
    """The least s whose proved bound is at most the accuracy, and so is that of s + 1, … as found.

    Args:
        accuracy: a positive rational number, or a text such as "1e-10".

    Raises:
        UndefinedError: no bound is found, or 2000 terms are not enough.

    Examples:
        >>> from symnn.functions.matrix_functions.taylor import taylor
        >>> from symnn.functions.smooth import exp
        >>> terms_needed(taylor(exp), [[0, 1], [0, 0]], "1e-10")
        1
    """
    wanted = enclose(lower(from_sympy(accuracy)), 128)
    if not wanted > 0:
        raise UnsupportedError(f"the accuracy {accuracy} is not positive: write 1/1000, say")
    exact = as_matrix(matrix)

    def good(degree: int) -> bool:
        return bool(remainder(series, exact, degree).bound <= wanted)

    high = 1
    while not good(high):
        high *= 2
        if high > MAX_TERMS - DIRECT:
            raise UndefinedError(f"{MAX_TERMS} terms are not shown to reach the accuracy {wanted}")
    low = 0 if high == 1 else high // 2
    if low == 0 and good(0):
        return 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if good(middle) else (middle, high)
    return high


def _bounds(series: TaylorSeries, x: Matrix, degree: int, bits: int) -> Iterator[Remainder]:
    powers = [Matrix.identity(x.shape[0])]
    for _ in range(MAX_POWER):
        powers.append(powers[-1] @ x)
    sizes = [norm(p, bits) for p in powers]
    nilpotent = next((k for k, p in enumerate(powers) if not p), None)
    reached = degree + DIRECT if nilpotent is None else max(degree, nilpotent - 1)
    coefficients = [size_of(a, bits) for a in series.coefficients(reached)]
    direct = _direct(coefficients, x, powers, degree, bits)
    if nilpotent is not None:
        yield Remainder(direct, f"X^{nilpotent} = 0", nilpotent)
        return
    kept = _Kept(series, reached)
    for p in range(1, MAX_POWER + 1):
        beta = arb(sizes[p].root(p).upper())  # a number: the tail is a difference of near ones
        constant = arb(1)
        for r in range(1, p):
            constant = constant.max(sizes[r] / beta**r)
        tail = _tail(kept, beta, bits)
        if tail is not None:
            yield Remainder(direct + constant * tail, "powers of norms", p)
    if kind_of(series.function.body) == "exp" and degree + 1 <= MAX_TERMS:
        yield _by_logarithmic_norm(series, x, degree, bits)


def _direct(
    coefficients: list[arb], x: Matrix, powers: list[Matrix], degree: int, bits: int
) -> arb:
    """The sum of |a_k| |X^k| over the coefficients given after the last one kept."""
    total, rest = arb(0), range(degree + 1, len(coefficients))
    power = powers[degree + 1] if degree + 1 < len(powers) else x ** (degree + 1)
    for k in rest:
        total += coefficients[k] * norm(power, bits)
        power = power @ x
    return total


class _Kept:
    """The sizes of the coefficients up to a degree, at every precision that was asked for."""

    def __init__(self, series: TaylorSeries, last: int) -> None:
        self.series, self.last = series, last
        self._sizes: dict[int, arb_poly] = {}
        self._circles: list[tuple[arb, arb]] = []

    def polynomial(self, bits: int) -> arb_poly:
        """sum over k <= last of |a_k| x^k."""
        if bits not in self._sizes:
            sizes = [size_of(a, bits) for a in self.series.coefficients(self.last)]
            self._sizes[bits] = arb_poly(sizes)
        return self._sizes[bits]

    def circles(self, bits: int) -> list[tuple[arb, arb]]:
        """Radii R with upper bounds of |f| on the circles about the centre."""
        if not self._circles:
            square = self.series.radius.square(bits)
            finite = square.is_finite()
            for j in range(-4, 9):
                big = square.sqrt() * (1 - arb(2) ** -(j + 5)) if finite else arb(2) ** j
                bound = _largest_on_circle(self.series, big, bits)
                if bound is not None:
                    self._circles.append((big, bound))
        return self._circles


def _majorant(series: TaylorSeries) -> Callable[[arb], arb] | None:
    """F for a function of the table about 0, told by its body: names are the user's."""
    return MAJORANTS.get(kind_of(series.function.body)) if series.centre == 0 else None


def _tail(kept: _Kept, beta: arb, bits: int) -> arb | None:
    """F(beta) without its first terms, or None where F has no value."""
    series = kept.series
    if beta**2 >= series.radius.square(bits):
        return None
    majorant = _majorant(series)
    if majorant is None:
        return _by_cauchy(kept, beta, bits)
    working = bits
    while working <= 1 << 16:
        with precision(working):
            if not beta**2 < series.radius.square(working):
                working *= 4
                continue
            total = majorant(beta) - kept.polynomial(working)(beta)
        if total.rel_accuracy_bits() > 8 and total > 0:
            return total
        if not total.is_finite():
            return None
        if total.upper() <= 0:
            return arb(0)
        working *= 4
    return None


def _by_cauchy(kept: _Kept, beta: arb, bits: int) -> arb | None:
    """M(R) (beta/R)^(last + 1)/(1 - beta/R), for some R between beta and the radius."""
    best: arb | None = None
    for big, bound in kept.circles(bits):
        ratio = beta / big
        if not ratio < 1:
            continue
        total = bound * ratio ** (kept.last + 1) / (1 - ratio)
        if best is None or total.upper() < best.upper():
            best = total
    return best


def _largest_on_circle(series: TaylorSeries, radius: arb, bits: int) -> arb | None:
    """An upper bound of |f| on the circle, arc by arc; None where f may not be analytic."""
    largest = arb(0)
    for n in range(ARCS):
        angle = arb(2 * n + 1) / ARCS
        half = arb(0, arb(1) / ARCS)
        turn = angle + half
        z = acb(arb(series.centre) + radius * turn.cos_pi(), radius * turn.sin_pi())
        value = ball_at(series.function.body, z, bits)
        if not value.is_finite():
            return None
        largest = largest.max(abs(value).upper())
    return largest


def _by_logarithmic_norm(series: TaylorSeries, x: Matrix, degree: int, bits: int) -> Remainder:
    """|X^(s+1)|/(s+1)! · e^c · max(1, e^mu), mu the logarithmic norm: |e^(tX)| <= e^(t mu)."""
    mu: arb | None = None
    for i, row in enumerate(x.tolist()):
        here = row[i].enclosure(bits) if row[i] else arb(0)
        for j, e in enumerate(row):
            if j != i and e:
                here += abs(e.enclosure(bits))
        mu = here if mu is None else mu.max(here)
    if mu is None:
        raise UnsupportedError("the matrix is empty")
    size = norm(x ** (degree + 1), bits) / arb(degree + 1).fac()
    bound = size * arb(series.centre).exp() * arb(1).max(mu.exp())
    return Remainder(bound, "logarithmic norm", 0)
