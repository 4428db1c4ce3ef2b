r"""Slopes by a name that stands for a part of the formula: f = (x + y)z and q = x + y."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

NUMBERS = r"$f(x,y,z)=(x+y)z,\quad q=x+y,\quad x=-2,\ y=5,\ z=-4$" "\n\n"
LETTERS = r"$f(x,y)=(xy)^2+\sin(xy),\quad u=xy$" "\n\n"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (NUMBERS, r"\frac{\partial f}{\partial q}=-4", "proved"),
        (NUMBERS, r"\frac{\partial f}{\partial q}=3", "refuted"),
        (LETTERS, r"\frac{\partial f}{\partial u}=2u+\cos u", "proved"),
        (LETTERS, r"\frac{\partial f}{\partial u}=2u+\sin u", "refuted"),
        (
            LETTERS,
            r"\frac{\partial f}{\partial x}=\frac{\partial f}{\partial u}\cdot y",
            "proved",
        ),
        # x stands beside q, so that the slope by q has no one meaning
        (r"$f(x,y)=(x+y)y+x,\quad q=x+y$", r"\frac{\partial f}{\partial q}=y", None),
        # q is no part of the formula as it is written
        (r"$f(x,y)=x+y+1,\quad q=x-y$", r"\frac{\partial f}{\partial q}=1", None),
    ],
)
def test_slopes_by_a_part(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) in ((verdict,) if verdict else (None, "undecided"))


def test_the_chain_rule_with_numbers() -> None:
    """A sum in the place of the product is false, whatever number stands behind it."""
    chain = (
        r"$$\frac{\partial f}{\partial y}=\frac{\partial f}{\partial q}"
        r"+\frac{\partial q}{\partial y}=-3$$"
    )
    assert [e.verdict for e in entries(NUMBERS + chain)[-2:]] == ["refuted", "proved"]
