r"""Losses of predictions that are all alike, and weights of nets told by a list of sizes."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = r"$$\text{loss}=-\frac1n\sum\log p \text{ (natural log)}$$"
GIVEN_1 = r"$$\text{loss in bits}=-\log_2p$$"
GIVEN_2 = r"$$E=\frac12(y-t)^2$$"
GIVEN_3 = r"$$\text{nets without biases}$$"
GIVEN_4 = r"$$[784,30,10] \text{ lists layer sizes}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (GIVEN_0, r"\text{uniform probabilities } \frac1{27} \text{ give loss } 3.2958", "proved"),
        (GIVEN_0, r"\text{uniform probabilities } \frac1{27} \text{ give loss } 3.3958", "refuted"),
        (GIVEN_0, r"\text{four equal logits give loss } 1.3863", "proved"),
        (GIVEN_0, r"\text{four equal logits give loss } 4", "refuted"),
        (
            GIVEN_0,
            (
                r"\text{a uniform guess over } 10 \text{ classes has cross-entropy } \ln10"
                r"\approx2.303"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{with } 10 \text{ classes a uniform guess gives the loss } 2.303",
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{the loss of a uniform prediction over } K \text{ classes is } \log K",
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{the loss of a uniform prediction over } K \text{ classes is } K",
            "refuted",
        ),
        (GIVEN_0, r"\text{five equal logits give probability } \frac15 \text{ each}", "proved"),
        (GIVEN_0, r"\text{five equal logits give probability } \frac14 \text{ each}", "refuted"),
        (
            GIVEN_0,
            r"\text{uniform predictions over } 50 \text{ tokens give perplexity } 50",
            "proved",
        ),
        (GIVEN_0, r"\text{unequal logits give loss } 1.3863", OPEN),
        (GIVEN_1, r"\text{uniform probabilities } \frac1{27} \text{ give loss } 3.2958", OPEN),
        (GIVEN_2, r"\text{uniform probabilities } \frac1{27} \text{ give loss } 3.3958", OPEN),
        (GIVEN_3, r"[784,100,10]: 79{,}510 \text{ parameters}", OPEN),
        (GIVEN_4, r"[784,100,10]: 79{,}510 \text{ weights and biases}", "proved"),
        (GIVEN_4, r"[784,100,10]: 79{,}500 \text{ weights and biases}", "refuted"),
        (GIVEN_4, r"[784,100,10]:\ 79{,}400 \text{ weights}", "proved"),
        (GIVEN_4, r"[64,3,3,3]:\ 1728 \text{ weights}", OPEN),
        (GIVEN_4, r"[64,3,3,3]:\ 1792 \text{ parameters}", OPEN),
        (GIVEN_4, r"(3,5,5):\ 75 \text{ weights}", OPEN),
        (GIVEN_4, r"(5,5):\ 26 \text{ parameters}", OPEN),
        (GIVEN_4, r"[5,5]:\ 26 \text{ parameters}", OPEN),
        (GIVEN_4, r"3\times3:\ 10 \text{ parameters}", OPEN),
        (GIVEN_4, r"784\text{-}100\text{-}10: 79{,}510 \text{ parameters}", "proved"),
        (GIVEN_4, r"2\to3\to1: 13 \text{ parameters}", "proved"),
        (
            GIVEN_4,
            r"\text{sizes } [784,30,10] \text{ give } 23{,}860 \text{ weights and biases}",
            "proved",
        ),
    ],
)
def test_uniform_losses_and_listed_sizes(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict
