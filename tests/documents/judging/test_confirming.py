"""Nothing is called false on one evaluation alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.claims.verdict import Status
from symnn.documents.judging.doubts.confirming import confirmed, truth
from symnn.exact.expression import exp, nth_root, rational, symbol

TWO, THREE, X = rational(2), rational(3), symbol("x")
ROOTS = nth_root(TWO, 2) + nth_root(THREE, 2)
NESTED = nth_root(rational(5) + TWO * nth_root(rational(6), 2), 2)


@pytest.mark.parametrize(
    "formula",
    [
        Atomic("=", ROOTS, NESTED + exp(rational(-70))),
        Atomic("<", TWO, TWO),
        Atomic("<=", THREE, TWO),
        Atomic("!=", TWO, TWO),
        Atomic("=", X * X, TWO * X),
        Compound("and", (Atomic("<=", exp(TWO), THREE), Atomic("<", TWO, THREE))),
    ],
)
def test_what_fails_is_confirmed(formula: Atomic | Compound) -> None:
    """A refutation with its point stays as it is."""
    verdict = decide(Claim(formula))
    assert verdict.status is Status.REFUTED
    assert confirmed(formula, verdict) is verdict


@pytest.mark.parametrize(
    "formula",
    [
        Atomic("=", ROOTS, NESTED),
        Atomic("<", TWO, THREE),
        Atomic("=", TWO + TWO, rational(4)),
        Compound("or", (Atomic("<", THREE, TWO), Atomic("<", TWO, THREE))),
    ],
)
def test_a_wrong_refutation_is_not_spoken(formula: Atomic | Compound) -> None:
    """Whatever an engine says: what holds, or is not seen to fail, is not refuted."""
    wrong = replace(decide(Claim(formula)), status=Status.REFUTED)
    assert confirmed(formula, wrong).status is Status.UNDECIDED


@given(st.fractions(), st.fractions(), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
def test_balls_agree_with_fractions(a: object, b: object, relation: str) -> None:
    """Where balls speak, they speak the truth."""
    import operator

    held = {
        "=": operator.eq, "!=": operator.ne, "<": operator.lt,
        "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    }[relation](a, b)  # fmt: skip
    found = truth(Atomic(relation, rational(str(a)), rational(str(b))), {}, 128)
    assert found in (None, held)
