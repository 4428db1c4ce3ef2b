"""Limits in claims: known ones, laws, ties, and everything that must be refused.

mpmath appears as an alarm only: no limit that is proved may be contradicted by values at three
scales of the variable.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import mpmath
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn

A, B, C, H, K, T, W, X, Z = sp.symbols("a b c h k T w x z", real=True)
HALF = sp.Rational(1, 2)
OO = sp.oo
SOFT2 = sp.exp(A / T) / (sp.exp(A / T) + sp.exp(B / T))
SOFT3 = sp.exp(A / T) / (sp.exp(A / T) + sp.exp(B / T) + sp.exp(C / T))


def lse(*logits: Any) -> Any:
    return sp.log(sp.Add(*(sp.exp(K * q) for q in logits))) / K


#: Limit, value, domain: what the textbooks say.
KNOWN: list[tuple[Any, Any, Any]] = [
    (sn.Limit(sn.sigmoid(K * Z), K, OO), sn.step(at_zero=HALF)(Z), None),
    (sn.Limit(sn.sigmoid(K * Z), K, OO), sn.step(at_zero=1)(Z), sn.Ne(Z, 0)),
    (sn.Limit(sn.sigmoid(K * Z), K, OO), 1, sn.Gt(Z, 0)),
    (sn.Limit(sn.sigmoid(K * Z), K, -OO), 0, sn.Gt(Z, 0)),
    (sn.Limit(sn.sigmoid(K * (W * X + B)), K, OO), sn.step(at_zero=HALF)(W * X + B), None),
    (sn.Limit(sp.tanh(K * Z), K, OO), sn.sign()(Z), None),
    (sn.Limit(sn.hard_tanh(K * Z), K, OO), sn.sign()(Z), None),
    (sn.Limit(sn.softplus(K * Z) / K, K, OO), sn.relu(Z), None),
    (sn.Limit(X * sn.sigmoid(K * X), K, OO), sn.relu(X), None),
    (sn.Limit(sn.gelu(K * X) / K, K, OO), sn.relu(X), None),
    (sn.Limit(sn.leaky_relu(slope=A)(X), A, 0), sn.relu(X), None),
    (sn.Limit(sn.elu(alpha=A)(X), A, 0), sn.relu(X), None),
    (sn.Limit(sn.relu(K * X + B) / K, K, OO), sn.relu(X), None),
    (sn.Limit(SOFT2, T, 0, "+"), sn.step(at_zero=HALF)(A - B), None),
    (sn.Limit(SOFT2, T, OO), HALF, None),
    (sn.Limit(SOFT3, T, 0, "+"), 1, [sn.Gt(A, B), sn.Gt(A, C)]),
    (sn.Limit(SOFT3, T, 0, "+"), HALF, [sn.Eq(A, B), sn.Gt(A, C)]),
    (sn.Limit(SOFT3, T, OO), sp.Rational(1, 3), None),
    (sn.Limit(T * sp.log(sp.exp(A / T) + sp.exp(B / T)), T, 0, "+"), sn.Max(A, B), None),
    (sn.Limit(lse(A, B, C), K, OO), sn.Max(A, B, C), None),
    (sn.Limit(lse(A, B), K, -OO), sn.Min(A, B), None),
    (sn.Limit((1 + X / K) ** K, K, OO), sp.exp(X), None),
    (sn.Limit(K ** (1 / K), K, OO), 1, None),
    (sn.Limit(sp.log(K) / K, K, OO), 0, None),
    (sn.Limit(K**3 * sp.exp(-K), K, OO), 0, None),
    (sn.Limit(K**A, K, OO), 0, sn.Lt(A, 0)),
    (sn.Limit((3 * K**2 + A * K) / (K**2 + 1), K, OO), 3, None),
    (sn.Limit((A * K + B) / (C * K + 1), K, OO), A / C, sn.Ne(C, 0)),
    (sn.Limit(sp.sqrt(2) * K * X / (K * X + 1), K, OO), sp.sqrt(2), sn.Ne(X, 0)),
    (sn.Limit((X**2 - 1) / (X - 1), X, 1), 2, None),
    (sn.Limit(2 ** (1 / X), X, 0, "-"), 0, None),
    (sn.Limit(sp.pi ** (1 / X), X, 0, "-"), 0, None),
    (sn.Limit(sp.exp(K * (sp.log(2) - sp.Rational(7, 10))), K, OO), 0, None),
    (sn.Limit(sp.sin(H) / H, H, 0), 1, None),
    (sn.Limit((sp.exp(X + H) - sp.exp(X)) / H, H, 0), sp.exp(X), None),
    (
        sn.Limit((sn.sigmoid(X + H) - sn.sigmoid(X)) / H, H, 0),
        sn.sigmoid(X) * (1 - sn.sigmoid(X)),
        None,
    ),
    (sn.Limit((sn.relu(X + H) - sn.relu(X)) / H, H, 0), 0, sn.Lt(X, 0)),
    (sn.Limit(sn.absolute(X) / X, X, 0, "-"), -1, None),
    (sn.Limit(K / (K + A), K, OO), 1, None),
    (sn.Limit(A**2 * K / (A**2 + K), K, OO), A**2, None),
    (sn.Limit((A * X + B) / (C * X + 1), X, 0), B, None),
]


def name_of(row: tuple[Any, Any, Any]) -> str:
    return str(row[0])[:60]


@pytest.mark.parametrize("row", KNOWN, ids=name_of)
def test_known_limits_are_proved(row: tuple[Any, Any, Any]) -> None:
    limit, value, over = row
    verdict = sn.check(sn.Eq(limit, value), over=over)
    assert verdict.proved, str(verdict)
    assert verdict.method.startswith("orders of growth")
    sn.recheck(verdict.evidence)


@pytest.mark.parametrize("row", KNOWN, ids=name_of)
def test_another_value_is_not_proved(row: tuple[Any, Any, Any]) -> None:
    limit, value, over = row
    verdict = sn.check(sn.Eq(limit, value + sp.Rational(1, 10**30)), over=over)
    assert not verdict.proved
    assert verdict.refuted or limit.free_symbols


@pytest.mark.parametrize("row", KNOWN, ids=name_of)
def test_no_value_at_three_scales_contradicts(row: tuple[Any, Any, Any]) -> None:
    """An alarm: the distance to the value shrinks along the way, at points of the domain."""
    limit, value, over = row
    body, variable, to, direction = limit.args
    names = sorted(limit.free_symbols | getattr(sp.sympify(value), "free_symbols", set()), key=str)
    for numbers in product([-1, 2], repeat=len(names)):
        point = dict(zip(names, numbers, strict=True))
        if over is not None and not holds(over, point):
            continue
        gaps = [gap(body, variable, to, str(direction), value, point, n) for n in (8, 64, 512)]
        assert gaps[0] >= gaps[2], (limit, point, gaps)
        assert gaps[2] < mpmath.mpf("0.1"), (limit, point, gaps)


def holds(over: Any, point: dict[Any, int]) -> bool:
    parts = over if isinstance(over, list) else [over]
    texts = {str(k): sp.Integer(v) for k, v in point.items()}
    closed = [part.at({n: sn_expr(v) for n, v in texts.items()}) for part in parts]
    return all(sn.check(part).proved for part in closed)


def sn_expr(value: Any) -> Any:
    from symnn.exact.from_sympy import from_sympy

    return from_sympy(value)


def gap(
    body: Any, variable: Any, to: Any, direction: str, value: Any, point: dict[Any, int], n: int
) -> Any:
    with mpmath.workdps(60):
        near = {OO: n, -OO: -n}.get(to)
        if near is None:
            near = to + (sp.Rational(-1, n) if direction == "-" else sp.Rational(1, n))
        found = sp.N(body.subs(point).subs(variable, near), 60)
        return abs(
            mpmath.mpf(str(found)) - mpmath.mpf(str(sp.N(sp.sympify(value).subs(point), 60)))
        )


# --- refuted, with the exception found ------------------------------------------------------


@pytest.mark.parametrize("at_zero", [0, 1])
def test_the_exception_at_zero_is_found(at_zero: int) -> None:
    limit = sn.Limit(sn.sigmoid(K * Z), K, OO)
    verdict = sn.check(sn.Eq(limit, sn.step(at_zero=at_zero)(Z)))
    assert verdict.refuted
    assert verdict.counterexample == {"z": 0}
    assert verdict.right_value == HALF


def test_the_wrong_answers_of_limits_by_sympy_are_refuted() -> None:
    wrong = [
        (sn.Limit(SOFT2, T, 0, "+"), 0),
        (sn.Limit(T * sp.log(sp.exp(A / T) + sp.exp(B / T)), T, 0, "+"), B),
    ]
    for limit, value in wrong:
        assert sn.check(sn.Eq(limit, value), over=[sn.Gt(A, 0), sn.Gt(B, 0)]).refuted


def test_a_refuted_closed_limit_says_the_right_value() -> None:
    verdict = sn.check(sn.Eq(sn.Limit((1 + 1 / K) ** K, K, OO), "2.718"))
    assert verdict.refuted
    assert verdict.right_value == sp.E
    verdict = sn.check(sn.Eq(sn.Limit((3 * K + 1) / (K - 1), K, OO), 4))
    assert verdict.refuted
    assert verdict.right_value == 3


# --- the function that says what a limit is -----------------------------------------------


def test_cases_are_complete_and_exclude_each_other() -> None:
    for limit in (sn.limit(SOFT3, T, 0, "+"), sn.limit(lse(A, B, C), K, OO)):
        parts = [sn.And(*where(case)) for case in limit]
        assert sn.check(sn.Or(*parts)).proved
        for i, one in enumerate(parts):
            for other in parts[i + 1 :]:
                assert sn.check(sn.Not(sn.And(one, other))).proved


def where(case: Any) -> list[Any]:
    return list(case.conditions)


def test_softmax_at_temperature_zero() -> None:
    found = sn.limit(SOFT2, T, 0, "+")
    assert str(found) == "0 for a < b; 1/2 for a = b; 1 for a > b"
    assert [case.value for case in found] == [0, HALF, 1]
    assert found.verdict.proved


def test_the_slope_of_relu_has_no_value_at_its_kink() -> None:
    found = sn.limit((sn.relu(X + H) - sn.relu(X)) / H, H, 0)
    assert [case.value for case in found] == [0, None, 1]


def test_an_assumption_shortens_the_cases() -> None:
    assert len(sn.limit(sp.tanh(K * Z), K, OO, over=sn.Gt(Z, 0))) == 1
    assert len(sn.limit(sp.tanh(K * Z), K, OO, over=sn.Ge(Z, 0))) == 2


# --- laws -----------------------------------------------------------------------------------

coefficients = st.integers(-3, 3)
weights = st.lists(st.integers(1, 3), min_size=3, max_size=3)


@given(weights, st.permutations([A, B, C]), st.integers(1, 3))
def test_weighted_log_sum_exp_is_the_maximum(
    weights: list[int], logits: list[Any], scale: int
) -> None:
    body = sp.log(sp.Add(*(w * sp.exp(K * q) for w, q in zip(weights, logits, strict=True)))) / K
    assert sn.check(sn.Eq(sn.Limit(body * scale, K, OO), scale * sn.Max(A, B, C))).proved


@given(
    st.lists(coefficients, min_size=3, max_size=3), st.lists(coefficients, min_size=3, max_size=3)
)
def test_rational_functions_by_their_leading_terms(top: list[int], bottom: list[int]) -> None:
    numerator, denominator = (sp.Poly(c, K) for c in (top, bottom))
    if denominator.is_zero:
        return
    verdict = sn.check(sn.Eq(sn.Limit(numerator.as_expr() / denominator.as_expr(), K, OO), X))
    less = numerator.is_zero or numerator.degree() < denominator.degree()
    if not less and numerator.degree() > denominator.degree():
        assert verdict.undecided
        return
    value = 0 if less else sp.Rational(int(numerator.LC()), int(denominator.LC()))
    assert verdict.refuted
    limit = sn.Limit(numerator.as_expr() / denominator.as_expr(), K, OO)
    assert sn.check(sn.Eq(limit, value)).proved
    assert sn.check(sn.Eq(limit, value + sp.Rational(1, 10**40))).refuted


@given(st.lists(st.integers(-2, 2), min_size=2, max_size=4))
def test_softmax_counts_the_ties_of_numbers(logits: list[int]) -> None:
    total = sp.Add(*(sp.exp(q / T) for q in logits))
    for q in set(logits):
        value = Fraction(int(q == max(logits)), logits.count(max(logits)))
        limit = sn.Limit(sp.exp(q / T) / total, T, 0, "+")
        assert sn.check(sn.Eq(limit, sp.Rational(value))).proved


@given(coefficients, coefficients, st.sampled_from(["+", "-"]))
def test_difference_quotients_of_quadratics(a: int, b: int, side: str) -> None:
    def f(x: Any) -> Any:
        return a * x**2 + b * x

    limit = sn.Limit((f(X + H) - f(X)) / H, H, 0, side)
    assert sn.check(sn.Eq(limit, 2 * a * X + b)).proved


@given(st.integers(1, 4), st.integers(0, 4))
def test_exponentials_beat_powers(rate: int, power: int) -> None:
    assert sn.check(sn.Eq(sn.Limit(K**power * sp.exp(-rate * K), K, OO), 0)).proved
    assert sn.check(sn.Eq(sn.Limit(K**power * sp.exp(rate * K), K, OO), 0)).undecided


# --- refusals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "limit",
    [
        sn.Limit(sp.sin(K), K, OO),
        sn.Limit(sp.floor(K) / K, K, OO),
        sn.Limit(1 / X, X, 0),
        sn.Limit(1 / X, X, 0, "+"),
        sn.Limit(sn.absolute(X) / X, X, 0),
        sn.Limit(sp.log(-K), K, OO),
        sn.Limit(sp.exp(sp.exp(K)), K, OO),
        sn.Limit(sn.Limit(K * X, X, 0), K, OO),
    ],
    ids=str,
)
@pytest.mark.parametrize("value", [-1, 0, 1])
def test_what_has_no_limit_or_is_not_covered_is_undecided(limit: Any, value: int) -> None:
    verdict = sn.check(sn.Eq(limit, value))
    assert verdict.undecided
    assert verdict.reason is not None


def test_directions_are_checked() -> None:
    with pytest.raises(sn.ClaimError, match="direction"):
        sn.Limit(X, X, 0, "left")
    positive = sp.Symbol("s", positive=True)
    assert str(sn.Limit(1 / positive, positive, 0).args[3]) == "+"
    assert str(sn.Limit(1 / X, X, 0).args[3]) == "+-"


def test_the_variable_of_a_limit_is_bound() -> None:
    inner = sn.Limit(sn.sigmoid(K * Z), K, OO)
    claim = sn.Eq(inner + K, K + sn.step(at_zero=HALF)(Z))
    assert claim.symbols() == {"k", "z"}
    assert sn.check(claim).proved


def test_limits_as_parts_of_claims() -> None:
    limit = sn.Limit(sn.sigmoid(K * Z), K, OO)
    assert sn.check(sn.And(sn.Ge(limit, 0), sn.Le(limit, 1))).proved
    assert sn.check(sn.Implies(sn.Gt(Z, 0), sn.Eq(limit, 1))).proved
    assert sn.check(sn.Lt(limit, 1)).refuted
    assert sn.check(sn.Ge(Z, 0), over=sn.Gt(limit, 0)).proved
    assert sn.check(sn.Gt(Z, 0), over=sn.Gt(limit, 0)).refuted


def test_no_limit_is_infinite() -> None:
    with pytest.raises(sn.UndefinedError, match="no finite limit"):
        sn.limit(1 / X, X, 0, "+")
