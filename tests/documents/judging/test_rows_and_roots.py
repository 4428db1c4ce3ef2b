"""Lists that are rows, and equations that are said to hold at about a number."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

ROWS = r"$$a=(1,-1,1),\quad b=(1,1),\quad W=\begin{pmatrix}2&0\\0&-2\\0&2\end{pmatrix}$$"
ENERGY = f"{ROWS}\n\n$$E(x,y)=-\\frac12xWy^T$$"
CUBIC = "$$f(x)=x^3-x-1$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (ROWS, r"a^Tb=\begin{pmatrix}1&1\\-1&-1\\1&1\end{pmatrix}", "proved"),
        (ROWS, r"a^Tb=\begin{pmatrix}1&1\\-1&1\\1&1\end{pmatrix}", "refuted"),
        (ROWS, "Wb^T=(2,-2,2)^T", "proved"),
        (ROWS, "Wb^T=(2,2,2)^T", "refuted"),
        (ROWS, "aWb^T=6", "proved"),
        (ROWS, "Wb=(2,-2,2)", "proved"),
        (ROWS, "aW=(2,4)", "proved"),
        (ENERGY, "E(a,b)=-3", "proved"),
        (ENERGY, "E(-a,-b)=3", "refuted"),
        # Where lists fit as columns, nothing else is meant.
        ("$$x=(1,2)$$", "x^Tx=5", "proved"),
        ("$$x=(1,2)$$", "x^Tx=6", "refuted"),
    ],
)
def test_lists_are_rows_where_nothing_else_fits(given: str, claim: str, verdict: str) -> None:
    """An author of rows writes a^T b for a matrix."""
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(x)=0 \text{ at } x\approx1.325", "proved"),
        (r"f(x)=0 \text{ at } x\approx1.352", "refuted"),
        (r"f(x)=\frac12 \text{ when } x\approx 1.43", "proved"),
        (r"f(x)=\frac12 \text{ when } x\approx 1.34", "refuted"),
        (r"\sin(x)=x \text{ for } x\approx 0.01", None),
        (r"\sin(x)=x \text{ at } x\approx 0.01", None),
    ],
)
def test_where_an_equation_holds_is_rounded(claim: str, verdict: str | None) -> None:
    """It holds at a number that rounds to the printed one, or at none."""
    assert last(CUBIC, claim) == verdict


def test_round_is_a_function() -> None:
    """To the nearest whole number."""
    assert last("", r"round(13.86\cdot7.59)-128=-23") == "proved"
    assert last(r"$$x=-4.57,\quad s=11.76,\quad q=round(s\cdot x)$$", "q=-53") == "refuted"
