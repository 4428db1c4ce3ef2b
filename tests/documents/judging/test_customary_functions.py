r"""Functions that a text uses by their names alone: clip, logit, artanh, mish."""

from __future__ import annotations

import pytest

from symnn.latex.meaning import usual
from symnn.latex.meaning.customary import FORMULAS, WITH_PARAMETER, customary
from tests.documents.judging.verdicts import entries, last


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\mathrm{clip}(5,0,1)=1", "proved"),
        (r"\operatorname{clip}(x,0,1)=\max(0,\min(1,x))", "proved"),
        (r"\operatorname{clip}(x,0,6)=\max(0,x) \text{ for all } x", "refuted"),
        (r"\mathrm{clamp}((1,2,3),0,2)=(1,2,2)", "proved"),
        (r"\operatorname{logit}(0.7)\approx 0.85", "proved"),
        (r"\operatorname{logit}(0.7)\approx 0.75", "refuted"),
        (r"\operatorname{artanh}\left(\tfrac12\right)=\frac12\ln3", "proved"),
        (r"\operatorname{arcsinh}(1)=\ln(1+\sqrt2)", "proved"),
        (r"\operatorname{arcosh}(1)=0", "proved"),
        (r"\coth(x)=\frac{1}{\tanh x}", "proved"),
        (r"\mathrm{softsign}(-3)=-\tfrac34", "proved"),
        (r"\mathrm{mish}(0)=0", "proved"),
        (r"\mathrm{hardswish}(1)=\tfrac23", "proved"),
        (r"\mathrm{LogSigmoid}(0)=-\ln2", "proved"),
        (r"\mathrm{swish}(1)=0.731", "proved"),
        (r"\mathrm{swish}(1)=0.881", "undecided"),
    ],
)
def test_a_name_without_a_definition(claim: str, verdict: str) -> None:
    assert last("Some words.", claim) == verdict


_CHANCES = r"$$p=(\tfrac12,\tfrac12),\ q=(\tfrac14,\tfrac34)$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"D_{\mathrm{KL}}(p\|q)=\frac12\ln\frac43", "proved"),
        (r"\mathrm{KL}(p\,\|\,q)=0.1438", "proved"),
        (r"D_{KL}(p\|q)=0.2075", "undecided"),
        (r"D_{KL}(p\|q)=0.15", "refuted"),
        (r"D_{KL}(p\|q)=D_{KL}(q\|p)", "refuted"),
        (r"D_{KL}(p\|p)=0", "proved"),
    ],
)
def test_divergences_of_lists_in_nats_or_bits(claim: str, verdict: str) -> None:
    assert last(_CHANCES, claim) == verdict


def test_what_a_text_says_counts_more() -> None:
    assert last(
        r"$$\operatorname{swish}(x)=\frac{x}{1+e^{-2x}}$$", r"\operatorname{swish}(1)=0.881"
    )
    assert last(r"$$\mathrm{clip}(x,c)=\min(x,c)$$", r"\mathrm{clip}(5,2)=2") == "proved"


def test_another_formula_is_a_definition() -> None:
    found = entries(r"$$\operatorname{clip}(x,a,b)=\max(a,\min(b-1,x))$$")
    assert found[0].kind == "definition"


def test_the_names_that_are_looked_for_are_those_with_formulas() -> None:
    assert frozenset(FORMULAS) == usual.CUSTOMARY
    assert set(FORMULAS) >= WITH_PARAMETER
    assert all(customary(base).parameters for base in FORMULAS)
