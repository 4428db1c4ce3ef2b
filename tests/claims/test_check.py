"""`check` and `equivalent`: each status with what comes with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn import Affine, Eq, Gt, Lt, Ne, Network, Reason, Status, check, equivalent, recheck
from symnn.errors import ClaimError, ShapeError

x, y = sp.symbols("x y", real=True)
VALUES = [
    sp.log(2),
    sp.sqrt(2) + 1,
    sp.floor(sp.E, evaluate=False),
    sn.sigmoid(sp.Integer(1)),
    sn.gelu(sp.Integer(1)),
    sn.Max(sp.sin(1) ** 2, sp.cos(2)),
    sp.CRootOf(sp.Symbol("z") ** 5 - sp.Symbol("z") - 1, 0),
    sp.real_root(-8 * sp.E, 3),
]


def test_proved_comes_with_evidence_that_replays() -> None:
    verdict = check(Eq(sn.sigmoid(x) + sn.sigmoid(-x), 1))
    assert verdict.status is Status.PROVED
    assert recheck(verdict.evidence) is None
    assert verdict.counterexample is None


def test_refuted_comes_with_a_point_in_the_domain_at_which_the_claim_fails() -> None:
    verdict = check(Eq(sp.sqrt(x**2), x), over={x: (-3, -1)})
    assert verdict.status is Status.REFUTED
    assert recheck(verdict.evidence) is None
    at = verdict.counterexample["x"]
    assert check(Gt(at, -4)).proved
    assert check(Lt(at, 0)).proved


@pytest.mark.parametrize("value", VALUES)
def test_the_right_value_of_a_refuted_equality_is_the_left_side(value: Any) -> None:
    verdict = check(Eq(value, 100))
    assert verdict.status is Status.REFUTED
    assert check(Eq(verdict.right_value, value)).proved


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (Eq(sp.Mul(0, sp.log(-1, evaluate=False), evaluate=False), 0), Reason.UNDEFINED),
        (Eq(4 * sp.atan(sp.Rational(1, 5)) - sp.atan(sp.Rational(1, 239)), sp.pi / 4), None),
        (Eq(sum(sp.sqrt(p) for p in sp.primerange(2, 30)), sp.sqrt(2)), None),
    ],
)
def test_undecided_comes_with_a_reason(claim: Any, reason: Reason | None) -> None:
    verdict = check(claim)
    if verdict.status is Status.UNDECIDED:
        assert verdict.reason in Reason
        assert reason in (None, verdict.reason)
    else:
        assert reason is None


def test_conditions_name_what_was_divided_by() -> None:
    verdict = check(Eq((x**2 - y**2) / (x - y), x + y))
    assert verdict.proved
    assert any(c.relation == "!=" for c in verdict.conditions)


def test_a_closed_truth_holds_over_every_domain() -> None:
    for domain in ({x: (0, 1)}, {x: (1, 0)}, {x: [1, 2]}):
        assert check(Eq(sp.sqrt(2) * sp.sqrt(2), 2), over=domain).proved
        assert not check(Eq(1, 2), over={x: (1, 0)}).refuted


@given(st.permutations(["x", "y", "z"]), st.sampled_from([0, 1, -2]))
def test_names_change_no_verdict(names: list[str], extra: int) -> None:
    a, b, c = (sp.Symbol(n, real=True) for n in names)
    verdict = check(Eq(sn.Max(a, b) + sn.Min(b, a) + c, a + b + c + extra))
    assert verdict.status is (Status.REFUTED if extra else Status.PROVED)


def test_threads_do_not_disturb_each_other() -> None:
    tiny = [sp.Rational(1, 10**k) for k in (5, 50, 150, 300)] * 4
    claims = [Lt(sp.sin(1) ** 2 + sp.cos(1) ** 2 - 1, t) for t in tiny]
    with ThreadPoolExecutor(4) as pool:
        assert all(v.proved for v in pool.map(check, claims))


def test_networks_are_equal_up_to_the_order_of_hidden_units() -> None:
    one = Network(Affine([[1, 2], [3, 4]]), sn.relu, Affine([[1, 1]]))
    two = Network(Affine([[3, 4], [1, 2]]), sn.relu, Affine([[1, 1]]))
    off = Network(Affine([[3, 4], [1, 2]]), sn.relu, Affine([[1, "2/3"]]))
    assert equivalent(one, two).proved
    assert equivalent(one, off).refuted


def test_declared_weights_are_what_they_are_declared_to_be() -> None:
    for assumption, expected in (("positive", Status.PROVED), ("real", Status.REFUTED)):
        a = sp.Symbol("a", **{assumption: True})
        before, after = Network(Affine([[a]]), sn.relu), Network(sn.relu, Affine([[a]]))
        assert equivalent(before, after).status is expected


def test_equivalent_refuses_what_it_cannot_compare() -> None:
    with pytest.raises(ShapeError, match="take 2 and 1 inputs"):
        equivalent(Network(Affine([[1, 2]])), Network(Affine([[1]])))
    with pytest.raises(ClaimError, match="is no network"):
        equivalent(sn.relu, x)
    with pytest.raises(ClaimError, match="no input and no weight"):
        equivalent(Network(sn.relu), Network(sn.identity), over={"z": (0, 1)})


def test_a_claim_and_its_negation_are_not_both_proved() -> None:
    for left, right in ((x, x), (sp.sqrt(x**2), x), (1 / x, 1 / x)):
        assert not (check(Eq(left, right)).proved and check(Ne(left, right)).proved)
