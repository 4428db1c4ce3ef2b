"""Laws of polynomials in one variable, and of the real line cut by their roots."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.exact.ball import real_roots
from symnn.exact.number import Number
from symnn.exact.real_line import cut, root_number, simplest_between
from symnn.exact.univariate import (
    Poly,
    add,
    coprime_base,
    divide,
    gcd,
    multiply,
    polynomial,
    root_bound,
    roots_in,
    scale,
    sturm_chain,
    value,
)

ROOT2 = Number(2).nth_root(2)
rationals = st.fractions(min_value=-4, max_value=4, max_denominator=4)
surds = st.tuples(rationals, rationals).map(lambda ab: Number(ab[0]) + ROOT2 * ab[1])


def polys(numbers: st.SearchStrategy[Number | Fraction], size: int = 5) -> st.SearchStrategy[Poly]:
    return st.lists(numbers, min_size=1, max_size=size).map(polynomial)


@given(polys(surds), polys(surds))
def test_division_with_remainder(p: Poly, q: Poly) -> None:
    assume(q)
    quotient, rest = divide(p, q)
    assert add(multiply(quotient, q), rest) == p
    assert len(rest) < len(q)


@given(polys(surds, 3), polys(surds, 3), polys(surds, 3))
def test_a_common_factor_divides_the_gcd(p: Poly, q: Poly, r: Poly) -> None:
    assume(p and q and r)
    common = gcd(multiply(p, r), multiply(q, r))
    assert divide(common, r)[1] == ()
    assert divide(multiply(p, r), common)[1] == ()


@given(st.lists(polys(surds, 3), min_size=1, max_size=4))
def test_a_coprime_base_makes_up_all_polynomials(given_: list[Poly]) -> None:
    assume(all(given_))
    base = coprime_base([*given_, multiply(given_[0], given_[-1])])
    for i, f in enumerate(base):
        assert all(len(gcd(f, g)) == 1 for g in base[:i])
        assert len(gcd(f, sturm_chain(f)[1])) == 1
    for p in given_:
        for f in base:
            while len(p) >= len(f) and not divide(p, f)[1]:
                p = divide(p, f)[0]
        assert len(p) == 1


@given(polys(rationals, 8))
def test_sturm_counts_the_roots_that_flint_isolates(p: Poly) -> None:
    assume(len(p) > 1)
    exact = fmpq_poly([c.as_fmpq() for c in p])
    free = exact / exact.gcd(exact.derivative())
    bound = root_bound(p)
    assert roots_in(sturm_chain(p), -bound, bound) == len(real_roots(free.numer(), 128))


@given(st.lists(polys(surds, 4), min_size=1, max_size=3))
def test_neighbouring_points_separate_the_roots(given_: list[Poly]) -> None:
    line = cut(coprime_base(p for p in given_ if p))
    found = [j for j in range(len(line.points) - 1) if line.root_between(j) is not None]
    total = sum(roots_in(sturm_chain(p), -root_bound(p), root_bound(p)) for p in line.polys)
    assert len(found) == total
    for j in found:
        k = line.root_between(j)
        assert k is not None
        root = root_number(line.polys[k], line.points[j], line.points[j + 1])
        assert line.points[j] < root < line.points[j + 1]
        assert value(line.polys[k], root) == 0


@given(rationals, rationals, st.integers(min_value=1, max_value=60))
def test_no_rational_between_is_simpler(a: Fraction, b: Fraction, q: int) -> None:
    assume(a != b)
    low, high = sorted((a, b))
    found = simplest_between(
        fmpq(low.numerator, low.denominator), fmpq(high.numerator, high.denominator)
    )
    simple = Fraction(int(found.p), int(found.q))
    assert low < simple < high
    if q < simple.denominator:
        p = (low * q).__floor__() + 1
        assert not low < Fraction(p, q) < high


@given(polys(surds, 4), surds)
def test_scaling_keeps_roots(p: Poly, c: Number) -> None:
    assume(c and len(p) > 1)
    bound = root_bound(p)
    ends = (-bound, bound)
    assert roots_in(sturm_chain(scale(p, c)), *ends) == roots_in(sturm_chain(p), *ends)
