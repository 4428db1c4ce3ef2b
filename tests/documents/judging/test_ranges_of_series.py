r"""An infinite sum is proved only where what was told of its letter lets it converge."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

GEOMETRIC = r"\sum_{k=0}^\infty r^k=\frac1{1-r}"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("", "proved"),
        ("Let $|r|<1$.", "proved"),
        (r"Let $r\in(0,1)$.", "proved"),
        ("$$0<r<1$$", "proved"),
        ("Let $|r|<1$.\n\nNow let $r>1$.", "undecided"),
        ("Let $|r|<1$.\n\n# Next\n\nNow let $r>1$.", "undecided"),
        ("$$r>2$$", "undecided"),
        ("Let $|r|<2$.", "undecided"),
        ("# One\n\n$$r>2$$\n\n# Two", "proved"),
    ],
)
def test_what_was_told_of_the_ratio_counts(given: str, verdict: str) -> None:
    assert last(given, GEOMETRIC) == verdict
