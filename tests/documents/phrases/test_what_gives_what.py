r"""What goes in gives what comes out: "probabilities 1/27 give a loss of 3.3" is no equation."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{uniform probabilities } \frac1{27} \text{ give loss } 3.2958", None),
        (r"\text{the weights } \frac14 \text{ give } 0.3", None),
        (r"\text{an input } 2 \text{ gives an output } 3", None),
        (r"3\cdot4 \text{ yields an area of } 13", None),
        (r"\text{the ratio } \frac12 \text{ yields } 0.5", "proved"),
        (r"\text{the product } 3\cdot4 \text{ yields } 12", "proved"),
        (r"\text{the product } 3\cdot4 \text{ yields } 13", "refuted"),
        (r"3\cdot4 \text{ gives } 13", "refuted"),
        (r"\text{the probability } \frac12 \text{ is } 0.6", "refuted"),
    ],
)
def test_nouns_beside_what_gives_and_what_is_given(claim: str, verdict: str | None) -> None:
    assert last("", claim) == verdict
