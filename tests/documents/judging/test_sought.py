"""Names that are looked for anew: an older value or equation refutes nothing said of them."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

OLD = "First $x = 3$, $y = x + 1$ and $z = x + y$.\n\n"
SYSTEM = r"$$\begin{aligned} -2x - y + z &= 0 \\ x + z &= 7 \\ 3x - z &= 5 \end{aligned}$$" + "\n\n"
HOLDS = r"$$\begin{aligned} x + 2y &= 11 \\ x - y &= -1 \end{aligned}$$"


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


@pytest.mark.parametrize(
    "text",
    [
        # A system in the letters of an older one, and the steps of its solution.
        OLD + SYSTEM + r"so $2z = 8$ and $z = 4$. Therefore $y = -2x + z = -2$.",
        # An array with empty braces; two names that were worked out.
        r"Let $\delta = 1 + 2$, $\gamma = \delta + 1$." + "\n\n"
        r"$$\begin{array}{r@{}r@{}l} 3\gamma &{} -5\delta &{} = -14 \\ -\gamma &{} + 2\delta &{} ="
        r" -1. \end{array}$$ We deduce $\delta = -17$ and $\gamma = -33$.",
        # A matrix times a column of letters that had values.
        OLD + "\n\nWe solve\n\n" * 4 + r"$$\begin{pmatrix} 2 & 4 \\ 1 & 2 \end{pmatrix}"
        r"\begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 5 \\ x \end{pmatrix}$$",
        # An equation in the running text stands between.
        "$2x + 1 = 7$ and $g(x) = x^2 - 10x$.\n\nSolving $g'(x) = 0$ gives $x = 5$.",
        "$2x + 1 = 7$ was the first. Now solving `x/5 = 1` $h(x) = 1$ gives $x = 5$.",
    ],
)  # fmt: skip
def test_an_older_value_refutes_nothing_that_is_sought(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "$2x + 1 = 7$\n\nso $x = 5$.",
        # The values that hold in all rows are no unknowns.
        f"Let $x = 3$, $y = x + 1$.\n\n{HOLDS}\n\nHence $y = 5$.",
        OLD + r"Hence $2x + y = 11$.",
        OLD + r"$$\begin{pmatrix} 2 & 4 \\ 1 & 2 \end{pmatrix}"
        r"\begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 5 \\ 1 \end{pmatrix}$$",
    ],
)  # fmt: skip
def test_what_is_false_all_the_same(text: str) -> None:
    assert "refuted" in verdicts(text)
