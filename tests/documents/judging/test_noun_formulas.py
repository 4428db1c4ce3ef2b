r"""Numbers of things at given values, by the formula that stood before their noun."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_INNER = r"""$$
m=2:\quad m+1=3 \text{ upper cells } A_k \text{ and } m(m+1)=6 \text{ lower cells } B_k
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$$\left\lfloor\frac{N-F}{R}\right\rfloor+1 \text{ outputs for } N \text{ inputs}$$",
         r"N=11,\ F=3,\ R=2:\quad 5 \text{ outputs}", "proved"),
        (r"$$\left\lfloor\frac{N-F}{R}\right\rfloor+1 \text{ outputs for } N \text{ inputs}$$",
         r"N=11,\ F=3,\ R=2:\quad 4 \text{ outputs}", "refuted"),
        (_INNER, r"m=4:\quad 20 \text{ lower cells } B_k", "proved"),
        (_INNER, r"m=4:\quad 12 \text{ lower cells } B_k", "refuted"),
        (_INNER, r"m=4:\quad 5 \text{ upper cells}", "proved"),
    ],
)  # fmt: skip
def test_how_many(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (_INNER, r"m=4,\ p=2:\quad 12 \text{ lower cells}"),  # p may change their number
        (_INNER, r"\text{with sharing, } m=4:\quad 12 \text{ lower cells}"),
        (_INNER, r"m=4:\quad 12 \text{ cells}"),
        (_INNER, r"p=4:\quad 12 \text{ lower cells}"),
        (f"{_INNER}\n\n# Other grids", r"m=4:\quad 12 \text{ lower cells}"),
        (f"{_INNER}\n\n$$m^2 \\text{{ lower cells}}$$", r"m=4:\quad 12 \text{ lower cells}"),
        # a noun alone may be of another thing, of which the prose speaks
        (
            r"$$m=2:\quad 3m+1=7 \text{ weights}$$" + "\n\nThe second unit has no bias.",
            r"m=4:\quad 12 \text{ weights}",
        ),
        # what was false of the formula makes no rule
        (r"$$m=2:\quad m+2=3 \text{ upper cells}$$", r"m=4:\quad 5 \text{ upper cells}"),
    ],
)
def test_where_the_formula_is_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
