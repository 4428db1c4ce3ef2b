r"""Least values over letters that the text lets be some numbers only: "$x\in[0,1]$"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

Q = "Let $q(x)=x^2-4x+5$."


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (r"We choose $x\in[0,1]$. " + Q, r"\min_x q(x)=1"),
        (r"Minimise $q(x)=x^2-4x+5$ subject to $x\le1$.", r"\arg\min_x q(x)=2"),
        (r"The weights are nonnegative. Let $q(w)=w^2+2w+3$.", r"\min_w q(w)=3"),
        (r"The weights are nonnegative. Let $q(w)=w^2+2w+3$.", r"\min_w q(w)=2"),
        (r"Let $f(x,y)=x^2+y^2$ subject to $x+y=1$.", r"\min_{x,y}f(x,y)=0"),
        (r"The budget is $x+y\ge1$. Let $f(x,y)=x^2+y^2$.", r"\min_{x,y}f(x,y)=0"),
        (r"Throughout this note variables are integers.", r"\min_x(2x-1)^2=1"),
        (r"The player picks $u\in\{2,3\}$.", r"\min_u u^2=0"),
        (r"The height is $h(t)=5+2t-t^2$ at time $t\ge2$.", r"\max_t h(t)=5"),
        (r"$S=\begin{bmatrix}2&0\\0&1\end{bmatrix}$, $w_1+w_2=1$", r"\min_w w^\top Sw=\frac23"),
        (r"$S=\begin{bmatrix}2&0\\0&1\end{bmatrix}$, $w_1+w_2=1$", r"\min_w w^\top Sw=0"),
    ],
)
def test_a_letter_that_is_held_is_not_taken_for_any_number(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"We choose $x\in[0,1]$. " + Q, r"\min_x q(x)=2", "proved"),
        (r"For $x\in\mathbb{R}$: " + Q, r"\min_x q(x)=1", "proved"),
        (r"Let $t\ge0$ be time. " + Q, r"\min_x q(x)=1", "proved"),
        (r"$$\log x\le x-1 \text{ for all } x>0$$", r"\min_x(x-3)^2=0", "proved"),
        (Q + " It has $q(1)=2$ and $x=2$ is best.", r"\min_x q(x)=1", "proved"),
    ],
)
def test_other_letters_and_claims_hold_nothing(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
