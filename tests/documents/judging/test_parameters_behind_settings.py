r"""Numbers of parameters behind the values of sizes: d = 4, h = 3: 23 parameters."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NET = (
    "# A\n\n"
    r"$$W\in\mathbb{R}^{h\times d},\ b\in\mathbb{R}^h,\ U\in\mathbb{R}^{k\times h},"
    r"\ c\in\mathbb{R}^k,\quad y=U\tanh(Wx+b)+c$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"d=4,\ h=3,\ k=2:\ 23 \text{ parameters}", "proved"),
        (r"d=4,\ h=3,\ k=2:\ 23 \text{ trainable parameters in total}", "proved"),
        (r"d=4,\ h=3,\ k=2:\ 24 \text{ parameters}", "refuted"),
        # of what there are so many is not said
        (r"24 \text{ parameters}", None),
    ],
)
def test_parameters_behind_settings(claim: str, verdict: str | None) -> None:
    assert last(NET, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"d=4,\ h=3,\ k=2:\ 63 \text{ parameters}", "proved"),  # with the table of 10 rows
        (r"d=4,\ h=3,\ k=2:\ 23 \text{ parameters}", None),  # without it
        (r"d=4,\ h=3,\ k=2:\ 24 \text{ parameters}", "refuted"),
    ],
)
def test_an_array_that_stands_in_no_formula_may_count(claim: str, verdict: str | None) -> None:
    with_table = NET.replace("$$W", r"$$E\in\mathbb{R}^{10\times d},\ W")
    assert last(with_table, claim) in ((verdict,) if verdict else (None, "undecided"))
