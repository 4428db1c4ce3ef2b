"""Several names with one value behind a formula: "at a = b = 1.5"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GIVEN = "Let $f(a,b) = a^2b+b$."


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"f(a,b)/7=0.6964 \text{ at } a=b=1.5", "proved"),
        (r"f(a,b)/7=0.6864 \text{ at } a=b=1.5", "refuted"),
        (r"f(a,b)=4.875 \text{ for } a=b=1.5", "proved"),
        (r"f(a,b)=4.875 \text{ with } a=b", None),
    ],
)
def test_names_are_put_in_together(claim: str, verdict: str | None) -> None:
    assert last(GIVEN, claim) == verdict
