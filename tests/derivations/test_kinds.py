"""Every kind of derivation: what it says, that it replays, that it is proved when it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from symnn.errors import (
    ClaimError,
    EvidenceError,
    ShapeError,
    TooLargeError,
    UndefinedError,
    UnsupportedError,
)
from symnn.functions.sympy_functions import to_sympy
from symnn.networks.convolution import Convolution

R = 1 / sp.sqrt(2)
ROOTS = sn.Network(
    sn.Affine([[1, 0], [R, R], [0, 1]], [-R, -R, -R]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)
XOR = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
XOR_TOO = sn.Network(sn.Affine([[2, 2], [1, 1]], [0, -1]), sn.relu, sn.Affine([["1/2", -2]]))
SMOOTH = sn.Network(sn.Affine([[1, 2], [0, -1]], [1, "1/2"]), sn.sigmoid, sn.Affine([[1, -1]]))
SQUARES = sn.Network(sn.Affine([[1, 2], [0, -1]], [1, 0]), sn.square, sn.Affine([[1, -1]]))
x, y = sp.symbols("x y", real=True)

KINDS: dict[str, Callable[[Any], sn.Derivation]] = {
    "composition": lambda d: sn.derive.composition(
        sn.Affine([[1, 2], [3, 4]], [1, 0]), sn.Affine([[R, 1], [0, R]], [0, 1]),
        sn.Affine([[1, 1]]), depth=d),
    "jacobian": lambda d: sn.derive.jacobian(
        sn.Network(SMOOTH, sn.Affine([[1], [2]]), sn.Softmax()), at=["1/2", -1], depth=d),
    "gradient": lambda d: sn.derive.gradient(SMOOTH, at=["1/2", -1], depth=d),
    "hessian": lambda d: sn.derive.hessian(SQUARES, at=["1/2", -1], depth=d),
    "cell": lambda d: sn.derive.cell(ROOTS, at=("5/6", "1/3"), depth=d),
    "cell of leaky units": lambda d: sn.derive.cell(
        sn.Network(sn.Affine([[1], [2]], [0, 1]), sn.leaky_relu("1/10"), sn.Affine([[1, 1]], [1])),
        at=[1], depth=d),
    "cases": lambda d: sn.derive.cases(ROOTS, depth=d),
    "cases of xor": lambda d: sn.derive.cases(XOR, depth=d),
    "equivalence": lambda d: sn.derive.equivalence(XOR, XOR_TOO, depth=d),
    "equivalence of smooth": lambda d: sn.derive.equivalence(
        sn.Network(sn.Affine([[1]]), sn.tanh),
        sn.Network(sn.Affine([[2]]), sn.sigmoid, sn.Affine([[2]], [-1])), depth=d),
    "softmax": lambda d: sn.derive.softmax(at=[1, 2, 0], target=3, depth=d),
    "batch norm": lambda d: sn.derive.batch_norm(
        sn.Affine([[1, 2], [3, 4]], [1, 0]), mean=[1, 2], variance=[3, "1/4"], scale=[2, 1],
        shift=[0, 1], epsilon=1, depth=d),
    "convolution": lambda d: sn.derive.convolution(
        Convolution([[1, 2], [0, -1]], [1, 0], [(0, 1), (1, 2), (2, -1)], 3), depth=d),
    "attention": lambda d: sn.derive.attention(
        [[1, 0], [0, 1]], [[1, 2], [0, 1]], [[1, 0], [2, 1]], depth=d),
    "refutation": lambda d: sn.derive.refutation(
        sn.check(sn.Le(abs(ROOTS(x, y) - x * y), sp.Rational(1, 5)), over={x: (0, 1), y: (0, 1)}),
        depth=d),
    "refutation of equality": lambda d: sn.derive.refutation(
        sn.Eq(sn.sigmoid(x), sn.tanh(x)), depth=d),
    "proof": lambda d: sn.derive.proof(
        sn.check(sn.Le(abs(ROOTS(x, y) - x * y), sp.Rational(1, 4)), over={x: (0, 1), y: (0, 1)}),
        depth=d),
    "proof of equality": lambda d: sn.derive.proof(
        sn.Eq(sn.Max(x, y), (x + y + abs(x - y)) / 2), depth=d),
    "symbols": lambda d: sn.derive.symbolic(ROOTS, depth=d),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_replays_and_is_proved_when_it_is_read(kind: str, tmp_path: Path) -> None:
    """At every depth; saved and loaded it is the same."""
    for depth in ("result", "textbook", "full"):
        page = KINDS[kind](depth)
        page.recheck()
        entries = list(judge(Source("a.md", page.markdown(), "markdown")))
        unproved = [
            (e.latex, e.verdict, e.reason)
            for e in entries
            if (e.kind != "definition" and e.verdict != "proved") or e.is_warning
        ]
        assert unproved == []
    page.save(tmp_path / "page.json")
    assert sn.Derivation.load(tmp_path / "page.json") == page


LAST = {
    "composition": "= (3 + 2 √2, 4 + 3 √2) x + (2 + √2)/2",
    "hessian": "= (2, 4; 4, 6)",
    "cell": "= (1 + √2)/2 x₁ + (1 + √2)/2 x₂ - (1 + √2)/2   (x₁ ≥ √2/2, x₁ + x₂ ≥ 1, x₂ ≤ √2/2)",
    "cases": "= {0 if x₁ + x₂ ≤ 1; (1 + √2)/2 x₁ + (1 + √2)/2 x₂ - (1 + √2)/2 if x₁ + x₂ ≥ 1}",
    "cases of xor": "{0 if x₁ + x₂ ≤ 0; x₁ + x₂ if 0 ≤ x₁ + x₂ ≤ 1; 2 - x₁ - x₂ otherwise}",
    "equivalence": "f(x) = g(x)",
    "softmax": "≈ (0.244728; 0.665241; -0.909969)",
    "convolution": "C x + d = (x₁ + 2 x₂ + 1; x₂ + 2 x₃ + 1; x₃ + 1; -x₂; -x₃; 0)",
    "attention": "≈ (1.330238, 0.330238; 1.330238, 0.330238)",
    "proof": "≤ 1/4   (0 ≤ x ≤ 1, 0 ≤ y ≤ 1)",
    "proof of equality": "max(x, y) = 1/2 x + 1/2 y + 1/2 |x - y|",
    "refutation": "> 1/5",
    "symbols": "= (2 + √2)/2 ReLU(√2/2 x₁ + √2/2 x₂ - √2/2)",
}


@pytest.mark.parametrize("kind", LAST)
def test_what_a_page_ends_with(kind: str) -> None:
    assert KINDS[kind]("textbook").text().endswith(LAST[kind])


integers = st.integers(-3, 3)


@st.composite
def small_networks(draw: st.DrawFn) -> sn.Network:
    hidden, inputs = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    weights = [[draw(integers) for _ in range(inputs)] for _ in range(hidden)]
    bias = [draw(integers) for _ in range(hidden)]
    activation = draw(st.sampled_from([sn.relu, sn.absolute, sn.leaky_relu("1/2"), sn.hard_tanh]))
    last = [[draw(integers) for _ in range(hidden)]]
    return sn.Network(sn.Affine(weights, bias), activation, sn.Affine(last))


@settings(max_examples=20)
@given(small_networks(), st.tuples(integers, integers))
def test_cells_and_cases_are_the_network(net: sn.Network, point: tuple[int, int]) -> None:
    """The cases are proved to be f; the affine map on the cell of a point has the value there."""
    at = point[: net.inputs or 1]
    sn.derive.cases(net).recheck()
    try:
        page = sn.derive.cell(net, at=at)
    except UndefinedError:
        return  # on a boundary
    page.recheck()
    exact = page.lines[-1].exact
    assert exact is not None
    names = ["x"] if len(at) == 1 else ["x_1", "x_2"]
    ((value,),) = exact.values
    there = to_sympy(value).subs(
        {s: v for s in to_sympy(value).free_symbols for n, v in zip(names, at, strict=True)
         if s.name == n}
    )  # fmt: skip
    assert sn.check(sn.Eq(there, net(*at))).proved


@settings(max_examples=20)
@given(st.lists(st.lists(integers, min_size=2, max_size=2), min_size=2, max_size=2),
       st.lists(integers, min_size=2, max_size=2))  # fmt: skip
def test_the_hessian_is_the_second_derivative(rows: list[list[int]], point: list[int]) -> None:
    """By sympy's own differentiation of the polynomial, compared exactly."""
    net = sn.Network(sn.Affine(rows, [1, 0]), sn.square, sn.Affine([[1, -2]]), sn.square)
    exact = sn.derive.hessian(net, at=point).lines[-1].exact
    f = sp.expand(net(x, y))
    expected = sp.hessian(f, (x, y)).subs({x: point[0], y: point[1]})
    assert exact is not None
    assert sp.Matrix([[to_sympy(e) for e in row] for row in exact.values]) == expected


