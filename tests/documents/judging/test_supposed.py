"""Words before relations of plain numbers: what supposes them, and what only leads up to them."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


@pytest.mark.parametrize(
    "text",
    [
        r"If it is the second class, then $-\ln 0.25 = 1.486$.",
        r"Over eight channels it would be $16 \cdot (9 \cdot 8 + 1) = 1152$.",
        "The output is wrong again, so\n\n$$1 - 2 \\cdot 1 = 1$$",
        r"If the rate is halved once more, the step is $0.05 \cdot 4.8 = 0.25$.",
    ],
)
def test_what_is_claimed(text: str) -> None:
    assert [e.verdict for e in entries(text)] == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        r"If $1 + 1 = 3$, then anything follows.",
        r"Suppose that, for once, $1 + 1 = 3$.",
        r"Imagine a world in which, as they say, $1 + 1 = 3$.",
        r"You would think that $0.1 \cdot 0.1 = 0.1$.",
        r"The answer is wrong, so it is not true that $1 + 1 = 3$.",
        r"That would be wrong: $1 + 1 = 3$.",
        r"It were absurd, so we never have $1 + 1 = 3$.",
        r"Unless, of course, $1 + 1 = 3$.",
        r"If you forget the bracket, your calculator shows $1 - 0.5 \cdot 2 = 1$.",
        r"If the bias is ignored, as is often done, then $0.4 - 0.3 + 0.1 = 0.1$.",
        r"If we start to count at zero, then $3 - 1 = 3$ of them remain.",
        r"If one rounds to two digits at each step, we would get $0.33 \cdot 3 = 1$.",
        r"If one squares first instead, say $3 \cdot 2^2 = 36$, it differs.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert "refuted" not in [e.verdict for e in entries(text)]
