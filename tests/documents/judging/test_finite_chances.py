r"""Expectations, variances and chances of variables with finitely many values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.judging.verdicts import last

_TABLE = r"$$P(X=0)=\frac14,\ P(X=1)=\frac12,\ P(X=2)=\frac14$$"
_MADE = _TABLE + "\n\n$$Y=2X+1$$"
_BELOW = r"$$P_X(0)=\frac14,\ P_X(1)=\frac12,\ P_X(2)=\frac14$$"
_MASK = r"$$r\sim\mathrm{Bernoulli}(p),\quad g=\frac rp h,\quad 0<p<1$$"
_SIGNS = r"$$P(X=-1)=\frac14,\ P(X=0)=\frac12,\ P(X=1)=\frac14$$"
_JOINT = r"$$P(X=0,Y=0)=\frac12,\ P(X=0,Y=1)=0,\ P(X=1,Y=0)=\frac14,\ P(X=1,Y=1)=\frac14$$"
_OPEN = "$$P(X=1)=p,\\ P(X=0)=1-p$$"
_DIE = "Let $X$ be the result of a fair die."
_ROLLED = "A fair six-sided die is rolled. Let $Y$ be the number shown."
_DICE = "Two fair dice are rolled. Let $S$ be their sum."
_COINS = "Let $N$ be the number of heads in $10$ flips of a fair coin."
_LAWS = r"Let $X\sim\mathrm{Bernoulli}(p)$ and $N\sim\mathrm{Bin}(3,\tfrac13)$."


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_TABLE, "E[X]=1", "proved"),
        (_TABLE, r"\mathbb{E}[X^2]=\frac32", "proved"),
        (_TABLE, r"\operatorname{Var}(X)=\frac12", "proved"),
        (_TABLE, r"\operatorname{Var}[X]=1", "refuted"),
        (_TABLE, r"P(X\ge1)=\frac34", "proved"),
        (_TABLE, r"P(X\ge1)=\frac12", "refuted"),
        (_TABLE, r"P(X\in\{0,2\})=\frac12", "proved"),
        (_TABLE, "2E[X]+1=3", "proved"),
        (_SIGNS, r"E[X]=(-1)\cdot\frac14+0\cdot\frac12+1\cdot\frac14=0", "proved"),
        (_SIGNS, r"\operatorname{Var}(X)=E[X^2]-E[X]^2=\frac12", "proved"),
        (_SIGNS, r"\operatorname{Var}(2X+3)=1", "refuted"),
        (_SIGNS, r"E[e^X]=\frac12+\frac{e+e^{-1}}4", "proved"),
        (_SIGNS, "P(|X|=1)=\\frac14", "refuted"),
        (_SIGNS, "E[aX+b]=b", "proved"),
        (_JOINT, r"\operatorname{Cov}(X,Y)=\frac18", "proved"),
        (_JOINT, r"\operatorname{Cov}(X,Y)=0", "refuted"),
        (_JOINT, "E[XY]=\\frac14", "proved"),
        (_OPEN, "E[X]=p", "proved"),
        (_OPEN, r"\operatorname{Var}(X)=p(1-p)", "proved"),
        (_OPEN, r"\operatorname{Var}(X)=p(1+p)", "refuted"),
        (_DIE, r"E[X]=\frac72", "proved"),
        (_DIE, "E[X]=3", "refuted"),
        (_DIE, r"P(X=6)=\frac15", "refuted"),
        (_ROLLED, r"\mathbb{E}[Y^2]=\frac{91}6", "proved"),
        (_DICE, r"P(S=7)=\frac16", "proved"),
        (_DICE, r"P(S=7)=\frac17", "refuted"),
        (_COINS, r"P(N=5)=\frac{63}{256}", "proved"),
        (_COINS, r"\operatorname{Var}(N)=5", "refuted"),
        (_LAWS, r"\operatorname{Var}(X)=p(1-p)", "proved"),
        (_LAWS, r"P(N\ge1)=\frac{19}{27}", "proved"),
        (_LAWS, r"\operatorname{Var}(N)=\frac13", "refuted"),
    ],
)
def test_a_moment(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # values are missing
        ("$$P(X=1)=\\frac12,\\quad P(X=2)=\\frac14$$", "E[X]=1"),
        ("$$P(X=1)=p$$", "E[X]=p"),
        # what is thrown is not certain
        ("Let $X$ be the number of sixes in one roll of a fair die.", "E[X]=\\frac72"),
        ("Let $X$ be the square of the result of a fair die.", "E[X]=\\frac72"),
        ("Let $X$ be the larger of the results of two fair dice.", "E[X]=7"),
        ("We roll a fair die until a six appears, and $X$ is the number of rolls.", "E[X]=6"),
        ("Let $X$ be the result of a loaded die.", "E[X]=\\frac72"),
        ("A biased coin. Let $N$ be the number of heads in two flips.", "E[N]=1"),
        # nothing is said of how they hang together
        (
            "$$P(X=1)=\\frac12,\\ P(X=0)=\\frac12,\\ P(Y=1)=\\frac13,\\ P(Y=0)=\\frac23$$",
            "E[XY]=\\frac16",
        ),
        # in general
        ("", r"\operatorname{Var}(X)=E[X^2]+E[X]^2"),
    ],
)
def test_what_is_not_settled(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


def test_an_error_is_still_a_function() -> None:
    assert last("$$E(w)=w^2$$", "E(2)=4") == "proved"
    assert last("$$E(w)=w^2$$", "E(2)=5") == "refuted"


def test_a_chance_that_was_found_completes_a_table() -> None:
    """P(X = 1) follows from P(X = 0), where X is 0 or 1."""
    text = r"$$P(X=0)=\frac12,\ P(X=1)=\frac12$$"
    assert last(text, r"E[X]=\frac12") == "proved"
    assert last(text, r"E[X]=\frac13") == "refuted"
    assert last(text, r"P(X=1)=\frac13") == "refuted"


_ROWS = st.lists(
    st.tuples(st.integers(-4, 4), st.integers(1, 5)),
    min_size=3,
    max_size=5,
    unique_by=lambda row: row[0],
)


@given(_ROWS, st.integers(1, 3))
def test_any_table(rows: list[tuple[int, int]], slip: int) -> None:
    """The mean and the variance, worked out in fractions."""
    total = sum(weight for _, weight in rows)
    chances = {value: Fraction(weight, total) for value, weight in rows}
    text = "$$" + r",\ ".join(f"P(X={v})={c}" for v, c in chances.items()) + "$$"
    mean = sum(v * c for v, c in chances.items())
    spread = sum((v - mean) ** 2 * c for v, c in chances.items())
    assert last(text, f"E[X]={mean}") == "proved"
    assert last(text, f"E[X]={mean + slip}") == "refuted"
    assert last(text, rf"\operatorname{{Var}}(X)={spread}") == "proved"
    assert last(text, rf"\operatorname{{Var}}(X)={spread + slip}") == "refuted"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_MADE, r"E[Y]=3,\quad\mathrm{Var}(Y)=2", "proved"),
        (_MADE, r"\mathrm{Var}(Y)=3", "refuted"),
        (_BELOW, r"E[X]=1", "proved"),
        (_BELOW, r"\operatorname{Var}(X)=\frac14", "refuted"),
        (_BELOW, r"P(X\ge1)=\frac34", "proved"),
        (_MASK, r"\mathbb{E}[g]=h", "proved"),
        (_MASK, r"\operatorname{Var}(g)=\frac{1-p}{p}h^2", "proved"),
        (_MASK, r"\operatorname{Var}(g)=p(1-p)h^2", "refuted"),
        (_MASK, r"p=\tfrac12:\ \operatorname{Var}(g)=h^2", "proved"),
    ],
)
def test_variables_made_of_others(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