def test_jumps_have_their_own_cases() -> None:
    """The value at a jump comes first; strict bounds beside it."""
    net = sn.Network(sn.Affine([[1]]), sn.step(at_zero="1/2"))
    page = sn.derive.cases(net)
    page.recheck()
    assert page.text().endswith("= {1/2 if x = 0; 0 if x < 0; 1 otherwise}")


def test_refusals() -> None:
    """What has no page says so, with the way out."""
    with pytest.raises(ShapeError, match="at least two"):
        sn.derive.composition(sn.Affine([[1]]))
    with pytest.raises(UnsupportedError, match="no affine layer"):
        sn.derive.composition(sn.Affine([[1]]), sn.relu)
    with pytest.raises(ShapeError, match="jacobian"):
        sn.derive.gradient(sn.Network(sn.Affine([[1], [2]])), at=[1])
    with pytest.raises(UndefinedError, match="kink"):
        sn.derive.jacobian(XOR, at=[0, 0])
    with pytest.raises(UndefinedError, match=r"derive\.cases"):
        sn.derive.cell(XOR, at=[0, 0])
    with pytest.raises(EvidenceError, match="not proved to be equivalent"):
        sn.derive.equivalence(XOR, ROOTS)
    with pytest.raises(ShapeError, match="target"):
        sn.derive.softmax(at=[1, 2], target=3)
    with pytest.raises(ShapeError, match="do not fit"):
        sn.derive.attention([[1]], [[1, 2]], [[1]])
    with pytest.raises(ShapeError, match="mean"):
        sn.derive.batch_norm(sn.Affine([[1]]), mean=[1, 2], variance=[1], scale=[1], shift=[0])
    with pytest.raises(ClaimError, match="refuted"):
        sn.derive.refutation(sn.Eq(1, 1))
    with pytest.raises(ClaimError, match="proved"):
        sn.derive.proof(sn.Eq(1, 2))
    with pytest.raises(UnsupportedError, match="no cells"):
        sn.derive.proof(sn.Le(x, x))
    with pytest.raises(UnsupportedError, match="one relation"):
        sn.derive.proof(sn.And(sn.Le(x, abs(x)), sn.Le(-x, abs(x))))
    with pytest.raises(UnsupportedError, match="not piecewise linear"):
        sn.derive.proof(sn.check(sn.Le(x, abs(x)), over=[sn.Le(x * x, 1)]))
    with pytest.raises(UnsupportedError, match="joined by and"):
        sn.derive.refutation(sn.Or(sn.Eq(1, 2), sn.Eq(1, 3)))
    wide = sn.Network(sn.Affine([[k] for k in range(1, 31)], list(range(30))), sn.relu)
    with pytest.raises(TooLargeError, match="cells"):
        sn.derive.cases(wide)
