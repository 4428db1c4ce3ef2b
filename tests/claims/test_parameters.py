"""Claims with parameters: positive homogeneity, thresholds, rescaled networks, conditions."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.claims.parameters import written_conditions

A, B, C, H, S, T, U, W, X, Y = sp.symbols("a b c h s t u w x y", real=True)
K = sp.Symbol("k", real=True)
POSITIVE = sp.Symbol("p", positive=True)
relu, leaky, step, sign = sn.relu, sn.leaky_relu, sn.step(at_zero=1), sn.sign()
Max, Min, size = sn.Max, sn.Min, sn.absolute

#: Claim, domain.
TRUE: list[tuple[Any, Any]] = [
    (sn.Eq(relu(POSITIVE * U), POSITIVE * relu(U)), None),
    (sn.Eq(relu(C * U), C * relu(U)), sn.Ge(C, 0)),
    (sn.Eq(relu(A * U), -A * relu(-U)), sn.Le(A, 0)),
    (sn.Eq(size(A * X), size(A) * size(X)), None),
    (sn.Eq(size(A * X + A * Y), size(A) * size(X + Y)), None),
    (sn.Eq(size(X / A + Y / A), size(X + Y) / size(A)), None),
    (sn.Eq(Max(A + C, B + C), Max(A, B) + C), None),
    (sn.Eq(Max(A * X, A * Y), A * Max(X, Y)), sn.Ge(A, 0)),
    (sn.Eq(Max(A * X, A * Y), A * Min(X, Y)), sn.Le(A, 0)),
    (sn.Le(relu(X - T), relu(X)), sn.Ge(T, 0)),
    (sn.Eq(leaky(slope=A)(C * X), C * leaky(slope=A)(X)), sn.Gt(C, 0)),
    (sn.Eq(leaky(slope=A)(X), Max(X, A * X)), sn.Le(A, 1)),
    (sn.Eq(leaky(slope=A)(X), relu(X) - A * relu(-X)), None),
    (sn.Eq(leaky(slope=A)(X), (1 + A) / 2 * X + (1 - A) / 2 * size(X)), None),
    (sn.Implies(sn.Le(X, Y), sn.Le(leaky(slope=A)(X), leaky(slope=A)(Y))), sn.Ge(A, 0)),
    (sn.Eq(leaky(slope=1 / A)(leaky(slope=A)(X)), X), sn.Gt(A, 0)),
    (sn.Eq(Max(-H, Min(H, X)), H * sn.hard_tanh(X / H)), sn.Gt(H, 0)),
    (sn.Eq(relu(X) - relu(X - H), Max(0, Min(X, H))), sn.Ge(H, 0)),
    (sn.Eq(step(C * X), step(X)), sn.Gt(C, 0)),
    (sn.Eq(step(W * X - T), step(X - T / W)), sn.Gt(W, 0)),
    (sn.Eq(sign(A * X), sign(A) * sign(X)), None),
    (sn.Eq(relu(A) * relu(B), relu(A * B)), sn.Ge(A, 0)),
    (sn.Le(C * relu(X), relu(C * X)), None),
]

#: What a textbook says of affine families, for all weights and biases.
FAMILIES: list[tuple[Any, Any]] = [
    (sn.Ge(relu(W * X + B), 0), None),
    (sn.Gt(sn.sigmoid(W * X + B), 0), None),
    (sn.Lt(sn.sigmoid(W * X + B), 1), None),
    (sn.Gt(sp.tanh(W * X + B), -1), None),
    (sn.Ge(sn.softplus(W * X + B), 0), None),
    (sn.Eq(relu(W * X + B) - relu(-W * X - B), W * X + B), None),
    (sn.Eq(sn.sigmoid(-(W * X + B)), 1 - sn.sigmoid(W * X + B)), None),
    (sn.Eq(sp.tanh(W * X + B), 2 * sn.sigmoid(2 * (W * X + B)) - 1), None),
    (sn.Eq(sn.softplus(W * X + B) - sn.softplus(-W * X - B), W * X + B), None),
    (
        sn.Eq(sp.exp(A + C) / (sp.exp(A + C) + sp.exp(B + C)), sp.exp(A) / (sp.exp(A) + sp.exp(B))),
        None,
    ),
    (sn.Eq(sp.exp(A) / (sp.exp(A) + sp.exp(B)), sn.sigmoid(A - B)), None),
    (sn.Implies(sn.Ge(A, B), sn.Ge(A / S, B / S)), sn.Gt(S, 0)),
    (sn.Eq(Max(X, Y), X + relu(Y - X)), None),
    (sn.Eq(relu(X + B) - B, Max(-B, X)), None),
    (sn.Le(size(relu(A) - relu(B)), size(A - B)), None),
    (sn.Le(size(relu(W * X) - relu(W * Y)), size(W) * size(X - Y)), None),
    (sn.Le(relu(S * X + (1 - S) * Y), S * relu(X) + (1 - S) * relu(Y)), {S: (0, 1)}),
    (sn.Le((S * X + (1 - S) * Y) ** 2, S * X**2 + (1 - S) * Y**2), {S: (0, 1)}),
    (sn.Ge(relu(X + H) - 2 * relu(X) + relu(X - H), 0), sn.Ge(H, 0)),
    (sn.Eq(sp.log(1 + sp.exp(A * X)) / A, X + sp.log(1 + sp.exp(-A * X)) / A), sn.Gt(A, 0)),
    (sn.Le(relu(X + Y), relu(X) + relu(Y)), None),
]

FALSE: list[Any] = [
    sn.Eq(relu(C * U), C * relu(U)),
    sn.Eq(Max(A * X, A * Y), A * Max(X, Y)),
    sn.Le(relu(X - T), relu(X)),
    sn.Eq(leaky(slope=A)(X), Max(X, A * X)),
    sn.Eq(relu(A) * relu(B), relu(A * B)),
    sn.Eq(step(C * X), step(X)),
    sn.Ge(leaky(slope=A)(X), 0),
    sn.Gt(relu(W * X + B), 0),
    sn.Eq(relu(X + Y), relu(X) + relu(Y)),
]


@pytest.mark.parametrize("row", [*TRUE, *FAMILIES], ids=lambda row: str(row[0].formula)[:80])
def test_what_holds_for_all_parameters_is_proved(row: tuple[Any, Any]) -> None:
    claim, over = row
    verdict = sn.check(claim, over=over)
    assert verdict.proved, str(verdict)
    sn.recheck(verdict.evidence, strict=True)


@pytest.mark.parametrize("claim", FALSE, ids=lambda claim: str(claim.formula)[:80])
def test_what_fails_for_some_parameters_is_refuted_there(claim: Any) -> None:
    verdict = sn.check(claim)
    assert verdict.refuted
    assert set(verdict.counterexample) == set(claim.symbols())


# --- networks -------------------------------------------------------------------------------

entries = st.integers(-3, 3)


def scaled(rows: list[list[Any]], factors: list[Any]) -> list[list[Any]]:
    return [[f * x for x in row] for f, row in zip(factors, rows, strict=True)]


@settings(max_examples=20)
@given(st.integers(1, 4), st.data())
def test_rescaling_hidden_units_by_positive_symbols_changes_nothing(n: int, data: Any) -> None:
    w1 = data.draw(st.lists(st.lists(entries, min_size=2, max_size=2), min_size=n, max_size=n))
    b1, w2 = (data.draw(st.lists(entries, min_size=n, max_size=n)) for _ in range(2))
    scales = list(sp.symbols(f"c1:{n + 1}", positive=True))
    net = sn.Network(sn.Affine(w1, b1), sn.relu, sn.Affine([w2]))
    outer = [x / c for x, c in zip(w2, scales, strict=True)]
    inner = sn.Affine(scaled(w1, scales), [c * x for c, x in zip(scales, b1, strict=True)])
    assert sn.equivalent(net, sn.Network(inner, sn.relu, sn.Affine([outer]))).proved


def test_a_network_of_symbols_rescaled_and_permuted() -> None:
    w, (c, d) = sp.symbols("w1:9", real=True), sp.symbols("c d", positive=True)
    net = sn.Network(
        sn.Affine([[w[0], w[1]], [w[2], w[3]]], [w[4], w[5]]), sn.relu, sn.Affine([[w[6], w[7]]])
    )
    rows = sn.Affine([[d * w[2], d * w[3]], [c * w[0], c * w[1]]], [d * w[5], c * w[4]])
    twin = sn.Network(rows, sn.relu, sn.Affine([[w[7] / d, w[6] / c]]))
    verdict = sn.equivalent(net, twin)
    assert verdict.proved
    assert verdict.method == "normal form"


def test_two_hidden_layers_and_a_leaky_one() -> None:
    c, d, a = (*sp.symbols("c d", positive=True), sp.Symbol("a", real=True))
    w1, b1, w2, b2, w3 = [[1, -2], [3, 1]], [1, -1], [[2, -1], [1, 1]], [1, 2], [[1, -3]]
    for activation in (sn.relu, sn.leaky_relu(slope=a)):
        net = sn.Network(
            sn.Affine(w1, b1), activation, sn.Affine(w2, b2), activation, sn.Affine(w3)
        )
        twin = sn.Network(
            sn.Affine(scaled(w1, [c, c]), [c * x for x in b1]),
            activation,
            sn.Affine(scaled(w2, [d / c, d / c]), [d * x for x in b2]),
            activation,
            sn.Affine(scaled(w3, [1 / d])),
        )
        assert sn.equivalent(net, twin).proved


def test_an_undeclared_scale_is_refuted() -> None:
    net = sn.Network(sn.Affine([[1]]), sn.relu)
    twin = sn.Network(sn.Affine([[C]]), sn.relu, sn.Affine([[1 / C]]))
    assert sn.equivalent(net, twin).refuted


# --- common factors of absolute values ------------------------------------------------------


@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(1, 3), st.sampled_from([A, 1 / A]))
def test_common_factors_leave_an_absolute_value(m: int, n: int, power: int, factor: Any) -> None:
    inside = m * X + n * Y + 1
    left = size(sp.expand(factor**power * inside))
    assert sn.check(sn.Eq(left, size(factor) ** power * size(inside))).proved
    assert not sn.check(sn.Eq(left, factor**power * size(inside))).proved or power % 2 == 0


# --- conditions -----------------------------------------------------------------------------

CONDITIONS: list[tuple[Any, list[Any], str]] = [
    (sn.Eq(relu(C * X), C * relu(X)), [C], "REFUTED for c < 0; PROVED for c ≥ 0"),
    (sn.Le(relu(X - T), relu(X)), [T], "REFUTED for t < 0; PROVED for t ≥ 0"),
    (
        sn.Eq(leaky(slope=A)(X), Max(X, A * X)),
        [A],
        "REFUTED for a > 1; PROVED for a ≤ 1",
    ),
    (sn.Eq(Max(A * X, A * Y), A * Max(X, Y)), [A], "REFUTED for a < 0; PROVED for a ≥ 0"),
    (sn.Eq(Max(A * X, B * X), B * X), [A, B], "REFUTED for a ≠ b; PROVED for a = b"),
    (
        sn.Eq(step(W * X - T), step(X - T / W)),
        [W],
        "REFUTED for w < 0; UNDECIDED for w = 0; PROVED for w > 0",
    ),
    (sn.Eq(relu(X) - relu(X - H), Max(0, Min(X, H))), [H], "REFUTED for h < 0; PROVED for h ≥ 0"),
    (sn.Ge(A * X**2, 0), [A], "REFUTED for a < 0; PROVED for a ≥ 0"),
    (
        sn.Eq(sn.Limit(sn.sigmoid(K * C), K, sp.oo), 1),
        [C],
        "REFUTED for c ≤ 0; PROVED for c > 0",
    ),
    (sn.Eq(Max(A, B), A), [A, B], "REFUTED for a < b; PROVED for a ≥ b"),
    (sn.Ge(size(A * X), 0), [A], "PROVED for all values"),
    (sn.Ge(A * relu(X) + B, 0), [A, B], "REFUTED for some values, as a = 0, b = -1"),
    (sn.Ge(X**2 + A * X + 1, 0), [A], "REFUTED for some a ≠ 0, as a = -3; PROVED for a = 0"),
    (sn.Ge(relu(X) / A, 0), [A], "REFUTED for a < 0; UNDECIDED for a = 0; PROVED for a > 0"),
]


@pytest.mark.parametrize("row", CONDITIONS, ids=lambda row: row[2])
def test_the_conditions_of_a_claim(row: tuple[Any, list[Any], str]) -> None:
    claim, on, expected = row
    found = sn.conditions(claim, on=on)
    assert str(found) == expected
    for part in found:
        if part.verdict.evidence is not None:
            sn.recheck(part.verdict.evidence)


def test_what_is_refuted_for_some_parameters_may_hold_for_others() -> None:
    claim = sn.Ge(sn.elu(alpha=A)(X), X)
    _, above = sn.conditions(claim, on=[A])
    assert str(above).startswith("REFUTED for some a > 0, as a = ")
    assert sn.check(sn.Ge(sn.elu(alpha=1)(X), X)).proved
    assert sn.check(sn.Ge(sn.elu(alpha=above.verdict.counterexample["a"])(X), X)).refuted


def test_a_single_parameter_is_given_in_a_list() -> None:
    with pytest.raises(sn.ClaimError, match=r"on=\[c\]"):
        sn.conditions(sn.Eq(relu(C * X), C * relu(X)), on=C)


def test_a_refuted_part_has_a_parameter_in_it() -> None:
    for part in sn.conditions(sn.Eq(relu(C * X), C * relu(X)), on=["c"]):
        if part.verdict.refuted:
            assert part.verdict.counterexample["c"] < 0


def test_the_parts_cover_and_do_not_meet() -> None:
    found = sn.conditions(sn.Eq(leaky(slope=A)(X), Max(X, A * X)), on=[A])
    parts = [sn.And(*part.conditions) for part in found]
    assert sn.check(sn.Or(*parts)).proved
    assert sn.check(sn.Not(sn.And(*parts))).proved


def test_conditions_on_a_domain() -> None:
    claim = sn.Eq(Max(A * X, B * X), B * X)
    found = sn.conditions(claim, on=[A, B], over={X: (0, None)})
    assert str(found) == "PROVED for a ≤ b; REFUTED for a > b"
    assert [written_conditions(p.conditions) for p in found.proved] == ["a ≤ b"]


@pytest.mark.parametrize("names", [[], ["q"]])
def test_parameters_must_be_symbols_of_the_claim(names: list[str]) -> None:
    with pytest.raises(sn.ClaimError, match="parameters"):
        sn.conditions(sn.Ge(A * X, 0), on=names)
