"""Inequalities by tangents and chords, and values by cases that a domain settles."""

from __future__ import annotations

import pytest

from symnn.claims.formula import Atomic, Formula
from symnn.documents.judging.calculus.convexity import by_convexity
from symnn.documents.judging.calculus.where_given import where_given
from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source
from symnn.exact.expression import ONE, ZERO, apply, piecewise, rational, symbol

X, Y, T = (symbol(name) for name in "xyt")
INSIDE = (Atomic("<", ZERO, X), Atomic("<", X, ONE))


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"-x\ln x-(1-x)\ln(1-x)\le\ln2 \text{ for all } 0<x<1", "proved"),
        (r"-x\log_2x-(1-x)\log_2(1-x)\le1 \text{ for all } 0<x<1", "proved"),
        (r"-x\ln x-(1-x)\ln(1-x)\ge0 \text{ for all } 0<x<1", "proved"),
        (r"-x\ln x-(1-x)\ln(1-x)\le\frac12 \text{ for all } 0<x<1", "refuted"),
        (r"x\ln\frac xy+(1-x)\ln\frac{1-x}{1-y}\ge0 \text{ for all } x,y\in(0,1)", "proved"),
        (r"x\ln\frac xy+(1-x)\ln\frac{1-x}{1-y}\le0 \text{ for all } x,y\in(0,1)", "refuted"),
        (r"e^{tx+(1-t)y}\le te^x+(1-t)e^y \text{ for all } 0\le t\le1", "proved"),
        (r"x\ln(2x)+(1-x)\ln(2-2x)\ge2(x-\tfrac12)^2 \text{ for all } 0<x<1", "proved"),
        (r"x\ln(2x)+(1-x)\ln(2-2x)\ge4(x-\tfrac12)^2 \text{ for all } 0<x<1", "refuted"),
    ],
)
def test_bounds_of_entropies(claim: str, verdict: str) -> None:
    entries = list(judge(Source("a.md", f"$${claim}$$", "markdown")))
    assert entries[0].verdict == verdict


@pytest.mark.parametrize(
    ("formula", "over"),
    [
        # a kink: |x| has second derivative 0 wherever it has one, and is no concave function
        (Atomic(">=", apply("abs", X), X + X - ONE), INSIDE),
        # log has no value at the closed end
        (Atomic("<=", apply("log", X), ZERO), (Atomic("<=", ZERO, X), Atomic("<=", X, ONE))),
        # not an interval
        (Atomic(">=", X * X, ONE), (Atomic(">=", X * X, ONE),)),
        (Atomic("=", X, X), INSIDE),
    ],
)
def test_what_is_no_case_for_it(formula: Atomic, over: tuple[Formula, ...]) -> None:
    assert by_convexity(formula, over) is None


def test_a_place_outside_the_domain_does_not_count() -> None:
    """The tangent at 1/2 bounds nothing if it is taken outside of 2 < x < 3, and it is false."""
    over = (Atomic("<", rational(2), X), Atomic("<", X, rational(3)))
    square = (X - rational("1/2")) * (X - rational("1/2"))
    assert by_convexity(Atomic("<=", square, ZERO), over) is None


def test_the_only_case_gives_the_domain() -> None:
    undefined = where_given((piecewise([("<", ZERO, X, X)], ONE), X), ())
    assert undefined is None  # there is another case
    settled = where_given((piecewise([("<", ZERO, X, X)], ONE), X), (Atomic("<", ZERO, X),))
    assert settled == ((X, X), (Atomic("<", ZERO, X),))
    other = where_given((piecewise([("<", X, ZERO, ZERO)], ONE), ONE), (Atomic("<", ZERO, X),))
    assert other == ((ONE, ONE), (Atomic("<", ZERO, X),))


H = r"$$H(\theta)=-[\theta\log_2\theta+(1-\theta)\log_2(1-\theta)],\ 0<\theta<1$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"H(1/2)=1", "proved"),
        (r"H(\theta)=H(1-\theta)", "proved"),
        (r"H(\theta)=H(1+\theta)", None),  # it exists nowhere
        (r"H(2)=1", "undecided"),
        (r"H(\theta)\le1 \text{ for all } \theta\in(0,1)", "proved"),
        (r"H(\theta)\le\frac12 \text{ for all } \theta\in(0,1)", "refuted"),
    ],
)
def test_a_function_that_is_given_on_an_interval(claim: str, verdict: str | None) -> None:
    assert last(H, f"$${claim}$$").verdict == verdict


@pytest.mark.parametrize("claim", [r"f(x)-f(-x)=2x", r"f(x)+f(-x)=3"])
def test_a_single_point_that_is_left_is_nothing_to_judge(claim: str) -> None:
    assert last(r"$$f(x)=3x \text{ for } x\ge0$$", f"$${claim}$$").verdict in (None, "undecided")
