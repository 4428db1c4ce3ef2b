"""The real line cut up by the roots of polynomials in one variable, and points on it.

Method. Bisection with Sturm's chains, up to intervals with at most one root of all the
polynomials together; they are pairwise coprime, so the bisection ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from flint import arb, fmpq, fmpq_mat, fmpq_poly

from symnn.exact.ball import precision
from symnn.exact.expression import RealRoot
from symnn.exact.field import X, embed, evaluate, join
from symnn.exact.number import Number, real_root
from symnn.exact.univariate import (
    Poly,
    rationals,
    root_bound,
    sturm_chain,
    value,
    variations,
)


class Line(NamedTuple):
    """Points that separate the roots: between two neighbours there is at most one.

    `signs[k][j]` is that of polynomial k at point j, never 0; to the left of the first point
    and to the right of the last one there are no roots.
    """

    polys: tuple[Poly, ...]
    points: tuple[fmpq, ...]
    signs: tuple[tuple[int, ...], ...]

    def root_between(self, j: int) -> int | None:
        """The polynomial that has a root between the points j and j + 1, if one has."""
        changed = [k for k, row in enumerate(self.signs) if row[j] != row[j + 1]]
        return changed[0] if changed else None


def cut(polys: Sequence[Poly]) -> Line:
    """Cut the line by the roots of squarefree, pairwise coprime polynomials.

    Exactness: decides.

    Examples:
        >>> from symnn.exact.univariate import polynomial
        >>> line = cut([polynomial([-2, 0, 1]), polynomial([0, 1])])
        >>> [line.root_between(j) for j in range(len(line.points) - 1)]
        [0, 1, 0]
    """
    chains = [[_sign_at(q) for q in sturm_chain(p)] for p in polys]
    bound = fmpq(max((root_bound(p) for p in polys), default=1))
    counts = {x: [variations([s(x) for s in c]) for c in chains] for x in (-bound, bound)}
    points, stack = [-bound], [(-bound, bound)]
    while stack:
        low, high = stack.pop()
        if sum(counts[low]) - sum(counts[high]) <= 1:
            points.append(high)
            continue
        middle = _not_a_root([chain[0] for chain in chains], low, high)
        counts[middle] = [variations([s(middle) for s in c]) for c in chains]
        stack += [(middle, high), (low, middle)]
    kept = [points[0]]
    for x, beyond in pairwise(points[1:]):
        if sum(counts[kept[-1]]) - sum(counts[beyond]) > 1:
            kept.append(x)
    if counts[kept[-1]] != counts[points[-1]]:
        kept.append(points[-1])
    signs = [tuple(chain[0](x) for x in kept) for chain in chains]
    return Line(tuple(polys), tuple(kept), tuple(signs))


def _sign_at(p: Poly) -> Callable[[fmpq], int]:
    """The sign of a polynomial at rational points."""
    exact = rationals(p)
    if exact is None:
        return lambda x: value(p, x).sign()
    return lambda x: ((v := exact(x)) > 0) - (v < 0)


def _not_a_root(signs: Sequence[Callable[[fmpq], int]], low: fmpq, high: fmpq) -> fmpq:
    """A simple point near the middle that is no root."""
    quarter = (high - low) / 4
    low, high = low + quarter, high - quarter
    while True:
        x = simplest_between(low, high)
        if all(sign(x) for sign in signs):
            return x
        low = (low + x) / 2 if x - low > high - x else x
        high = x if low < x else high


def simplest_between(low: fmpq | None, high: fmpq | None) -> fmpq:
    """The rational of the smallest denominator, then size, strictly between; None is infinite.

    Examples:
        >>> simplest_between(fmpq(1, 3), fmpq(3, 4)) == fmpq(1, 2)
        True
    """
    if (low is None or low < 0) and (high is None or high > 0):
        return fmpq(0)
    if low is None or (high is not None and high <= 0):
        return -simplest_between(None if high is None else -high, None if low is None else -low)
    return _simplest(
        (int(low.p), int(low.q)), (1, 0) if high is None else (int(high.p), int(high.q))
    )


def _simplest(low: tuple[int, int], high: tuple[int, int]) -> fmpq:
    """The same between 0 <= low and high, as fractions of integers; 1/0 is infinite.

    The continued fractions of both ends, as far as they agree; that of close ends is long.
    """
    (a, b), (c, d) = low, high
    before, last = (0, 1), (1, 0)  # convergents
    while True:
        whole = a // b
        beyond = (whole + 1) * d < c
        term = whole + 1 if beyond else whole
        before, last = last, (term * last[0] + before[0], term * last[1] + before[1])
        if beyond:
            return fmpq(*last)
        a, b, c, d = d, c - whole * d, b, a - whole * b


def narrow(p: Poly, low: fmpq, high: fmpq, width: fmpq) -> tuple[fmpq, fmpq]:
    """The interval of the only root of p, a simple one, narrowed to a width; ends are no roots.

    An end that is met is the root itself: then both ends returned are that root.
    """
    left = value(p, low).sign()
    while high - low > width:
        middle = (low + high) / 2
        sign = value(p, middle).sign()
        if sign == 0:
            return middle, middle
        low, high = (middle, high) if sign == left else (low, middle)
    return low, high


def root_number(p: Poly, low: fmpq, high: fmpq) -> Number:
    """The only root of a squarefree polynomial in an interval, as a number.

    Method: directly for degree 1; over Q its own minimal polynomial; over Q(alpha) that of the
    norm, found as the characteristic polynomial of a block companion matrix.

    Raises:
        TooLargeError: the degree over Q passes the cap.

    Examples:
        >>> from symnn.exact.univariate import polynomial
        >>> root = Number(2).nth_root(2)
        >>> root_number(polynomial([-root, 0, 1]), fmpq(1), fmpq(2)) ** 4 == 2
        True
    """
    if len(p) == 2:
        return -p[0] / p[1]
    exact = rationals(p)
    factors = [f for f, _ in (_norm(p) if exact is None else exact).factor()[1]]
    for f in factors:
        if f.degree() == 1 and low < -f[0] / f[1] < high and not value(p, -f[0] / f[1]):
            return Number(-f[0] / f[1])
    free = reduce(fmpq_poly.__mul__, (f for f in factors if f.degree() > 1), fmpq_poly([1]))
    integers = free.numer()
    width = high - low
    while True:
        low, high = narrow(p, low, high, width)
        if low == high:
            return Number(low)
        if free(low) * free(high) < 0 and _is_monotone(free, low, high):
            root = RealRoot(tuple(int(c) for c in integers.coeffs()), low, high)
            return real_root(root)
        width = (high - low) / 16


def _is_monotone(p: fmpq_poly, low: fmpq, high: fmpq) -> bool:
    """Whether the derivative certainly keeps its sign, so that a change of sign is one root."""
    width = high - low
    bits = 64 + 2 * max(0, int(width.q).bit_length() - int(width.p).bit_length())
    with precision(bits):
        slope = evaluate(p.derivative(), arb(low).union(arb(high)))
    return bool(slope > 0) or bool(slope < 0)


def _norm(p: Poly) -> fmpq_poly:
    """The product of the conjugates of a polynomial over Q(alpha), a polynomial over Q."""
    field = reduce(lambda f, c: join(f, c.field).field, p, p[-1].field)
    n, degree = field.degree, len(p) - 1
    top = p[-1].inverse()
    rows = [[fmpq(0)] * (n * degree) for _ in range(n * degree)]
    for i in range(n * (degree - 1)):
        rows[i][i + n] = fmpq(1)
    for i, c in enumerate(p[:-1]):
        number = c * top
        both = join(field, number.field)
        poly = embed(number.poly, both.right, field)
        for r in range(n):
            for s in range(n):
                rows[n * (degree - 1) + r][n * i + s] = -poly[s]
            poly = (poly * X) % field.polynomial
    return fmpq_mat(rows).charpoly()
