r"""Φ and φ where the text says that they are those of the normal law; functions of functions."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

CDF = r"$$g(x)=x\Phi(x)$$" "\n\nHere $\\Phi$ is the standard normal CDF."
UNIT = r"$$\mathrm{GELU}(x)=x\,\Phi(x)$$"
ERF = (
    r"$$h(x)=x\Phi(x)=\frac x2\left[1+\operatorname{erf}\left(\frac{x}{\sqrt2}\right)\right],"
    r"\quad \phi=\Phi'$$"
)
WRITTEN = (
    r"$$\Phi(x)=\frac12\left[1+\mathrm{erf}\left(\frac{x}{\sqrt2}\right)\right],\quad \phi=\Phi'$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (CDF, "g(1)=0.8413", "proved"),
        (CDF, "g(1)=0.8431", "refuted"),
        (CDF, r"\Phi(0)=\frac12", "proved"),
        (CDF, r"g(x)\ge0 \text{ for all } x", "refuted"),
        (CDF, r"g(x)-g(-x)=x", "proved"),
        (UNIT, r"\mathrm{GELU}(1)=0.8413", "proved"),
        (UNIT, r"\mathrm{GELU}'(x)=\Phi(x)+x\phi(x)", "proved"),
        (UNIT, r"\mathrm{GELU}'(x)=\Phi(x)-x\phi(x)", "refuted"),
        (UNIT, r"\mathrm{GELU}'(x)+\mathrm{GELU}'(-x)=1", "proved"),
        (ERF, r"h'(x)=\Phi(x)+x\phi(x)", "proved"),
        (ERF, "h(2)=1.9545", "proved"),
        (ERF, "h(2)=1.9345", "refuted"),
        (WRITTEN, r"\phi(x)=\frac{1}{\sqrt{2\pi}}e^{-x^2/2}", "proved"),
        (WRITTEN, r"\phi(0)=0.3989", "proved"),
        (WRITTEN, r"\phi(0)=0.4989", "refuted"),
    ],
)
def test_the_normal_law_has_letters(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"$$g(x)=x\Phi(x)$$", "g(1)=0.8413"),
        ("$$g(x)=x\\Phi(x)$$\n\nThe feature map $\\Phi$ is fixed.", "g(1)=0.8413"),
        (UNIT + "\n\nThe kernel is $\\Phi^T\\Phi$.", r"\Phi(0)=\frac12"),
        (CDF + "\n\nThe features are $\\phi_i(x)$ with the density $p$.", r"\phi(0)=0.3989"),
    ],
)
def test_other_letters_are_not_those(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("$$f(x)=x^3,\\quad g=f'$$", "g(2)=12", "proved"),
        ("$$f(x)=x^3,\\quad g=f'$$", "g(2)=8", "refuted"),
        ("$$f(x)=x^3,\\quad g=f'$$", "g'(x)=6x", "proved"),
        ("$$f(t)=t^3,\\quad h(t)=t,\\quad g=2f-h$$", "g(2)=14", "proved"),
        ("$$f(t)=t^3,\\quad h(t)=t,\\quad g=2f-h$$", "g(2)=16", "refuted"),
        ("$$f(x)=x^3,\\quad g(x)=3x^2$$", "g=f'", "proved"),
    ],
)
def test_functions_are_made_of_functions(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ("$$f(x)=x^3,\\quad x=2,\\quad g=2f$$", "g(1)=2"),
        ("$$f(x)=x^3,\\quad h(t)=t,\\quad g=f+h$$", "g(1)=2"),
    ],
)
def test_values_of_functions_are_no_functions(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sqrt{2/\pi}=0.798 \text{ to three decimals}", "proved"),
        (r"1.702=\sqrt{2/\pi} \text{ to three decimals}", "refuted"),
        (r"\sqrt{2/\pi}=0.7989 \text{ (rounded to 4 decimal places)}", "refuted"),
        (r"\sqrt{2/\pi}=0.7979 \text{ correct to 4 d.p.}", "proved"),
    ],
)
def test_words_say_how_many_digits_are_printed(claim: str, verdict: str) -> None:
    assert last("", claim) == verdict
