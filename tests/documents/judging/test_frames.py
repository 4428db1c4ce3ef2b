"""Sections and examples as scopes: what is in force where, and what refutes nothing any more."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.judging.names.reaching.frames import Frame
from symnn.documents.source import Source


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


GIVEN = "$x = 3$, $y = 2$, $M = (1, 2)$\n\n"


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("", "refuted"),
        ("Some words.\n\n", "refuted"),
        ("**Example 2.** ", "undecided"),
        ("Exercise 3: ", "undecided"),
        ("## Example 2\n\n", "undecided"),
        ("## Discussion\n\n", "undecided"),
        ("### Details\n\n", "refuted"),
    ],
)
def test_where_a_value_still_refutes(between: str, found: str) -> None:
    """M · M is 5 with the M of the first example; in the next one M may be another."""
    text = "# One\n\n## Example 1\n\n" + GIVEN + between
    assert verdicts(text + r"$M \cdot M = 6$")[-1] == found
    assert verdicts(text + r"$M \cdot M = 5$")[-1] == "proved"


@pytest.mark.parametrize("heading", ["Forward pass", "Step 2", "Solution", "Computing the loss"])
def test_headings_that_go_on(heading: str) -> None:
    """The steps of one computation are one frame."""
    text = f"## Example 1\n\n{GIVEN}## {heading}\n\n"
    assert verdicts(text + r"$M \cdot M = 6$")[-1] == "refuted"


def test_a_function_is_in_force_everywhere_unless_it_was_an_example() -> None:
    """f of a section holds further down, with all it is made from."""
    given = "$k = 3$, $f(x) = kx + 1$\n\n"
    assert verdicts(f"# Model\n\n{given}# Use\n\n$f(3) = 11$")[-1] == "refuted"
    assert verdicts(f"# Example 1\n\n{given}# Example 2\n\n$f(3) = 11$")[-1] == "undecided"


def test_what_was_worked_out_from_an_ended_value() -> None:
    """z rests on the w of the first example."""
    text = "# Example 1\n\n$w = (1, 2)$\n\n# Example 2\n\n$x = (3, 4)$, $z = w x^T$, "
    assert "refuted" not in verdicts(text + r"$\|w\| = 3$")


@pytest.mark.parametrize(
    "words",
    ["For the second input", "Suppose instead", "Let", "If", "For another point", "When"],
)
def test_words_that_announce_new_values(words: str) -> None:
    """z is worked out here; words may give it a new value all the same."""
    given = "$f(x) = x^2$, $z = f(2) + 1$, "
    assert verdicts(f"{given}so $z = 6$.")[-1] == "refuted"
    assert verdicts(f"{given}so $z = 5$. {words} $z = 6$.")[-1] != "refuted"
    assert verdicts(f"{given}so $z = 5$. {words} $z + 1 = 8$.")[-1] != "refuted"


def test_frames_nest() -> None:
    """A deeper heading sees what is above it; a sibling does not see beside it."""
    top = Frame().entered(("A",), "")
    deep = top.entered(("A", "B"), "")
    beside = deep.entered(("A", "C"), "")
    back = beside.entered(("A",), "")
    assert deep.covers(top.path)
    assert beside.covers(top.path)
    assert not beside.covers(deep.path)
    assert back.covers(top.path)
    assert not back.covers(deep.path)


def test_a_display_goes_on_from_the_one_before_it() -> None:
    """Two or three words between them do not part them; a sentence does."""
    sum_ = r"$$s = 1.2 \cdot 3.1$$" + "\n\n"
    assert verdicts(sum_ + "and so\n\n$$= 3.72$$")[-1] == "proved"
    assert verdicts(sum_ + "and so\n\n$$= 1.85$$")[-1] == "refuted"
    words = "We now turn to another sum, which is large, and\n\n"
    assert verdicts(sum_ + words + "$$= 1.85$$")[-1] is None


def test_row_operations_are_no_claims() -> None:
    """Matrices joined by equals signs while they are reduced."""
    rows = r"\begin{bmatrix} 1 & 2 \\ 2 & 5 \end{bmatrix} = \begin{bmatrix} 1 & 2 \\ 0 & 1"
    rows += r"\end{bmatrix}"
    assert verdicts(f"$${rows}$$") == ["undecided"]
