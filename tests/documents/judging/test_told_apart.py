"""Relations that are no claims about the values that stand above: conditions, ranges, functions."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

SPAN = r"$U = \operatorname{Span}((1, 0))$, $u = (0, 1)$, $w = (0, 2)$."
CUBE = "With $x = 2$ we go on.\n\n" + "and on\n\n" * 5 + "For a cube $V = x^3$, "


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


@pytest.mark.parametrize(
    "text",
    [
        # What stands behind "where" is asked of u, whatever it was; so is what is listed there.
        SPAN + "\n\n" + r"We write $$(5, 1) = u + v$$ where $u \in U$ and $w \in U$.",
        # The volume of a cube whose side is measured, and no longer the 2 of an example.
        CUBE + r"so its volume is in the range $$103.823 = 4.7^3 \leq V \leq 4.8^3 = 110.592$$",
        # A function of n, though a time was called t.
        r"$t = 12$. Compute $t(n)$: $p = 3$, $q = 5$, $$t(15) = (p - 1)(q - 1) = 8$$",
        r"$t = 12$. Compute $t(n)$. $$7d = 1 + 20 t(15)$$ thus $d = 23$",
        r"$\tau = 12$. Here $\tau(n)$ counts divisors. $$\tau(15) = 2 \cdot 2$$",
        # Two angles of the same line.
        r"In polar: $\theta = 0 \cong \theta = \pi$",
    ],
)  # fmt: skip
def test_what_is_no_claim_is_not_refuted(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        SPAN + r" So we have $u \in U$.",
        SPAN + r" Where are we? We see that $u \in U$.",
        r"With $x = 2$ we have $V = x^3$, so $9 \leq V \leq 16$.",
        r"$t = 12$, $p = 3$, $q = 5$. $$t(15) = (p - 1)(q - 1) = 8$$",
    ],
)  # fmt: skip
def test_what_is_false_all_the_same(text: str) -> None:
    assert "refuted" in verdicts(text)


def test_an_exercise_with_its_answer_is_one_of_its_own() -> None:
    """Commands with two arguments: the values of one are unknown in the next."""
    text = (
        r"\exercise{$x = 3$}{$2x = 6$, $y = 4$}" + "\n\n" + r"\exercise{$r = 2$}{$x^2 + y^2 = 4$}"
    )
    found = [entry.verdict for entry in judge(Source("a.tex", text, "latex"))]
    assert found == [None, "proved", None, None, "undecided"]


def test_what_was_supposed_ends_where_it_is_called_absurd() -> None:
    supposed = "Suppose that $1 + 1 = 1$. Then $2 + 2 = 2$"
    assert "refuted" not in verdicts(f"{supposed}.")
    assert verdicts(f"{supposed}; this is absurd.\n\nIn fact $1 + 1 = 3$.")[-1] == "refuted"
