"""Equations that fix all variables: what is false at the point is refuted by our own evidence."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.claims.provers.polynomial import refute
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.claims.recheck import recheck
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    mul,
    nth_root,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.exact.field import QQ
from symnn.exact.number import Number
from tests.claims.relations import TRIVIAL, holds, replays

NAMES = ("x", "y", "z")
ROOT2 = nth_root(rational(2))
OVER_ROOT2 = Number(2).nth_root(2).field
SMALL = st.integers(-3, 3).map(rational)
SURD = st.builds(lambda a, b: add(a, mul(b, ROOT2)), SMALL, SMALL)


@st.composite
def fixed(draw: Any, scalars: Any) -> tuple[list[Relation], Relation, dict[str, Expr]]:
    """Equations a (x - c) = 0 for all variables, a relation between these, and the point."""
    point = {name: draw(scalars) for name in NAMES}
    slopes = [draw(st.sampled_from([1, -1, 2])) for _ in NAMES]
    equations = [
        Relation("=", mul(rational(a), add(symbol(name), mul(rational(-1), c))))
        for a, (name, c) in zip(slopes, point.items(), strict=True)
    ]
    terms = []
    for _ in range(draw(st.integers(1, 4))):
        powers = [power(symbol(n), rational(draw(st.integers(1, 3)))) for n in NAMES]
        terms.append(mul(draw(scalars), *powers[: draw(st.integers(2, 3))]))
    sign = draw(st.sampled_from([">", ">=", "="]))
    return equations, Relation(sign, add(draw(scalars), *terms)), point


def decided(case: tuple[list[Relation], Relation, dict[str, Expr]], field: Any) -> None:
    equations, relation, point = case
    relations = [TRIVIAL, *equations, relation]
    c = value(substitute(relation.expr, point))
    assert isinstance(c, Number)
    sign = c.sign()
    true = sign == 0 if relation.sign == "=" else sign > 0 or (sign == 0 and relation.sign == ">=")
    found = refute(relations, field, Deadline.after(5))
    if true:
        assert not isinstance(found, Refutation)
        if isinstance(found, Witness):
            assert all(holds(r, found.point) for r in relations)
    else:
        assert isinstance(found, Refutation)
        assert replays(relations, field, found.proof)
        weaker = [TRIVIAL, *equations, Relation(">=", ZERO)]
        assert not replays(weaker, field, found.proof)


@given(fixed(SMALL))
def test_a_relation_at_a_rational_point_is_decided(case: Any) -> None:
    decided(case, QQ)


@given(fixed(SURD))
def test_a_relation_at_a_point_with_roots_is_decided(case: Any) -> None:
    decided(case, OVER_ROOT2)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_parity_is_a_network_on_bits(n: int) -> None:
    bits = sp.symbols(f"b0:{n}", real=True)
    total = sum(bits)
    network = sn.relu(total) + sum(2 * (-1) ** k * sn.relu(total - k) for k in range(1, n + 1))
    signs: Any = 1
    for b in bits:
        signs = signs * (1 - 2 * b)
    over = {b: [0, 1] for b in bits}
    verdict = sn.check(sn.Eq(network, (1 - signs) / 2), over=over)
    assert verdict.proved
    recheck(verdict.evidence or {}, strict=True)
    wrong = sn.check(sn.Eq(network, (1 - signs) / 2 + sp.Rational(1, 10**30) * bits[0]), over=over)
    assert wrong.refuted
    assert (wrong.point or {})["b0"] == rational(1)
