r"""Estimators of samples told in words: a Bernoulli case beside a general one, "is unbiased"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SAMPLE = (
    "# A\n\n"
    r"$$x^{(1)},\dots,x^{(m)} \text{ i.i.d. with mean } \mu \text{ and variance } \sigma^2,\quad"
    r" \hat\mu_m=\frac1m\sum_ix^{(i)},\quad \hat\sigma_m^2=\frac1m\sum_i\left(x^{(i)}-\hat\mu_m"
    r"\right)^2,\quad \tilde\sigma_m^2=\frac1{m-1}\sum_i\left(x^{(i)}-\hat\mu_m\right)^2$$"
)
CASE = SAMPLE + (
    "\n\n"
    r"$$\operatorname{bias}(\hat\theta_m)=\mathbb{E}(\hat\theta_m)-\theta;\quad"
    r" \text{Bernoulli case } P(x^{(i)}=1)=\theta,\ \hat\theta_m=\hat\mu_m$$"
)
NAMED = (
    "# B\n\n"
    r"$$x_1,\dots,x_n \text{ i.i.d. Bernoulli}(p),\quad \hat p=\frac1n\sum_{i=1}^nx_i$$"
)
PROSE = (
    "# C\n\n"
    r"Let $X_1,\dots,X_n$ be i.i.d. with mean $\mu$ and variance $\sigma^2$."
    "\n\n"
    r"$$\bar X=\frac1n\sum_{i=1}^nX_i,\quad S^2=\frac1n\sum_{i=1}^n(X_i-\bar X)^2$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (CASE, r"\operatorname{bias}(\hat\theta_m)=0", "proved"),
        (CASE, r"\operatorname{Var}(\hat\theta_m)=\frac1m\theta(1-\theta)", "proved"),
        (CASE, r"\operatorname{Var}(\hat\theta_m)=\frac1m\theta", "refuted"),
        # what is said of the mean and the variance is said of any sample
        (CASE, r"\mathbb{E}[\hat\sigma_m^2]=\frac{m-1}m\sigma^2 \text{ for all } m\ge2", "proved"),
        (CASE, r"\operatorname{bias}(\hat\sigma_m^2)=\frac{\sigma^2}m", "refuted"),
        (CASE, r"\operatorname{bias}(\hat\sigma_m^2)=-\frac{\sigma^2}m", "proved"),
        (CASE, r"m=100,\ \theta=\tfrac12:\quad 1.96\,\mathrm{SE}(\hat\mu_m)=0.098", "proved"),
        (CASE, r"m=100,\ \theta=\tfrac12:\quad 1.96\,\mathrm{SE}(\hat\mu_m)=0.196", "refuted"),
        (CASE, r"\mathrm{SE}(\hat\mu_m)=\frac{\sigma}{\sqrt m}", "proved"),
        (NAMED, r"\mathbb{E}[\hat p]=p", "proved"),
        (NAMED, r"\operatorname{Var}(\hat p)=\frac{p(1-p)}n", "proved"),
        (NAMED, r"\operatorname{Var}(\hat p)=p(1-p)", "refuted"),
        (NAMED, r"\operatorname{MSE}(\hat p)=\frac{p(1-p)}n", "proved"),
        (NAMED, r"\hat p \text{ is an unbiased estimator of } p", "proved"),
        (SAMPLE, r"\tilde\sigma_m^2 \text{ is an unbiased estimator of } \sigma^2", "proved"),
        (SAMPLE, r"\hat\sigma_m^2 \text{ is an unbiased estimator of } \sigma^2", "refuted"),
        (SAMPLE, r"\hat\sigma_m^2 \text{ is a biased estimator of } \sigma^2", "proved"),
        (SAMPLE, r"\tilde\sigma_m^2 \text{ is a biased estimator of } \sigma^2", "refuted"),
        (SAMPLE, r"\hat\mu_m \text{ is an unbiased estimator of the mean } \mu", "proved"),
        (PROSE, r"\bar X \text{ is an unbiased estimate of } \mu", "proved"),
        (PROSE, r"S^2 \text{ is an unbiased estimate of } \sigma^2", "refuted"),
        (PROSE, r"\frac n{n-1}S^2 \text{ is an unbiased estimator of } \sigma^2", "proved"),
        # the root of an estimator is none that is known
        (SAMPLE, r"\sqrt{\tilde\sigma_m^2} \text{ is an unbiased estimator of } \sigma", None),
        (SAMPLE, r"\hat\sigma_m^2 \text{ is not an unbiased estimator of } \sigma^2", None),
        # nothing is told of a sample
        ("# D", r"\bar x \text{ is an unbiased estimator of } \mu", None),
    ],
)
def test_estimators_in_words(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_a_chance_alone_tells_of_no_other_values() -> None:
    given = SAMPLE + "\n\n" + r"$$P(x^{(i)}=1)=\theta,\quad \hat\theta_m=\hat\mu_m$$"
    claim = r"\operatorname{Var}(\hat\theta_m)=\frac1m\theta(1-\theta)"
    assert last(given, claim) not in ("proved", "refuted")
