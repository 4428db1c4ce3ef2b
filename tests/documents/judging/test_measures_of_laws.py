"""Divergences of normal laws, an author's own formulas, and what is defined as it is written."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

KL = r"D_{KL}\left[p(x)\,\|\,q(x)\right]"
LAWS = (
    r"$$D_{KL}=\int p(x)\log\frac{p(x)}{q(x)}dx$$"
    "\n\n"
    r"$$p(x)=\text{Norm}_x[\mu_1,\sigma_1^2],\quad q(x)=\text{Norm}_x[\mu_2,\sigma_2^2]$$"
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            (
                rf"{KL}=\frac12\left(\log\left[\frac{{\sigma_2^2}}{{\sigma_1^2}}\right]-1"
                r"+\frac{\sigma_1^2+(\mu_2-\mu_1)^2}{\sigma_2^2}\right)"
            ),
            "proved",
        ),
        (
            (
                rf"{KL}=\frac12\log\left[\frac{{\sigma_2^2}}{{\sigma_1^2}}-1"
                r"+\frac{\sigma_1^2+(\mu_2-\mu_1)^2}{\sigma_2^2}\right]"
            ),
            "refuted",
        ),
        (r"D_{KL}\left[\text{Norm}_x[0,1]\,\|\,\text{Norm}_x[1,4]\right]=0.443", "proved"),
        (r"D_{KL}\left[\text{Norm}_x[1,4]\,\|\,\text{Norm}_x[0,1]\right]=0.443", "refuted"),
    ],
)
def test_divergences_of_normal_laws(claim: str, expected: str) -> None:
    assert last(LAWS, claim) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"-\sum_x p(x)\log\frac{q(x)}{p(x)}", "proved"),
        (r"\sum_x p(x)\log\frac{q(x)}{p(x)}", None),
        (r"\int q(x)\log\frac{q(x)}{p(x)}dx", None),
        (r"\int p(x)\log\frac{p(x)}{q(x)}dx", "proved"),
    ],
)
def test_a_formula_of_the_author_counts(formula: str, expected: str | None) -> None:
    claim = r"KL(\mathcal{N}(0,1)\|\mathcal{N}(1,1))=\frac12"
    assert last(rf"$$KL(p\|q)={formula}$$", claim) == expected


BETA = (
    r"$$\mathbb{E}[Q(a)]=\frac{\alpha}{\alpha+\beta}$$"
    "\n\n"
    r"$$\text{Var}[Q(a)]=\frac{\alpha\beta}{(\alpha+\beta)^2(\alpha+\beta+1)}$$"
)
POLICY = (
    r"$$\log\pi_\theta(a|s)=-\frac12\left(\frac{(a-\mu)^2}{\sigma^2}+2\log\sigma+\log 2\pi\right)$$"
)
LIKELIHOOD = r"$$\log p(y|x)=-\frac{1}{2s^2}(y-wx)^2+c$$"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (BETA, r"\alpha=1,\ \beta=1:\quad\mathbb{E}[Q(a)]=0.5", "proved"),
        (BETA, r"\alpha=1,\ \beta=9:\quad\mathbb{E}[Q(a)]=\frac19", "refuted"),
        (BETA, r"\alpha=1000,\ \beta=9000:\quad\sqrt{\text{Var}[Q(a)]}\approx 0.0030", "proved"),
        (
            POLICY,
            r"\frac{\partial}{\partial\mu}\log\pi_\theta(a|s)=\frac{a-\mu}{\sigma^2}",
            "proved",
        ),
        (
            POLICY,
            r"\frac{\partial}{\partial\mu}\log\pi_\theta(a|s)=\frac{a-\mu}{\sigma}",
            "refuted",
        ),
        (LIKELIHOOD, r"\frac{\partial \log p(y|x)}{\partial w}=\frac{x(y-wx)}{s^2}", "proved"),
        # nothing is said of another point, nor where the function is known
        (r"$$q(x+1)=x^2$$", r"q(2)=1", None),
        (r"$$\mathbb{E}[X]=\mu$$", r"\mathbb{E}[X]=\lambda", "undecided"),
    ],
)
def test_what_is_defined_as_it_is_written(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{d}{dq}\log(q^x(1-q)^{1-x})=\frac{x}{q}-\frac{1-x}{1-q},\quad 0<q<1", "proved"),
        (r"\frac{d}{dq}\log(q^x(1-q)^{1-x})=\frac{x}{q}-\frac{1-x}{1-q}", "proved"),
        (r"\frac{d}{dq}\log(q^x(1-q)^{1-x})=\frac{x-q}{q(1-q)},\quad 0<q<1", "proved"),
        (r"\frac{d}{dq}\log(q^x(1-q)^{1-x})=\frac{x}{q}+\frac{1-x}{1-q},\quad 0<q<1", "undecided"),
    ],
)
def test_slopes_of_logarithms_of_products(claim: str, expected: str) -> None:
    assert last("", claim) == expected


SOFTMAX = r"""
$$y_c=\varsigma(\mathbf{z})_c$$

$$\varsigma(\mathbf{z})_c=\frac{e^{z_c}}{\sum_{d=1}^{C}e^{z_d}}$$

$$\xi(\mathbf{t},\mathbf{y})=-\sum_{c=1}^{C}t_c\cdot\log(y_c)$$

$$\sum_{c=1}^{C}t_c=1$$
"""


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"i\neq j:\ \frac{\partial y_i}{\partial z_j}=-y_iy_j", "proved"),
        (r"i\neq j:\ \frac{\partial y_i}{\partial z_j}=y_iy_j", "refuted"),
        (r"i=j:\ \frac{\partial y_i}{\partial z_j}=y_i(1-y_i)", "proved"),
        (r"\frac{\partial\xi}{\partial z_i}=y_i-t_i", "proved"),
        (r"\frac{\partial\xi}{\partial z_i}=t_i-y_i", "refuted"),
        (
            (
                r"\frac{\partial\varsigma(\mathbf{z})_i}{\partial z_i}"
                r"=\varsigma(\mathbf{z})_i(1-\varsigma(\mathbf{z})_i)"
            ),
            "proved",
        ),
        (
            (
                r"\frac{\partial\varsigma(\mathbf{z})_i}{\partial z_i}"
                r"=\varsigma(\mathbf{z})_i(1+\varsigma(\mathbf{z})_i)"
            ),
            "refuted",
        ),
    ],
)
def test_entries_of_a_function(claim: str, expected: str) -> None:
    assert last(SOFTMAX, claim) == expected


@pytest.mark.parametrize(
    "given",
    [
        r"$$y_c=\frac{e^{z_c}}{\sum_{d=1}^{C}e^{z_d}}\ \ (c=1,\ldots,C)$$",
        r"$$y_c=\frac{e^{z_c}}{\sum_{d=1}^{C}e^{z_d}},\quad c=1,\ldots,C$$",
        r"$$y_c=\varsigma(\mathbf{z})_c=\frac{e^{z_c}}{\sum_{d=1}^{C}e^{z_d}}$$",
    ],
)
def test_what_an_index_runs_over_restricts_nothing(given: str) -> None:
    assert last(given, r"\frac{\partial y_i}{\partial z_i}=y_i(1-y_i)") == "proved"
    assert last(given, r"\frac{\partial y_i}{\partial z_i}=y_i(1+y_i)") == "refuted"
