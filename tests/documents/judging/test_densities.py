r"""A density with σ² among its arguments, laws of logarithms of activations, kinks left out."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_DENSITY = r"""$$
\mathcal{N}(x\mid\mu,\sigma^2)=\frac{1}{\sqrt{2\pi\sigma^2}}\exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)
$$"""
_BARE = r"""$$
p(x\mid\mu,\sigma^2)=\frac{1}{\sigma\sqrt{2\pi}}e^{-\frac{(x-\mu)^2}{2\sigma^2}}
$$"""
_SOFT = r"""$$
\sigma(x)=\frac{1}{1+\exp(-x)},\qquad \zeta(x)=\log(1+\exp(x))
$$"""
_SKIP = r"""$$
\sigma(x)=\frac1{1+e^{-x}},\ w=[1,-1],\ c=[0.5,0.5],\ L=-\log\sigma(c\cdot w)
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_DENSITY, r"\mathcal{N}(0\mid 0,4)=\frac{1}{2\sqrt{2\pi}}", "proved"),
        (_DENSITY, r"\mathcal{N}(0\mid 0,4)=\frac{1}{4\sqrt{2\pi}}", "refuted"),
        (_BARE, r"p(0\mid 0,4)=\frac{1}{2\sqrt{2\pi}}", "proved"),
        (
            _DENSITY,
            r"\frac{\partial}{\partial\mu}\log\mathcal{N}(x\mid\mu,\sigma^2)=\frac{x-\mu}{\sigma^2}",
            "proved",
        ),
        (
            _DENSITY,
            r"\frac{\partial}{\partial\mu}\log\mathcal{N}(x\mid\mu,\sigma^2)=\frac{\mu-x}{\sigma^2}",
            "refuted",
        ),
        (_SOFT, r"\log\sigma(x)=-\zeta(-x)", "proved"),
        (_SOFT, r"\log\sigma(x)=-\zeta(x)", "refuted"),
        (_SOFT, r"\log(1-\sigma(x))=\zeta(x)", "refuted"),
        (_SOFT, r"-\log\sigma(x)=\log(1+e^{x})", "refuted"),
        ("", r"\frac{d}{dw}|w|=\mathrm{sgn}(w) \text{ for } w\ne 0", "proved"),
        ("", r"\frac{d}{dw}|w|=-\mathrm{sgn}(w) \text{ for } w\ne 0", "refuted"),
        ("", r"\frac{d}{dw}\max(0,w)=1 \text{ for } w\ne 0", "refuted"),
        ("$$\nT=20\n$$", r"\cos\left(\frac tT\right)=1-2\sin^2\left(\frac{t}{2T}\right)", "proved"),
        (_SKIP, r"\frac{\partial L}{\partial c}=[-0.5,0.5]", "proved"),
        (_SKIP, r"\frac{\partial L}{\partial c}=[0.5,0.5]", "refuted"),
        (_SKIP, r"\frac{\partial L}{\partial c}=(1-\sigma(c\cdot w))w", "refuted"),
    ],
)
def test_a_claim(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize("claim", [r"\log\sigma(x)=-1", r"\log\sigma(x)=\log a", r"\zeta(x)=x"])
def test_an_equation_to_solve_stays_one(claim: str) -> None:
    assert last(_SOFT, claim) is None


def test_what_was_found_false_is_no_value_to_go_on_from() -> None:
    """The same digits printed once more are not what was carried on from the first ones."""
    given = f"{_SOFT}\n\n$$\nL=-\\log\\sigma(2)\n$$\n\n$$\nL\\approx 1.0064\n$$"
    assert entries(given)[-1].verdict == "refuted"
    assert last(given, "L=1.0064") != "proved"


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ([r"\sigma(x)=\frac12(1+\tanh\frac x2)", r"\sigma(x)=\frac12(1+\tanh x)"], "refuted"),
        # a function by its name may be the next one in a list of activations
        ([r"\sigma(x)=\frac{e^x}{1+e^x}", r"\sigma(x)=\tanh(x)"], None),
        ([r"\sigma(x)=\frac12(1+\tanh x)"], None),
    ],
)
def test_a_formula_right_below_one_that_holds(claims: list[str], verdict: str | None) -> None:
    given = "\n\n".join([_SOFT, *(f"$$\n{claim}\n$$" for claim in claims[:-1])])
    assert last(given, claims[-1]) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("(n+1)n+n=(n+1)^2", "refuted"),
        ("(n+1)n+(n+1)=(n+1)^2", "proved"),
        ("x^2+1=x^2", None),
        ("2(x+3)=2x+5", None),
        ("(x+1)^2=x^2+1", None),
    ],
)
def test_polynomials_that_differ_by_a_number(claim: str, verdict: str | None) -> None:
    assert last("", claim) == verdict


def test_activations_on_both_sides() -> None:
    given = "$$\n\\sigma(x)=\\max(0,x),\\ g(x)=\\sigma(x)-\\frac12\\sigma(x-1)\n$$"
    assert last(given, r"x\,\sigma(-x)=\sigma(x)^2") == "refuted"
    assert last(given, r"x\,\sigma(x)=\sigma(x)^2") == "proved"
    assert last(given, r"g(x)<\sigma(x) \text{ for all } x") == "refuted"


_ELU = r"""$$
E_\alpha(z)=\begin{cases}z&z>0\\\alpha(e^z-1)&z\le 0\end{cases}
$$"""
_SQUARES = "$$\nM=\\frac1n\\sum_{i=1}^n(y_i-(mx_i+b))^2\n$$"
_GATE = "$$\nf(x,y)=xy,\\qquad x=-2,\\ y=5\n$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_ELU, r"E_\alpha'(z)=E_\alpha(z)+\alpha \text{ for } z<0", "proved"),
        (_ELU, r"E_\alpha'(z)=E_\alpha(z)-\alpha \text{ for } z<0", "refuted"),
        (_ELU, r"E_\alpha'(z)=1 \text{ for } z>0", "proved"),
        # at the kink there is no slope
        (_ELU, r"E_\alpha'(z)=E_\alpha(z)+\alpha \text{ for } z\le 0", None),
        (_SQUARES, r"\frac{\partial M}{\partial b}=-\frac2n\sum_{i=1}^n(y_i-(mx_i+b))", "proved"),
        (_SQUARES, r"\frac{\partial M}{\partial b}=\frac2n\sum_{i=1}^n(y_i-(mx_i+b))", "refuted"),
        # what is set to 0 is looked for
        (_SQUARES, r"\frac{\partial M}{\partial b}=0", None),
        (_GATE, r"\frac{\partial f}{\partial x}=y", "proved"),
        (_GATE, r"\frac{\partial f}{\partial x}=x", "refuted"),
        (_GATE, r"\frac{\partial f}{\partial x}=-2", "refuted"),
        (_GATE, r"\frac{\partial f}{\partial x}=0", None),
    ],
)
def test_slopes(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
