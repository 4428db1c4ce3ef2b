"""Symbols of a user that look like letters of a page: the page takes others."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
import sympy as sp

import symnn as sn
from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.derivations.formulas.meaning import Meaning
from symnn.derivations.steps import Line
from symnn.exact.from_sympy import from_sympy

LETTERS = [*"xuWbzahftEJgHyδ", "delta", "eta", "x_1", "x2", "W_1", "hat(E)", "varphi", "hatW"]


def net_with(letter: str) -> sn.Network:
    """A network whose weights and slope hold a symbol."""
    s = sp.Symbol(letter, real=True)
    return sn.Network(sn.Affine([[s, 1]], [2 * s]), sn.leaky_relu(s))


def meaning_of(page: sn.Derivation) -> Meaning:
    """What the names of a page stand for at its end."""
    meaning = Meaning()
    for part in page.parts:
        if isinstance(part, Line):
            meaning = part.extended(meaning)
    return meaning


@pytest.mark.parametrize("letter", LETTERS)
def test_the_last_line_is_the_value_of_the_network(letter: str, tmp_path: Path) -> None:
    """By what the network says, without the page."""
    net = net_with(letter)
    page = sn.derive(net, at=[-1, 3])
    last = page.lines[-1].exact
    assert last is not None
    (wanted,) = net.exprs([from_sympy(-1), from_sympy(3)])
    assert decide(Claim(Atomic("=", last.values[0][0], wanted))).proved
    known = meaning_of(page).known
    assert letter not in {name.key for name in known}
    page.save(tmp_path / "page.json")
    assert sn.Derivation.load(tmp_path / "page.json") == page


@pytest.mark.parametrize("letter", LETTERS)
def test_derivatives_and_steps_give_way_too(letter: str) -> None:
    """No name of the page is the symbol, and each step is proved."""
    s = sp.Symbol(letter, real=True)
    net = sn.Network(sn.Affine([[s]], [1]), sn.tanh)
    pages = [
        sn.derive.jacobian(net, at=[s]),
        sn.derive.symbolic(net),
        sn.derive.backpropagation(net, at=[2], target=[s], rate=s),
    ]
    for page in pages:
        assert letter not in {name.key for name in meaning_of(page).known}
        assert "\N{DOUBLE DAGGER}" not in page.text(depth="full") + page.latex(depth="full")


def test_what_is_plain_stays() -> None:
    """Inputs called x_1 and x_2 are the entries of x; turned round they are not."""
    one, two = sp.symbols("x_1 x_2", real=True)
    net = sn.Network(sn.Affine([[1, 2]]))
    assert sn.derive(net, at=[one, two], depth="result").text().endswith("f(x₁; x₂) = x₁ + 2 x₂")
    turned = sn.derive(net, at=[two, one], depth="result").text()
    assert "s = (x₂; x₁)" in turned


def test_a_style_names_the_letters_of_the_page() -> None:
    """Also where they have given way."""
    a = sp.Symbol("a", real=True)
    net = sn.Network(sn.Affine([[a]]), sn.relu)
    style = sn.Style(names={"a": r"\alpha"})
    assert r"\alpha &= \operatorname{ReLU}(z)" in sn.derive(net, at=[2], style=style).latex()
    assert r"2 a" in sn.derive(net, at=[2], style=style).latex()


def test_the_loss_after_a_step_has_its_value() -> None:
    """A net of one weight: each line of the forward pass with the new weight says its number."""
    page = sn.derive.backpropagation(sn.Network(sn.Affine([[1]])), at=[1], target=[0], rate=-1)
    text = normalize("NFC", page.text())
    assert text.endswith("Ŵ = W - η δ x = 2\nẑ = Ŵ x = 2\nÊ = 1/2 (t - ẑ)² = 2")


def test_numbers_stand_before_letters() -> None:
    """2 b - a, not b·2 - a."""
    a, b = sp.symbols("a b", real=True)
    net = sn.Network(sn.Affine([[a, 1], [0, b]], [0, -a]))
    assert sn.derive(net, at=[1, 2], depth="result").text().endswith("= (a + 2; 2 b - a)")
    assert sn.derive(net, at=[1, "-1/2"], depth="result").text().endswith("; -1/2 b - a)")


def test_forms_wider_than_a_page_are_left_out() -> None:
    """A sum of twelve fractions in a matrix, which nothing can break; a short one stays."""
    for count, stays in ((3, True), (12, False)):
        net = sn.Network(sn.Affine([list(range(2, count + 2))] * 2))
        page = sn.derive(net, at=[sp.Rational(1, k + 2) for k in range(count)], depth="full")
        assert (r"2 \cdot \frac{1}{2} + 3 \cdot" in page.latex()) is stays
        assert "2·1/2 + 3·" in page.text()
