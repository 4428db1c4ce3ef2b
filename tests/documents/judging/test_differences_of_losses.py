r"""Central differences and expansions of a loss of which nothing is known: E(w + ε) = E(w) + …."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SMOOTH = r"$$E \text{ smooth}$$"
MEAN = r"$$E(X)=2,\quad E(Y)=3$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            SMOOTH,
            (
                r"\frac{E(w+\epsilon)-E(w-\epsilon)}{2\epsilon}"
                r"=E'(w)+\frac{\epsilon^2}{6}E'''(w)+O(\epsilon^4)"
            ),
            "proved",
        ),
        (
            SMOOTH,
            (
                r"\frac{E(w+\epsilon)-E(w-\epsilon)}{2\epsilon}"
                r"=E'(w)+\frac{\epsilon^2}{3}E'''(w)+O(\epsilon^4)"
            ),
            "refuted",
        ),
        (SMOOTH, r"\frac{J(\theta+h)-J(\theta-h)}{2h}=J'(\theta)+O(h^2)", "proved"),
        (SMOOTH, r"\frac{L(w+h)-L(w)}{h}=L'(w)+O(h)", "proved"),
        (SMOOTH, r"C(w+h)=C(w)+hC'(w)+\frac{h^2}2C''(w)+O(h^3)", "proved"),
        (SMOOTH, r"C(w+h)=C(w)+hC'(w)+h^2C''(w)+O(h^3)", "refuted"),
        (SMOOTH, r"E(w+h)=E(w)+E(h)+O(h^2)", None),
        (MEAN, r"E(X+h)=E(X)+hE(Y)+O(h^2)", "undecided"),
    ],
)
def test_expansions_of_losses(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
