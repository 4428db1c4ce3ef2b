r"""What is said under a condition gives no values for what follows."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_DECIDED = ("proved", "refuted")


@pytest.mark.parametrize(
    "given",
    [
        r"$$ab = 6 \iff a = 2,\ b = 3$$",
        r"$$a = 2 \implies b = 3$$",
        r"$$c = 2 \Leftrightarrow b = 3$$",
        r"$$a = 2 \quad\text{if and only if}\quad b = 3$$",
        r"$$\text{If } a = 2, \text{ then } b = 3.$$",
        "If $a = 2$, then $b = 3$.",
        "If $a = 0.5$, then $b = 3$.",
        "If $a = 2$ then $c = 1$ and $b = 3$.",
        "If $a = 2$, $b = 3$.",
        "When $a = 2$, we have $b = 3$.",
        "Suppose that $a = 2$ implies $b = 3$.",
        "$a = 2$ exactly when $b = 3$.",
        "If $a = 2$, then $b = 1 + 2 = 3$.",
    ],
)
def test_a_consequence_sets_nothing(given: str) -> None:
    assert last(given, "b + 1 = 4") not in _DECIDED
    assert last(given, "b + 1 = 5") not in _DECIDED
    assert last(f"Let $b = 7$.\n\n{given}", "b + 1 = 4") != "proved"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$$2x + 1 = 5 \implies x = 2$$", "x + 1 = 3", "proved"),
        ("$$2x = 4 \\Rightarrow x = 2$$\n\n$$3y = 9 \\Rightarrow y = 3$$", "x + y = 5", "proved"),
        (r"$$x = 2 \Rightarrow y = 2x = 4$$", "y + 1 = 5", "proved"),
        (r"Let $x = 2$. Then $y = 3$.", "x + y = 5", "proved"),
        (r"Let $x = 2$. Then $y = 3$.", "x + y = 6", "refuted"),
        (r"$$f = \begin{cases}1 & \text{if } x > 0\\0&\text{else}\end{cases},\ h = 2$$",
         "h + 1 = 3", "proved"),
        ("If $a = 2$ then $b = 3$, so that $b + 1 = 4$.\n\nLet $b = 1$.", "b + 1 = 2", "proved"),
    ],
)  # fmt: skip
def test_what_is_set_or_worked_out_stays(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
