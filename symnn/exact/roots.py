"""Real n-th roots of positive elements of Q and of Q(alpha), in the smallest field they need.

Representation. An element is a field and a polynomial in its generator; `Number` wraps both.

Cost. Roots of rationals need factors of integers only. A root of an irrational number b is a root
of p(x^n), with p the minimal polynomial of b: one factorisation in Q[x] of degree n deg p, capped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from flint import arb, fmpq, fmpq_poly, fmpz

from symnn.errors import TooLargeError
from symnn.exact.field import (
    MAX_PRODUCT,
    QQ,
    Field,
    Generator,
    Join,
    X,
    build_tower,
    check_degree,
    embed,
    enclose_in,
    join,
    make_field,
    vanishing_factor,
)

Element: TypeAlias = "tuple[Field, fmpq_poly]"

#: Large integers whose square part is searched for with trial division up to this bound.
_TRIAL_BOUND: Final = 1 << 20
#: Primes that are divided out first, and the numbers which are then factored completely.
_SMALL_PRIMES: Final = 1 << 10
_SIEVED: Final = fmpz(1 << 80)
#: Degree beyond which a rational root of a number that can be written down is not looked for.
_MAX_ROOT: Final = 4096


def _factors(value: fmpz) -> Iterator[tuple[fmpz, int]]:
    """Factors with their multiplicities: primes, or what trial division leaves of large numbers."""
    for small, count in value.factor(trial_limit=_SMALL_PRIMES):
        part = fmpz(small)
        if part < _SMALL_PRIMES**2:
            yield part, count
            continue
        # Sieves factor this much in milliseconds, and mostly sooner than trial division ends.
        found = part.factor() if part < _SIEVED else part.factor(trial_limit=_TRIAL_BOUND)
        yield from ((fmpz(p), count * c) for p, c in found)


def split_power(value: fmpz, degree: int) -> tuple[fmpz, fmpz]:
    """value = s^n m, with m free of n-th powers, as far as factors of value are found.

    Examples:
        >>> split_power(fmpz(72), 2) == (6, 2)
        True
    """
    outside, inside = fmpz(1), fmpz(1)
    for factor, count in _factors(value):
        root = _exact_root(factor, degree)
        if root is not None and count == 1:
            outside *= root
            continue
        outside *= factor ** (count // degree)
        inside *= factor ** (count % degree)
    return outside, inside


def _exact_root(value: fmpz, degree: int) -> fmpz | None:
    root = value.root(degree)
    return root if root**degree == value else None


def root_of_rational(value: fmpq, degree: int) -> Element:
    """The positive n-th root of a positive rational.

    Exactness: exact.

    Raises:
        TooLargeError: a degree over the cap.

    Examples:
        >>> root_of_rational(fmpq(8, 27), 3)[1][0] == fmpq(2, 3)
        True
    """
    if value == 1:
        return QQ, fmpq_poly([1])
    if degree > _MAX_ROOT:
        raise TooLargeError(f"a root of degree {degree}; the cap is {_MAX_ROOT}")
    above, below = (split_power(fmpz(n), degree) for n in (value.p, value.q ** (degree - 1)))
    outside, inside = above[0] * below[0], above[1] * below[1]
    scale = fmpq(outside, value.q)
    for factor in range(degree, 1, -1):
        if degree % factor == 0:
            root = _exact_root(inside, factor)
            if root is not None:
                inside, degree = root, degree // factor
                break
    if degree == 1:
        return QQ, fmpq_poly([scale * inside])
    return _pure_field(inside, degree), fmpq_poly([0, scale])


@lru_cache(maxsize=4096)
def _pure_field(radicand: fmpz, degree: int) -> Field:
    """Q(m^(1/n)) for m > 0 that is no p-th power for any prime p dividing n.

    x^n - m is irreducible then (Capelli), and its positive root is the last real one.
    """
    check_degree(degree)
    polynomial = fmpq_poly([-radicand] + [0] * (degree - 1) + [1])
    tower = (Generator((fmpq(0), fmpq(1)), degree, (fmpq(radicand),), None, degree),)
    return make_field(polynomial, 1 - degree % 2, tower)


def root_of_irrational(
    field: Field, poly: fmpq_poly, minimal: tuple[fmpq, ...], degree: int
) -> Element:
    """The positive n-th root of a positive irrational number; in its own field if it lies there.

    Args:
        field, poly: the number.
        minimal: its minimal polynomial, from the constant term up.
        degree: n.

    Exactness: exact.

    Raises:
        TooLargeError: a degree over the cap.
    """
    size = (len(minimal) - 1) * degree
    if size > MAX_PRODUCT:
        raise TooLargeError(
            f"a root of degree {degree} of a number of degree {len(minimal) - 1}: "
            f"{size} is over the cap of {MAX_PRODUCT}"
        )
    spread = [fmpq(0)] * (size + 1)
    for i, coefficient in enumerate(minimal):
        spread[i * degree] = coefficient

    def ball(bits: int) -> arb:
        return enclose_in(poly, field, bits + 16).root(degree)

    factor, index = vanishing_factor(fmpq_poly(spread), ball)
    if factor.degree() == 1:
        return QQ, fmpq_poly([-factor[0]])
    both = join(field, make_field(factor, index, ()))
    root = embed(X, both.right, both.field)
    if both.field is field:
        return field, root
    return _named_over(field, both, root, degree)


def _named_over(base: Field, both: Join, root: fmpq_poly, degree: int) -> Element:
    """The same root in the same field, with the tower: generators of the base, then the root."""
    field, radicand = both.field, fmpq_poly([1])
    for _ in range(degree):
        radicand = (radicand * root) % field.polynomial
    latest = Generator(tuple(root.coeffs()), degree, tuple(radicand.coeffs()), None, field.degree)
    candidates = [*(member.image(both.left, field) for member in base.tower), latest]
    tower = build_tower(field, candidates)
    return make_field(field.polynomial, field.index, tower), root
