"""The forward pass: proved, read back, never proved when a digit is changed."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

import symnn as sn
from symnn.derivations.typesetting.style import DEPTHS, Depth, Style
from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.errors import ClaimError, ShapeError
from symnn.functions.sympy_functions import to_sympy

entries = st.builds(
    lambda a, b: sp.Rational(a, 2) + b * sp.sqrt(2), st.integers(-4, 4), st.integers(-1, 1)
)
ACTIVATIONS = [sn.relu, sn.sigmoid, sn.tanh, sn.leaky_relu("1/10"), sn.absolute]


@st.composite
def networks(draw: st.DrawFn, activations: list[Any]) -> tuple[sn.Network, list[Any]]:
    inputs, hidden = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    first = [[draw(entries) for _ in range(inputs)] for _ in range(hidden)]
    last = [[draw(entries) for _ in range(hidden)]]
    bias = [draw(entries) for _ in range(hidden)]
    net = sn.Network(sn.Affine(first, bias), draw(st.sampled_from(activations)), sn.Affine(last))
    return net, [draw(entries) for _ in range(inputs)]


def read_back(markdown: str) -> list[Entry]:
    return list(judge(Source("a.md", markdown, "markdown")))


def unproved(page: sn.Derivation) -> list[Entry]:
    """What is neither a definition nor proved; rounded values within formulas may stay open."""
    return [
        e
        for e in read_back(page.markdown())
        if (e.kind != "definition" and e.verdict != "proved") or e.is_warning
    ]


@given(networks(ACTIVATIONS), st.sampled_from(DEPTHS))
def test_what_is_written_is_proved_when_read(case: tuple[sn.Network, list[Any]], d: Depth) -> None:
    """Every relation of the page is a definition or proved, and the evidence replays."""
    net, point = case
    derivation = sn.derive(net, at=point, depth=d)
    derivation.recheck()
    assert unproved(derivation) == []


@given(networks(ACTIVATIONS))
def test_the_last_line_is_the_value_of_the_network(case: tuple[sn.Network, list[Any]]) -> None:
    """What the page ends with equals net(point), decided exactly."""
    net, point = case
    line = sn.derive(net, at=point).lines[-1]
    assert line.exact is not None
    ((value,),) = line.exact.values
    assert sn.check(sn.Eq(to_sympy(value), net(point))).proved


@given(networks([sn.relu, sn.absolute]), st.data())
def test_a_changed_digit_is_never_proved(case: tuple[sn.Network, list[Any]], data: Any) -> None:
    """One digit of the last result changed: refuted at its line, or it has the same value."""
    net, point = case
    page = sn.derive(net, at=point).markdown()
    body, _, last = page.removesuffix("\n\\end{aligned}\n$$\n").rpartition("= ")
    digits = [m.start() for m in re.finditer(r"\d", last)]
    assume(digits)
    place = data.draw(st.sampled_from(digits))
    digit = str((int(last[place]) + 1) % 10)
    changed = last[:place] + digit + last[place + 1 :]
    assume("{0}" not in changed)
    entry = read_back(f"{body}= {changed}\n\\end{{aligned}}\n$$\n")[-1]
    assert entry.verdict != "proved" or sp.simplify(net(point) - _number(changed)) == 0


def _number(latex: str) -> Any:
    """A value printed as integers, fractions and roots, read by a second way."""
    text = re.sub(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{(\d+)\}", r"((\1)/\2)", latex)
    text = re.sub(r"\\sqrt\{(\d+)\}", r"*R(\1)", text).replace(" ", "")
    text = re.sub(r"(^|[(+-])\*R", r"\1R", text)
    total = sp.Integer(0)
    scale = sp.Integer(1)
    match = re.fullmatch(r"(-?)\(\((.*)\)/(\d+)\)", text)
    if match:
        scale = sp.Rational(-1 if match[1] else 1, int(match[3]))
        text = match[2]
    for sign, factor, radicand in re.findall(r"([+-]?)(\d*)\*?(?:R\((\d+)\))?", text):
        if factor or radicand:
            term = sp.Integer(factor or 1) * (sp.sqrt(int(radicand)) if radicand else 1)
            total += -term if sign == "-" else term
    return scale * total


LAYERS = [
    sn.Network(sn.Affine([[1, 2], [3, -4]]), sn.MaxPool(2)),
    sn.Network(sn.Maxout(sn.Affine([[1, 2]], [1]), sn.Affine([[-1, 0]]))),
    sn.Network(sn.Residual(sn.Affine([[1, 0], [1, "1/2"]]), sn.relu), sn.Affine([[1, 1]])),
    sn.Network(sn.Parallel(sn.relu, [sn.Affine([[1, 1]]), sn.tanh]), sn.Softmax()),
    sn.Network(sn.relu, sn.sigmoid),
    sn.Network(sn.identity),
    sn.Network(sn.step(at_zero="1/2"), sn.Affine([[0, 0]])),
]


@pytest.mark.parametrize("net", LAYERS, ids=lambda net: str(net.label))
def test_every_kind_of_layer_has_its_lines(net: sn.Network) -> None:
    """The page is proved when it is read, and ends with the value, at a point and in symbols."""
    page = sn.derive(net, at=["1/2", -3], depth="full")
    exact = page.lines[-1].exact
    assert exact is not None
    values = [to_sympy(e) for row in exact.values for e in row]
    assert sn.check(sn.Eq(values, list(sp.Matrix([net("1/2", -3)])))).proved
    assert unproved(page) == []


def test_the_square_root_network_reads_like_a_book() -> None:
    """At (5/6, 1/3), at the depth of a result and in full."""
    r = 1 / sp.sqrt(2)
    net = sn.Network(
        sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
        sn.relu,
        sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
    )
    page = sn.derive(net, at=("5/6", "1/3"))
    assert page.text("result").endswith("\nf(5/6; 1/3) = (1 + √2)/12")
    assert (
        r"= \frac{2 + \sqrt{2}}{2} \cdot \frac{\sqrt{2}}{12} = \frac{1 + \sqrt{2}}{12}"
        in page.latex("full")
    )
    below = page.latex("full", Style(roots="below", brackets="b"))
    assert r"\frac{7}{6 \sqrt{2}}" not in below
    assert r"\begin{bmatrix} -\frac{1}{\sqrt{2}} \\" in below


def test_refusals() -> None:
    """A depth that does not exist, a wrong number of inputs."""
    net = sn.Network(sn.Affine([[1, 2]]))
    with pytest.raises(ClaimError, match="depth"):
        sn.derive(net, at=[1, 2], depth="deep")
    with pytest.raises(ShapeError):
        sn.derive(net, at=[1])
