r"""A row added to a matrix, as words say: Z = XW + b \text{ (}b\text{ is added to every row)}."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_X = r"X=\begin{bmatrix}1&0\\1&2\\0&1\end{bmatrix},\ W=\begin{bmatrix}1&2\\3&4\end{bmatrix}"
_WORDS = [
    r"\text{ (}b\text{ is added to every row)}",
    r"\text{ (broadcast over the rows)}",
    r"\text{ with } b \text{ broadcast over the batch}",
    "",
]


@pytest.mark.parametrize("words", _WORDS)
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"Z=\begin{bmatrix}2&4\\8&12\\4&6\end{bmatrix}", "proved"),
        (r"Z=\begin{bmatrix}2&4\\8&12\\4&7\end{bmatrix}", "refuted"),
    ],
)
def test_the_words_say_what_the_shapes_say(words: str, claim: str, verdict: str) -> None:
    given = rf"$${_X},\ b=\begin{{bmatrix}}1&2\end{{bmatrix}},\ Z=XW+b{words}$$"
    found = last(given, claim)
    assert found == verdict or (words and verdict == "refuted" and found is None)


def test_who_rounds_a_table_cuts_no_digit() -> None:
    """0.79 for 0.797 is open where three figures of a table with as many digits are rounded up."""
    given = r"""$$Z=\begin{bmatrix}1.48&1.78\\2.40&1.89\end{bmatrix},\ A=\sigma(Z),\
\sigma(x)=\frac{1}{1+e^{-x}}$$"""
    table = r"$$A\approx\begin{bmatrix}0.81&0.86\\0.92&0.87\end{bmatrix}$$"
    assert last(given, r"\sigma(1.37)=0.79") == "proved"
    assert last(f"{given}\n\n{table}", r"\sigma(1.37)=0.79") == "undecided"
    assert last(f"{given}\n\n{table}", r"\sigma(1.34)=0.79") == "proved"
