"""Networks of hundreds of inputs: a weight that is off by little is found wherever it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import symnn as sn
from symnn.testing import NotATwinError, assert_twin
from symnn.testing.answers import Answers
from symnn.testing.search.estimates import Estimator
from symnn.twins.formats import FLOAT32, FLOAT64, Format

RNG = np.random.default_rng(7)
W1, B1 = RNG.normal(size=(24, 400)) / 20, RNG.normal(size=24) / 10
W2, B2 = RNG.normal(size=(16, 24)) / 5, RNG.normal(size=16) / 10
W3, B3 = RNG.normal(size=(5, 16)) / 4, RNG.normal(size=5) / 10
NET = sn.from_arrays([(W1, B1), "relu", (W2, B2), "tanh", (W3, B3)])


def implemented(w1: Any = W1, w2: Any = W2, w3: Any = W3, b2: Any = B2) -> Any:
    def mine(x: Any) -> Any:
        return np.tanh(np.maximum(0, x @ w1.T + B1) @ w2.T + b2) @ w3.T + B3

    return mine


def off(weight: Any, row: int, column: int, change: float = 2.0**-40) -> Any:
    made = weight.copy()
    made[row, column] += change
    return made


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (implemented(w1=off(W1, 3, 5)), "W[4,6] of layer 1"),
        (implemented(w1=off(W1, 20, 399)), "W[21,400] of layer 1"),
        (implemented(w1=off(W1, 11, 333, -(2.0**-40))), "W[12,334] of layer 1"),
        (implemented(w2=off(W2, 15, 23)), "W[16,24] of layer 3"),
        (implemented(w3=off(W3, 2, 9)), "W[3,10] of layer 5"),
        (implemented(w1=off(W1, 7, 200, -2 * W1[7, 200])), "W[8,201] of layer 1"),
    ],
)
@pytest.mark.parametrize("call", ["vector", "batch"])
def test_one_weight_that_is_off_is_found_and_named(wrong: Any, words: str, call: str) -> None:
    with pytest.raises(NotATwinError) as caught:
        assert_twin(wrong, NET, call=call)
    error = caught.value
    assert error.point is not None
    assert sum(v != 0 for v in error.point) <= 2
    assert any(words in cause for cause in error.causes)


def test_a_bias_of_a_hidden_layer_is_found() -> None:
    shifted = B2 + 2.0**-40 * (np.arange(16) == 8)
    with pytest.raises(NotATwinError) as caught:
        assert_twin(implemented(b2=shifted), NET, box=(0, 1))
    assert any("b[9] of layer 3" in cause for cause in caught.value.causes)


def test_what_is_right_is_not_accused() -> None:
    assert_twin(implemented(), NET, examples=40)
    assert_twin(lambda x: implemented()(x[None])[0], NET, examples=40, box=(0, 1))


@pytest.mark.parametrize("form", [FLOAT64, FLOAT32], ids=str)
def test_estimates_are_near_to_the_bounds_that_are_proved(form: Format) -> None:
    estimate, answers = Estimator(NET, form), Answers(NET, form)
    for count in (1, 3, 30):
        point = np.zeros(400)
        point[:: 400 // count] = 1.25
        values, errors = estimate(point[None, :])
        exact, allowed = (a[-1] for a in (answers.exact(point), answers.allowed(point)))
        for value, error, right, ball in zip(values[0], errors[0], exact, allowed, strict=True):
            assert abs(float(right.mid()) - value) < 1e-13
            assert 0.2 < error / float(ball.rad()) < 5
