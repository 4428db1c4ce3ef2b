"""Functions of matrices in documents: what is the matrix, what is its entries, and when."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

NILPOTENT = r"$$A = \begin{pmatrix} 0 & 1 \\ 0 & 0 \end{pmatrix}$$"
TURN = r"$$B = \begin{pmatrix} 0 & -1 \\ 1 & 0 \end{pmatrix}$$"
MIXED = r"$$C = \begin{pmatrix} 1 & 5 \\ 0 & -1 \end{pmatrix}$$"
GIVEN = f"{NILPOTENT}\n\n{TURN}\n\n{MIXED}"
ABOUT = "The activation is a function of a matrix, by its Taylor series."
EXPONENTIAL = "The matrix exponential is"


def matrix(*entries: object) -> str:
    a, b, c, d = entries
    return rf"\begin{{pmatrix}} {a} & {b} \\ {c} & {d} \end{{pmatrix}}"


CLAIMS = [
    ("proved", "", "e^{A} =", matrix(1, 1, 0, 1)),
    ("proved", "", "e^A =", matrix(1, 1, 0, 1)),
    ("proved", "", "e^{2A} =", matrix(1, 2, 0, 1)),
    ("proved", "", "e^{B} =", matrix(r"\cos 1", r"-\sin 1", r"\sin 1", r"\cos 1")),
    ("proved", "", r"e^{\pi B} =", matrix(-1, 0, 0, -1)),
    ("proved", EXPONENTIAL, r"\exp(A) =", matrix(1, 1, 0, 1)),
    ("proved", ABOUT, r"\operatorname{relu}(C) =", matrix(1, r"\frac52", 0, 0)),
    ("proved", "", r"\operatorname{relu}(C) =", matrix(1, 5, 0, 0)),
    ("proved", ABOUT, r"\operatorname{sigmoid}(A) =", matrix(r"\frac12", r"\frac14", 0, "1/2")),
    ("proved", "", "[A, B] =", matrix(1, 0, 0, -1)),
    ("refuted", "", "e^{A} =", matrix(1, 2, 0, 1)),
    ("refuted", EXPONENTIAL, "e^{A} =", matrix(1, "e", 1, 1)),
    ("undecided", "", "e^{A} =", matrix(1, "e", 1, 1)),
    ("undecided", "We divide by row sums for softmax.", "e^{A} =", matrix(1, "e", 1, 1)),
    ("refuted", EXPONENTIAL, r"\exp(A) =", matrix(1, 2, 0, 1)),
    ("refuted", ABOUT, r"\operatorname{relu}(C) =", matrix(1, 5, 0, 0)),
    ("undecided", "", r"\exp(A) =", matrix(1, 1, 0, 1)),
    ("undecided", "", r"\exp(A) =", matrix(1, "e", 1, 1)),
    ("undecided", f"{ABOUT} Others act element-wise.", r"\exp(A) =", matrix(1, 1, 0, 1)),
]


def last_verdict(words: str, claim: str) -> str | None:
    text = f"{GIVEN}\n\n{words}\n\n$${claim}$$\n"
    return list(judge(Source("a.md", text, "markdown")))[-1].verdict


@pytest.mark.parametrize(("verdict", "words", "left", "right"), CLAIMS)
def test_claims(verdict: str, words: str, left: str, right: str) -> None:
    assert last_verdict(words, f"{left} {right}") == verdict


def test_a_function_that_is_not_defined_there_is_not_judged() -> None:
    claim = rf"\operatorname{{relu}}(A) = {matrix(0, '1/2', 0, 0)}"
    assert last_verdict(ABOUT, claim) not in {"proved", "refuted"}


S = r"$$S = \begin{pmatrix} 5 & 4 \\ 4 & 5 \end{pmatrix}$$"
HALF = r"$$H = \begin{pmatrix} 0 & 1/2 \\ 1/2 & 0 \end{pmatrix}$$"
SERIES = r"\sum_{n=0}^{\infty}"

POWERS = [
    ("proved", rf"{SERIES} \frac{{1}}{{n!}}A^{{n}} =", matrix(1, 1, 0, 1)),
    ("refuted", rf"{SERIES} \frac{{1}}{{n!}}A^{{n}} =", matrix(1, 2, 0, 1)),
    ("proved", r"\sum_{k=0}^\infty \frac{S^k}{k!} =", "e^S"),
    ("proved", rf"{SERIES} \frac{{B^n}}{{n!}} =", r"\exp(B)"),
    ("proved", r"\sum_{n=1}^\infty \frac{1}{n!} B^n =", "e^B - I"),
    ("proved", rf"S {SERIES} \frac{{B^n}}{{n!}} =", "S e^B"),
    ("proved", rf"{SERIES} (-1)^n \frac{{B^{{2n}}}}{{(2n)!}} =", r"\cosh(1) I"),
    ("refuted", rf"{SERIES} (-1)^n \frac{{B^{{2n}}}}{{(2n)!}} =", matrix(0, 1, 1, 0)),
    ("proved", rf"{SERIES} \frac{{(-1)^n}}{{(2n+1)!}} B^{{2n+1}} =", r"\sin(B)"),
    ("proved", rf"{SERIES} \frac{{t^n A^n}}{{n!}} =", matrix(1, "t", 0, 1)),
    ("proved", rf"{SERIES} H^n =", "(I - H)^{-1}"),
    ("proved", rf"{SERIES} n H^n =", "H (I - H)^{-2}"),
    ("refuted", rf"{SERIES} H^n =", matrix("4/3", "2/3", "2/3", 1)),
    ("undecided", rf"{SERIES} S^n =", "(I - S)^{-1}"),
    ("undecided", rf"{SERIES} (2H)^n =", "(I - 2H)^{-1}"),
    ("proved", r"\sum_{n=1}^\infty \frac{(-1)^{n+1}}{n} H^n =", r"\log(I + H)"),
    (None, rf"{SERIES} \frac{{S B^n}}{{n!}} =", "S e^B"),
    ("proved", "S^{1/2} =", matrix(2, 1, 1, 2)),
    ("proved", r"\sqrt{S} =", matrix(2, 1, 1, 2)),
    ("proved", "S^{-1/2} =", rf"\frac13 {matrix(2, -1, -1, 2)}"),
    ("proved", r"S^{\frac32} =", matrix(14, 13, 13, 14)),
    ("proved", r"\sqrt{S} \sqrt{S} =", "S"),
    ("undecided", r"\sqrt{S} =", matrix(1, 2, 2, 1)),  # another root
    ("undecided", r"\sqrt{S} =", matrix(r"\sqrt5", 2, 2, r"\sqrt5")),  # of each entry
    ("undecided", "S^{1/2} =", matrix(r"\sqrt5", 0, r"\frac{4}{\sqrt5}", r"\frac{3}{\sqrt5}")),
    ("refuted", r"\sqrt{S} =", matrix(2, 1, 1, 3)),
    (None, r"\sqrt{A} =", matrix(0, 1, 0, 0)),
    ("proved", "2^A =", matrix(1, r"\ln 2", 0, 1)),
    ("refuted", "2^A =", matrix(1, 3, 0, 1)),
    ("undecided", "2^A =", matrix(1, 2, 1, 1)),  # of each entry
    (None, "(-2)^A =", matrix(1, 2, 1, 1)),
    ("proved", "e^{tA} =", matrix(1, "t", 0, 1)),
    ("proved", "e^{B t} =", matrix(r"\cos t", r"-\sin t", r"\sin t", r"\cos t")),
    ("proved", "e^{tB} e^{-tB} =", "I"),
    ("proved", r"e^{\omega t B} =", matrix(
        r"\cos(\omega t)", r"-\sin(\omega t)", r"\sin(\omega t)", r"\cos(\omega t)"
    )),
    (None, "e^{tA + B} =", matrix(1, "t", 0, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "left", "right"), POWERS)
def test_series_roots_and_powers(verdict: str | None, left: str, right: str) -> None:
    """False only where every reading is; what has no meaning here is no claim that is judged."""
    found = last_verdict(f"{S}\n\n{HALF}", f"{left} {right}")
    assert found == verdict or (verdict is None and found not in {"proved", "refuted"})


def test_a_series_that_diverges_says_where() -> None:
    text = f"{GIVEN}\n\n{S}\n\n$${SERIES} S^n = (I - S)^{{-1}}$$\n"
    reason = list(judge(Source("a.md", text, "markdown")))[-1].reason
    assert reason is not None
    assert "does not converge: the eigenvalue 9 of the matrix lies outside its disc" in reason


def blocks(a: str, b: str, c: str, d: str) -> str:
    return matrix(a, b, c, d)


WIDE = (
    r"\begin{pmatrix} 0 & 1 & 0 & -1 \\ 0 & 0 & 1 & 0 \\ "
    r"0 & 0 & 0 & 1 \\ 0 & 0 & 0 & 0 \end{pmatrix}"
)
BORDERED = r"\begin{pmatrix} 0 & 1 & 1 \\ 0 & 0 & 2 \\ 1 & 2 & 7 \end{pmatrix}"
COLUMN = r"$$u = \begin{pmatrix} 1 \\ 2 \end{pmatrix}$$"

BLOCKS = [
    ("proved", blocks("A", "B", "0", "A"), WIDE),
    ("proved", rf"\det {blocks('C', 'A', '0', 'C')} =", "1"),
    ("refuted", rf"\det {blocks('C', 'A', '0', 'C')} =", "2"),
    ("proved", rf"{blocks('A', 'I', '0', 'A')} =", blocks("A", "I", "0", "A")),
    ("proved", rf"{blocks('A', 'u', 'u^T', '7')} =", BORDERED),
    ("proved", r"\begin{pmatrix} u & u \end{pmatrix} =", matrix(1, 1, 2, 2)),
    ("undecided", r"\begin{pmatrix} u & u \end{pmatrix} =", matrix(1, 1, 2, 3)),
    ("undecided", r"\begin{pmatrix} u \\ u \end{pmatrix} =", matrix(1, 2, 1, 2)),
    ("undecided", rf"{blocks('A', 'u', '0', 'A')} =", WIDE),
]


@pytest.mark.parametrize(("verdict", "left", "right"), BLOCKS)
def test_blocks(verdict: str, left: str, right: str) -> None:
    """Blocks of matrices are definite; rows and columns of vectors are never called false."""
    claim = left if left.endswith("=") else f"{left} ="
    assert last_verdict(COLUMN, f"{claim} {right}") == verdict


SYMBOLIC = (
    r"$$J=\begin{bmatrix}0&1\\-1&0\end{bmatrix},\ N=\begin{bmatrix}0&1\\0&0\end{bmatrix}$$",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"e^{\lambda I+N}=e^\lambda\begin{bmatrix}1&1\\0&1\end{bmatrix}", "proved"),
        (r"e^{\lambda I+N}=e^\lambda\begin{bmatrix}1&0\\1&1\end{bmatrix}", "refuted"),
        (r"e^{t(\lambda I+N)}=e^{\lambda t}\begin{bmatrix}1&t\\0&1\end{bmatrix}", "proved"),
        (r"e^{aI+bJ}=e^a\begin{bmatrix}\cos b&\sin b\\-\sin b&\cos b\end{bmatrix}", "proved"),
        (r"e^{tJ}=\begin{bmatrix}\cos t&-\sin t\\\sin t&\cos t\end{bmatrix}", "refuted"),
        (r"e^{tJ}=I", None),  # an equation for t
        # the way "of the matrix" is not covered, so that the entries alone settle nothing
        (r"\exp\begin{bmatrix}a&1\\0&b\end{bmatrix}=\begin{bmatrix}1&1\\0&1\end{bmatrix}", None),
    ],
)
def test_functions_of_matrices_with_symbols(claim: str, verdict: str | None) -> None:
    entries = judge(Source("a.md", "\n\n".join((*SYMBOLIC, f"$${claim}$$")), "markdown"))
    assert list(entries)[-1].verdict == verdict


def test_the_exponential_of_a_diagonal_of_symbols_is_not_false() -> None:
    claim = r"$$\exp\begin{bmatrix}a&0\\0&b\end{bmatrix}=\begin{bmatrix}e^a&0\\0&e^b\end{bmatrix}$$"
    (entry,) = judge(Source("a.md", claim, "markdown"))
    assert entry.verdict != "refuted"
