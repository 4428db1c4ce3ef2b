"""Eigenvalues worked out by hand: determinants in an open letter, shifts, and steps on rows."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

A = r"$$A = \begin{bmatrix} 0 & 1 \\ -1 & 0 \end{bmatrix}$$"
B = (
    r"$$B = \begin{bmatrix} -2 & 2 & -3 \\ 2 & 1 & -6 \\ -1 & -2 & 0 \end{bmatrix}$$"
    "\n\nThe roots are $\\mu_1 = 5$ and $\\mu_2 = -3$."
)
SHIFTED = r"\begin{bmatrix} 1 & 2 & -3 \\ 2 & 4 & -6 \\ -1 & -2 & 3 \end{bmatrix}"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (A, r"|A - \lambda I| = \begin{vmatrix} -\lambda & 1 \\ -1 & -\lambda \end{vmatrix}", 1),
        (A, r"|A - \lambda I| = \begin{vmatrix} -\lambda & 1 \\ -1 & \lambda \end{vmatrix}", 0),
        (A, r"\det(A - tI) = t^2 + 1", 1),
        (A, r"\det(A - tI) = t^2 + 2", 0),
        (A, r"\det(A - tI) = t^2 - 1", 0),
        ("", r"\begin{vmatrix} 1 - x & 2 \\ 3 & 4 - x \end{vmatrix} = x^2 - 5x - 2", 1),
        ("", r"\begin{vmatrix} 1 - x & 2 \\ 3 & 4 - x \end{vmatrix} = x^2 - 5x - 3", 0),
        # a sign or a factor that is left out, another matrix altogether, and an equation
        (A, r"\det(A - tI) = -t^2 - 1", None),
        (A, r"\det(A - tI) = 0", None),
        (A + "\n\n$$\\det(A - tI) = 0$$\n\n$$t^2 + 1 = 0$$", r"\det(A - tI) = -t^2 - 1", None),
        ("", r"|x - 1| = 4x", None),
        # A less a multiple of I, of numbers that are given
        (B, rf"B - \mu_2 I = {SHIFTED}", 1),
        (B, rf"B - \mu_2 I = {SHIFTED.replace('4', '5')}", 0),
    ],
)
def test_determinants_and_shifts(given: str, claim: str, wanted: int | None) -> None:
    assert last(given, claim) == {1: "proved", 0: "refuted", None: None}[wanted]


def test_values_of_an_older_matrix_say_nothing() -> None:
    later = B + "\n\nSo far.\n" * 9 + "\n\n$$B = \\begin{bmatrix} 1 & 2 \\\\ 2 & 1 \\end{bmatrix}$$"
    claim = r"B - \mu_1 I = \begin{bmatrix} -4 & 2 \\ 2 & -2 \end{bmatrix}"
    assert last(later, claim) == "undecided"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"$$(x - 2)^2 = x^2 - 4x + 4 = 0$$", ["proved", "not-a-claim"]),
        (r"$$(x - 2)^2 = x^2 - 4x + 5 = 0$$", ["refuted", "not-a-claim"]),
        (
            r"$$\det\begin{pmatrix} 4 - t & 2 \\ 0 & -4 - t \end{pmatrix} = t^2 - 16 = 0$$",
            ["proved", "not-a-claim"],
        ),
        (r"$f(x) = x^2$ and $$f(x) - x^2 = 1 = 0$$", ["definition", "not-a-claim", "refuted"]),
    ],
)
def test_an_identity_that_is_set_to_zero(text: str, wanted: list[str]) -> None:
    assert [e.verdict or e.kind for e in entries(text)] == wanted


FIRST = r"1 & 2 \\ 3 & 4"
ROWS = "We use row operations."
FOUND = "Find the eigenvectors."


def matrix(rows: str) -> str:
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


@pytest.mark.parametrize(
    ("given", "arrow", "rows", "wanted"),
    [
        (ROWS, r"\to", r"1 & 2 \\ 0 & -2", "proved"),
        (ROWS, r"\sim", r"1 & 2 \\ 0 & 1", "proved"),
        (ROWS, r"\to\to", r"1 & 0 \\ 0 & 1", "proved"),
        (ROWS, r"\to", r"1 & 2 \\ 0 & 0", "refuted"),
        (FOUND, r"\rightarrow", r"1 & 2 \\ 0 & 1", "proved"),
        # over the arrow stands which step it is
        (ROWS, r"\xrightarrow{R_2 - 3R_1}", r"1 & 2 \\ 0 & -2", "proved"),
        (ROWS, r"\xrightarrow{R_2 \to R_2 - 3 R_1}", r"1 & 2 \\ 0 & -2", "proved"),
        (ROWS, r"\xrightarrow{R_1 \leftrightarrow R_2}", r"3 & 4 \\ 1 & 2", "proved"),
        (ROWS, r"\overset{\frac{1}{2}R_2}{\to}", r"1 & 2 \\ 3/2 & 2", "proved"),
        (ROWS, r"\xrightarrow{3R_1 - R_2}", r"1 & 2 \\ 0 & 2", "proved"),
        (ROWS, r"\xrightarrow{R_2 - 3R_1}", r"1 & 2 \\ 0 & 1", None),
        (ROWS, r"\xrightarrow{\text{so}}", r"1 & 2 \\ 0 & 1", None),
        ("Row operations. We subtract row 1:", r"\to", r"1 & 2 \\ 0 & 1", None),
        # arrows of another kind
        (FOUND, r"\to", r"1 & 2 \\ 0 & 0", None),
        ("A ReLU comes next.", r"\to", r"1 & 2 \\ 3 & 5", None),
        (ROWS + " A ReLU comes next.", r"\to", r"1 & 2 \\ 3 & 5", None),
        ("Row and column operations.", r"\to", r"1 & 2 \\ 0 & 0", None),
        (ROWS, r"\to", r"1 & 0.333 \\ 0 & 0", None),
    ],
)
def test_steps_on_rows(given: str, arrow: str, rows: str, wanted: str | None) -> None:
    assert last(given, f"{matrix(FIRST)} {arrow} {matrix(rows)}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"$g = 0.971 - 0.9508 = 0.020$", "proved"),
        (r"$g = 0.971 - 0.9508 = 0.023$", "refuted"),
        (r"$g = 0.971 - 0.9508 = 0.02$", "undecided"),
    ],
)
def test_a_zero_at_the_end_is_a_digit(text: str, wanted: str) -> None:
    assert entries(text)[-1].verdict == wanted


SHAPED = (
    r"$$A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}_{2 \times 2}, \quad "
    r"B = \begin{bmatrix} 1 \\ 1 \end{bmatrix}_{2 \times 1}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (SHAPED, r"AB = \begin{bmatrix} 3 \\ 7 \end{bmatrix}_{2 \times 1}", "proved"),
        (SHAPED, r"AB = \begin{bmatrix} 3 \\ 7 \end{bmatrix}_{\text{2 x 1}}", "proved"),
        (SHAPED, r"AB = \begin{bmatrix} 3 \\ 7 \end{bmatrix}_{1 \times 2}", "undecided"),
        (
            "Projections have $\\det = 0$, and scaling has $\\det = k^n$.",
            r"\det\begin{bmatrix} 3 & 2 \\ 1 & 4 \end{bmatrix} = 12 - 2",
            "proved",
        ),
        (
            "Projections have $\\det = 0$.",
            r"\det\begin{bmatrix} 3 & 2 \\ 1 & 4 \end{bmatrix} = 11",
            "refuted",
        ),
    ],
)
def test_shapes_below_and_determinants_of_nothing(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted
