"""What holds "for all" matrices of a size that is said, or for all that are invertible."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = r"$$B=\begin{bmatrix}1&2\\0&3\end{bmatrix}$$"

PROVED = [
    r"\det(WB)=3\det(W) \text{ for all } W\in\mathbb{R}^{2\times2}",
    r"\mathrm{tr}(BW)=\mathrm{tr}(WB) \text{ for every matrix } W\in\mathbb{R}^{2\times2}",
    r"\det(WBW^{-1})=3 \text{ for every invertible matrix } W\in\mathbb{R}^{2\times2}",
    r"\mathrm{tr}(W^{-1}BW)=4 \text{ for all nonsingular } W\in\mathbb{R}^{2\times2}",
]

REFUTED = [
    r"BW=WB \text{ for all } W\in\mathbb{R}^{2\times2}",
    r"\det(W+B)=\det(W)+3 \text{ for all matrices } W\in\mathbb{R}^{2\times2}",
    r"WBW^{-1}=B \text{ for every invertible } W\in\mathbb{R}^{2\times2}",
    r"\det(W)>0 \text{ for every invertible } W\in\mathbb{R}^{2\times2}",
]

#: Kinds that are not known, none of them meant, some meant, letters without a size, no square.
OPEN = [
    r"BW=WB \text{ for all symmetric } W\in\mathbb{R}^{2\times2}",
    r"BW=WB \text{ for no invertible } W\in\mathbb{R}^{2\times2}",
    r"BW=WB \text{ for some invertible } W\in\mathbb{R}^{2\times2}",
    r"BW=WB \text{ not for every invertible } W\in\mathbb{R}^{2\times2}",
    r"BN=NB \text{ for all } N",
    r"BW=W \text{ for every invertible } W\in\mathbb{R}^{2\times3}",
]


@pytest.mark.parametrize("claim", PROVED)
def test_it_holds_for_all(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_it_fails_for_one(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize("claim", OPEN)
def test_it_is_left_open(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")


def test_an_invertible_one_that_a_singular_one_refutes() -> None:
    said = r"\det(W)^2>0 \text{ for every %s } W\in\mathbb{R}^{2\times2}"
    assert last(GIVEN, said % "invertible") != "refuted"
    assert last(GIVEN, said % "real matrix") == "refuted"
