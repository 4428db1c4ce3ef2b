"""Polynomial claims on finite sets are decided, whatever their degree, by evidence of our own."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from symnn import Status, check, recheck
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.exact.expression import Expr, add, apply, mul, power, rational, symbol

NAMES = ("x", "y", "z")
values = st.lists(st.integers(-3, 3), min_size=1, max_size=3, unique=True)
monomials = st.tuples(st.integers(-4, 4), *[st.integers(0, 3)] * 3)


def written(terms: list[tuple[int, ...]]) -> Expr:
    summands = [
        mul(rational(c), *(power(symbol(n), rational(k)) for n, k in zip(NAMES, ks, strict=True)))
        for c, *ks in terms
    ]
    return add(*summands)


def evaluated(terms: list[tuple[int, ...]], point: tuple[int, ...]) -> int:
    return sum(
        reduce(lambda a, b: a * b, (x**k for x, k in zip(point, ks, strict=True)), c)
        for c, *ks in terms
    )


@settings(max_examples=25)
@given(
    st.lists(monomials, min_size=1, max_size=4),
    st.tuples(values, values, values),
    st.sampled_from(["=", "<=", "<", ">=", ">", "!="]),
    st.integers(-10, 10),
)
def test_a_polynomial_claim_on_a_grid_is_decided_as_by_trying_all_points(
    terms: list[tuple[int, ...]], grid: tuple[list[int], ...], relation: str, bound: int
) -> None:
    over = tuple(
        Compound("or", tuple(Atomic("=", symbol(n), rational(v)) for v in side))
        for n, side in zip(NAMES, grid, strict=True)
    )
    holds = {
        "=": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__,
        ">": int.__gt__, ">=": int.__ge__,
    }[relation]  # fmt: skip
    truth = all(holds(evaluated(terms, point), bound) for point in product(*grid))
    verdict = check(Claim(Atomic(relation, written(terms), rational(bound)), over), strict=True)
    assert verdict.status is (Status.PROVED if truth else Status.REFUTED), str(verdict)
    recheck(verdict.evidence or {}, strict=True)


def test_the_parity_of_four_bits_by_relus_is_a_polynomial_on_the_cube() -> None:
    """Alternating kinks at 0, …, 4 against (1 - (1 - 2 x1) … (1 - 2 x4))/2."""
    bits = [symbol(f"x{k}") for k in range(4)]
    total = add(*bits)
    kinks = [mul(rational(2 * (-1) ** k), apply("relu", total - k)) for k in range(1, 5)]
    net = add(apply("relu", total), *kinks)
    signs = mul(*(1 - 2 * b for b in bits))
    parity = mul(rational(Fraction(1, 2)), 1 - signs)
    cube = tuple(
        Compound("or", (Atomic("=", b, rational(0)), Atomic("=", b, rational(1)))) for b in bits
    )
    assert check(Claim(Atomic("=", net, parity), cube), strict=True).proved
    assert check(Claim(Atomic("=", net, parity))).refuted
