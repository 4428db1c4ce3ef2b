"""Words with a colon before a display, "For all real x:", are said of all that stands in it."""

from __future__ import annotations

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

ROWS = r"""
$$
\begin{aligned}
f(x) &= \max(0, x) \\
f(x) - f(-x) &= %s \\
f(x) + f(-x) &= |x|
\end{aligned}
$$
"""


def said(text: str) -> list[str]:
    """The verdicts of all entries."""
    return [e.verdict or e.kind for e in judge(Source("page.md", text, "markdown"))]


def test_all_rows_hold_for_all_values() -> None:
    assert said("For all real $x$:\n" + ROWS % "x") == ["definition", "proved", "proved"]
    assert said("For all real $x$:\n" + ROWS % "2 x") == ["definition", "refuted", "proved"]


def test_a_function_that_is_given_again_is_claimed_to_be_the_same() -> None:
    rows = "\n$$\n\\begin{aligned}\nf(x) &= 2 x \\\\\nf(x) &= %s\n\\end{aligned}\n$$\n"
    assert said("For all real $x$:\n" + rows % "x + x") == ["definition", "proved"]
    assert said("For all real $x$:\n" + rows % "3 x") == ["definition", "refuted"]
    assert "refuted" not in said(rows % "3 x")


def test_other_words_leave_an_equation_one_to_solve() -> None:
    for words in ("Solve:\n", "For which $x$ is it true? We try:\n"):
        assert said(words + ROWS % "2 x")[1] != "refuted"
    for words in ("", "Solve:\n", "For which $x$ is it true? We try:\n", "For all real $x$.\n"):
        assert said(words + ROWS % "x^2")[1] != "refuted"


def test_a_range_before_a_display_is_the_domain_of_its_rows() -> None:
    # f is given where x ≥ 0, and nothing is said of f(-x)
    assert said("For all $x \\ge 0$:\n" + ROWS % "x")[-2:] == ["undecided", "undecided"]
    rows = "\n$$\n\\begin{aligned}\n\\max(0, x) &= x \\\\\n|x| &= %s\n\\end{aligned}\n$$\n"
    assert said("For all $x \\ge 0$:\n" + rows % "x")[-2:] == ["proved", "proved"]
    assert said("For all $x \\ge -1$:\n" + rows % "x")[-2:] == ["refuted", "refuted"]


BLOCKS = r"""
$$
\begin{aligned}
A &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \\
M &= \begin{pmatrix} A & 0 \\ 0 & A \end{pmatrix}
= \begin{pmatrix} 1 & 2 & 0 & 0 \\ 3 & 4 & 0 & 0 \\ 0 & 0 & 1 & 2 \\ 0 & 0 & 3 & LAST \end{pmatrix}
\end{aligned}
$$
"""


def test_what_stands_behind_blocks_puts_them_in() -> None:
    """Two matrices of numbers side by side may be steps of an elimination; blocks are not."""
    assert said(BLOCKS.replace("LAST", "4"))[-1] == "proved"
    assert said(BLOCKS.replace("LAST", "5"))[-1] == "refuted"
    rows = "$A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} = "
    assert said(rows + "\\begin{pmatrix} 1 & 2 \\\\ 0 & -2 \\end{pmatrix}$")[-1] == "undecided"


def test_entries_by_their_own_names_are_counted_as_these() -> None:
    """With x = (x_1, x_2) no x_0 is the first entry: it would be x_1 beside the symbol x_2."""
    rows = (
        "$$\n\\begin{aligned}\nx &= \\begin{pmatrix} x_1 \\\\ x_2 \\end{pmatrix} \\\\\n"
        "\\max(x_1, x_2) &= \\max(x_%d, x_2)\n\\end{aligned}\n$$\n"
    )
    assert said(rows % 1)[-1] == "proved"
    for words in ("", "For all real $x_1, x_2$:\n\n"):
        assert said(words + rows % 0)[-1] != "proved"
        assert said(words + rows % 3)[-1] != "proved"
