"""Values at moments in brackets, whole parts of whole numbers, and integrals of known functions."""

from __future__ import annotations

import pytest

from symnn.claims.formula import Atomic
from symnn.documents.judging.calculus.whole_parts import without_whole_parts
from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.exact.expression import ONE, apply, rational, symbol

PERCEPTRON = (
    r"$$x_1=(1,1),\ x_2=(1,-1),\ d_1=1,\ d_2=-1,\ w(0)=(0,0),\ b(0)=0$$",
    r"$$w(1)=w(0)+d_1x_1,\ b(1)=b(0)+d_1,\ w(2)=w(1)+d_2x_2,\ b(2)=b(1)+d_2$$",
)
CONVOLUTION = r"$$o(i,k,p,s)=\left\lfloor\frac{i+2p-k}s\right\rfloor+1$$"
HALF = rational("1/2")


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"w(1)=(1,1)", "proved"),
        (r"w(2)=(0,2)", "proved"),
        (r"w(2)=(2,0)", "refuted"),
        (r"w(1)\cdot x_2+b(1)=1", "proved"),
        (r"\|w(2)\|=2", "proved"),
        (r"\|w(1)\|^2=1", "refuted"),
    ],
)
def test_weights_at_moments(claim: str, verdict: str) -> None:
    assert last(*PERCEPTRON, f"$${claim}$$").verdict == verdict


def test_a_recursion_over_moments() -> None:
    steps = r"$$w(0)=4,\quad w(n+1)=w(n)-\frac12w(n)$$"
    assert last(steps, r"$$w(2)=1$$").verdict == "proved"
    assert last(steps, r"$$w(3)=1$$").verdict == "refuted"


def test_functions_and_products_stay_what_they_are() -> None:
    assert last(r"$$f(0)=1$$", r"$$f(x)=e^x$$", r"$$f(1)=e$$").verdict == "proved"
    assert last(r"$$w(x)=2x+1$$", r"$$w(0)=1$$", r"$$w(3)=7$$").verdict == "proved"
    assert last(r"$$b=3$$", r"$$b(2)=6$$").verdict != "refuted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"o(i,3,1,1)=i \text{ for all } i\in\mathbb{N}", "proved"),
        (r"o(i,1,0,1)=i \text{ for all integers } i", "proved"),
        (r"o(i,5,1,1)=i \text{ for all } i\in\mathbb{N}", "refuted"),
    ],
)
def test_sizes_of_convolutions(claim: str, verdict: str) -> None:
    assert last(CONVOLUTION, f"$${claim}$$").verdict == verdict


def test_what_may_have_a_fraction_keeps_its_whole_part() -> None:
    i, x = symbol("i"), symbol("x")
    whole = (Atomic("=", apply("floor", i), i),)
    for inside in (i * HALF, x, i + HALF):
        assert without_whole_parts(Atomic("=", apply("floor", inside), i), whole) is None
    assert without_whole_parts(Atomic("=", apply("floor", i), i), ()) is None
    found = without_whole_parts(Atomic("=", apply("floor", i * i - ONE), i), whole)
    assert found == (Atomic("=", i * i - ONE, i), ())


def test_an_integral_that_is_not_decided_does_not_replace_a_formula() -> None:
    given = (r"$$\zeta(x)=\log(1+e^x)$$", r"$$\zeta(x)=\int_{-\infty}^x\frac{e^{y^2}}{1+y^2}\,dy$$")
    assert last(*given).verdict == "undecided"
    assert last(*given, r"$$\zeta(0)=\log2$$").verdict == "proved"


@pytest.mark.parametrize(
    ("displays", "verdict"),
    [
        ((r"$$L_1=\sqrt2$$", r"$$L=(L_1,L_2)\approx(1.41,0.20)$$"), "undecided"),
        ((r"$$L_1=\sqrt2,\ L_2=0.201$$", r"$$L=(L_1,L_2)\approx(1.41,0.20)$$"), "proved"),
    ],
)
def test_a_list_that_gives_one_of_its_entries_is_half_a_claim(
    displays: tuple[str, ...], verdict: str
) -> None:
    assert last(*displays).verdict == verdict
