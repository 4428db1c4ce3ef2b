"""Behind a definition, "for f(x) f(y) = …" says why, and is no condition."""

from __future__ import annotations

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from tests.documents.judging.verdicts import entries


def test_a_relation_of_the_function_itself_does_not_undo_its_definition() -> None:
    text = r"The feature map is $\psi(x) = (1, x)$, for $\psi(x) \cdot \psi(y) = 1 + xy$."
    assert [e.verdict or e.kind for e in entries(text)] == ["definition", "proved"]
    text += r" So $\psi(2) = (1, 3)$."
    assert [e.verdict or e.kind for e in entries(text)] == ["definition", "proved", "refuted"]


def test_a_range_behind_a_definition_stays_a_range() -> None:
    text = r"Let $f(x) = \sqrt{x}$, for $x \ge 0$. Then $f(4) = 3$."
    assert entries(text)[-1].verdict == "refuted"


def test_a_value_in_the_authors_own_words_is_no_condition_of_a_definition() -> None:
    text = (
        "\\DeclareMathOperator{\\diag}{diag}\n\\begin{document}\n"
        r"Let $f(x) = \frac12 x^\top H x$ with $H = \diag(1, 10)$. "
        r"With $x_0 = (10, 1)^\top$ we get $f(x_0) = 55$." + "\n\\end{document}\n"
    )
    assert list(judge(Source("a.tex", text, "latex")))[-1].verdict == "proved"
