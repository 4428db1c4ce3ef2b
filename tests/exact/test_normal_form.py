"""The normal form against balls: what it calls equal is equal, and near misses are not."""

from __future__ import annotations

import pytest
from flint import arb
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.errors import UndefinedError
from symnn.exact.ball import enclose
from symnn.exact.expression import (
    PI,
    Expr,
    add,
    apply,
    exp,
    nth_root,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.exact.normal_form import is_one_level, normal_form
from symnn.functions.lower import lower

x, y, z, c = (symbol(n) for n in "xyzc")


def is_zero(expr: Expr) -> bool:
    return not normal_form(lower(expr)).value.num.terms


def sigmoid(t: Expr) -> Expr:
    return apply("sigmoid", t)


def softmax(items: list[Expr], k: int) -> Expr:
    return exp(items[k]) / add(*(exp(t) for t in items))


def logsumexp(items: list[Expr]) -> Expr:
    return apply("log", add(*(exp(t) for t in items)))


ABC = [x, y, z]
IDENTITIES = {
    "sigmoid symmetry": sigmoid(x) + sigmoid(-x) - 1,
    "tanh by sigmoid": apply("tanh", x) - 2 * sigmoid(2 * x) + 1,
    "softplus difference": apply("softplus", x) - apply("softplus", -x) - x,
    "softplus of a logit": apply("softplus", x) + apply("log", sigmoid(-x)),
    "log-sum-exp shift": logsumexp([t + c for t in ABC]) - c - logsumexp(ABC),
    "softmax shift": softmax([t + c for t in ABC], 1) - softmax(ABC, 1),
    "softmax total": add(*(softmax(ABC, k) for k in range(3))) - 1,
    "relu difference": apply("relu", x) - apply("relu", -x) - x,
    "relu sum": apply("relu", x) + apply("relu", -x) - apply("abs", x),
    "max by relu": apply("max", x, y) - apply("relu", x - y) - y,
    "max and min": apply("max", x, y) + apply("min", x, y) - x - y,
    "leaky relu": apply("leaky_relu", x, c) - c * x - (1 - c) * apply("relu", x),
    "square root of a square": nth_root(x * x) - apply("abs", x),
    "norm squared": nth_root(x * x + y * y) ** 2 - x * x - y * y,
    "reciprocal root": 1 / nth_root(x) - nth_root(x) / x,
    "powers of two": power(rational(2), x) * power(rational(2), y) - power(rational(2), x + y),
    "log of a square": apply("log", x * x) - 2 * apply("log", apply("abs", x)),
    "log of a product of exponentials": apply("log", exp(x) * exp(y) * 4)
    - x
    - y
    - 2 * apply("log", rational(2)),
    "Pythagoras": apply("sin", x) ** 2 + apply("cos", x) ** 2 - 1,
    "odd functions": apply("erf", x) + apply("erf", -x),
    "silu by tanh": apply("silu", x) - x / 2 * (1 + apply("tanh", x / 2)),
    "rational": (x * x - 1) / (x - 1) - x - 1,
    "binomial": (x + y) ** 3 - x**3 - 3 * x**2 * y - 3 * x * y**2 - y**3,
    "temperature": exp((x + y) / c) - exp(x / c) * exp(y / c),
}


@pytest.mark.parametrize("name", sorted(IDENTITIES))
def test_identities_reduce_to_zero(name: str) -> None:
    """What holds for all real values has no terms left."""
    assert is_zero(IDENTITIES[name])


@pytest.mark.parametrize("name", sorted(IDENTITIES))
def test_near_misses_do_not(name: str) -> None:
    """The same with one part in 10^30 added has terms left."""
    assert not is_zero(IDENTITIES[name] + rational(1) / rational(10**30))


values = st.fractions(min_value=-3, max_value=3, max_denominator=4)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> Expr:
    leaf = st.one_of(st.sampled_from([x, y, PI]), values.map(rational))
    if depth == 0 or draw(st.booleans()):
        return draw(leaf)
    kind = draw(
        st.sampled_from(["add", "mul", "sub", "div", "exp", "abs", "max", "sigmoid", "sqrt"])
    )
    a, b = draw(expressions(depth - 1)), draw(expressions(depth - 1))
    return {
        "add": a + b,
        "mul": a * b,
        "sub": a - b,
        "div": a / b,
        "exp": exp(a),
        "abs": apply("abs", a),
        "max": apply("max", a, b),
        "sigmoid": sigmoid(a),
        "sqrt": nth_root(apply("abs", a)),
    }[kind]


@given(expressions())
def test_ring_identities_hold_for_any_expression(expr: Expr) -> None:
    """f + f = 2f, and (f + 1)² = f² + 2f + 1, whatever f holds."""
    try:
        doubled = is_zero(expr + expr - 2 * expr)
        squared = is_zero((expr + 1) ** 2 - expr * expr - 2 * expr - 1)
    except UndefinedError:
        assume(False)
    assert doubled
    assert squared


@given(expressions(), expressions(), values, values)
def test_equal_forms_mean_equal_values(f: Expr, g: Expr, a: str, b: str) -> None:
    """If f and g have one normal form, balls of their values overlap wherever both exist."""
    try:
        equal = is_zero(f - g)
    except UndefinedError:
        assume(False)
    point = {"x": rational(a), "y": rational(b)}
    difference: arb = enclose(lower(substitute(f - g, point)), 200)
    if equal and difference.is_finite():
        assert difference.contains(0)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=4))
def test_sums_of_exponentials_are_decided(pairs: list[tuple[str, str]]) -> None:
    """Lindemann and Weierstrass: Σ b e^a with rational a, b is 0 only without terms."""
    total = add(*(rational(b) * exp(rational(a)) for a, b in pairs))
    form = normal_form(total).value
    assert is_one_level(form)
    ball = enclose(total, 500)
    assert bool(form.num.terms) == (not ball.contains(0))


def test_conditions_are_collected() -> None:
    """What is divided by, and what stands under a root or a logarithm."""
    form = normal_form(lower(x / y + nth_root(z) + apply("log", c)))
    assert {(k.expr, k.relation) for k in form.conditions} == {(y, "!="), (z, ">="), (c, ">")}


def test_evident_conditions_are_dropped() -> None:
    """1 + e^x is positive for every real x."""
    assert normal_form(lower(sigmoid(x) + apply("log", 1 + exp(y)))).conditions == ()


def test_a_form_without_value_is_refused() -> None:
    """Division by a hidden zero."""
    hidden = nth_root(rational(2)) * nth_root(rational(3)) - nth_root(rational(6))
    with pytest.raises(UndefinedError):
        normal_form(x / hidden)
