r"""Means and spreads of sums of independent variables, told and claimed in words."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = (
    r"$$z=\sum_jw_jx_j+b,\quad n_{\rm in}=1000 \text{ inputs, } 500 \text{ of them"
    r" } x_j=1, \text{ the rest } 0;\ w_j,b \text{ independent Gaussians with mean"
    r" } 0$$"
)
GIVEN_1 = (
    r"$$q,k\in\mathbb{R}^d \text{ with independent entries of mean } 0 \text{ and"
    r" variance } 1$$"
)
GIVEN_2 = (
    r"$$X_1,\dots,X_n \text{ independent with mean } \mu \text{ and variance }"
    r" \sigma^2$$"
)
GIVEN_3 = (
    r"$$z=\sum_{i=1}^{n}w_ix_i,\ w_i \text{ independent with mean } 0 \text{ and"
    r" variance } \sigma_w^2,\ x_i \text{ independent with mean } 0 \text{ and"
    r" variance } \sigma_x^2$$"
)
GIVEN_4 = (
    r"$$\text{weights } w_i\sim\mathcal N(0,\tfrac1n) \text{"
    r" independent},\ x_i=1,\ z=\sum_{i=1}^nw_ix_i$$"
)
GIVEN_5 = (
    r"$$z=\sum_jw_jx_j+b,\quad n_{\rm in}=1000 \text{ inputs, } 500 \text{ of them"
    r" } x_j=1, \text{ the rest } 0;\ w_j,b \text{ independent Gaussians with mean"
    r" } 0$$"
)
GIVEN_6 = (
    r"$$\text{the components of } q,k\in\mathbb{R}^d \text{ are independent with"
    r" mean } 0 \text{ and variance } 1$$"
)
GIVEN_7 = (
    r"$$q,k\in\mathbb{R}^d,\ q_i,k_i \text{ independent with mean } 0 \text{ and"
    r" variance } 1$$"
)
GIVEN_8 = (
    r"$$z=\sum_{i=1}^{n}w_ix_i,\quad w_i \text{ independent with mean } 0 \text{"
    r" and variance } \sigma_w^2,\quad x_i \text{ independent of these with mean }"
    r" 0 \text{ and variance } \sigma_x^2$$"
)
GIVEN_9 = (
    r"$$w_i\sim\mathcal N(0,\tfrac1n) \text{"
    r" independent},\ x_i=1,\ z=\sum_{i=1}^nw_ix_i$$"
)
GIVEN_10 = (
    r"$$\text{weights } w_i \text{ i.i.d. with mean } 0 \text{ and variance }"
    r" \frac1n,\quad z=\sum_{i=1}^nw_ix_i,\quad x_i=1$$"
)
GIVEN_11 = (
    r"$$z=\sum_{i=1}^{n}w_ix_i,\ w_i \text{ with mean } 0 \text{ and variance }"
    r" \sigma^2,\ x_i=1$$"
)
GIVEN_12 = (
    r"$$z=\sum_{i=1}^{n}w_ix_i,\ w_i \text{ independent with mean } 0 \text{ and"
    r" variance } \sigma^2$$"
)
GIVEN_13 = (
    r"$$w_i \text{ independent with variance } 1,\ x_i \text{ independent with"
    r" variance } 1,\ z=\sum_{i=1}^{n}w_ix_i$$"
)
GIVEN_14 = r"$$X,Y \text{ independent with variance } 2$$"
GIVEN_15 = r"$$X,Y \text{ dependent with variance } 2$$"
GIVEN_16 = (
    r"$$x_1,\dots,x_{100} \text{ independent of mean } 3 \text{ and standard"
    r" deviation } 2$$"
)
GIVEN_17 = (
    r"$$w_j \text{ independent with mean } 0 \text{ and variance }"
    r" 1,\ y=\sum_{j=1}^{20}w_j$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            GIVEN_0,
            (
                r"w_j,b \text{ of standard deviation } 1:\ z \text{ has standard deviation }"
                r" \sqrt{501}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"w_j,b \text{ of standard deviation } 1:\ z \text{ has standard deviation }"
                r" \sqrt{1001}"
            ),
            "refuted",
        ),
        (
            GIVEN_0,
            (
                r"w_j \text{ of standard deviation } 1/\sqrt{n_{\rm in}},\ b \text{ of"
                r" standard deviation } 1:\ z \text{ has standard deviation } \sqrt{3/2}"
            ),
            "proved",
        ),
        (GIVEN_0, r"w_j,b \text{ of variance } 1:\ z \text{ has variance } 501", "proved"),
        (GIVEN_0, r"w_j,b \text{ of standard deviation } 1:\ \operatorname{Var}(z)=501", "proved"),
        (GIVEN_1, r"q^\top k \text{ has mean } 0 \text{ and variance } d", "proved"),
        (GIVEN_1, r"q^\top k \text{ has variance } \sqrt d", "refuted"),
        (GIVEN_1, r"q^\top k \text{ has standard deviation } \sqrt d", "proved"),
        (GIVEN_1, r"q\cdot k/\sqrt d \text{ has variance } 1", "proved"),
        (GIVEN_1, r"d=64:\ q\cdot k \text{ has standard deviation } 8", "proved"),
        (GIVEN_1, r"\text{the variance of } q\cdot k \text{ is } d", "proved"),
        (GIVEN_1, r"\operatorname{Var}(q\cdot k)=d", "proved"),
        (GIVEN_2, r"\text{the sum has standard deviation } \sigma\sqrt n", "proved"),
        (GIVEN_2, r"\text{the mean has standard deviation } \sigma/\sqrt n", "proved"),
        (GIVEN_2, r"\operatorname{Var}(X_1+\dots+X_n)=n\sigma^2", "proved"),
        (
            GIVEN_2,
            (
                r"\text{the mean of } 100 \text{ independent variables of standard deviation }"
                r" 5 \text{ has standard deviation } 0.5"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{the sum of } 100 \text{ independent variables of standard deviation }"
                r" 5 \text{ has standard deviation } 50"
            ),
            "proved",
        ),
        (
            GIVEN_2,
            (
                r"\text{the sum of } 100 \text{ independent variables of standard deviation }"
                r" 5 \text{ has standard deviation } 500"
            ),
            "refuted",
        ),
        (GIVEN_3, r"\operatorname{Var}(z)=n\sigma_w^2\sigma_x^2", "proved"),
        (GIVEN_3, r"\operatorname{Var}(z)=n\sigma_w\sigma_x", "refuted"),
        (GIVEN_3, r"z \text{ has variance } n\sigma_w^2\sigma_x^2", "proved"),
        (GIVEN_3, r"\text{the variance of } z \text{ is } n\sigma_w^2\sigma_x^2", "proved"),
        (
            GIVEN_3,
            r"n=100,\ \sigma_w=\tfrac1{10},\ \sigma_x=1:\ z \text{ has variance } 1",
            "proved",
        ),
        (GIVEN_4, r"z \text{ has variance } 1", "proved"),
        (GIVEN_5, r"w_j,b \text{ of standard deviation } 1:\ \operatorname{Var}(z)=501", "proved"),
        (
            GIVEN_5,
            (
                r"w_j \text{ of standard deviation } 1/\sqrt{n_{\rm in}},\ b \text{ of"
                r" standard deviation } 1:\ \operatorname{Var}(z)=3/2"
            ),
            "proved",
        ),
        (GIVEN_6, r"\operatorname{Var}(q\cdot k)=d", "proved"),
        (GIVEN_6, r"\operatorname{Var}(q^\top k)=d", "proved"),
        (GIVEN_6, r"\operatorname{Var}(q\cdot k/\sqrt d)=1", "proved"),
        (GIVEN_7, r"\operatorname{Var}(q\cdot k)=d", "proved"),
        (GIVEN_7, r"\operatorname{Var}(q^\top k)=d", "proved"),
        (GIVEN_7, r"\operatorname{Std}(q^\top k)=\sqrt d", "proved"),
        (GIVEN_7, r"\operatorname{Var}(\sum_{i=1}^dq_ik_i)=d", "proved"),
        (GIVEN_8, r"\operatorname{Var}(z)=n\sigma_w^2\sigma_x^2", "proved"),
        (GIVEN_8, r"\operatorname{Var}(z)=n\sigma_w\sigma_x", "refuted"),
        (GIVEN_8, r"n=100,\ \sigma_w=\tfrac1{10},\ \sigma_x=1:\ \operatorname{Var}(z)=1", "proved"),
        (GIVEN_9, r"\operatorname{Var}(z)=1", "proved"),
        (GIVEN_9, r"\operatorname{Var}(\sum_{i=1}^nw_i)=1", "proved"),
        (GIVEN_10, r"\operatorname{Var}(z)=1", "proved"),
        (GIVEN_11, r"z \text{ has variance } n\sigma^2", OPEN),
        (GIVEN_12, r"z \text{ has variance } n\sigma^2", OPEN),
        (GIVEN_13, r"z \text{ has variance } n", OPEN),
        (GIVEN_14, r"\operatorname{Var}(X+Y)=4", "proved"),
        (GIVEN_14, r"\operatorname{Var}(X-Y)=4", "proved"),
        (GIVEN_14, r"\operatorname{Var}(X-Y)=0", "refuted"),
        (GIVEN_14, r"\operatorname{Var}(X+X)=4", "refuted"),
        (GIVEN_14, r"X+Y \text{ has standard deviation } 2", "proved"),
        (GIVEN_14, r"X+Y \text{ has standard deviation } 4", "refuted"),
        (GIVEN_14, r"X+Z \text{ has standard deviation } 4", OPEN),
        (GIVEN_15, r"X+Y \text{ has standard deviation } 2", OPEN),
        (GIVEN_16, r"\text{the mean has standard deviation } 0.2", "proved"),
        (GIVEN_17, r"y \text{ has standard deviation } 4.47", "proved"),
        (GIVEN_17, r"y \text{ has standard deviation } 4.52", "refuted"),
        (GIVEN_17, r"y \text{ has standard deviation } \sqrt{20}=2\sqrt5", "proved"),
    ],
)
def test_spreads(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
