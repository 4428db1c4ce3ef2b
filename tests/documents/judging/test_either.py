r"""An equation and all of its solutions, behind an arrow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.judging.verdicts import last

_F = "$$\nf(x)=x^2-5x+6\n$$"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_F, r"f(x)=0 \iff x=2 \text{ or } x=3", "proved"),
        (_F, r"f(x)=0 \iff x=2 \text{ or } x=4", "refuted"),
        (_F, r"f(x)=0 \iff x\in\{2,3\}", "proved"),
        (_F, r"f(x)=0 \iff x\in\{1,6\}", "refuted"),
        ("", r"x^2-3x=0 \implies x=0 \text{ or } x=3", "proved"),
        ("", r"x^2-3x=0 \implies x=1 \text{ or } x=3", "refuted"),
        ("", r"x^2=2 \iff x=\pm\sqrt2", "proved"),
        ("", r"x^2=2 \iff x=\pm2", "refuted"),
        ("", r"x^2=4 \iff x=2\lor x=-2", "proved"),
    ],
)
def test_a_claim(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Let $x>0$.", r"x^2=4 \iff x=2"),
        ("", r"x^3-x=0 \iff x\in\{0,1\}"),  # -1 may be ruled out elsewhere
        ("", r"ax^2=a \iff x=1 \text{ or } x=-1"),  # a may be given further down
        ("Let $x=3$.", r"x^2=4 \iff x=2 \text{ or } x=3"),
        ("Is it true that", r"x^2=4 \iff x=2 \text{ or } x=3"),
    ],
)
def test_what_may_be_meant_otherwise(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


@given(st.sets(st.integers(-5, 5), min_size=2, max_size=4), st.integers(6, 9))
def test_any_roots(roots: set[int], wrong: int) -> None:
    product = "".join(f"(x-({root}))" for root in sorted(roots))
    right = " \\text{ or } ".join(f"x={root}" for root in sorted(roots))
    assert last("", rf"{product}=0 \iff {right}") == "proved"
    false = " \\text{ or } ".join(f"x={root}" for root in [*sorted(roots)[1:], wrong])
    assert last("", rf"{product}=0 \iff {false}") == "refuted"
