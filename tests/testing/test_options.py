"""Options that make no sense are refused: by name and value, with the rule and the way out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, ShapeError, SymnnError, UnsupportedError
from symnn.testing import assert_gradient_twin, assert_twin

NET = sn.Network(sn.Affine([[1, -1]], [2]), sn.relu)
NAN, INF = math.nan, math.inf


def mine(x: Any) -> Any:
    return np.maximum(0, x[0] - x[1] + 2)


def gradient(x: Any) -> Any:
    return np.array([1.0, -1.0]) * (x[0] - x[1] + 2 > 0)


OPTIONS: list[tuple[dict[str, Any], type[SymnnError], str]] = [
    *(({"ulps": v}, UnsupportedError, f"ulps={v!r}") for v in (-3, NAN, INF, "2", True)),
    *(({"examples": v}, UnsupportedError, f"examples={v!r}") for v in (0, -1, 2.5, "3", True)),
    *(({"seed": v}, UnsupportedError, f"seed={v!r}") for v in ("a", 1.5, -1)),
    *(({"rows": v}, UnsupportedError, "rows") for v in (5, (-1,), ("a",), (), (0,), (1 << 20,))),
    *(({"inputs": v}, UnsupportedError, "points are wanted") for v in (5, "xy")),
    *(({"layers": v}, UnsupportedError, "layers=") for v in (3, "s", [1])),
    ({"box": (NAN, 1)}, InexactError, "the bound nan of a box"),
    ({"box": (0, INF)}, InexactError, "the bound inf of a box"),
    ({"box": (1, -1)}, ShapeError, "lies in the box (1, -1)"),
    ({"box": [(0, 1), (2, 1)]}, ShapeError, "side 2 of the box"),
    *(({"box": v}, ShapeError, "a box is one pair") for v in (5, "ab", (), (0, 1, 2), [(0, 1)])),
    ({"inputs": [None]}, ShapeError, "a point is a tuple of 2 numbers"),
    ({"formulas": "texbook"}, UnsupportedError, "use 'stable' or 'textbook'"),
    ({"rows": (1, 2), "call": "vector"}, UnsupportedError, "say call='batch'"),
]


@pytest.mark.parametrize(("options", "kind", "words"), OPTIONS, ids=str)
def test_an_option_that_makes_no_sense_is_refused(
    options: dict[str, Any], kind: type[SymnnError], words: str
) -> None:
    with pytest.raises(kind) as caught:
        assert_twin(mine, NET, **options)
    assert words in str(caught.value)
    if "layers" not in options:
        with pytest.raises(kind) as caught:
            assert_gradient_twin(gradient, NET, **options)
        assert words in str(caught.value)


def test_slopes_at_kinks_that_do_not_exist_are_refused() -> None:
    with pytest.raises(UnsupportedError, match=r"names 'tanh'.*of this network: relu"):
        assert_gradient_twin(gradient, NET, at_kinks={"tanh": 0})
    with pytest.raises(ShapeError, match="has 1 kink"):
        assert_gradient_twin(gradient, NET, at_kinks={"relu": [0, 1]})


def test_nothing_is_left_when_all_inputs_are_excluded() -> None:
    with pytest.raises(UnsupportedError, match=r"at_kinks='exclude' passes over those; give inp"):
        assert_gradient_twin(gradient, NET, at_kinks="exclude", inputs=[(-2, 0), (0, 2)])
    assert_gradient_twin(gradient, NET, at_kinks="exclude", inputs=[(-2, 0), (0, 1)])


def test_a_filter_that_leaves_nothing_is_told() -> None:
    nothing = st.tuples(st.floats(0, 1), st.floats(0, 1)).filter(lambda _: False)
    with pytest.raises(UnsupportedError, match="its filter none"):
        assert_twin(mine, NET, inputs=nothing)


@pytest.mark.parametrize("bits", [0, -4, 1, "x", NAN, True, 1 << 30])
def test_bits_of_balls(bits: Any) -> None:
    with pytest.raises(UnsupportedError, match="bits="):
        sn.twin(NET, "balls", bits=bits)


@pytest.mark.parametrize("digits", [0, "a", 2.5, 10**9, True])
def test_digits_of_mpmath(digits: Any) -> None:
    with pytest.raises(UnsupportedError, match="digits="):
        sn.twin(NET, "mpmath", digits=digits)


REFUSED: list[tuple[Any, str]] = [
    *((lambda v=v: sn.Adam(rate=v), "rate=") for v in (NAN, INF, 0, -1, "x", True)),
    *((lambda v=v: sn.Adam(steps=v), "steps=") for v in (0, -1, 2.5, True)),
    *((lambda v=v: sn.Adam(batch=v), "batch=") for v in (0, 1.5)),
    *((lambda v=v: sn.Adam(until=v), "until=") for v in (NAN, "x")),
    (lambda: sn.Adam(seed=-1), "seed=-1"),
    *((lambda v=v: sn.LBFGS(steps=v), "steps=") for v in (0, NAN)),
    *((lambda v=v: sn.two_moons(10, noise=v), "noise=") for v in (NAN, INF, -1, "x")),
    *((lambda v=v: sn.two_moons(v), "count=") for v in (0, 1, 2.5, "x", True)),
    (lambda: sn.two_moons(10, seed=-1), "seed=-1"),
    (lambda: sn.random_network([2, 1.5], [sn.tanh]), "sizes[1]=1.5"),
    (lambda: sn.random_network([2, 1], [sn.tanh], seed="x"), "seed='x'"),
    (lambda: sn.random_network(3, [sn.tanh]), "lists are wanted"),
    (lambda: sn.fit("net", [[0.0]], [0.0]), "is no network"),
    (lambda: sn.fit(sn.Network(sn.Affine([[0]])), [[0.0]], [0.0], decay=NAN), "decay=nan"),
]


@pytest.mark.parametrize(("make", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_training_refuses_what_makes_no_sense(make: Any, words: str) -> None:
    with pytest.raises(SymnnError) as caught:
        make()
    assert words in str(caught.value)
