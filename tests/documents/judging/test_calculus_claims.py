"""Rules for unknown functions, remainders, infinite sums, extrema, truth values, trigonometry."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.judging.verdicts import last

GIVEN = (
    r"$$\sigma(x)=\frac{1}{1+e^{-x}},\qquad h(x)=f(g(x)),\qquad u(x)=x^2,\quad v(x)=\sin x$$"
    "\n\nTruth values are bits."
)

PROVED = [
    # unknown functions
    r"h'(x)=f'(g(x))\,g'(x)",
    r"(fg)'=f'g+fg'",
    r"(fg)''=f''g+2f'g'+fg''",
    r"\left(\frac fg\right)'=\frac{f'g-fg'}{g^2}",
    r"(f\circ g)'(x)=f'(g(x))\cdot g'(x)",
    r"\frac{d}{dx}\left[f(x)g(x)\right]=f'(x)g(x)+f(x)g'(x)",
    r"\frac{d}{dx}f(ax+b)=af'(ax+b)",
    r"\frac{d}{dx}\ln f(x)=\frac{f'(x)}{f(x)}",
    r"\int f(x)g'(x)\,dx=f(x)g(x)-\int f'(x)g(x)\,dx",
    r"f'(x)=\lim_{h\to0}\frac{f(x+h)-f(x)}{h}",
    r"\lim_{h\to0}\frac{f(x+h)-f(x-h)}{2h}=f'(x)",
    # letters before brackets that are factors
    r"\frac{\partial}{\partial z}\left(-y\log[\sigma(z)]\right)=y(\sigma(z)-1)",
    r"\frac{d}{dx}(rx(x-1))=r(2x-1)",
    r"\frac{d}{dx}(px^2)=2p(x)",
    # compositions
    r"(u\circ v)(x)=\sin^2x",
    r"(u\circ v)'(x)=2\sin x\cos x=\sin(2x)",
    # remainders
    r"e^x=1+x+\frac{x^2}{2}+O(x^3)",
    r"\sigma(x)=\frac12+\frac x4-\frac{x^3}{48}+O(x^5)",
    r"\sqrt{1+x}=1+\frac x2-\frac{x^2}8+o(x^2)",
    r"\log x=(x-1)-\frac{(x-1)^2}{2}+O((x-1)^3)",
    r"f(x+h)=f(x)+hf'(x)+\frac{h^2}{2}f''(x)+O(h^3)",
    r"\frac{f(x+h)-f(x-h)}{2h}=f'(x)+O(h^2)",
    # infinite sums
    r"\sum_{k=0}^{\infty}\frac{1}{2^k}=2",
    r"\sum_{n=0}^\infty x^n=\frac{1}{1-x}\quad(|x|<1)",
    r"\sum_{k=1}^\infty kp(1-p)^{k-1}=\frac1p",
    r"\sum_{k=0}^\infty k\frac{\lambda^k}{k!}e^{-\lambda}=\lambda",
    r"\cos x=\sum_{n=0}^\infty\frac{(-1)^nx^{2n}}{(2n)!}",
    r"\ln(1+x)=\sum_{n=1}^\infty(-1)^{n+1}\frac{x^n}{n}",
    r"\sum_{n=1}^\infty\frac1{n^2}=\frac{\pi^2}6",
    r"\sum_{k=2}^\infty\frac1{k^2-1}=\frac34",
    r"\sum_{n=0}^\infty\frac{x^n}{(n+1)!}=\frac{e^x-1}{x}",
    r"\sum_{n=0}^{\infty}\frac{(-1)^n}{2n+1}=\frac\pi4",
    # extrema
    r"\max_x\sigma'(x)=\frac14",
    r"\max_{x\in\mathbb{R}}(1-\tanh^2x)=1",
    r"\min_{t>0}t\log t=-\frac1e",
    r"\sup_x\tanh x=1",
    r"\operatorname*{arg\,min}_x(x-3)^2=3",
    r"\min_x x\sigma(x)\approx-0.278",
    r"\min_{a,b}(a^2+b^2-2a)=-1",
    r"\max_{0\le p\le1}p(1-p)=\frac14",
    r"\max_{0\le i\le 3}i(3-i)=2",
    # truth values
    r"x\vee y=x+y-xy\text{ for all }x,y\in\{0,1\}",
    r"x\oplus y=x+y-2xy\text{ for }x,y\in\{0,1\}",
    r"\neg(x\wedge y)=\neg x\vee\neg y",
    r"\neg x=1-x\text{ for }x\in\{0,1\}",
    # angles
    r"\cos(2x)=1-2\sin^2x",
    r"\sin(a+b)=\sin a\cos b+\cos a\sin b",
    r"\cos\left(\frac\pi2-x\right)=\sin x",
    r"\sin x=2\sin\frac x2\cos\frac x2",
    r"\frac{d}{dt}\left(\sin^2t+2\cos t\right)=2\sin t(\cos t-1)",
]

REFUTED = [
    r"h'(x)=f'(g'(x))",
    r"(fg)'=f'g'",
    r"\left(\frac fg\right)'=\frac{f'g+fg'}{g^2}",
    r"\int f(x)g'(x)\,dx=f(x)g(x)+\int f'(x)g(x)\,dx",
    r"\lim_{h\to0}\frac{f(x+h)-f(x-h)}{h}=f'(x)",
    r"\tanh x=x-\frac{x^3}{6}+O(x^5)",
    r"f(x+h)=f(x)+hf'(x)+h^2f''(x)+O(h^3)",
    r"\sum_{n=1}^\infty x^n=\frac{1}{1-x}\quad(|x|<1)",
    r"\sum_{n=1}^\infty\frac{n^2}{2^n}=5",
    r"\max_x\sigma'(x)=\frac12",
    r"\max_{x\in[0,2]}x^2=3",
    r"\max_{0\le p\le1}p(1-p)=0",
    r"\min_x x\sigma(x)\approx-0.287",
    r"x\oplus y=x+y-xy\text{ for }x,y\in\{0,1\}",
    r"\neg(x\wedge y)=\neg x\wedge\neg y",
]

LEFT_ALONE = [
    r"f'=f",
    r"f'(x)g(x)=f(x)g'(x)",
    r"(n+1)^2=n^2+O(n)",
    r"\log(1+n)=1+O(n)",
    r"|x|=x+O(x^2)",
    r"\sum_{n=0}^\infty 2^n=-1",
    r"\sum_{n=0}^\infty q^n=3",
    r"\max_x\tanh x=1",
    r"\max_x x^2=1",
    r"\sup_{x>0}\frac{1}{1+e^{1/x}}=1",
    r"\sin x=\cos x",
]


@pytest.mark.parametrize("claim", PROVED)
def test_true_claims(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_false_claims(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize("claim", LEFT_ALONE)
def test_what_may_be_meant_otherwise(claim: str) -> None:
    assert last(GIVEN, claim) in (None, "undecided") or claim.startswith(r"\sup_{x>0}")
    assert not (claim.startswith(r"\sup_{x>0}") and last(GIVEN, claim) == "proved")


@pytest.mark.parametrize(
    "claim",
    [r"x\oplus x=x+1", r"1\oplus1=0", r"a\oplus b=b", r"\max_x(1-x^2)=\frac12"],
)
def test_other_meanings_of_symbols(claim: str) -> None:
    given_ = "Let $a\\oplus b=\\max(a,b)$, and let $x\\in[2,3]$."
    assert last(given_, claim) != "proved"
    assert last(given_, r"x\oplus x=x") == last(given_, r"1\oplus1=1") == "proved"


@settings(max_examples=15, deadline=None)
@given(st.fractions(min_value=Fraction(-9, 10), max_value=Fraction(9, 10), max_denominator=20))
def test_geometric_series_at_numbers(ratio: Fraction) -> None:
    base = rf"\left(\frac{{{ratio.numerator}}}{{{ratio.denominator}}}\right)^n"
    total = 1 / (1 - ratio)
    right, wrong = (
        rf"\sum_{{n=0}}^\infty{base}=\frac{{{value.numerator}}}{{{value.denominator}}}"
        for value in (total, total + Fraction(1, 1000))
    )
    assert last("", right) == "proved"
    assert last("", wrong) in ("refuted", None)


_EXPANDED = r"$f(x)=(1-\cos x)/x^2$ and $\operatorname{sinc}(t)=\frac{\sin t}{t}$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(x)=\frac12-\frac{x^2}{24}+O(x^4)", "proved"),
        (r"f(x)=\frac12-\frac{x^2}{12}+O(x^4)", "refuted"),
        (r"\operatorname{sinc}(x)=1-\frac{x^2}{6}+\mathcal O(x^4)", "proved"),
        (r"\operatorname{sinc}(x)=1-\frac{x^2}{3}+\mathcal O(x^4)", "refuted"),
        (r"\frac{x}{e^x-1}=1-\frac x2+O(x^2)", "proved"),
        (r"\frac{x}{e^x-1}=1+\frac x2+O(x^2)", "refuted"),
        (r"\sigma(x)=\frac12+\frac x4-\frac{x^3}{48}+O(x^5)", "proved"),
        (r"\sigma(x)=\frac12+\frac x4+\frac{x^3}{48}+O(x^5)", None),
        (r"1-\cos x=O(x^2)", "proved"),
        (r"1-\cos x=O(x^3)", None),
        (r"\tanh x-x=O(x^3)", "proved"),
        (r"x^3=O(x^2)", None),
    ],
)
def test_expansions_at_points_that_are_left_out(claim: str, verdict: str | None) -> None:
    assert last(_EXPANDED, claim) == verdict
