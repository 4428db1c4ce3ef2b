"""Slopes of functions of |x|, which are given by one formula on either side of 0."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = r"$$f(x)=\frac{x}{1+|x|},\quad g(t)=t|t|,\quad k(x)=|x|,\quad m(x)=\frac{3x}{2+c|x|}$$"

PROVED = [
    r"f'(x)=\frac{1}{(1+|x|)^2}",
    r"f'(x)=(1-|f(x)|)^2",
    r"g'(t)=2|t|",
    r"k'(x)=\frac{x}{|x|}",
    r"m'(x)=\frac{6}{(2+c|x|)^2}",
]
REFUTED = [
    r"f'(x)=\frac{1}{1+|x|}",
    r"f'(x)=\frac{2}{(1+|x|)^2}",
    r"g'(t)=|t|",
]
#: The slope of k on one side of 0 only, or said of 0 as well, where k has no slope.
NEITHER = [
    r"k'(x)=1",
    r"k'(x)=\frac{x}{|x|} \text{ for all } x\in\mathbb{R}",
]


@pytest.mark.parametrize("claim", PROVED)
def test_slopes_on_either_side(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_false_slopes(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize("claim", NEITHER)
def test_what_is_left_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")
