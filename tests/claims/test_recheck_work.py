"""Small evidence of much work is refused, long before time or memory are gone."""

from __future__ import annotations

from time import monotonic
from typing import Any

import pytest

from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

from .test_recheck import NORMAL, RATIONAL, Program, evidence, field, replays
from .test_recheck_cases import by_cases

Json = Any
Case = tuple[Program, Json, Json]
DEGREE_60 = [-3, *((7 * k) % 5 - 2 for k in range(1, 60)), 3]
FINE = {"kind": "enclosure", "bits": 16}
DEEP = {"kind": "enclosure", "bits": 20_000}
SQRT_2 = ([-2, 0, 1], 1, 2)


def in_degree_60(p: Program) -> tuple[int, Json]:
    alpha = p.node("root", DEGREE_60, "1/2", "3")
    return p.add(alpha, p.q("1/3")), field(DEGREE_60, "1/2", 3, {alpha: [0, 1]})


def squarings(p: Program, x: int) -> int:
    for _ in range(200):
        x = p.mul(x, x)
    return x


def squarings_in_a_field() -> Case:
    p = Program()
    x, by = in_degree_60(p)
    return p, ["!=", squarings(p, x), p.q(1)], by


def squarings_of_a_surd() -> Case:
    p = Program()
    root = p.root(p.q(2))
    by = field(*SQRT_2, {root: [0, 1]})
    return p, ["!=", squarings(p, p.add(root, p.q("1/3"))), p.q(1)], by


def squarings_of_a_rational() -> Case:
    p = Program()
    return p, ["!=", squarings(p, p.q("3/7")), p.q(1)], RATIONAL


def a_sum_of_long_fractions() -> Case:
    p = Program()
    total = p.q(1)
    for k in range(1500):
        total = p.add(total, p.q(f"1/{10**3000 + k}"))
    return p, ["!=", total, p.q(1)], RATIONAL


def inverses_in_a_field() -> Case:
    p = Program()
    x, by = in_degree_60(p)
    for _ in range(100):
        x = p.pow(p.add(x, p.q("1/7")), -1)
    return p, ["!=", x, p.q(1)], by


def a_long_root() -> Case:
    p = Program()
    root = p.node("root", [7 ** (k + 6700) % (1 << 18_000) for k in range(99)], "-3", "1/2")
    return p, ["!=", root, p.q(1)], FINE


def many_functions() -> Case:
    p = Program()
    x = p.q("1/3")
    for _ in range(9000):
        x = p.f("erf", x)
    return p, ["!=", x, p.q(1)], DEEP


def many_products() -> Case:
    p = Program()
    x = p.q("1/3")
    for _ in range(4000):
        x = p.add(p.q(1), p.mul(x, x, p.q("1/7")))
    return p, ["!=", x, p.q(1)], DEEP


def a_power_of_a_sum() -> Case:
    p = Program()
    total = p.add(*(p.f("exp", p.q(f"{k}/7")) for k in range(300)))
    power = p.pow(total, 1000)
    return p, ["=", power, power], NORMAL


def wide_exponents() -> Case:
    p = Program()
    xs = [p.x(f"x{k}") for k in range(100)]
    sums = [p.f("exp", p.add(*xs, p.mul(p.q(k), xs[k % 9]))) for k in range(300)]
    total = p.add(*sums)
    return p, ["=", p.mul(total, total), p.pow(total, 2)], NORMAL


def derivatives_of_derivatives() -> Case:
    p = Program()
    x = body = p.x()
    for _ in range(14):
        body = p.f("exp", p.mul(body, body))
    for _ in range(9):
        body = p.node("derivative", "x", body, x)
    for _ in range(300):
        p.node("derivative", "y", body, x)
    return p, ["=", x, x], NORMAL


def many_logarithms() -> Case:
    p = Program()
    total = p.add(*(p.f("log", p.q(str(10**4000 + k))) for k in range(2000)))
    return p, ["=", total, total], NORMAL


def powers_of_powers() -> Case:
    p = Program()
    x = p.q(2)
    for _ in range(30):
        x = p.pow(x, 9999)
    return p, ["!=", x, p.q(1)], RATIONAL


CASES = [
    squarings_in_a_field,
    squarings_of_a_surd,
    squarings_of_a_rational,
    a_sum_of_long_fractions,
    inverses_in_a_field,
    a_long_root,
    many_functions,
    many_products,
    a_power_of_a_sum,
    wide_exponents,
    derivatives_of_derivatives,
    many_logarithms,
    powers_of_powers,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_small_evidence_of_much_work_is_refused(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a fifth of the work, so that the whole ends within seconds on a slow machine."""
    monkeypatch.setattr("symnn.claims.recheck.WORK", 10**9)
    p, formula, by = case()
    start = monotonic()
    with pytest.raises(EvidenceError, match="too much work"):
        recheck(evidence(p, formula, by))
    assert monotonic() - start < 30


def a_sum_copied_often(p: Program, x: int, by: int) -> None:
    """Of the sum of 2000 terms 4000 multiples: all have as many terms."""
    total = p.add(*(p.f("exp", p.mul(p.q(k), x)) for k in range(2, 2000)))
    for _ in range(4000):
        total = p.mul(total, by) if by else p.add(total)


def more_and_more_symbols(p: Program, x: int) -> None:
    for k in range(6000):
        x = p.add(p.x(f"x{k}"), x)


def large_maxima(p: Program, _: int) -> None:
    xs = [p.x(f"x{k}") for k in range(2000)]
    most = [p.f("max", *xs, p.q(k)) for k in range(40)]
    for _ in range(2000):
        p.f("max", *most)


def a_long_product(p: Program, x: int) -> None:
    p.node("derivative", "x", p.mul(*[x] * 15_000), x)


LARGE = {
    "multiples": lambda p, x: a_sum_copied_often(p, x, p.q(2)),
    "copies": lambda p, x: a_sum_copied_often(p, x, 0),
    "symbols": more_and_more_symbols,
    "maxima": large_maxima,
    "product": a_long_product,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_programs_are_refused_early(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symnn.claims.recheck.WORK", 10**9)
    p = Program()
    LARGE[name](p, p.x())
    top = len(p.nodes) - 1
    start = monotonic()
    with pytest.raises(EvidenceError, match=r"too much work|too many|too large"):
        recheck(by_cases(p, [">=", top, top], top + 1, [[top, p.q(0)]], [], "true"))
    assert monotonic() - start < 20


def test_towers_are_refused_by_their_size() -> None:
    p = Program()
    exponential = tower = p.q(2)
    for _ in range(40):
        tower = p.node("power", p.q(2), tower)
        exponential = p.f("exp", exponential)
    for top in (tower, exponential):
        for by in (FINE, DEEP, NORMAL, RATIONAL):
            assert not replays(evidence(p, [">", top, p.q(1)], by))


def test_much_work_that_flint_does_at_once_is_done() -> None:
    """A tiny sine, and (alpha + 1/3)^10000 in a field of degree 60."""
    p = Program()
    small = p.pow(p.q("1/1" + "0" * 3000), 9)
    recheck(evidence(p, [">", p.f("sin", small), p.q(0)], FINE))
    p = Program()
    x, by = in_degree_60(p)
    recheck(evidence(p, ["!=", p.pow(x, 10_000), p.q(1)], by))
