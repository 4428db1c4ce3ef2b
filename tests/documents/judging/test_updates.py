"""Updates: what the names stand for beside an arrow, in its chain, and after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

ARROWS = ["=", ":=", r"\leftarrow"]


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in entries(text)]


@pytest.mark.parametrize("arrow", ARROWS)
@given(w=st.integers(-9, 9), g=st.integers(1, 9), slip=st.integers(1, 9))
def test_the_chain_of_an_update_sees_the_old_value(arrow: str, w: int, g: int, slip: int) -> None:
    """w ← w − g/10 = … is about the w before; afterwards w is the new one."""
    new = f"{(10 * w - g) / 10:.1f}"
    off = f"{(10 * w - g + slip) / 10:.1f}"
    text = rf"$w = {w}$, $w {arrow} w - 0.1 \cdot {g} = "
    assert verdicts(text + f"{new}$, $w = {new}$") == [None, None, "proved", "proved"]
    assert verdicts(text + f"{off}$")[-1] == "refuted"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("$w = 3$", "proved"),
        ("$w = 4$", "refuted"),
        ("$b = 5$", None),
        ("$b = 3$", None),
        ("$2b = 10$", "undecided"),
        ("$2b = 6$", "undecided"),
        ("$2b = 8$", "refuted"),
        ("$w + b = 8$", "undecided"),
    ],
)
def test_the_order_of_updates_is_not_guessed(after: str, found: str | None) -> None:
    """b is 5 one after the other, 3 all at once: neither is said to be wrong."""
    start = r"$w = 1$, $b = 2$, $w \leftarrow w + b$, $b \leftarrow b + w$, "
    assert verdicts(start + after)[-1] == found


@pytest.mark.parametrize(("value", "found"), [(6, "undecided"), (14, "undecided"), (16, "refuted")])
def test_the_order_counts_in_the_chain_too(value: int, found: str) -> None:
    """b + 4w is 6 with the old w and 14 with the new one."""
    start = r"$w = 1$, $b = 2$, $w \leftarrow w + b = 3$, $b \leftarrow b + 4w = "
    assert verdicts(f"{start}{value}$")[-1] == found


def test_what_held_with_an_earlier_value_is_not_refuted() -> None:
    """wx was 3 and 6 before two updates; it is 9 now, and was never 7."""
    start = r"$w = 1$, $x = 3$, $w \leftarrow w + 1$, $w \leftarrow w + 1$, "
    assert [verdicts(start + f"$wx = {v}$")[-1] for v in (3, 6, 9, 7)] == [
        "undecided",
        "undecided",
        "proved",
        "refuted",
    ]
