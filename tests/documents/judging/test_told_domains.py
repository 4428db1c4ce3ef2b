r"""Claims in words on functions that a text tells on some numbers only."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

F = "Let $f(x)=x^2-x$ "


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (F + "on $[1,2]$.", "the minimum of $f$ is $0$"),
        (F + "on $[1,2]$.", "the minimum of $f$ is $-\\tfrac14$"),
        (F + "on the interval $[1,2]$.", "$f$ is increasing"),
        (F + r"with $x\in\{0,1,2\}$.", "the minimum of $f$ is $0$"),
        (F + "for integers $x$.", "the minimum of $f$ is $0$"),
        (F + r"for $1\le x\le4$ (capacity).", "the minimum of $f$ is $0$"),
        (r"$f:[1,\infty)\to\mathbb{R}$ is $f(x)=x^2-x$.", "$f$ is injective"),
        (r"The demand is $D(p)=10-p^2$ where the price $p$ is positive.", "$D$ is decreasing"),
        (r"$$E(s)=-s_1s_2-\tfrac12(s_1+s_2),\quad s_i=\pm1$$", "the minimum of $E$ is $-2$"),
        (r"Let $E(x)=x_1^2-x_1x_2$ with $x_i\in\{0,1\}$.", "the maximum of $E$ is $1$"),
    ],
)
def test_a_function_on_some_numbers_is_not_judged_on_all(given: str, claim: str) -> None:
    assert last(given, worded(claim)) in (None, "undecided")


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (F + "and say more of it.", "the minimum of $f$ is $-\\tfrac14$", "proved"),
        (F + r"for $x\in\mathbb{R}$.", "the minimum of $f$ is $0$", "refuted"),
        (F + "on $[1,2]$. Let $g(y)=y^2$.", "the minimum of $g$ is $1$", "refuted"),
        (F + "on $[1,2]$.", "$f$ is convex", "proved"),  # for fewer numbers, too
    ],
)
def test_other_functions_are_judged(given: str, claim: str, verdict: str) -> None:
    assert last(given, worded(claim)) == verdict
