"""What a stranger passes by mistake: the message names the object, the rule and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sympy as sp

import symnn as sn

x, y = sp.symbols("x y", real=True)
DOUBLE = sn.Network(sn.Affine([[1, 1], [1, -1]]), sn.relu, sn.Affine([[1, 1]]))
SMOOTH = sn.Network(sn.Affine([[1, 1]]), sn.sigmoid)


@pytest.mark.parametrize("values", [[0, 1], {0, 1}, range(2), sp.FiniteSet(0, 1)])
def test_questions_of_cells_refuse_what_check_reads_as_a_finite_set(values: Any) -> None:
    bend = sp.Abs(2 * x - 1)
    assert sn.check(sn.Eq(bend, 1), over={x: values}).proved
    with pytest.raises(sn.ShapeError, match=r"finite set.*write \(low, high\)"):
        sn.smallest(bend, over={x: values})


@pytest.mark.parametrize("over", ["box", 3, {0: (0, 1)}, [sn.Ge(x, 0), sn.Lt(y, 1)]])
def test_questions_say_what_a_domain_is(over: Any) -> None:
    with pytest.raises(sn.SymnnError, match="Polyhedron"):
        sn.largest(DOUBLE, over=over)


def test_networks_are_compared_over_a_range_for_each_input() -> None:
    same = sn.Network(sn.Affine([[1, 1]]), sn.relu)
    other = same >> sn.relu >> sn.Affine([[1]])
    assert sn.equivalent(same, other, over=[(0, 1), (0, 1)]).proved
    straight = sn.Network(sn.Affine([[1, 1]]))
    assert sn.equivalent(same, straight, over=[(0, None), sp.Interval.Ropen(0, 1)]).proved
    assert sn.equivalent(same, straight, over=[(-1, 1), (0, 1)]).refuted
    with pytest.raises(sn.ShapeError, match="take 2 inputs; the domain has 1"):
        sn.equivalent(same, straight, over=[(0, 1)])


@pytest.mark.parametrize("side", [sn.relu, sn.leaky_relu(x), sn.leaky_relu, DOUBLE])
def test_a_function_is_no_value(side: Any) -> None:
    with pytest.raises(sn.UnsupportedError, match="is a function and no value: apply it"):
        sn.Eq(side, x)


@pytest.mark.parametrize("seconds", [-1, "a", float("nan")])
def test_a_limit_of_time_is_a_number_that_is_not_negative(seconds: Any) -> None:
    for ask in (sn.check, sn.where):
        with pytest.raises(sn.ClaimError, match=r"seconds is .*; give a number"):
            ask(sn.Le(x, abs(x)), seconds=seconds)


def test_a_missing_folder_is_reported_with_the_path_that_was_given(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "proof.json"
    with pytest.raises(FileNotFoundError) as caught:
        sn.check(sn.Eq(1, 1)).save(target)
    assert caught.value.filename == str(target)


def test_a_network_with_several_outputs_is_told_how_to_choose_one() -> None:
    two = sn.Network(sn.Affine([[1, 1], [1, -1]]), sn.relu)
    with pytest.raises(sn.ShapeError, match=r"net >> Affine\(\[\[1, 0\]\]\)"):
        sn.largest(two)
    assert sn.smallest(two >> sn.Affine([[1, 0]])).value == 0


def test_an_exponential_is_called_by_its_article() -> None:
    with pytest.raises(sn.UnsupportedError, match="it has an exp of its inputs"):
        sn.linear_pieces(SMOOTH)


def test_shapes_of_expressions_have_verdicts_as_those_of_networks() -> None:
    p = sp.Symbol("p", positive=True)
    assert sn.check_convex(sn.Max(x, y)).proved
    assert sn.check_convex(-sn.Max(x, y)).refuted
    assert sn.check_monotone(sn.Max(x, -y), 2, over={y: (None, 0)}).refuted
    assert sn.check_monotone(abs(x)).refuted
    assert sn.check_monotone(abs(p)).proved
    assert sn.check_monotone(abs(x), over={x: (0, None)}).proved
    assert sn.check_lipschitz(sn.tanh(x), 1).proved
    assert sn.check_injective(sn.leaky_relu("1/2")(x) + x).proved
    verdict = sn.check_lipschitz(abs(x) - 2 * abs(y), 2)
    assert verdict.refuted
    assert set(verdict.counterexample) == {"x1", "x2", "y1", "y2"}
    sn.recheck(verdict.evidence)
    with pytest.raises(sn.ShapeError, match="no symbols"):
        sn.check_convex(sp.Integer(1))
