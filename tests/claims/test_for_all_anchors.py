"""Theorems about small networks, and networks with known twins: what must be decided, and how."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sympy as sp

import symnn as sn
from tests.anchors import (
    COUNTS,
    ROOT2,
    ROOT3,
    deep,
    float_network,
    maximum,
    rational,
    surd,
    surds,
)

EXAMPLE = Path(__file__).parents[2] / "examples" / "07_for_all.py"


def loaded() -> ModuleType:
    """The example as a module, so that its claims are pinned here."""
    spec = importlib.util.spec_from_file_location("examples_for_all", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHOWN = loaded()


def claims() -> Iterator[Any]:
    """Every claim of the example, with the sizes that a test has time for."""
    sizes = {"sawtooths": (1, 2, 3, 5, 8), "maxima": range(2, 8), "parabolas": (1, 2, 3)}
    for section in SHOWN.SECTIONS:
        name = section.__name__
        for said in section(sizes[name]) if name in sizes else section():
            yield pytest.param(*said[1:], id=said[0])


@pytest.mark.parametrize(("claim", "over", "status"), list(claims()))
def test_a_theorem_of_the_example(claim: Any, over: Any, status: str) -> None:
    verdict = sn.check(claim, over=over)
    assert verdict.status.name == status, verdict
    sn.recheck(verdict.evidence)
    if verdict.refuted:
        point = verdict.point
        assert sn.check(sn.Not(verdict.claim.at(point).formula)).proved
        assert all(sn.check(part).proved for part in verdict.claim.at(point).over)


def test_the_error_is_largest_in_the_middle_of_the_square() -> None:
    said = [s for s in SHOWN.multiplication() if s[3] == "REFUTED"]
    points = [sn.check(claim, over=over).counterexample for _, claim, over, _ in said]
    assert points == [{"x": sp.Rational(1, 2), "y": sp.Rational(1, 2)}] * 2


def test_the_error_of_the_parabola_is_attained_between_the_knots() -> None:
    for m in (1, 2, 3):
        (claim, over) = list(SHOWN.parabolas([m]))[1][1:3]
        found = sn.check(claim, over=over).counterexample
        assert found is not None
        assert (found["x"] * 2 ** (m + 1)) % 2 == 1


def test_ten_inputs_as_a_tournament_and_as_a_chain() -> None:
    assert sn.check(maximum(10)).proved


@pytest.mark.parametrize(
    ("widths", "draw", "scale"),
    [
        ((2, 2, 2), surd, ROOT2),
        ((2, 3, 3), surd, ROOT2),
        ((2, 4, 4), surd, ROOT2),
        ((2, 8, 8), surd, ROOT2),
        ((2, 8, 8), rational, sn.Number(2)),
        ((2, 4, 4), surds, ROOT3),
        ((3, 3, 3), surd, ROOT2),
        ((4, 3, 3), surd, ROOT2),
    ],
)
def test_a_network_is_its_twin_and_not_one_a_hair_away(
    widths: tuple[int, ...], draw: Any, scale: sn.Number
) -> None:
    original = deep(widths, draw)
    net, twin = original.network(), original.twin(scale)
    assert sn.equivalent(net, twin.network()).proved
    near = twin.moved().network()
    verdict = sn.equivalent(net, near)
    assert verdict.refuted
    assert verdict.counterexample is not None
    point = [verdict.counterexample[f"x{i + 1}"] for i in range(widths[0])]
    assert net(*point) != near(*point)


@pytest.mark.parametrize("name", COUNTS)
def test_the_regions_of_a_float_network_are_counted_exactly(name: str) -> None:
    """The counts of relucent 1.0.0 on the same weights."""
    assert len(sn.activation_regions(float_network(name))) == COUNTS[name]


@pytest.mark.parametrize("digits", [2, 8, 12, 30])
def test_a_strip_between_parallel_kinks_is_a_region(digits: int) -> None:
    width = sp.Rational(1, 10**digits)
    hidden = sn.Affine([[1, 0], [1, 0], [0, 1]], ["0.3", sp.Rational("0.3") - width, "0.2"])
    assert len(sn.activation_regions(sn.Network(hidden, sn.relu, sn.Affine([[1, 1, 1]])))) == 6


def test_a_network_that_is_not_generic_has_four_regions() -> None:
    r = 1 / sp.sqrt(2)
    hidden = sn.Affine([[r, r], [-r, -r], [r, -r], [-r, r]])
    net = sn.Network(hidden, sn.relu, sn.Affine([[1, 1, 1, 1]]))
    assert len(sn.activation_regions(net)) == 4


x, y = sp.symbols("x y", real=True)
LINE = 5 * x / 2 - 3 * y / 4 - 5

#: Claims that a campaign met as crashes or endless searches, and whether they hold.
FOUND = [
    (sn.Eq(LINE / abs(LINE) + sp.Rational(1, 1000), sn.sign()(LINE)), None, False),
    (sn.Lt(sp.log(-abs(x)), x), None, True),  # the logarithm exists nowhere
    (sn.Gt(0, -abs(sp.log(sp.sqrt(2) - 2 - 5 * x / 4))), None, False),
    (
        sn.Ge(sp.sqrt(2) * x, sp.Rational(1, 10**17) + sp.sqrt(2)),
        {x: (None, sp.Rational(11, 3))},
        False,
    ),
    (sn.Gt(2 - sp.Rational(1, 10**30), 2 - (x - sp.sqrt(2)) ** 2), None, False),
    (sn.Ne(sp.sqrt(10**300 + 1), 10**150), {x: (0, 1)}, True),
]


@pytest.mark.parametrize(("claim", "over", "truth"), FOUND)
def test_what_a_campaign_met_is_never_judged_wrong(claim: Any, over: Any, truth: bool) -> None:
    verdict = sn.check(claim, over=over, seconds=5)
    assert verdict.undecided or verdict.proved is truth, verdict
