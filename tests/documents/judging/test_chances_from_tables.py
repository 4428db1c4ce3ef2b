"""Chances that a table gives: joint distributions, and the values of one variable."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_JOINT = """The joint probabilities of $U$ and $V$:

| | $V=0$ | $V=1$ | total |
|---|---|---|---|
| $U=0$ | 1/8 | 3/8 | 1/2 |
| $U=1$ | 0.25 | $\\frac14$ | 1/2 |
| total | 3/8 | 5/8 | 1 |
"""
_ROWS = """| $k$ | $P(K=k)$ |
|---|---|
| 0 | 0.2 |
| 1 | 0.3 |
| 3 | 0.5 |
"""
_COLUMNS = """| $k$ | 0 | 1 | 3 |
|---|---|---|---|
| $P(K=k)$ | 0.2 | 0.3 | 0.5 |
"""


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"P(U=1)=\frac12", "proved"),
        (r"P(V=1)=\frac58", "proved"),
        (r"P(V=1)=\frac34", "refuted"),
        (r"P(V=1\mid U=0)=\frac34", "proved"),
        (r"P(U=0\mid V=1)=\frac34", "refuted"),
        (r"E[UV]=\frac14", "proved"),
        (r"\operatorname{Var}(V)=\frac{15}{64}", "proved"),
        (r"\operatorname{Cov}(U,V)=-\frac1{16}", "proved"),
        (r"\operatorname{Cov}(U,V)=\frac1{16}", "refuted"),
        (r"H(U)=1 \text{ bit}", "proved"),
        (r"U \text{ and } V \text{ are independent}", "refuted"),
    ],
)
def test_a_joint_table(claim: str, found: str) -> None:
    assert last(_JOINT, claim) == found


_SMALL = _ROWS.replace("P(K=k)", "p(k)")
_INDEXED = _COLUMNS.replace("P(K=k)", "p_K(k)")


@pytest.mark.parametrize("given", [_ROWS, _COLUMNS, _SMALL, _INDEXED])
@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"E[K]=1.8", "proved"),
        (r"E[K]=\frac43", "refuted"),
        (r"\operatorname{Var}(K)=1.56", "proved"),
        (r"P(K\ge1)=0.8", "proved"),
        (r"P(K=3)=0.5", "proved"),
    ],
)
def test_the_chances_of_one_variable(given: str, claim: str, found: str) -> None:
    assert last(given, claim) == found


@pytest.mark.parametrize(
    "table",
    [
        # conditional chances sum to 1 in each row
        "| | $V=0$ | $V=1$ |\n|---|---|---|\n| $U=0$ | 1/4 | 3/4 |\n| $U=1$ | 1/2 | 1/2 |\n",
        # counts
        "| | $V=0$ | $V=1$ |\n|---|---|---|\n| $U=0$ | 10 | 30 |\n| $U=1$ | 20 | 40 |\n",
        # a cell is no number
        "| | $V=0$ | $V=1$ |\n|---|---|---|\n| $U=0$ | 1/4 | a |\n| $U=1$ | 1/4 | 1/4 |\n",
        # one variable only, or two in the same place
        "| | $U=0$ | $U=1$ |\n|---|---|---|\n| $U=2$ | 1/4 | 1/4 |\n| $U=3$ | 1/4 | 1/4 |\n",
        "| | $V=0$ | $W=1$ |\n|---|---|---|\n| $U=0$ | 1/4 | 1/4 |\n| $U=1$ | 1/4 | 1/4 |\n",
    ],
)
def test_what_is_no_joint_table(table: str) -> None:
    assert last(table, r"P(U=0)=\frac12") not in ("proved", "refuted")
