"""Sizes of weights between layers that words count; samples that are standardised."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

NOTHING = r"$$g(z)=\frac{1}{1+e^{-z}}$$"
SOFTMAX = r"""$$
\mathrm{expit}(x)=\frac{1}{1+\exp(-x)},\quad\mathrm{softmax}(x)_i=\frac{\exp(x_i)}{\sum_j\exp(x_j)}
$$

$$\mathrm{expit}(-x)=1-\mathrm{expit}(x) \text{ for all } x\in\mathbb{R}$$"""
SAMPLE = r"$$\mu=\frac1n\sum_ix_i,\quad s^2=\frac1n\sum_i(x_i-\mu)^2$$"
UNBIASED = r"""$$
\bar x=\frac1n\sum_{i=1}^nx_i,\quad s^2=\frac1{n-1}\sum_{i=1}^n(x_i-\bar x)^2,
\quad z_i=\frac{x_i-\bar x}{s}
$$"""


@pytest.mark.parametrize(
    ("space", "words", "verdict"),
    [
        (r"4\times 3", r"2 \text{ units and a bias unit to } 4 \text{ units}", "proved"),
        (r"4\times 2", r"2 \text{ units and a bias unit to } 4 \text{ units}", "refuted"),
        (r"5\times 3", r"3 \text{ inputs to } 5 \text{ hidden units}", "proved"),
        (r"5\times 2", r"3 \text{ inputs to } 5 \text{ hidden units}", "refuted"),
        (r"5\times 4", r"3 \text{ inputs to } 5 \text{ hidden units}", None),
        (r"3\times 5", r"3 \text{ inputs to } 5 \text{ hidden units}", None),
    ],
)
def test_weights_between_layers(space: str, words: str, verdict: str | None) -> None:
    claim = rf"\Theta^{{(1)}}\in\mathbb{{R}}^{{{space}}} \text{{ maps }} {words}"
    assert last(NOTHING, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (SOFTMAX, r"\log\mathrm{softmax}(x)_i=x_i-\log\sum_j\exp(x_j)", "proved"),
        (SAMPLE, r"\frac1n\sum_i\left(\frac{x_i-\mu}{s}\right)^2=1", "proved"),
        (SAMPLE, r"\frac1n\sum_i\left(\frac{x_i-\mu}{s^2}\right)^2=1", "refuted"),
        (SAMPLE, r"\frac1n\sum_ix_i^2=1", None),
        (UNBIASED, r"\frac1{n-1}\sum_{i=1}^nz_i^2=1", "proved"),
        (UNBIASED, r"\frac1n\sum_{i=1}^nz_i=0", "proved"),
    ],
)
def test_standardised_values_and_entries(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
