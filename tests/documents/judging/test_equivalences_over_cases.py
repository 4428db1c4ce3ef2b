r"""Equivalences over a few points: h(x) > 1/2 ⇔ x_1 = x_2 for all x ∈ {0, 1}²."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NET = r"""$$
g(z)=\frac{1}{1+e^{-z}},\quad a_1=g(-30+20x_1+20x_2),\quad a_2=g(10-20x_1-20x_2),
\quad h_\Theta(x)=g(-10+20a_1+20a_2)
$$"""
STEP = r"$$H(t)=1 \text{ for } t\ge 0,\quad H(t)=0 \text{ for } t<0$$"
HIDDEN = r"$$f(t)=\max(t,0),\quad u=f(p_1-p_2),\ v=f(p_2-p_1),\quad d(p)=u+v$$"
BITS = r"$$s=b_1+b_2-2b_1b_2,\quad b_1,b_2\in\{0,1\}$$"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NET, r"a_1>\frac12 \text{ exactly for } x_1=x_2=1 \text{ among } x\in\{0,1\}^2"),
        (NET, r"a_2>\frac12 \text{ exactly for } x_1=x_2=0 \text{ among all } x\in\{0,1\}^2"),
        (NET, r"h_\Theta(x)>\frac12\iff x_1=x_2 \text{ for all } x\in\{0,1\}^2"),
        (NET, r"h_\Theta(x)<\tfrac12\iff x\in\{(0,1),(1,0)\} \text{ for all } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12 \text{ if and only if } x=(1,1) \quad(x\in\{0,1\}^2)"),
        (NET, r"a_2<\frac12\iff x_1=1\text{ or }x_2=1 \text{ on } \{0,1\}^2"),
        (NET, r"a_1>\frac12 \iff x_1=1\text{ and }x_2=1 \text{ on } \{0,1\}^2"),
        (NET, r"a_1>\frac12 \iff x_1=1\land x_2=1 \quad(x_1,x_2\in\{0,1\})"),
        (NET, r"a_1>\frac12 \iff x_1+x_2=2,\quad x_1,x_2\in\{0,1\}"),
        (NET, r"\text{for all } x\in\{0,1\}^2:\ h_\Theta(x)>\frac12\iff x_1=x_2"),
        (STEP, r"H(x_1+x_2+x_3-2)=1\iff x_1+x_2+x_3\ge2 \text{ for every } x\in\{0,1\}^3"),
        (STEP, r"H(u-1)=1\iff u=1 \text{ for } u\in\{-1,0,1\}"),
        (BITS, r"s=1 \iff b_1\ne b_2"),
    ],
)
def test_the_same_at_each_point(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NET, r"a_1>\frac12 \text{ exactly for } x_1=x_2=0 \text{ among } x\in\{0,1\}^2"),
        (NET, r"h_\Theta(x)>\frac12\iff x_1\ne x_2 \text{ for all } x\in\{0,1\}^2"),
        (NET, r"h_\Theta(x)<\tfrac12\iff x\in\{(0,1)\} \text{ for all } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12\iff x_1=1\text{ or }x_2=1 \text{ for all } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12\iff x_1=1\text{ and }x_2=0 \text{ for all } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12 \iff x_1+x_2\ge1,\quad x_1,x_2\in\{0,1\}"),
        (STEP, r"H(u-1)=1\iff u=1 \text{ for } u\in\{-1,0,1,2\}"),
        (BITS, r"s=1 \iff b_1=b_2"),
    ],
)
def test_false_at_a_point(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NET, r"a_1>\frac12 \iff x_1=1 \text{ for some } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12 \iff x_1=w \text{ for all } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12 \iff x_1=1 \text{ for nearly all } x\in\{0,1\}^2"),
        (NET, r"a_1>\frac12 \iff x_1=1"),
        (STEP, r"H(\log u)=1\iff u=1 \text{ for } u\in\{0,1\}"),
    ],
)
def test_what_is_not_known_at_each_point(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (NET, r"h_\Theta(0,1)>\frac12", "refuted"),
        (NET, r"h_\Theta(0,1)<\frac12", "proved"),
        (NET, r"h_\Theta(1,1)>\frac12", "proved"),
        (HIDDEN, r"d(3,1)=2", "proved"),
        (HIDDEN, r"d(1,3)=-2", "refuted"),
    ],
)
def test_functions_of_entries_through_other_formulas(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
