"""The checker's intervals contain the values: against power series summed in rationals by hand.

Each example draws ten intervals, so that the campaign profile tries 100,000 of each function.
"""

from __future__ import annotations

import random
import threading
from fractions import Fraction

import pytest
from flint import ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.replay.evaluators import Enclosure
from symnn.claims.replay.graph import Graph
from symnn.claims.replay.intervals import Interval, Intervals, compare, point
from symnn.errors import EvidenceError

from . import series

FUNCTIONS = ("exp", "log", "sin", "cos", "atan", "erf", "abs", "floor")
BITS = (16, 24, 53, 64, 113, 200, 300)
ROUNDS = 10
RANDOM = st.randoms(use_true_random=True)


def to_fmpq(q: Fraction) -> fmpq:
    return fmpq(q.numerator, q.denominator)


def drawn(rng: random.Random) -> Fraction:
    """Near 0, near 1, near a multiple of pi, a power of two, large, or common."""
    kind = rng.randrange(7)
    small = Fraction(rng.randint(-99, 99), 1 << rng.randint(7, 150))
    if kind == 0:
        return small
    if kind == 1:
        return 1 + small
    if kind == 2:
        pi = series.pi_to(rng.choice((20, 60, 120))).lo
        return rng.randint(-40, 40) * pi / 2 + (small if rng.random() < 0.5 else 0)
    if kind == 3:
        return Fraction(rng.choice((-1, 1))) * Fraction(2) ** rng.randint(-60, 9)
    if kind == 4:
        return Fraction(rng.randint(-500, 500))
    return Fraction(rng.randint(-(10**9), 10**9), rng.randint(1, 10**8))


def wide(rng: random.Random) -> tuple[Fraction, Fraction, Fraction]:
    """An interval, often a point, and a number in it."""
    low = drawn(rng)
    width = abs(drawn(rng)) if rng.random() < 0.5 else Fraction(0)
    return low, low + width, low + width * Fraction(rng.randint(0, 16), 16)


def overlap(x: Interval, y: series.Interval) -> bool:
    return x.lo <= to_fmpq(y.hi) and to_fmpq(y.lo) <= x.hi


def is_fine(x: Interval, bits: int) -> bool:
    """No wider than its precision promises."""
    return (x.hi - x.lo) * (1 << (bits - 6)) <= max(abs(x.lo), abs(x.hi), fmpq(1))


@pytest.mark.parametrize("name", FUNCTIONS)
@given(rng=RANDOM)
def test_functions_contain_the_values_on_an_interval(name: str, rng: random.Random) -> None:
    for _ in range(ROUNDS):
        low, high, inner = wide(rng)
        if name == "log":
            low, high, inner = (abs(low) + 1 if low == 0 else x for x in (abs(low),) * 3)
        bits = rng.choice(BITS)
        try:
            value = series.Intervals(bits + 100).function(name, series.point(inner))
        except series.RefusedError:
            continue
        found = Intervals(bits).function(name, Interval(to_fmpq(low), to_fmpq(high)))
        assert overlap(found, value)
        assert low != high or is_fine(found, bits)


@given(rng=RANDOM)
def test_roots_and_powers_contain_the_values(rng: random.Random) -> None:
    for _ in range(ROUNDS):
        low, high, inner = wide(rng)
        bits, n = rng.choice(BITS), rng.randint(2, 9)
        x, fine = Interval(to_fmpq(low), to_fmpq(high)), series.Intervals(bits + 100)
        arithmetic = Intervals(bits)
        assert overlap(arithmetic.power(x, point(n)), series.point(inner**n))
        if n % 2 or low >= 0:
            assert overlap(arithmetic.nth_root(x, n), fine.nth_root(series.point(inner), n))
        if low > 0 and abs(drawn(rng)) < 1000:
            real = fmpq(rng.randint(-99, 99), 7)
            power = fine.power(
                series.point(inner), series.point(Fraction(int(real.p), int(real.q)))
            )
            assert overlap(arithmetic.power(x, point(real)), power)


