r"""Names of spectral quantities before a matrix: \lambda_{\max}(A), \kappa(A), \rho(W)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

GIVEN = (
    r"$$A=\begin{bmatrix}2&1\\1&2\end{bmatrix},\ B=\begin{bmatrix}3&0\\4&5\end{bmatrix}$$",
    r"$$W=\begin{bmatrix}0&2\\-\frac12&0\end{bmatrix}$$",
    r"$$C=\begin{pmatrix}2&-1&0\\-1&2&-1\\0&-1&2\end{pmatrix}$$",
    r"$$Z=\begin{pmatrix}1&1\\1&1\end{pmatrix},\ R=\begin{pmatrix}1&0&0\\0&2&0\end{pmatrix}$$",
)


def last(*displays: str) -> Entry:
    """The last entry of a document of these displays."""
    return list(judge(Source("a.md", "\n\n".join(displays), "markdown")))[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\lambda_{\max}(A)=3", "proved"),
        (r"\lambda_{\min}(A)=1", "proved"),
        (r"\lambda_{\text{max}}(A)=4", "refuted"),
        (r"\lambda_{max}(C)=2+\sqrt2", "proved"),
        (r"\lambda_{\max}(A^\top A)=9", "proved"),
        (r"\sigma_{\max}(B)=3\sqrt5", "proved"),
        (r"\sigma_{\min}(R)=1", "proved"),
        (r"\sigma_{\min}(R)=2", "refuted"),
        (r"\sigma_{\min}(Z)=0", "proved"),
        (r"\kappa(B)=3", "proved"),
        (r"\kappa(A)=9", "refuted"),
        (r"\kappa_2(C)=3+2\sqrt2", "proved"),
        (r"\operatorname{cond}(A)=3", "proved"),
        (r"\kappa(B)=\frac{21}5", "undecided"),  # in the maximum norm
        (r"\kappa(B)=\frac53", "undecided"),  # of the eigenvalues
        (r"\rho(W)=1", "proved"),
        (r"\rho(W)=2", "refuted"),
        (r"\rho(A)=1", "refuted"),
        (r"\|C\|_2=2+\sqrt2", "proved"),
        (r"\|B\|_*=4\sqrt5", "proved"),
        (r"\|B\|_*=\sqrt{50}", "refuted"),
        (r"\rho(1-\rho)=\rho-\rho^2", "proved"),
    ],
)
def test_a_quantity_of_a_matrix(claim: str, verdict: str) -> None:
    assert last(*GIVEN, f"$${claim}$$").verdict == verdict


@pytest.mark.parametrize("claim", [r"\lambda_{\max}(W)=1", r"\kappa(Z)=1", r"\rho(R)=2"])
def test_what_does_not_exist_is_neither_true_nor_false(claim: str) -> None:
    """Eigenvalues that are not real, a singular matrix, one that is not square."""
    assert last(*GIVEN, f"$${claim}$$").verdict in (None, "undecided")


def test_a_quotient_that_is_true_of_one_matrix_does_not_define_the_name_for_others() -> None:
    claim = r"$$\kappa(A)=\frac{\lambda_{\max}(A)}{\lambda_{\min}(A)}$$"
    assert last(*GIVEN, claim).verdict == "proved"
    assert last(*GIVEN, claim, r"$$\kappa(B)=3$$").verdict == "proved"


def test_a_name_that_the_document_defines_keeps_its_meaning() -> None:
    assert last(*GIVEN, r"$$\rho(X)=2X$$", r"$$\rho(A)=A+A$$").verdict == "proved"


@given(st.integers(-4, 4), st.integers(-4, 4), st.integers(-2, 2), st.integers(-2, 2))
def test_the_eigenvalues_it_was_made_from(a: int, b: int, s: int, t: int) -> None:
    """P diag(a, b) P⁻¹ with P = [[1, s], [0, 1]] [[1, 0], [t, 1]], written out."""
    p = (1 + s * t, s), (t, 1)
    q = (1, -s), (-t, 1 + s * t)
    rows = [[p[i][0] * a * q[0][j] + p[i][1] * b * q[1][j] for j in (0, 1)] for i in (0, 1)]
    cells = r"\\".join("&".join(map(str, row)) for row in rows)
    matrix = rf"$$M=\begin{{pmatrix}}{cells}\end{{pmatrix}}$$"
    for claim, value in (
        (r"\lambda_{\max}(M)", max(a, b)),
        (r"\lambda_{\min}(M)", min(a, b)),
        (r"\rho(M)", max(abs(a), abs(b))),
    ):
        assert last(matrix, f"$${claim}={value}$$").verdict == "proved"
        assert last(matrix, f"$${claim}={value + 5}$$").verdict == "refuted"
