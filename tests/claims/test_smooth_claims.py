"""Bounds on smooth functions as a user states them: split into cases, proved, replayed."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.program import Program
from symnn.claims.recheck import recheck
from symnn.claims.replay import reading
from symnn.claims.replay.graph import Graph
from symnn.exact.expression import Expr, apply, symbol
from symnn.functions.lower import lower

x, y, z = sp.symbols("x y z", real=True)
positive = sp.Symbol("x", positive=True)
q = sp.Rational


def slope(f: Any) -> Any:
    return sp.Derivative(f, x)


def log_sum_exp(*args: Any) -> Any:
    return sp.log(sum(map(sp.exp, args)))


def largest(a: Any, b: Any) -> Any:
    return b + sn.relu(a - b)


softmax = sp.exp(x) / (sp.exp(x) + sp.exp(y))
TRUE = {
    "|tanh x - x| <= x^3/3": (sn.Le(abs(sn.tanh(x) - x), x**3 / 3), {x: (0, 1)}),
    "0 < sigmoid < 1": (sn.And(sn.Gt(sn.sigmoid(x), 0), sn.Lt(sn.sigmoid(x), 1)), None),
    "-1 < tanh < 1": (sn.And(sn.Gt(sn.tanh(x), -1), sn.Lt(sn.tanh(x), 1)), None),
    "sigmoid' <= 1/4": (sn.Le(slope(sn.sigmoid(x)), q(1, 4)), None),
    "softplus - relu <= log 2": (sn.Le(sn.softplus(x) - sn.relu(x), sp.log(2)), None),
    "softplus > relu": (sn.Gt(sn.softplus(x), sn.relu(x)), None),
    "gelu >= -0.17": (sn.Ge(sn.gelu(x), -q("0.17")), None),
    "silu >= -0.279": (sn.Ge(sn.silu(x), -q("0.279")), None),
    "|gelu'| <= 1.13": (sn.Le(abs(slope(sn.gelu(x))), q("1.13")), None),
    "|silu'| <= 1.1": (sn.Le(abs(slope(sn.silu(x))), q("1.1")), None),
    "|tanh'| <= 1": (sn.Le(abs(slope(sn.tanh(x))), 1), None),
    "softplus' < 1": (sn.Lt(slope(sn.softplus(x)), 1), None),
    "x e^-x <= 1/e": (sn.Le(x * sp.exp(-x), sp.exp(-1)), None),
    "log x <= x - 1": (sn.Le(sp.log(positive), positive - 1), None),
    "e^x >= 1 + x": (sn.Ge(sp.exp(x), 1 + x), None),
    "sin x <= x": (sn.Le(sp.sin(x), x), {x: (0, None)}),
    "cos x >= 1 - x^2/2": (sn.Ge(sp.cos(x), 1 - x**2 / 2), None),
    "gelu <= relu": (sn.Le(sn.gelu(x), sn.relu(x)), None),
    "|gelu - relu| <= 0.17": (sn.Le(abs(sn.gelu(x) - sn.relu(x)), q("0.17")), None),
    "log-sum-exp > max": (sn.Gt(log_sum_exp(x, y), largest(x, y)), None),
    "log-sum-exp <= max + log 2": (
        sn.Le(log_sum_exp(x, y), largest(x, y) + sp.log(2)),
        None,
    ),
    "0 < softmax < 1": (sn.And(sn.Gt(softmax, 0), sn.Lt(softmax, 1)), None),
    "sigmoid is Lipschitz": (
        sn.Le(abs(sn.sigmoid(x) - sn.sigmoid(y)), abs(x - y) / 4),
        None,
    ),
    "mish >= -0.31": (sn.Ge(x * sn.tanh(sn.softplus(x)), -q("0.31")), None),
}
FALSE = {
    "|tanh x - x| <= x^3/4": (sn.Le(abs(sn.tanh(x) - x), x**3 / 4), {x: (0, 1)}, {"x": q(1, 2)}),
    "sigmoid <= 0.99": (sn.Le(sn.sigmoid(x), q("0.99")), None, {"x": 5}),
    "softplus - relu <= 0.69": (sn.Le(sn.softplus(x) - sn.relu(x), q("0.69")), None, {"x": 0}),
    "gelu >= -0.169971": (sn.Ge(sn.gelu(x), -q("0.169971")), None, None),
    "|gelu'| <= 1.12": (sn.Le(abs(slope(sn.gelu(x))), q("1.12")), None, None),
    "sin x < x": (sn.Lt(sp.sin(x), x), {x: (0, None)}, {"x": 0}),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_bound_is_proved(name: str) -> None:
    claim, over = TRUE[name]
    verdict = sn.check(claim, over=over) if over else sn.check(claim)
    assert verdict.status is sn.Status.PROVED, verdict
    recheck(verdict.evidence or {})


@pytest.mark.parametrize("name", FALSE)
def test_a_false_bound_is_refuted(name: str) -> None:
    claim, over, point = FALSE[name]
    verdict = sn.check(claim, over=over) if over else sn.check(claim)
    assert verdict.status is sn.Status.REFUTED, verdict
    assert point is None or verdict.counterexample == point


def node(expr: Expr, graph: Graph) -> int:
    program = Program()
    place = program.place(expr)
    return reading.program(graph, program.nodes, [])[place]


@pytest.mark.parametrize(
    "name", ["sigmoid", "tanh", "sinh", "cosh", "softplus", "silu", "gelu", "relu", "hard_tanh"]
)
def test_both_sides_spell_a_function_alike(name: str) -> None:
    """Else the checker would not know a gate over it that a prover names."""
    f, graph = apply(name, symbol("x")), Graph()
    assert node(f, graph) == node(lower(f), graph)


tiny = q(1, 10**150)
line = 2 * x - q(5, 3) * y + q(2, 3)
interval = {x: (0, q(3, 2))}
corner = q(3, 2) * sn.sigmoid(x) + sn.sigmoid(y)
best = q(3, 2) * sn.sigmoid(q(3, 2)) + sn.sigmoid(0)
rectangle = {x: (-1, q(3, 2)), y: (-2, 0)}


@pytest.mark.parametrize(
    ("claim", "over"),
    [
        (sn.Ne(sp.sin(line), 1 + tiny), None),
        (sn.Lt(sp.sin(y + 1), 1 + q(1, 10**40)), None),
        (sn.Le(corner, best + tiny), rectangle),
        (sn.Ne(corner, best + tiny), rectangle),
        (sn.Le(-sp.exp(x), -sp.exp(-2)), {x: (-2, -1)}),
    ],
)
def test_a_bound_missed_by_little_is_proved(claim: Any, over: Any) -> None:
    assert sn.check(claim, **({"over": over} if over else {})).proved


@pytest.mark.parametrize(
    ("claim", "over", "point"),
    [
        (sn.Ne(sp.exp(x), q(112, 25)), interval, {"x": sp.log(q(112, 25))}),
        (sn.Ne(sn.tanh(x), q(1, 3)), interval, {"x": sp.log(2) / 2}),
        (sn.Ne(3 * sn.sigmoid(x) - 1, q(5, 4)), interval, {"x": sp.log(3)}),
        (sn.Ne(sp.log(1 + x), q(1, 3)), interval, {"x": sp.exp(q(1, 3)) - 1}),
        (sn.Ne(sn.softplus(x), 1), interval, {"x": sp.log(sp.E - 1)}),
        (sn.Gt((sp.exp(x) - 3) ** 2, 0), interval, {"x": sp.log(3)}),
        (sn.Lt(-sp.exp(x), -sp.exp(-2)), {x: (-2, -1)}, {"x": -2}),
        (sn.Le(corner, best - tiny), rectangle, {"x": q(3, 2), "y": 0}),
        (sn.Ne(sp.exp(x + y), 3), {x: (0, 2), y: (0, 1)}, {"x": sp.log(3), "y": 0}),
    ],
)
def test_equality_at_one_point_is_found_by_inverses_and_at_ends(
    claim: Any, over: Any, point: dict[str, Any]
) -> None:
    verdict = sn.check(claim, over=over)
    assert verdict.refuted
    found = verdict.counterexample
    assert all(sp.simplify(found[name] - value) == 0 for name, value in point.items())


@pytest.mark.parametrize(
    "claim",
    [
        sn.Lt(-sn.gelu(x), -sp.Rational(1, 5)),
        sn.Lt(sn.gelu(x), 0),
        sn.Gt(-sn.gelu(x), 0),
        sn.Lt(-3 * x**2 - sn.gelu(x), -sp.Rational(1, 5)),
        sn.Ne(sn.gelu(x), 0),
    ],
)
def test_the_root_in_the_definition_of_gelu_costs_no_counterexample(claim: Any) -> None:
    """gelu(0) = 0 is algebraic, but the root of 2 in its definition has no place in a claim."""
    verdict = sn.check(claim, over={x: (0, None)}, strict=True)
    assert verdict.refuted
    sn.recheck(verdict.evidence, strict=True)


w, b = sp.symbols("w b", real=True)
half_line = {x: (0, None)}


@pytest.mark.parametrize(
    ("claim", "over"),
    [
        (sn.Ge(sp.cosh(line), 1), None),
        (sn.Ge(sp.cosh(line), 1 - tiny), None),
        (sn.Lt(1 / (1 + line**2), 1 + q(1, 10**12)), None),
        (sn.Lt(sn.tanh(w * x + b), 1), None),
        (sn.Le(slope(sn.sigmoid(x)).doit().subs(x, w * x + b), q(1, 4)), None),
        (sn.Ge(sn.gelu(w * x + b), -q("0.17")), None),
        (sn.Ge(sn.silu(sp.sin(x) * y + x), -q("0.279")), None),
        (sn.Ge(sp.exp(w * x + b), 1 + w * x + b), None),
        (sn.Le(sp.log(x), x - 1), half_line),
        (sn.Le(sp.sqrt(x), (1 + x) / 2), half_line),
    ],
)
def test_a_function_of_one_inner_expression_is_one_of_one_unknown(claim: Any, over: Any) -> None:
    assert sn.check(claim, **({"over": over} if over else {})).proved


@pytest.mark.parametrize(
    "claim",
    [
        sn.Ge(sp.cosh(line), 1 + tiny),
        sn.Gt(sp.exp(w * x + b), 1 + w * x + b),
        sn.Lt(sp.log(positive), positive - 1),
    ],
)
def test_of_one_inner_expression_what_is_false_has_a_point(claim: Any) -> None:
    assert sn.check(claim).refuted


s, c = sp.sin(x), sp.cos(x)
u = 2 * x + x * y


@pytest.mark.parametrize(
    "claim",
    [
        sn.Le(s * c, q(1, 2)),
        sn.Lt(s * c, q(1, 2) + tiny),
        sn.Le(3 * s + 4 * c, 5),
        sn.Le(s + c, sp.sqrt(2)),
        sn.Lt(s + c, sp.sqrt(2) + tiny),
        sn.Le(s**2 + 2 * s * c, 2),
        sn.Le(sp.sin(u) * sp.cos(u), q(1, 2)),
    ],
)
def test_a_sum_of_waves_is_a_sum_of_squares(claim: Any) -> None:
    assert sn.check(claim).proved


@pytest.mark.parametrize(
    "claim",
    [
        sn.Le(s * c, q(1, 2) - q(1, 10**9)),
        sn.Le(3 * s + 4 * c, 5 - q(1, 10**9)),
        sn.Le(s + c, q(7, 5)),
        sn.Lt(-s - 2, -3 + tiny),
    ],
)
def test_no_sum_of_waves_is_bounded_by_too_little(claim: Any) -> None:
    assert not sn.check(claim, seconds=2).proved
