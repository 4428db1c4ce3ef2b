"""Backpropagation: the published example to nine digits, and the law that δ's are derivatives."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.derivations.formulas.nodes import Name, Partial
from symnn.derivations.layers import entry_of
from symnn.derivations.steps import Line
from symnn.derivations.typesetting.style import DEPTHS, Style
from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from symnn.errors import ClaimError, ShapeError, UndefinedError, UnsupportedError

EXAMPLE = sn.Network(
    sn.Affine([["0.15", "0.2"], ["0.25", "0.3"]], ["0.35", "0.35"]),
    sn.sigmoid,
    sn.Affine([["0.4", "0.45"], ["0.5", "0.55"]], ["0.6", "0.6"]),
    sn.sigmoid,
)


def unproved(page: sn.Derivation) -> list[Any]:
    entries = judge(Source("a.md", page.markdown(), "markdown"))
    return [
        (e.latex, e.verdict, e.reason)
        for e in entries
        if (e.kind != "definition" and e.verdict != "proved") or e.is_warning
    ]


@pytest.fixture(scope="module")
def example() -> sn.Derivation:
    return sn.derive.backpropagation(
        EXAMPLE,
        at=("0.05", "0.1"),
        target=("0.01", "0.99"),
        rate="0.5",
        biases=False,
        weights="w",
        style=Style(digits=9, rationals="decimal"),
    )


def test_the_published_example_has_its_nine_digits(example: sn.Derivation) -> None:
    """Activations, loss, gradients and new weights of the two-layer sigmoid example."""
    text = " ".join(example.text().split())
    for line in (
        "w₁ x₁ + w₂ x₂ + b⁽¹⁾₁",
        "a⁽¹⁾ = σ(z⁽¹⁾) ≈ (0.593269992; 0.596884378)",
        "≈ (1.105905967; 1.224921404)",
        "≈ (0.751365070; 0.772928465)",
        "≈ 0.298371109",
        "≈ (0.138498562; -0.038098237)",
        "= δ⁽²⁾₁ a⁽¹⁾₁ ≈ 0.082167041",
        "≈ 0.082667628",
        "≈ -0.022602540",
        "≈ -0.022740242",
        "= δ⁽¹⁾₁ x₁ ≈ 0.000438568",
        "= w₁ - η ∂E/∂w₁ ≈ 0.149780716",
        "= w₂ - η ∂E/∂w₂ ≈ 0.199561432",
        "= w₃ - η ∂E/∂w₃ ≈ 0.249751144",
        "= w₄ - η ∂E/∂w₄ ≈ 0.299502287",
        "= w₅ - η ∂E/∂w₅ ≈ 0.358916480",
        "= w₆ - η ∂E/∂w₆ ≈ 0.408666186",
        "= w₇ - η ∂E/∂w₇ ≈ 0.511301270",
        "= w₈ - η ∂E/∂w₈ ≈ 0.561370121",
    ):
        assert line in text
    assert text.endswith("≈ 0.291027774")


def test_a_page_is_proved_when_it_is_read() -> None:
    """Every derivative on the page, by the checker of documents."""
    net = sn.Network(sn.Affine([["0.15", "0.2"]], ["0.35"]), sn.sigmoid, sn.Affine([["0.4"]]))
    page = sn.derive.backpropagation(net, at=("0.05", "0.1"), target=["0.01"], rate="0.5")
    assert unproved(page) == []


# --- a second way: dual numbers -----------------------------------------------------


class Dual:
    """a + b ε with ε² = 0."""

    def __init__(self, a: Fraction, b: Fraction = Fraction(0)) -> None:
        self.a, self.b = a, b

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.a + other.a, self.b + other.b)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.a * other.a, self.a * other.b + self.b * other.a)


fractions = st.fractions(-3, 3, max_denominator=4)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[int], list[list[Fraction]], Any, list[Fraction]]:
    sizes = draw(st.lists(st.integers(1, 2), min_size=2, max_size=3))
    weights = [[draw(fractions) for _ in range(m * n + n)] for m, n in pairwise(sizes)]
    point = [draw(fractions) for _ in range(sizes[0])]
    return sizes, weights, draw(st.sampled_from([sn.square, sn.relu, sn.identity])), point


def dual_loss(
    sizes: list[int], weights: list[list[Dual]], activation: Any, point: list[Fraction]
) -> Dual:
    """½ Σ (t − a)² with all targets 1."""
    current = [Dual(p) for p in point]
    for (m, n), flat in zip(pairwise(sizes), weights, strict=True):
        out = []
        for i in range(n):
            z = flat[m * n + i]
            for j in range(m):
                z = z + flat[i * m + j] * current[j]
            if activation is sn.square:
                z = z * z
            elif activation is sn.relu and z.a <= 0:
                z = Dual(Fraction(0))
            out.append(z)
        current = out
    total = Dual(Fraction(0))
    for a in current:
        d = a + Dual(Fraction(-1))
        total = total + d * d * Dual(Fraction(1, 2))
    return total


@settings(max_examples=15)
@given(cases())
def test_every_derivative_is_that_of_the_loss(case: Any) -> None:
    """∂E/∂w on the page = the ε part of the loss with w + ε, exactly."""
    sizes, weights, activation, point = case
    layers: list[Any] = []
    for (m, n), flat in zip(pairwise(sizes), weights, strict=True):
        layers += [sn.Affine([flat[i * m : i * m + m] for i in range(n)], flat[m * n :])]
        layers += [activation]
    net = sn.Network(*layers)
    try:
        page = sn.derive.backpropagation(net, at=point, target=[1] * sizes[-1])
    except UndefinedError:
        return  # a unit on its kink
    page.recheck()
    found = {
        line.first.by: line.exact
        for line in page.lines
        if isinstance(line, Line) and isinstance(line.first, Partial)
    }
    for layer, (m, n) in enumerate(pairwise(sizes)):
        number = layer + 1 if len(sizes) > 2 else None
        for i in range(n):
            for j in range(m):
                exact = found[entry_of(Name("W", number), (n, m), i, j)]
                duals = [[Dual(w) for w in flat] for flat in weights]
                duals[layer][i * m + j].b = Fraction(1)
                slope = dual_loss(sizes, duals, activation, point).b
                assert exact is not None
                ((value,),) = exact.values
                assert sn.check(
                    sn.Eq(value, sp.Rational(slope.numerator, slope.denominator))
                ).proved


LOSSES = [
    ("half squared error", [sn.tanh]),
    ("squared error", [sn.softplus]),
    ("cross-entropy", [sn.Softmax()]),
    ("binary cross-entropy", [sn.sigmoid]),
    ("half squared error", [sn.Softmax()]),
    ("cross-entropy", [sn.sigmoid]),
    ("half squared error", []),
]


@pytest.mark.parametrize(("loss", "last"), LOSSES, ids=str)
def test_losses_and_activations(loss: str, last: list[Any]) -> None:
    """Each pair has its δ, proved; and the page is proved when it is read."""
    net = sn.Network(
        sn.Affine([[1, -1], ["1/2", 2]], [0, 1]), sn.relu, sn.Affine([[1, 2], [0, 1]]), *last
    )
    page = sn.derive.backpropagation(net, at=[1, 2], target=[0, 1], loss=loss)
    page.recheck()
    assert [unproved(page.at_depth(depth)) for depth in DEPTHS] == [[], [], []]


@pytest.mark.parametrize("middle", [sn.absolute, sn.hard_tanh, sn.leaky_relu("1/10")], ids=repr)
def test_activations_with_kinks_are_read_back(middle: Any) -> None:
    """Bars around a vector would be its length; slopes of three pieces are left to the reader."""
    net = sn.Network(
        sn.Affine([["1/2", 1], [-1, 2]], ["1/4", -1]), middle, sn.Affine([[3, -1]], [1])
    )
    page = sn.derive.backpropagation(net, at=[1, "1/3"], target=[1], rate="1/10", depth="full")
    assert unproved(page) == []


def test_refusals() -> None:
    """A kink, a loss that does not exist, targets that do not fit, layers without weights."""
    net = sn.Network(sn.Affine([[1, -1]]), sn.relu)
    with pytest.raises(UndefinedError, match="unit 1 sits on the kink"):
        sn.derive.backpropagation(net, at=[1, 1], target=[0])
    with pytest.raises(ClaimError, match="loss"):
        sn.derive.backpropagation(net, at=[1, 2], target=[0], loss="hinge")
    with pytest.raises(ShapeError, match="targets"):
        sn.derive.backpropagation(net, at=[1, 2], target=[0, 1])
    pooled = sn.Network(sn.Affine([[1], [2]]), sn.MaxPool(2))
    with pytest.raises(UnsupportedError, match="layer 2"):
        sn.derive.backpropagation(pooled, at=[1], target=[0])
    with pytest.raises(UnsupportedError, match="no weights"):
        sn.derive.backpropagation(sn.Network(sn.sigmoid), at=[1], target=[0])