@given(rng=RANDOM)
def test_sums_products_and_quotients_contain_the_values(rng: random.Random) -> None:
    for _ in range(ROUNDS):
        arithmetic = Intervals(rng.choice(BITS))
        rows = [wide(rng) for _ in range(3)]
        x = [Interval(to_fmpq(low), to_fmpq(high)) for low, high, _ in rows]
        a, b, c = (to_fmpq(inner) for _, _, inner in rows)
        for found, value in (
            (arithmetic.add(*x), a + b + c),
            (arithmetic.mul(*x), a * b * c),
            (arithmetic.function("abs", x[0]), abs(a)),
        ):
            assert found.lo <= value <= found.hi
        if x[0].lo > 0 or x[0].hi < 0:
            inverse = arithmetic.inverse(x[0])
            assert inverse.lo <= 1 / a <= inverse.hi


@given(n=st.integers(2, 9), p=st.integers(-50, 50), q=st.integers(1, 50))
def test_roots_of_perfect_powers_are_exact(n: int, p: int, q: int) -> None:
    root = fmpq(abs(p) if n % 2 == 0 else p, q)
    assert Intervals(64).nth_root(point(root**n), n) == point(root)


def test_rationals_of_few_digits_stay_exact() -> None:
    arithmetic = Intervals(64)
    third = point(fmpq(1, 3))
    assert arithmetic.add(third, third, third) == point(1)
    assert arithmetic.mul(third, arithmetic.inverse(third)) == point(1)
    assert compare("=", arithmetic.power(third, point(-2)), point(9)) is True


@pytest.mark.parametrize("bits", [16, 128, 2000])
def test_pi_lies_between_those_of_machin(bits: int) -> None:
    graph = Graph()
    assert overlap(Enclosure(graph, bits)(graph.make("pi")), series.pi_to(bits + 100))


HUGE = fmpq(1 << 99_000)


@pytest.mark.parametrize(
    ("name", "argument"),
    [("exp", fmpq(10**6)), ("exp", HUGE), ("log", fmpq(0)), ("log", fmpq(-1))],
)
def test_what_is_not_finite_is_refused(name: str, argument: fmpq) -> None:
    with pytest.raises(EvidenceError):
        Intervals(64).function(name, point(argument))


def test_huge_and_tiny_arguments_are_enclosed_at_once() -> None:
    arithmetic, tiny = Intervals(64), 1 / HUGE
    assert arithmetic.function("exp", point(-HUGE)).hi <= tiny
    assert arithmetic.function("sin", point(HUGE)).hi <= 1
    for name in ("sin", "atan", "erf"):
        near = arithmetic.function(name, point(tiny))
        assert 0 < near.lo <= near.hi <= 2 * tiny
    assert compare("<", arithmetic.function("atan", point(HUGE)), point(2)) is True
    with pytest.raises(EvidenceError):
        arithmetic.mul(point(HUGE), point(HUGE))


def test_roots_and_divisors_must_be_certain() -> None:
    arithmetic, about = Intervals(64), Interval(fmpq(-1), fmpq(1))
    for refused in (
        lambda: arithmetic.nth_root(about, 2),
        lambda: arithmetic.inverse(about),
        lambda: arithmetic.function("log", about),
        lambda: arithmetic.power(about, point(-1)),
        lambda: arithmetic.power(about, point(fmpq(1, 2))),
    ):
        with pytest.raises(EvidenceError):
            refused()
    assert arithmetic.power(about, point(2)) == Interval(fmpq(0), fmpq(1))


def test_the_precision_of_the_process_is_left_as_it_was() -> None:
    """Also by threads that work at different precisions, and after a refusal."""
    before = ctx.prec

    def work(bits: int) -> None:
        for k in range(1, 200):
            assert is_fine(Intervals(bits).function("exp", point(fmpq(k, 7))), bits)
            with pytest.raises(EvidenceError):
                Intervals(bits).function("exp", point(10**6))

    threads = [threading.Thread(target=work, args=(bits,)) for bits in (30, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ctx.prec == before
