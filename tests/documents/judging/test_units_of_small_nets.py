"""Nets whose units and weights are names of their own: words, steps, primes and connections."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

TOES = (
    r"$$pred=w\cdot input,\quad error=(pred-goal)^2,\quad delta=pred-goal$$"
    "\n\n$$w=[0.1,0.2],\\quad input=[3,4],\\quad goal=1,\\quad alpha=0.01,"
    r"\quad w_{new}=w-alpha\cdot delta\cdot input$$"
)
TWO_LAYERS = (
    r"$$\mathbf{W}^1(0)=\begin{bmatrix}1\\-2\end{bmatrix},\ \mathbf{W}^2(0)="
    r"\begin{bmatrix}2&1\end{bmatrix},\ b^2(0)=-1,\ \alpha=0.5,\ p=2$$"
    "\n\n"
    r"$$\mathbf{a}^1=\max(0,\mathbf{W}^1(0)p),\quad a^2=\mathbf{W}^2(0)\mathbf{a}^1+b^2(0),"
    r"\quad s^2=-2(5-a^2),\quad b^2(1)=b^2(0)-\alpha s^2,"
    r"\quad\mathbf{W}^2(1)=\mathbf{W}^2(0)-\alpha s^2(\mathbf{a}^1)^T$$"
)
FEED = (
    r"$$I_j=\sum_iw_{ij}O_i+\theta_j,\quad O_j=\max(0,I_j)\ (j=3,4,5),"
    r"\quad Err_j=O_j(1-O_j)w_{j5}\ (j=3,4)$$"
    "\n\n"
    r"$$w_{ij}'=w_{ij}+l\,Err_j\,O_i,\quad\theta_j'=\theta_j+l\,Err_j,\quad l=0.5$$"
    "\n\n"
    r"$$O_1=1,\ O_2=2,\ w_{13}=2,\ w_{23}=1,\ w_{14}=-1,\ w_{24}=1,\ w_{35}=3,\ w_{45}=-1,"
    r"\ \theta_3=-1,\ \theta_4=1,\ \theta_5=2$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        # short words in the company of words
        (TOES, "pred=1.1", "proved"),
        (TOES, "error=0.01", "proved"),
        (TOES, "delta=-0.1", "refuted"),
        (TOES, "w_{new}=[0.097,0.196]", "proved"),
        (TOES, "w_{new}=[0.107,0.19]", None),  # w is changed, and may have been again
        # numbers of a last layer in plain letters, and values at steps
        (TWO_LAYERS, "a^2=3", "proved"),
        (TWO_LAYERS, "a^2=4", "refuted"),
        (TWO_LAYERS, "b^2(1)=1", "proved"),
        (TWO_LAYERS, "b^2(1)=-3", "refuted"),
        (TWO_LAYERS, r"\mathbf{W}^2(1)=\begin{bmatrix}6&1\end{bmatrix}", "proved"),
        # sums over the units with a weight, errors of words, and new values with a prime
        (FEED, "I_3=3", "proved"),
        (FEED, "I_5=9", "proved"),
        (FEED, "I_5=10", "refuted"),
        (FEED, "Err_3=-18", "proved"),
        (FEED, "Err_3=18", "refuted"),
        (FEED, "w_{13}'=-7", "proved"),
        (FEED, "w_{13}'=11", "refuted"),
        (FEED, r"\theta_4'=2", "proved"),
        (FEED, r"\theta_4'=0", "refuted"),
        # a unit without any weight may have been forgotten
        (FEED + "\n\n$$O_6=1$$", "I_5=9", "proved"),
    ],
)
def test_values(given: str, claim: str, found: str | None) -> None:
    """What is claimed of a unit, a weight or an error."""
    assert last(given, claim) == found


@pytest.mark.parametrize("claim", ["f'(x)=2x", "w_1'=3", "abc=6", r"g'(x_1)=w_1", "x_1'+x_2'=1"])
def test_primes_and_products_without_a_rule(claim: str) -> None:
    """They are slopes, names of their own, or products, as before."""
    assert last("$$y=x+1$$", claim) is None
