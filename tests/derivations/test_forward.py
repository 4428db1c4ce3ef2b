"""The closed loop: a derivation that is written is read back and proved; changed, it is not."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

import symnn as sn
from symnn.claims.verdict import Status, Verdict
from symnn.derivations.derivation import DEPTHS, Depth, Quantity, Step, equality
from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.errors import ClaimError, EvidenceError, ShapeError, UnsupportedError
from symnn.exact.expression import rational

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


def read_back(latex: str) -> list[Entry]:
    return list(judge(Source("a.md", f"$$\n{latex}\n$$\n", "markdown")))


@given(networks(ACTIVATIONS), st.sampled_from(DEPTHS))
def test_what_is_written_is_proved_when_read(case: tuple[sn.Network, list[Any]], d: Depth) -> None:
    """Every relation of the page is a definition or proved, and the evidence replays."""
    net, point = case
    derivation = sn.derive(net, at=point, depth=d)
    derivation.recheck()
    found = read_back(derivation.latex())
    assert all(e.kind == "definition" or e.verdict == "proved" for e in found)


@given(networks([sn.relu, sn.absolute]), st.data())
def test_a_changed_digit_is_never_proved(case: tuple[sn.Network, list[Any]], data: Any) -> None:
    """One digit of the last result changed: refuted at its line."""
    net, point = case
    latex = sn.derive(net, at=point).latex()
    body, _, last = latex.removesuffix("\n\\end{align}").rpartition("&= ")
    digits = [m.start() for m in re.finditer(r"\d", last)]
    assume(digits)
    place = data.draw(st.sampled_from(digits))
    digit = str((int(last[place]) + 1) % 10)
    changed = last[:place] + digit + last[place + 1 :]
    assume("{0}" not in changed)
    entry = read_back(f"{body}&= {changed}\n\\end{{align}}")[-1]
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


def test_a_step_that_is_not_proved_cannot_be_made() -> None:
    """Neither a false step nor a verdict about something else."""
    one, two = (Quantity(str(n), (rational(n),)) for n in (1, 2))
    undecided = Verdict(Status.UNDECIDED, equality(one.entries, two.entries))
    other = sn.check(sn.Eq(1, 1))
    for verdict in (undecided, other):
        with pytest.raises(EvidenceError, match="not proved"):
            Step(one, two, "wishful thinking", verdict)


def test_refusals() -> None:
    """A depth that does not exist, a wrong number of inputs, a layer of another kind."""
    net = sn.Network(sn.Affine([[1, 2]]))
    with pytest.raises(ClaimError, match="depth"):
        sn.derive(net, at=[1, 2], depth="deep")
    with pytest.raises(ShapeError):
        sn.derive(net, at=[1])
    pooled = sn.Network(sn.Affine([[1], [2]]), sn.MaxPool(2))
    with pytest.raises(UnsupportedError, match="layer 2"):
        sn.derive(pooled, at=[1])
