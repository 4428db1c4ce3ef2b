"""Sines and cosines of rational multiples of pi as algebraic numbers.

2 cos(2 pi k/n) is a root of the n-th cosine polynomial, of degree phi(n)/2; which root is
told by a ball. sin x = cos(pi/2 - x), tan x = sin x / cos x.

References:
    D. H. Lehmer, A note on trigonometric algebraic numbers, Amer. Math. Monthly 40 (1933).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flint import arb, fmpq, fmpq_poly, fmpz_poly

from symnn.errors import TooLargeError, UndefinedError
from symnn.exact.ball import precision
from symnn.exact.expression import PI, apply, mul, rational
from symnn.exact.field import MAX_DEGREE, vanishing_factor
from symnn.exact.number import Number, named_root

#: phi(n)/2 <= 64 forces n <= 510 or so; anything larger is refused before it is built.
_MAX_ORDER: Final = 1000


@lru_cache(maxsize=1024)
def cos_pi(multiple: fmpq) -> Number:
    """cos(q pi) for a rational q, exactly.

    Raises:
        TooLargeError: the degree phi(n)/2 passes the cap of the fields.

    Examples:
        >>> cos_pi(fmpq(1, 4)) == Number(2).nth_root(2) / 2
        True
    """
    multiple = multiple - 2 * (multiple / 2).floor()
    if multiple > 1:
        multiple = 2 - multiple
    if 2 * multiple > 1:
        return -cos_pi(1 - multiple)
    simple = _simple_cosine(multiple)
    if simple is not None:
        return simple
    order = int((multiple / 2).q)
    if order > _MAX_ORDER:
        raise TooLargeError(f"cos({multiple} pi) has too large a degree; the cap is {MAX_DEGREE}")
    return _root_of_cosine_polynomial(order, multiple)


def _root_of_cosine_polynomial(order: int, multiple: fmpq) -> Number:
    polynomial = fmpq_poly(fmpz_poly.cos_minpoly(order))

    def ball(bits: int) -> arb:
        with precision(bits + 16):
            return 2 * arb.cos_pi_fmpq(multiple)

    factor, index = vanishing_factor(polynomial, ball)
    if factor.degree() == 1:
        return Number(-factor[0] / 2)
    # The name belongs to cos itself, so the polynomial is rescaled to its roots.
    degree = factor.degree()
    scaled = fmpq_poly([factor[i] * fmpq(2) ** i for i in range(degree + 1)]) / fmpq(2) ** degree
    return named_root(scaled, index, apply("cos", mul(rational(multiple), PI)))


def _simple_cosine(multiple: fmpq) -> Number | None:
    """The cosines of 0, 30, 36, 45, 60, 72, 90 degrees and 15, 22.5 … in square roots."""
    two, three, five = (Number(n).nth_root(2) for n in (2, 3, 5))
    table = {
        fmpq(0): Number(1),
        fmpq(1, 2): Number(0),
        fmpq(1, 3): Number(fmpq(1, 2)),
        fmpq(1, 4): two / 2,
        fmpq(1, 6): three / 2,
        fmpq(1, 5): (1 + five) / 4,
        fmpq(2, 5): (five - 1) / 4,
        fmpq(1, 12): two * (three + 1) / 4,
        fmpq(5, 12): two * (three - 1) / 4,
    }
    if multiple in table:
        return table[multiple]
    if multiple.q in (8, 16):
        return ((1 + cos_pi(2 * multiple)) / 2).nth_root(2)
    return None


def sin_pi(multiple: fmpq) -> Number:
    """sin(q pi) for a rational q, exactly."""
    return cos_pi(fmpq(1, 2) - multiple)


def tan_pi(multiple: fmpq) -> Number:
    """tan(q pi) for a rational q that is no odd multiple of 1/2, exactly."""
    cosine = cos_pi(multiple)
    if cosine.is_zero():
        raise UndefinedError(f"tan({multiple} pi) does not exist: the cosine there is 0")
    return sin_pi(multiple) / cosine
