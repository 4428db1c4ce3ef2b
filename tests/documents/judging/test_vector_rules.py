r"""Recurrences that vectors tell, u_{k+1} = Au_k with u_k = (F_{k+1}, F_k), and what follows."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_ROOTS = r"\lambda_1=\frac{1+\sqrt5}2,\ \lambda_2=\frac{1-\sqrt5}2"
_STEPS = (
    r"\boldsymbol{u}_{k+1}=A\boldsymbol{u}_k,\quad A=\begin{bmatrix}1&1\\1&0\end{bmatrix},\quad "
    r"\boldsymbol{u}_k=\begin{bmatrix}F_{k+1}\\F_k\end{bmatrix},\quad F_0=0,\ F_1=1;\quad" + _ROOTS
)
_DOUBLING = (
    r"x_{n+1}=Mx_n,\quad x_n=(p_n,p_{n+1})^T,\quad M=\begin{pmatrix}0&1\\2&1\end{pmatrix},\quad "
    r"p_0=1,\ p_1=2"
)
_OTHER_LETTER = (
    r"u_{k+1}=\begin{bmatrix}3&-2\\1&0\end{bmatrix}u_k,\quad "
    r"u_n=\begin{bmatrix}G_{n+1}\\G_n\end{bmatrix},\quad G_0=0,\ G_1=1"
)
_WRITTEN = (
    r"\begin{pmatrix}F_{n+1}\\F_n\end{pmatrix}=\begin{pmatrix}1&1\\1&0\end{pmatrix}"
    r"\begin{pmatrix}F_n\\F_{n-1}\end{pmatrix},\quad F_0=0,\ F_1=1;\quad" + _ROOTS
)
_PLAIN = r"F_0=0,\quad F_1=1,\quad F_{k+2}=F_{k+1}+F_k"
_LUCAS = r"L_0=2,\quad L_1=1,\quad L_{n+1}=L_n+L_{n-1}"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_STEPS, r"F_k=\frac{\lambda_1^k-\lambda_2^k}{\lambda_1-\lambda_2}", "proved"),
        (_STEPS, r"F_k=\frac{\lambda_1^k+\lambda_2^k}{\sqrt5}", "refuted"),
        (_STEPS, r"F_{k+1}F_{k-1}-F_k^2=(-1)^k \text{ for all } k\ge1", "proved"),
        (_STEPS, r"F_{k+1}F_{k-1}-F_k^2=(-1)^{k+1} \text{ for all } k\ge1", "refuted"),
        (_STEPS, "F_7=13", "proved"),
        (_STEPS, "F_7=14", "refuted"),
        (_STEPS, r"F_{100}\approx3.54\cdot10^{20}", "proved"),
        (_STEPS, r"F_{100}\approx3.55\cdot10^{20}", "refuted"),
        (_DOUBLING, "p_n=2^n", "proved"),
        (_DOUBLING, "p_n=2^n+(-1)^n", "refuted"),
        (_OTHER_LETTER, "G_n=2^n-1", "proved"),
        (_OTHER_LETTER, "G_k=2^k+1", "refuted"),
        (_WRITTEN, r"F_n=\frac{\lambda_1^n-\lambda_2^n}{\sqrt5}", "proved"),
        (_WRITTEN, r"F_n=\frac{\lambda_1^n+\lambda_2^n}{\sqrt5}", "refuted"),
    ],
)
def test_a_recurrence_of_vectors(given: str, claim: str, verdict: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_PLAIN, "F_{n+1}F_{n-1}=F_n^2+(-1)^n", "proved"),
        (_PLAIN, "F_{n+1}F_{n-1}=F_n^2-(-1)^n", "refuted"),
        (_PLAIN, r"F_{n+1}^2-F_nF_{n+1}-F_n^2=(-1)^n \text{ for all } n\ge0", "proved"),
        (_PLAIN, "F_{n+2}F_n-F_{n+1}^2=(-1)^{n+1}", "proved"),
        (_PLAIN, "F_{n+2}F_n-F_{n+1}^2=(-1)^n", "refuted"),
        (_LUCAS, r"L_{n+1}L_{n-1}-L_n^2=-5(-1)^n \text{ for all } n\ge1", "proved"),
        (_LUCAS, "L_{n+1}L_{n-1}-L_n^2=5(-1)^n", "refuted"),
        (r"a_1=1,\ a_2=3,\ a_{n+2}=3a_{n+1}-2a_n", "a_{n+1}a_{n-1}-a_n^2=-2^{n-1}", "proved"),
        (r"a_1=1,\ a_2=3,\ a_{n+2}=3a_{n+1}-2a_n", "a_{n+1}a_{n-1}-a_n^2=-2^n", "refuted"),
    ],
)
def test_squares_beside_a_power_of_a_number(given: str, claim: str, verdict: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) == verdict


_FREE = r"u_{k+1}=Bu_k,\quad u_k=\begin{bmatrix}F_{k+1}\\F_k\end{bmatrix},\quad F_0=0,\ F_1=1"


@pytest.mark.parametrize(
    "given",
    [
        _FREE,
        _FREE.replace("B", "B_k") + r",\quad B_k=\begin{bmatrix}1&k\\1&0\end{bmatrix}",
        _FREE + r",\quad B=\begin{bmatrix}1&1\\1&1\end{bmatrix}",
        _FREE.replace("Bu_k", "Bu_k+b") + r",\quad B=\begin{bmatrix}1&1\\1&0\end{bmatrix}",
    ],
)
@pytest.mark.parametrize("claim", ["F_k=2^k", "F_{k+1}F_{k-1}-F_k^2=(-1)^k"])
def test_what_vectors_do_not_tell(given: str, claim: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) in (None, "undecided")
