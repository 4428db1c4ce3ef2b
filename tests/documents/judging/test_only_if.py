"""What is possible only if something else holds, and words of the display before."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_GIVEN = r"Let $g(t)=\frac{1}{1+e^{-t}}$."


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"$|vg'(vx+c)|\ge1$ is possible only if $|v|\ge4$", "proved"),
        (r"$|vg'(vx+c)|\ge1$ is possible only if $|v|\ge5$", "refuted"),
        (r"$|vg'(vx+c)|\ge2$ can hold only if $|v|\ge8$", "proved"),
        (r"$g(t)\ge\frac12$ is possible only when $t\ge0$", "proved"),
        (r"$g(t)\ge\frac12$ holds only when $t\ge1$", "refuted"),
        # a possibility alone, or another condition
        (r"$g(t)\ge\frac12$ is possible if $t\ge1$", "proved-or-open"),
    ],
)
def test_possible_only_if(claim: str, found: str) -> None:
    verdict = last(_GIVEN, worded(claim))
    assert verdict != "refuted" if found == "proved-or-open" else verdict == found


def test_words_of_the_display_before() -> None:
    """They are said of that display, unless it supposes something."""
    claim = r"|v|\ge4\implies|vg'(vx+c)|\ge1 \text{ for all } x,c"
    before = "$$" + worded(r"$|vg'(vx+c)|\ge1$ is possible only if $|v|\ge4$") + "$$"
    assert last(f"{_GIVEN}\n\n{before}", claim) == "refuted"
    assert last(f"{_GIVEN} This is so only if", claim) != "refuted"
