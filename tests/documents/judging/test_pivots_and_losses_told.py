"""Pivots that a text chooses, and losses that are no mean cross-entropy."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

A = r" $A=\begin{pmatrix}2&1\\4&5\end{pmatrix}$."


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("We eliminate." + A, "the pivots of $A$ are $2$ and $3$", "proved"),
        ("We use partial pivoting." + A, "the pivots of $A$ are $2$ and $3$", "undecided"),
        (
            "The pivot is the largest entry of its column." + A,
            "the first pivot of $A$ is $2$",
            None,
        ),
        (
            "We train a classifier.",
            r"the loss of a uniform prediction over $4$ classes is $\ln4$",
            "proved",
        ),
        (
            "We train with the squared error.",
            r"the loss of a uniform prediction over $4$ classes is $\frac34$",
            None,
        ),
        (
            "The loss is summed over a batch of 32 examples.",
            r"the loss of a uniform prediction over $10$ classes is $\ln10$",
            "undecided",
        ),
    ],
)
def test_what_a_text_chooses(given: str, claim: str, verdict: str | None) -> None:
    found = last(given, worded(claim))
    assert found == verdict or (verdict is None and found != "refuted")
