"""Laws of real algebraic numbers: field axioms, order against balls, roots, hashes, forms."""

from __future__ import annotations

import pickle
from fractions import Fraction
from math import floor as integer_floor
from math import isqrt

import pytest
from flint import arb, fmpq, fmpz_poly
from flint.types._gr import gr_real_qqbar_ctx
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.errors import TooLargeError, UndefinedError
from symnn.exact.ball import precision
from symnn.exact.evaluate import value
from symnn.exact.expression import RealRoot
from symnn.exact.number import Number, real_root
from symnn.exact.radicals import isolate, written_form
from symnn.exact.trigonometry import cos_pi, sin_pi, tan_pi


def root(n: int, degree: int = 2) -> Number:
    return Number(n).nth_root(degree)


#: Families of numbers that live together in a field of small degree.
FAMILIES = (
    (Number(1), root(2), root(3), (5 + 2 * root(6)).nth_root(2)),
    (Number(1), root(2), (2 + root(2)).nth_root(2)),
    (Number(1), root(2, 3), (Number(1) / 4).nth_root(3), root(3)),
    (Number(1), (1 + root(5)) / 2, (3 + root(5)).nth_root(2)),
    (Number(1), real_root(RealRoot((-1, -1, 0, 1), fmpq(1), fmpq(2))), root(2)),
    (Number(1), cos_pi(fmpq(1, 7)), cos_pi(fmpq(2, 7))),
)
rationals = st.fractions(min_value=-5, max_value=5, max_denominator=6)
family = st.shared(st.sampled_from(FAMILIES), key="family")


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    members = draw(family)
    terms = draw(st.lists(st.tuples(rationals, st.sampled_from(members)), max_size=2))
    return sum((q * r for q, r in terms), Number(draw(rationals)))


def ball(number: Number) -> arb:
    return number.enclosure(1000)


@given(numbers(), numbers(), numbers())
def test_numbers_form_a_field(a: Number, b: Number, c: Number) -> None:
    """Associativity, commutativity, distributivity, inverses."""
    assert (a + b) + c == a + (b + c)
    assert a * b == b * a
    assert a * (b + c) == a * b + a * c
    assert a - a == 0
    if a:
        assert a / a == 1
        assert a * a.inverse() == 1


@given(numbers(), numbers())
def test_order_is_that_of_the_reals(a: Number, b: Number) -> None:
    """<, = and > agree with balls of 1000 bits, of which exactly equal numbers overlap."""
    with precision(1000):
        left, right = ball(a), ball(b)
        assert (a < b) == bool(left < right)
        assert (a > b) == bool(left > right)
        assert (a == b) == left.overlaps(right)
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a - b).sign() == (a > b) - (a < b)


@given(numbers(), numbers())
def test_equal_numbers_hash_alike(a: Number, b: Number) -> None:
    """(a + b)(a − b) and a² − b² are equal however they came about, and so are their hashes."""
    one, other = (a + b) * (a - b), a * a - b * b
    assert one == other
    assert hash(one) == hash(other)


@given(rationals)
def test_rational_numbers_hash_like_fractions(q: Fraction) -> None:
    """A rational Number equals and hashes like the Fraction."""
    assert Number(q) == q
    assert hash(Number(q)) == hash(q)


def test_hidden_zeros_are_zero() -> None:
    """Numbers that are 0 though nothing shows it."""
    golden = (1 + root(5)) / 2
    assert root(2) + root(3) - (5 + 2 * root(6)).nth_root(2) == 0
    assert (2 + root(5)).nth_root(3) == golden
    assert (2 + root(5)).nth_root(3) + (2 - root(5)).nth_root(3) == 1
    assert (root(2, 3) - 1).nth_root(3) == (
        (Number(1) / 9).nth_root(3) - (Number(2) / 9).nth_root(3) + (Number(4) / 9).nth_root(3)
    )
    assert hash(root(2) + root(3)) == hash((5 + 2 * root(6)).nth_root(2))


@given(st.integers(1, 300), st.integers(-300, 300), st.integers(1, 50))
def test_floor_is_exact(a: int, b: int, c: int) -> None:
    """floor((√a + b)/c) by integer square roots."""
    assert ((root(a) + b) / c).floor() == (isqrt(a) + b) // c


@given(numbers())
def test_floor_is_the_greatest_integer_below(a: Number) -> None:
    """n ≤ a < n + 1."""
    n = a.floor()
    assert Number(n) <= a < n + 1


@given(numbers(), st.integers(2, 4))
def test_nth_root_inverts_the_power(a: Number, n: int) -> None:
    """(a^(1/n))^n = a, and the root has the sign of a."""
    assume(a.degree <= 3)
    base = abs(a) if n % 2 == 0 else a
    found = base.nth_root(n)
    assert found**n == base
    assert found.sign() == base.sign()


def test_pell_gaps_are_seen() -> None:
    """p/q against √2 with a gap of 1 part in 10^300 has the right sign."""
    p, q = 1, 1
    while q < 10**150:
        p, q = p + 2 * q, p + q
    assert (Number(Fraction(p, q)) - root(2)).sign() == (1 if p * p > 2 * q * q else -1)


@given(numbers())
def test_the_written_form_denotes_the_number(a: Number) -> None:
    """Radicals, denested or not, evaluate to the number they came from."""
    assert value(written_form(a)) == a


@given(numbers())
def test_isolation_and_pickling_keep_the_number(a: Number) -> None:
    """A number survives as a root of its minimal polynomial, and through pickle."""
    if not a.is_rational:
        assert real_root(isolate(a)) == a
    assert pickle.loads(pickle.dumps(a)) == a  # noqa: S301 - our own bytes


def test_close_conjugates_are_isolated() -> None:
    """√(10^300 + 1) ± √2 agree in their first 150 digits; the interval holds only one of them."""
    large, small = Number(10**300 + 1).nth_root(2), root(2)
    assert real_root(isolate(large + small)) == large + small
    assert real_root(isolate(large - small)) == large - small


@given(numbers(), st.integers(0, 10**40))
def test_the_floor_is_next_below(a: Number, size: int) -> None:
    """Of large numbers too."""
    below = (a * size).floor()
    assert below <= a * size < below + 1


@given(st.lists(st.integers(2, 30), min_size=1, max_size=3))
def test_sums_of_roots_agree_with_qqbar(radicands: list[int]) -> None:
    """A second implementation, FLINT's qqbar, gives the same minimal polynomial."""
    other, total = gr_real_qqbar_ctx.new(), Number(0)
    second = other(0)
    for n in radicands:
        total, second = total + root(n), second + other(n).sqrt()
    minimal = fmpz_poly([int(c.p) for c in total.minimal_polynomial()])
    result = other(0)
    for coefficient in reversed(minimal.coeffs()):
        result = result * second + other(int(coefficient))
    assert result == other(0)


@given(st.integers(-40, 40), st.integers(1, 24))
def test_cosines_of_rational_angles(p: int, q: int) -> None:
    """cos² + sin² = 1, and both lie in the balls of cos and sin."""
    angle = fmpq(p, q)
    cosine, sine = cos_pi(angle), sin_pi(angle)
    assert cosine * cosine + sine * sine == 1
    with precision(200):
        assert cosine.enclosure(200).overlaps(arb.cos_pi_fmpq(angle))
        assert sine.enclosure(200).overlaps(arb.sin_pi_fmpq(angle))
    if cosine:
        assert tan_pi(angle) * cosine == sine


def test_refusals_name_the_rule() -> None:
    """Division by zero, even roots of negatives, odd multiples of a right angle, huge degrees."""
    with pytest.raises(UndefinedError, match="division by zero"):
        Number(0).inverse()
    with pytest.raises(UndefinedError, match="even degree 2"):
        (root(2) - 2).nth_root(2)
    with pytest.raises(UndefinedError, match="cosine there is 0"):
        tan_pi(fmpq(3, 2))
    with pytest.raises(TooLargeError, match="degree"):
        sum((root(p) for p in (2, 3, 5, 7, 11, 13, 17)), Number(0))
    with pytest.raises(TooLargeError, match="cap"):
        Number(9) ** (10**10)
    with pytest.raises(UndefinedError, match="irrational"):
        root(2).as_fmpq()


def test_numbers_are_immutable() -> None:
    """A number cannot be changed."""
    with pytest.raises(AttributeError, match="immutable"):
        root(2).poly = root(3).poly


@given(rationals)
def test_floor_of_a_rational_is_that_of_the_fraction(q: Fraction) -> None:
    """The rational case agrees with Python."""
    assert Number(q).floor() == integer_floor(q)
