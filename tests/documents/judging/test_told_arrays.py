r"""Numbers of parameters of networks that are told by the spaces of their arrays."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NET = (
    r"$$\text{MLP: } W_1\in\mathbb{R}^{d\times h},\ b_1\in\mathbb{R}^h,\ "
    r"W_2\in\mathbb{R}^{h\times5},\ b_2\in\mathbb{R}^5$$"
)
TABLE = (
    r"$$\text{language model with embedding } C\in\mathbb{R}^{V\times e},\ \text{context of } 2,"
    r"\ W\in\mathbb{R}^{2e\times V},\ b\in\mathbb{R}^V$$"
)
INPUTS = (
    r"$$\text{a network with } x\in\mathbb{R}^{n},\ U\in\mathbb{R}^{m\times n},\ "
    r"b\in\mathbb{R}^m,\ v\in\mathbb{R}^m$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (NET, r"d=3,\ h=10:\ 95 \text{ parameters}", "proved"),
        (NET, r"d=3,\ h=10:\ 90 \text{ parameters}", "refuted"),
        (NET, r"h=2,\ d=1:\quad 19 \text{ parameters}", "proved"),
        (TABLE, r"V=10,\ e=4:\ 130 \text{ parameters}", "proved"),
        (TABLE, r"V=10,\ e=4:\ 90 \text{ parameters}", "refuted"),
    ],
)
def test_the_entries_of_all_arrays_are_counted(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (NET, r"d=3:\ 95 \text{ parameters}"),
        (NET.replace("MLP", "tied MLP"), r"d=3,\ h=10:\ 90 \text{ parameters}"),
        (NET.replace("b_1", "q_1"), r"d=3,\ h=10:\ 90 \text{ parameters}"),
        (NET.replace("MLP", "matrices"), r"d=3,\ h=10:\ 90 \text{ parameters}"),
        (INPUTS, r"n=3,\ m=2:\ 9 \text{ parameters}"),
        (NET.replace(r",\ b_2\in\mathbb{R}^5", r",\ \dots"), r"d=3,\ h=10:\ 95 \text{ parameters}"),
        (TABLE.replace("embedding", "a table"), r"V=10,\ e=4:\ 90 \text{ parameters}"),
    ],
)
def test_what_is_not_told_whole_is_open(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")
