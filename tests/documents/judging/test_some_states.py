r"""What holds for some of few inputs, for none or all but a few; how many have a told property."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

FOUR = (
    r"$$x\in\{0,1\}^4,\ s(x)=x_1+2x_2-2x_3-x_4;\ \text{hidden } h_1=[s(x)>\tfrac12],"
    r"\ h_2=[-s(x)>\tfrac12];\ x \text{ symmetric: } (x_1,x_2)=(x_4,x_3)$$"
)
SIGNS = r"$$x\in\{-1,1\}^3,\ f(x)=\operatorname{sign}(x_1+x_2+x_3),\ g(x)=x_1x_2x_3$$"
TWO = r"$$y=\begin{cases}1&x_1+x_2>1.5\\0&\text{otherwise}\end{cases},\ x_1,x_2\in\{0,1\}$$"
PROSE = r"A state $x\in\{0,1\}^3$ is balanced if $x_1=x_3$ and $x_2=0$."
INDEXED = r"$$x\in\{0,1\}^4,\ s=x_1-x_4;\quad x \text{ is called mirrored if } x_i=x_{5-i}$$"
TWICE = PROSE + "\n\n" + r"A state $x$ is balanced if $x_1=x_2$."
REAL = r"$$x\in\mathbb{R}^3,\ f(x)=x_1+x_2x_3$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (FOUR, r"h_1=h_2=1 \text{ for some } x", "refuted"),
        (FOUR, r"h_1=1 \text{ for some } x", "proved"),
        (FOUR, r"h_1=h_2=1 \text{ for no } x", "proved"),
        (FOUR, r"h_1=1 \text{ for no input vector}", "refuted"),
        (FOUR, r"\text{there is no } x \text{ with } h_1=h_2=1", "proved"),
        (FOUR, r"h_1 \text{ and } h_2 \text{ are never both } 1", "proved"),
        (FOUR, r"h_1 \text{ and } h_2 \text{ are never both } 0", "refuted"),
        (FOUR, r"\text{for exactly 6 of the 16 inputs } h_1=1", "proved"),
        (FOUR, r"h_1=1 \text{ for some } z", None),
        (SIGNS, r"\text{there is an } x \text{ with } f(x)\ne g(x)", "proved"),
        (SIGNS, r"f(x)=g(x) \text{ for no } x", "refuted"),
        (SIGNS, r"f(x)=g(x) \text{ for exactly } 2 \text{ of the } 8 \text{ inputs}", "proved"),
        (TWO, r"y=1 \text{ only at } (1,1)", "proved"),
        (TWO, r"y=1 \text{ only at } (1,0)", "refuted"),
        (TWO, r"y=0 \text{ exactly at } (0,0), (0,1) \text{ and } (1,0)", "proved"),
        (TWO, r"y=0 \text{ exactly at } (0,0) \text{ and } (1,0)", "refuted"),
        (TWO, r"y=0 \text{ for all inputs except } (1,1)", "proved"),
        (TWO, r"y=0 \text{ for all inputs except } (1,0)", "refuted"),
        (TWO, r"\text{there is exactly one input with } y=1", "proved"),
        (TWO, r"\text{there is exactly one input with } y=0", "refuted"),
        (REAL, r"f(x)=1 \text{ for no } x", None),
    ],
)
def test_for_some_and_for_none(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (FOUR, r"s(x)=0 \text{ if and only if } x \text{ is symmetric}", "proved"),
        (FOUR, r"s(x)=1 \text{ if and only if } x \text{ is symmetric}", "refuted"),
        (FOUR, r"s(x)=0\iff x \text{ is symmetric}", "proved"),
        (FOUR, r"h_1=h_2=0 \text{ exactly for the symmetric vectors}", "proved"),
        (FOUR, r"h_1=0 \text{ exactly for the symmetric vectors}", "refuted"),
        (INDEXED, r"s=0 \text{ if and only if } x \text{ is mirrored}", "refuted"),
        (INDEXED, r"s=0 \text{ whenever } x \text{ is mirrored}", "proved"),
        (TWICE, r"x_2=0 \text{ whenever } x \text{ is balanced}", None),
    ],
)
def test_a_told_property_as_a_condition(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


THERE = r"\text{there are } 16 \text{ possible input vectors, } "


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (FOUR, THERE + r"4 \text{ of them symmetric}", "proved"),
        (FOUR, THERE + r"6 \text{ of them symmetric}", "refuted"),
        (FOUR, THERE + r"4 \text{ of which are palindromes}", "proved"),
        (FOUR, r"\text{exactly } 4 \text{ of the } 16 \text{ inputs are symmetric}", "proved"),
        (FOUR, r"\text{there are } 5 \text{ symmetric vectors in } \{0,1\}^4", "refuted"),
        (SIGNS, r"\text{there are } 8 \text{ inputs, } 4 \text{ of them symmetric}", None),
        (SIGNS, r"\text{there are } 3 \text{ vectors in } \{-1,1\}^3 \text{ with exactly two ones}",
         "proved"),
        (TWO, r"\text{there are } 20 \text{ bit strings of length } 6 \text{ with three ones}",
         "proved"),
        (TWO, r"\text{there are } 18 \text{ bit strings of length } 6 \text{ with three ones}",
         "refuted"),
        (PROSE, r"\text{there are } 2 \text{ balanced states}", "proved"),
        (PROSE, r"\text{of the } 8 \text{ states, exactly } 3 \text{ are balanced}", "refuted"),
        (TWICE, r"\text{there are } 2 \text{ balanced states}", None),
    ],
)  # fmt: skip
def test_how_many_have_a_property(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
