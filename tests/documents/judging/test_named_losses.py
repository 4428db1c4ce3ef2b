r"""Losses and metrics of libraries by their names alone: \mathrm{MSE}(y, \hat y)."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_LISTS = r"$y=[1,0,1,1]$, $\hat y=[0.9,0.2,0.8,0.5]$, $a=(1,2,3)$, $b=(4,5,6)$"
_BATCH = (
    r"$$y\_true=\begin{bmatrix}0&1\\0&0\end{bmatrix},\quad"
    r" y\_pred=\begin{bmatrix}0.6&0.4\\0.4&0.6\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_LISTS, r"\mathrm{MSE}(y,\hat y)=0.085", "proved"),
        (_LISTS, r"\operatorname{MSE}(y,\hat y)=0.085", "proved"),
        (_LISTS, r"\mathrm{MSE}(y,\hat y)=0.34", "undecided"),  # the sum
        (_LISTS, r"\mathrm{MSE}(y,\hat y)=0.0425", "undecided"),  # half the mean
        (_LISTS, r"\mathrm{MSE}(y,\hat y)=0.9", "refuted"),
        (_LISTS, r"\text{MAE}(y,\hat y)=0.25", "proved"),
        (_LISTS, r"\text{RMSE}(y,\hat y)=0.2915", "proved"),
        (_LISTS, r"\mathrm{BCE}(y,\hat y)=0.311", "proved"),
        (_LISTS, r"\mathrm{BCE}(y,\hat y)=0.449", "undecided"),  # in bits
        (_LISTS, r"\mathrm{BCE}(y,\hat y)=0.5", "refuted"),
        (_LISTS, r"\mathrm{MSE}([1,2],[1,4])=2", "proved"),
        (_LISTS, r"\text{cosine similarity}(a,b)=0.9746", "proved"),
        (_LISTS, r"\mathrm{CosineSimilarity}(a,b)=-0.9746", "undecided"),
        (_LISTS, r"\mathrm{CosineSimilarity}(a,b)=0.5", "refuted"),
        (_LISTS, r"\mathrm{Huber}(a,b)=2.5", "proved"),
        (_LISTS, r"\mathrm{Huber}_2(a,b)=4", "proved"),
        (_LISTS, r"\mathrm{Huber}(a,b,\delta=2)=4", "proved"),
        (_LISTS, r"\mathrm{Huber}(a,b)=3", "refuted"),
        (_LISTS, r"\mathrm{LogCosh}(a,b)=2.309", "proved"),
        (_LISTS, r"\text{mean squared error}(a,b)=9", "proved"),
        (_BATCH, r"\mathrm{BinaryCrossentropy}(y\_true,y\_pred)=0.815", "proved"),
        (_BATCH, r"\mathrm{Hinge}(y\_true,y\_pred)=1.3", "proved"),
        (_BATCH, r"\mathrm{Hinge}(y\_true,y\_pred)=0.9", "undecided"),  # labels 0 and 1
        (_BATCH, r"\mathrm{Hinge}(y\_true,y\_pred)=1.1", "refuted"),
        (_BATCH, r"\mathrm{SquaredHinge}(y\_true,y\_pred)=1.86", "proved"),
        (_BATCH, r"\mathrm{Huber}(y\_true,y\_pred)=0.155", "proved"),
        (_BATCH, r"\mathrm{KLDivergence}(y\_true,y\_pred)=0.458", "proved"),
        (_BATCH, r"\mathrm{KLDivergence}(y\_true,y\_pred)=0.84", "refuted"),
    ],
)
def test_they_are_means_over_the_entries(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_what_a_text_says_counts_more() -> None:
    given = _LISTS + "\n\n$$\\mathrm{MSE}(u,v)=\\sum_{i=1}^4(u_i-v_i)^2$$"
    assert last(given, r"\mathrm{MSE}(y,\hat y)=0.34") == "proved"
    assert last(given, r"\mathrm{MSE}(y,\hat y)=0.085") == "refuted"


def test_numbers_and_lists_of_other_lengths_have_none() -> None:
    assert last(_LISTS, r"\mathrm{MSE}(2,3)=1") is None
    assert last(_LISTS, r"\mathrm{MSE}(y,a)=1") != "refuted"
