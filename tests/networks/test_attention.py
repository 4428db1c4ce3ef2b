"""Attention: its weights, and what its outputs are beside plain sums."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.exact.expression import rational

small = st.fractions(-3, 3, max_denominator=4)


@settings(max_examples=25)
@given(st.data())
def test_the_outputs_are_the_formula(data: st.DataObject) -> None:
    """Beside sympy's own softmax of the scores, compared by a proof."""
    n, d = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 2))
    matrix = st.lists(st.lists(small, min_size=d, max_size=d), min_size=d, max_size=d)
    q, k, v = (sp.Matrix(data.draw(matrix).copy()).applyfunc(sp.Rational) for _ in range(3))
    x = sp.Matrix(n, d, [sp.Rational(data.draw(small)) for _ in range(n * d)])
    head = sn.Attention(q.tolist(), k.tolist(), v.tolist(), tokens=n)
    scores = (x * q.T) * (x * k.T).T / sp.sqrt(d)
    found = list(sn.Network(head)(*x)) if n * d > 1 else [sn.Network(head)(*x)]
    for i in range(n):
        powers = [sp.exp(scores[i, j], evaluate=False) for j in range(n)]
        answers = x * v.T
        for c in range(d):
            top = sum((p * answers[j, c] for j, p in enumerate(powers)), sp.Integer(0))
            claim = sn.Eq(found[i * d + c], top / sum(powers))
            assert sn.check(claim).status.name == "PROVED"


@settings(max_examples=30)
@given(st.lists(small, min_size=3, max_size=3))
def test_the_weights_of_a_token_add_up_to_one(xs: list[Fraction]) -> None:
    head = sn.Attention([[1]], [["1/2"]], [[1]], tokens=3, mask=[[1, 1, 0], [0, 1, 0], [1, 1, 1]])
    rows = head.weights([rational(x) for x in xs])
    assert rows[0][2] == rows[1][0] == rational(0)
    assert rows[1][1] == rational(1)
    ones = sn.Attention([[1]], [["1/2"]], [[0]], tokens=3, mask=[[1, 1, 0], [0, 1, 0], [1, 1, 1]])
    shifted = sn.Network(sn.Affine([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), ones)
    assert list(shifted(*xs)) == [0, 0, 0]


def test_scores_take_the_bias_and_the_scale() -> None:
    x = sp.symbols("x1:3", real=True)
    head = sn.Attention([[1]], [[1]], [[1]], tokens=2, scale=2, bias=[[0, 1], [0, 0]])
    first = sn.Network(head)(*x)[0]
    a, b = sp.exp(2 * x[0] ** 2), sp.exp(2 * x[0] * x[1] + 1)
    assert sn.check(sn.Eq(first, (a * x[0] + b * x[1]) / (a + b))).status.name == "PROVED"


def test_symbols_in_the_matrices() -> None:
    w = sp.Symbol("w", real=True)
    net = sn.Network(sn.Attention([[w]], [[1]], [[w]], tokens=1))
    assert net(3) == 3 * w
    assert net.substitute({w: 5})(3) == 15


@pytest.mark.parametrize(
    ("arguments", "named", "said"),
    [
        (([[1]], [[1, 2]], [[1]]), {"tokens": 2}, "W_q, W_k, W_v of 1x1, 1x2, 1x1"),
        (([[1]], [[1]], [[1]]), {"tokens": 0}, "tokens = 0 is no positive integer"),
        (([[1]], [[1]], [[1]]), {"tokens": 2, "mask": [[1, 1]]}, "the mask is not 2 by 2"),
        (([[1]], [[1]], [[1]]), {"tokens": 2, "mask": [[1, 1], [0, 0]]}, "token 2 attend to no"),
        (([[1]], [[1]], [[1]]), {"tokens": 2, "bias": [[1, 1, 1], [0, 0, 0]]}, "the bias is not"),
    ],
)
def test_what_does_not_fit_is_named(
    arguments: tuple[object, ...], named: dict[str, object], said: str
) -> None:
    with pytest.raises(sn.ShapeError, match=said):
        sn.Attention(*arguments, **named)  # type: ignore[arg-type]


def test_symbols_in_the_scale_or_the_bias_are_refused() -> None:
    """They would be taken for inputs of the same name."""
    b = sp.Symbol("x1")
    for named in ({"scale": b}, {"bias": [[b, 0], [0, 0]]}):
        with pytest.raises(sn.UnsupportedError, match="x1 is a symbol"):
            sn.Attention([[1]], [[1]], [[1]], tokens=2, **named)


def test_a_wrong_number_of_inputs_is_named() -> None:
    with pytest.raises(sn.ShapeError, match="takes 4 inputs"):
        sn.Network(sn.Attention([[1, 0]], [[1, 0]], [[1, 1]], tokens=2))(1, 2, 3)
