"""What is asked for wrongly is refused with the value and the way out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

import symnn as sn

NET = sn.Network(sn.Affine([[1, 2]]))


@pytest.mark.parametrize(
    ("network", "at", "message"),
    [
        (NET, None, "a point is a list of numbers, as .* and this is None"),
        (NET, 3, "and this is 3"),
        (NET, "1,2", "and this is '1,2'"),
        (NET, [1], "takes 2 inputs, not 1"),
        ("abc", [1], "is of a Network, and this is 'abc'"),
    ],
)
@pytest.mark.parametrize("kind", ["forward", "jacobian", "cell"])
def test_a_point_that_is_none(kind: str, network: Any, at: Any, message: str) -> None:
    with pytest.raises(sn.SymnnError, match=message):
        getattr(sn.derive, kind)(network, at=at)


def test_a_style_that_is_none() -> None:
    style: Any = "plain"
    with pytest.raises(sn.SymnnError, match="and this is 'plain'"):
        sn.derive(NET, at=[1, 2], style=style)


def test_a_variance_without_a_root() -> None:
    with pytest.raises(sn.UndefinedError, match="variance 2 is 0, and with epsilon = 0"):
        sn.derive.batch_norm(
            sn.Affine([[1], [1]]), mean=[0, 0], variance=[1, 0], scale=[1, 1], shift=[0, 0]
        )


def test_cases_of_one_input_go_from_left_to_right() -> None:
    net = sn.Network(sn.Affine([[1], [1], [-2]], [0, -1, "1/3"]), sn.relu, sn.Affine([[1, -2, 1]]))
    last = sn.derive.cases(net, depth="result").text().splitlines()[-1].strip()
    assert last.endswith(
        "{1/3 - 2 x if x ≤ 0; 1/3 - x if 0 ≤ x ≤ 1/6; x if 1/6 ≤ x ≤ 1; 2 - x otherwise}"
    )


def test_a_stored_depth_that_does_not_exist_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    sn.derive(NET, at=[1, 2]).save(path)
    data = json.loads(path.read_text("utf-8"))
    data["parts"][0]["depth"] = "deep"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(sn.EvidenceError, match="'deep'"):
        sn.Derivation.load(path)


@pytest.mark.parametrize("brackets", ["p", "b", "B", "v", "V", ""])
def test_a_matrix_of_many_columns_is_an_array(brackets: str) -> None:
    """A matrix of amsmath has at most ten columns."""
    style = sn.Style(brackets=brackets)
    for columns in (10, 11):
        wide = sn.Network(sn.Affine([list(range(columns))]))
        text = sn.derive(wide, at=[1] * columns, depth="result", style=style).latex()
        assert ("\\begin{array}{" + "c" * columns + "}" in text) == (columns > 10)


X = sp.Symbol("x", real=True)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: sn.derive.composition(sn.Affine([[X]]), sn.Affine([[2]])),
        lambda: sn.derive.softmax(at=[sp.Symbol("z_2", real=True), 1], target=1),
        lambda: sn.derive.attention([[1]], [[sp.Symbol("Q", real=True)]], [[2]]),
        lambda: sn.derive.batch_norm(
            sn.Affine([[X]]), mean=[0], variance=[1], scale=[1], shift=[0]
        ),
        lambda: sn.derive.equivalence(*[sn.Network(sn.Affine([[X]]))] * 2),
    ],
)
def test_a_symbol_is_not_taken_for_a_letter_of_the_page(ask: Any) -> None:
    """Where the letters of the page are those of a formula that readers know."""
    with pytest.raises(sn.UnsupportedError, match="give the symbol another name"):
        ask()
