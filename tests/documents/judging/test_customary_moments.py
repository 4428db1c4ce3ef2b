"""Means and variances that a document defines as all do keep their laws."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_SUM = r"The expectation of $X$ is $$E(X) = \sum_{x} x P(X=x)$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"E(aX+b) = aE(X) + b", "proved"),
        (r"E(X+Y) = E(X) + E(Y)", "proved"),
        (r"E(X^2) - E(X)^2 = Var(X)", "proved"),
        (r"E(aX+b) = aE(X) + 2b + 1", None),
    ],
)
def test_the_laws_of_the_mean_hold(claim: str, verdict: str | None) -> None:
    assert last(_SUM, claim) == verdict


def test_a_function_of_that_name_is_its_own() -> None:
    assert last("The energy is $$E(X) = X^2$$", r"E(X+Y) = E(X) + E(Y)") != "proved"
