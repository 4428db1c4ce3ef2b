"""Refutations of polynomial relations replay, witnesses satisfy them, planted points are safe."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.provers.polynomial import refute
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.exact.expression import ONE, Expr, apply, exp, mul, rational, symbol
from symnn.exact.field import QQ, Field
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from tests.claims.relations import TRIVIAL, holds, replays

x = symbol("x")
ROOT2 = Number(2).nth_root(2)
R2 = written_form(ROOT2)
SIGNS = (">", ">=", "=")
FOREVER = Deadline()


def relations(*pairs: tuple[str, Expr]) -> list[Relation]:
    return [TRIVIAL, *(Relation(sign, lower(expr)) for sign, expr in pairs)]


def outcome(given_: list[Relation], field: Field) -> bool:
    """Whether the relations are refuted; the evidence, or the witness, is verified."""
    found = refute(given_, field, FOREVER)
    if isinstance(found, Refutation):
        assert replays(given_, field, found.proof)
        return True
    assert isinstance(found, Witness)
    assert all(holds(r, found.point) for r in given_)
    return False


# ------------------------------------------------------------------------------ one variable

small = st.integers(min_value=-3, max_value=3)
linear = st.tuples(small, small).map(lambda ab: ab[0] + ab[1] * x)


@st.composite
def factored(draw: st.DrawFn, surds: bool) -> Expr:
    """Products of linear and quadratic factors, so that common and double roots are usual."""
    parts = []
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        a, b, c = draw(small), draw(small), draw(small)
        shift = b * R2 if surds and draw(st.booleans()) else rational(b)
        parts.append(draw(st.sampled_from([x + shift, c + shift * x, x * x + a * x + shift])))
    return mul(rational(draw(st.sampled_from([-2, -1, 1]))), *parts) + draw(
        st.sampled_from([0, 0, 1])
    )


def problems(surds: bool) -> st.SearchStrategy[list[Relation]]:
    pairs = st.tuples(st.sampled_from(SIGNS), factored(surds))
    return st.lists(pairs, min_size=1, max_size=4).map(lambda chosen: relations(*chosen))


@given(problems(surds=False))
def test_one_variable_is_decided_over_the_rationals(given_: list[Relation]) -> None:
    outcome(given_, QQ)


@given(problems(surds=True))
def test_one_variable_is_decided_over_a_number_field(given_: list[Relation]) -> None:
    outcome(given_, ROOT2.field)


@given(problems(surds=True), st.fractions(max_denominator=5, min_value=-4, max_value=4))
def test_relations_planted_at_a_point_are_consistent(given_: list[Relation], q: Fraction) -> None:
    point = {"x": rational(q)}
    planted = [
        Relation(sign, expr)
        for relation in given_
        for sign in SIGNS
        for expr in (relation.expr, -relation.expr)
        if holds(Relation(sign, expr), point)
    ]
    assert not outcome([TRIVIAL, *planted], ROOT2.field)


CASES = [
    (True, QQ, [(">", -((x - 1) * (x - 1)))]),
    (False, QQ, [(">=", -((x - 1) * (x - 1)))]),
    (True, QQ, [("=", x * x * x - 2), (">", -x)]),
    (False, QQ, [("=", x * x * x * x - 10 * x * x + 1), (">", x), (">", 1 - x)]),
    (True, QQ, [("=", x * x + 1)]),
    (True, QQ, [(">", x), (">", 2 - x - 1 / x)]),
    (True, QQ, [("=", 1 / x)]),
    (True, QQ, [(">=", -1 / (x * x))]),
    (False, ROOT2.field, [("=", x * x - R2), (">", x)]),
    (False, ROOT2.field, [("=", x * x * x - R2 * x + 1)]),
    (True, ROOT2.field, [("=", x * x - R2), (">", x * x - 2)]),
    (True, QQ, [(">", ONE - 1)]),
    (True, QQ, [("=", ONE)]),
    (False, QQ, [("=", ONE - 1)]),
]


@pytest.mark.parametrize(("refuted", "field", "pairs"), CASES)
def test_a_known_case(refuted: bool, field: Field, pairs: list[tuple[str, Expr]]) -> None:
    assert outcome(relations(*pairs), field) is refuted


# ------------------------------------------------------------------------------- exponentials

sigma, tanh = apply("sigmoid", x), apply("tanh", x)
EXPONENTIAL = [
    (True, [(">", sigma * (1 - sigma) - rational("1/4"))]),
    (False, [(">=", sigma * (1 - sigma) - rational("1/4"))]),
    (False, [(">", sigma * (1 - sigma) - rational("1/5"))]),
    (True, [(">=", -sigma)]),
    (True, [(">=", sigma - 1)]),
    (True, [(">=", x), (">", rational("1/2") - sigma)]),
    (True, [(">", -x), (">=", sigma - rational("1/2"))]),
    (True, [(">=", tanh - 1)]),
    (True, [(">", x), (">", apply("tanh", x / 2) - tanh)]),
    (True, [(">", 2 - exp(x) - exp(-x))]),
    (False, [("=", 2 - exp(x) - exp(-x))]),
    (True, [("=", exp(3 * x) + 1)]),
    (True, [("=", exp(2 * x) - 4), ("=", exp(3 * x) - 9)]),
    (False, [("=", exp(2 * x) - 4), ("=", exp(3 * x) - 8)]),
]


@pytest.mark.parametrize(("refuted", "pairs"), EXPONENTIAL)
def test_an_exponential_case(refuted: bool, pairs: list[tuple[str, Expr]]) -> None:
    assert outcome(relations(*pairs), QQ) is refuted


def test_exponents_in_a_number_field() -> None:
    assert outcome(relations((">=", apply("tanh", R2 * x) - 1)), ROOT2.field)
    assert outcome(relations((">", x), (">=", 1 - exp(-R2 * x) - 1)), ROOT2.field)
    assert outcome(relations((">", x), (">=", exp(-R2 * x) - 1)), ROOT2.field)
    assert not outcome(relations((">", x), (">=", 2 * exp(-R2 * x) - 1)), ROOT2.field)


# --------------------------------------------------------------------------------- mutations


def mutations(value: Any) -> Iterator[Any]:
    """The value with one part changed, dropped or doubled."""
    if isinstance(value, str):
        number = Fraction(value)
        yield from (str(number + 1), str(-number), str(number / 2), "1.5", None)
    elif isinstance(value, int):
        yield from (value + 1, value - 1, None, True)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from ([*value[:i], new, *value[i + 1 :]] for new in mutations(part))
            yield value[:i] + value[i + 1 :]
            yield [*value[:i], part, *value[i:]]


@pytest.mark.parametrize("pairs", [pairs for refuted, pairs in EXPONENTIAL if refuted])
def test_no_proof_refutes_what_is_consistent(pairs: list[tuple[str, Expr]]) -> None:
    """Proofs of other relations, and their mutants, applied to consistent ones."""
    given_ = relations(*pairs)
    found = refute(given_, QQ, FOREVER)
    if not isinstance(found, Refutation):
        return
    weaker = [
        Relation(r.sign, r.expr + 2) if i == len(given_) - 1 else r for i, r in enumerate(given_)
    ]
    if isinstance(refute(weaker, QQ, FOREVER), Witness):
        assert not replays(weaker, QQ, found.proof)
        for key in found.proof:
            for new in mutations(found.proof[key]) if key != "kind" else ():
                assert not replays(weaker, QQ, {**deepcopy(found.proof), key: new})
