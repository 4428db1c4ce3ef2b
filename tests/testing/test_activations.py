"""Every activation that symnn knows: its derivative, its twin, its bound, tests of its gradient."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.special import erf

import symnn as sn
from symnn.frameworks.assembly.scalar_functions import GELU_TANH, HARD_SWISH, PLAIN
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.function import ScalarFunction
from symnn.testing import NotATwinError, assert_gradient_twin, assert_twin
from symnn.training.differentiable import step_of

#: What the families are made with.
PARAMETERS: dict[str, tuple[Any, ...]] = {
    "leaky_relu": ("0.1", "3/10"),
    "prelu": ("0.25",),
    "step": (0, 1, "1/2"),
    "sign": (0, 1),
    "power": (2, 3, -1, -2),
    "elu": (1, "1/2", 2),
}
KNOWN: list[ScalarFunction] = [
    *FUNCTIONS.values(),
    *(FAMILIES[name](value) for name in FAMILIES for value in PARAMETERS[name]),
    *(f for f in (*PLAIN.values(), HARD_SWISH, GELU_TANH) if f not in FUNCTIONS.values()),
]
ALL = list(dict.fromkeys(KNOWN))


def around(function: ScalarFunction) -> sn.Network:
    return sn.Network(sn.Affine([[1]]), function)


def box_of(function: ScalarFunction) -> tuple[float, float]:
    return (-500.0, 500.0) if function.domain == "R" else (0.125, 500.0)


def gradient(net: sn.Network) -> Callable[[Any], Any]:
    """Reverse mode, as it is used for training: the slope on the left at a kink."""
    steps = [step_of(layer) for layer in net.layers]

    def of(x: Any) -> Any:
        backs, y = [], x.astype(np.float64)
        for step in steps:
            y, back = step.forward(y, step.parameters)
            backs.append(back)
        d = np.ones_like(y)
        for back in reversed(backs):
            d = back(d)[0]
        return d

    return of


@pytest.mark.parametrize("function", ALL, ids=repr)
def test_its_twin_is_within_its_bound(function: ScalarFunction) -> None:
    net, (low, high) = around(function), box_of(function)
    twin = sn.twin(net)
    points = np.array([low, -30.0, -1.5, -1e-9, 0.0, 1e-9, 0.7, 3.0, 30.0, high])
    for x in points[(points >= low) & (points <= high)]:
        bound = twin.bound([x])
        assert bound.is_finite
        assert not bound.issues
        assert twin.certificate([x]).outputs[0].is_within(float(bound.values[0]))
    assert_twin(twin, net, call="batch", box=(low, high), examples=10)


@pytest.mark.parametrize("function", ALL, ids=repr)
def test_its_gradient_is_tested(function: ScalarFunction) -> None:
    net, box = around(function), box_of(function)
    right = gradient(net)
    assert_gradient_twin(right, net, call="batch", box=box, at_kinks="left", examples=10)
    with pytest.raises(NotATwinError):
        assert_gradient_twin(
            lambda x: right(x) * (1 + 2.0**-40) + 2.0**-40,
            net,
            call="batch",
            box=(max(box[0], -2.0), 2.0),
            at_kinks="left",
            examples=10,
        )


@pytest.mark.parametrize("function", ALL, ids=repr)
def test_its_derivative_is_a_difference_quotient(function: ScalarFunction) -> None:
    slopes = function.slopes[: len(function.kinks)] or None
    derivative = around(function.derivative(slopes))
    low, high = box_of(function)
    for x in (-7.3, -2.2, -0.4, 0.3, 0.9, 2.7, 5.1):
        if low <= x <= high:
            step = 2.0**-20
            value = sn.twin(around(function))
            quotient = (value([x + step]) - value([x - step])) / (2 * step)
            assert sn.twin(derivative)([x]) == pytest.approx(quotient, abs=1e-6, rel=1e-6)


# --- right in other forms ---------------------------------------------------------------


def sigma(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def by_tanh(x: Any) -> Any:
    return 0.5 * (1 + np.tanh(x / 2))


def elu(x: Any, alpha: float) -> Any:
    return np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0)) - 1))


FORMS: list[tuple[str, ScalarFunction, Callable[[Any], Any]]] = [
    ("1 - y^2", sn.tanh, lambda x: 1 - np.tanh(x) ** 2),
    ("(1 - y)(1 + y)", sn.tanh, lambda x: (1 - np.tanh(x)) * (1 + np.tanh(x))),
    ("1/cosh^2", sn.tanh, lambda x: 1 / np.cosh(x) ** 2),
    ("tanh by sigmoid", sn.tanh, lambda x: 1 - (2 * sigma(2 * x) - 1) ** 2),
    ("y (1 - y)", sn.sigmoid, lambda x: sigma(x) * (1 - sigma(x))),
    ("y - y^2", sn.sigmoid, lambda x: sigma(x) - sigma(x) ** 2),
    ("sigmoid by tanh", sn.sigmoid, lambda x: by_tanh(x) * (1 - by_tanh(x))),
    ("1/(4 cosh^2)", sn.sigmoid, lambda x: 0.25 / np.cosh(x / 2) ** 2),
    ("y + 1", sn.elu(), lambda x: np.where(x > 0, 1, elu(x, 1) + 1)),
    ("y + 2", sn.elu(alpha=2), lambda x: np.where(x >= 0, 1, elu(x, 2) + 2)),
    ("exp", sn.elu(), lambda x: np.where(x > 0, 1, np.exp(np.minimum(x, 0)))),
    ("1 - e^-y", sn.softplus, lambda x: 1 - np.exp(-np.logaddexp(0, x))),
    ("softplus' by tanh", sn.softplus, by_tanh),
    ("s (1 + x (1 - s))", sn.silu, lambda x: sigma(x) * (1 + x * (1 - sigma(x)))),
    ("y + s (1 - y)", sn.silu, lambda x: x * sigma(x) + sigma(x) * (1 - x * sigma(x))),
    (
        "normal distribution",
        sn.gelu,
        lambda x: (1 + erf(x / math.sqrt(2))) / 2 + x * np.exp(-x * x / 2) / math.sqrt(2 * math.pi),
    ),
    (
        "quotient rule",
        PLAIN["softsign"],
        lambda x: 1 / (1 + np.abs(x)) - np.abs(x) / (1 + np.abs(x)) ** 2,
    ),
]


@pytest.mark.parametrize(("name", "function", "slope"), FORMS, ids=[f[0] for f in FORMS])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_slopes_in_other_forms_are_right_as_textbook(
    name: str, function: ScalarFunction, slope: Callable[[Any], Any], dtype: str
) -> None:
    del name
    net = sn.Network(sn.Affine([[2, "-1/3"]], ["1/2"]), function, sn.Affine([[3]]))

    def mine(x: Any) -> Any:
        return 3 * slope(2 * x[0] - x[1] / 3 + x.dtype.type(0.5)) * np.array([2, -1 / 3], x.dtype)

    options: dict[str, Any] = {"formulas": "textbook", "dtype": dtype, "examples": 25}
    assert_gradient_twin(mine, net, **options)
    with pytest.raises(NotATwinError) as caught:
        assert_gradient_twin(lambda x: mine(x) * (1 + 2.0**-12), net, **options)
    assert "textbook formulas" in " ".join(str(caught.value).split())


def test_the_other_forms_of_functions_are_right_as_textbook() -> None:
    forms: list[tuple[ScalarFunction, Callable[[Any], Any]]] = [
        (sn.sigmoid, by_tanh),
        (sn.tanh, lambda x: 2 * sigma(2 * x) - 1),
        (sn.silu, lambda x: x * by_tanh(x)),
    ]
    for function, mine in forms:
        assert_twin(mine, around(function), formulas="textbook", examples=40)
        with pytest.raises(NotATwinError):
            assert_twin(mine, around(function), examples=40)


def test_what_is_said_of_textbook_slopes() -> None:
    with pytest.raises(NotATwinError) as caught:
        assert_gradient_twin(lambda x: 1 + 0 * x, around(sn.tanh), formulas="textbook")
    assert "slopes from outputs (1 - y², y (1 - y), y + α) within 72 u" in " ".join(
        str(caught.value).split()
    )
