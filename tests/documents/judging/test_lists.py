"""Several names defined at once, maps, and superscripts that are indices."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def last(text: str) -> str | None:
    return entries(text)[-1].verdict


@pytest.mark.parametrize(
    "given",
    ["$(x, y) = (1, 2)$", "$x, y = 1, 2$", "$x = 1, y = 2$", r"$x = 1 \quad y = 2$"],
)
def test_two_names_at_once(given: str) -> None:
    """However x and y are given, x + y is 3."""
    assert all(entry.kind == "definition" for entry in entries(given))
    assert last(given + " and $x + y = 3$") == "proved"
    assert last(given + " and $x + y = 4$") == "refuted"


def test_one_value_for_several_names() -> None:
    """v = w = 0.5 defines both; y = x = 3 for a known x claims x = 3."""
    given = "$v = w = 0.5$"
    assert [entry.kind for entry in entries(given)] == ["definition", "definition"]
    assert last(given + ", $v + w = 1$") == "proved"
    assert last(given + ", $v + w = 2$") == "refuted"
    assert last("$x = 3$, $y = x = 3$") == "proved"


def test_names_given_again_are_not_refuted() -> None:
    """The rows of a truth table, one after the other."""
    rows = "$(x, y) = (0, 1)$: $x + y = 1$; $(x, y) = (1, 1)$: $x + y = 2$"
    assert [e.verdict for e in entries(rows)] == [None, "proved", None, "proved"]
    again = "$v = w = 0.5$, $v + w = 1$; $v = w = 2$: $v + w = 4$"
    assert "refuted" not in [e.verdict for e in entries(again)]
    assert "refuted" not in [e.verdict for e in entries("$x = 3$. Now take $y = x = 4$.")]


def test_what_was_given_at_first_is_given_anew() -> None:
    """0.1 after an update to 0.1035 is the old value, not the new one rounded."""
    text = "$w = 0.1$, $w = w + 0.0035 = 0.1035$. Again $w = 0.1$ and $10 w = "
    assert last(text + "1$") == "proved"


def test_maps_by_their_arrow() -> None:
    """f: x ↦ x² is f(x) = x²."""
    assert last(r"$f: x \mapsto x^2$, $f(3) = 9$") == "proved"
    assert last(r"$f\colon (x, y) \mapsto x y$, $f(3, 2) = 5$") == "refuted"


def test_a_superscript_is_an_index_where_the_document_says_so() -> None:
    """ξ¹ and ξ² are two patterns; x² of a known x is a power."""
    given = r"$\xi^1 = (1, 1, -1)$, $\xi^2 = (1, -1, 0)$, "
    assert last(given + r"$\xi^1 \cdot \xi^2 = 0$") == "proved"
    assert last(given + r"$\xi^1 \cdot \xi^2 = 1$") == "refuted"
    assert last(given + r"$\xi = 2$, $\xi^2 = 4$") == "undecided"
    assert last(r"$x = 3$, $y = 1$, $x^2 = 9 y$") == "proved"


def test_marks_belong_to_names() -> None:
    """w⁺ and y* are names of their own."""
    assert last(r"$w = 1$, $w^+ = w - 0.2 = 0.8$, $w^+ + 1 = 1.8$") == "proved"
    assert last(r"$w = 1$, $w^+ = w - 0.2 = 0.8$, $w^+ = 0.7$") == "refuted"
    assert last(r"$y^* = 2$, $y = 1$, $y^* + y = 3$") == "proved"
