r"""Names that are told to be eigenvalues or singular values in their order, and factors of A."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

EIGEN = r"Let $A=\begin{bmatrix}3&0\\4&5\end{bmatrix}$ with eigenvalues $\lambda_1\ge\lambda_2$."
TWICE = (
    r"Let $M=\begin{pmatrix}2&0&0\\0&2&0\\0&0&1\end{pmatrix}$ have the eigenvalues"
    r" $\mu_1\geq\mu_2\geq\mu_3$."
)
GRAM = (
    r"Let $M=\begin{pmatrix}1&2\\0&1\end{pmatrix}$. Denote by $\lambda_1\geq\lambda_2$ the"
    r" eigenvalues of $M^TM$."
)
SINGULAR = (
    r"$$A=\begin{bmatrix}3&1\\1&3\\2&2\end{bmatrix},\quad A=U\Sigma V^T"
    r" \text{ with singular values } \sigma_1\geq\sigma_2$$"
)
PAIRS = (
    r"$$A=\begin{bmatrix}3&0\\4&5\end{bmatrix},\quad A\mathbf v_1=\sigma_1\mathbf u_1,"
    r"\ A\mathbf v_2=\sigma_2\mathbf u_2,\ \sigma_1\ge\sigma_2>0,\quad "
    r"U=\frac1{\sqrt{10}}\begin{bmatrix}1&-3\\3&1\end{bmatrix},\quad "
    r"V=\frac1{\sqrt2}\begin{bmatrix}1&-1\\1&1\end{bmatrix},\quad"
    r"\ \Sigma=\begin{bmatrix}\sigma_1&0\\0&\sigma_2\end{bmatrix}$$"
)
DIAGONAL = (
    r"$$A=\begin{bmatrix}2&1\\1&2\end{bmatrix},\ Q=\begin{bmatrix}1&1\\1&-1\end{bmatrix},"
    r"\ D=\begin{bmatrix}3&0\\0&1\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (EIGEN, r"\lambda_1=5", "proved"),
        (EIGEN, r"\lambda_1=5 \text{ and } \lambda_2=3", "proved"),
        (EIGEN, r"\lambda_2=4", "refuted"),
        (EIGEN, r"\lambda_1+\lambda_2=8", "proved"),
        (EIGEN, r"\lambda_1\lambda_2=16", "refuted"),
        (EIGEN + "\n\nSo the eigenvalues are", r"\lambda_1=5,\ \lambda_2=3", "proved"),
        (EIGEN + "\n\nSo the eigenvalues are", r"\lambda_1=6,\ \lambda_2=3", "refuted"),
        (TWICE, r"\mu_2=2", "proved"),
        (TWICE, r"\mu_2=1", "refuted"),
        (GRAM, r"\lambda_1=3+2\sqrt2", "proved"),
        (GRAM, r"\sqrt{\lambda_1}=1+\sqrt2", "proved"),
        (GRAM, r"\lambda_1=1", "refuted"),
        (SINGULAR, r"\sigma_1=\sqrt{24}", "proved"),
        (SINGULAR, r"\sigma_1\approx4.899", "proved"),
        (SINGULAR, r"\sigma_2=2.0", "proved"),
        (SINGULAR, r"\sigma_1=5.83", "refuted"),
        (SINGULAR, r"\sigma_1=24", "refuted"),
        (PAIRS, r"\sigma_1=\sqrt{45} \text{ and } \sigma_2=\sqrt5", "proved"),
        (PAIRS, r"\sigma_1=45 \text{ and } \sigma_2=5", "refuted"),
        (PAIRS, r"U\Sigma V^T=\begin{bmatrix}3&0\\4&5\end{bmatrix}", "proved"),
        (PAIRS, r"\sigma_1\sigma_2=|\det A|=15", "proved"),
    ],
)
def test_values_in_their_order(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (PAIRS, r"A=U\Sigma V^T", "proved"),
        (PAIRS, r"A=U\Sigma V", "refuted"),
        (DIAGONAL, r"A=QDQ^{-1}", "proved"),
        (DIAGONAL, r"A=QDQ", "refuted"),
        (SINGULAR, r"A^TA=\begin{bmatrix}14&10\\10&14\end{bmatrix}", "proved"),
        (SINGULAR, r"A^TA=\begin{bmatrix}14&10\\10&13\end{bmatrix}", "refuted"),
    ],
)
def test_a_matrix_and_its_factors(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (EIGEN + r" For the inverse $A^{-1}$ we get", r"\lambda_1=\frac13"),
        (EIGEN + "\n\nFor its transpose times itself we find", r"\lambda_1=45"),
        (EIGEN + "\n\n" + r"Let $B=\begin{bmatrix}0&1\\1&0\end{bmatrix}$.", r"\lambda_1=1"),
        (EIGEN + "\n\nThe eigenvalues of the next one are", r"\lambda_1=1"),
        (EIGEN + "\n\n# Another section", r"\lambda_1=1"),
        (EIGEN.replace(r"\ge", ","), r"\lambda_1=3"),
        (EIGEN.replace("eigenvalues", "parameters"), r"\lambda_1=3"),
        (EIGEN.replace("eigenvalues", "absolute eigenvalues"), r"\lambda_1=3"),
        (EIGEN.replace(r"\lambda", "x"), r"x_1=3"),
        (DIAGONAL + "\n\n" + r"Now take $C=\begin{bmatrix}3&0\\0&1\end{bmatrix}$.", "A=QC"),
    ],
)
def test_what_may_be_of_something_else(given: str, claim: str) -> None:
    assert last(given, claim) in (None, "undecided")


RISING = EIGEN.replace(r"\ge", r"\le")
OF_THE_LAST = (
    r"$$B=\begin{bmatrix}1&2\\2&1\end{bmatrix};\qquad "
    r"A=\begin{bmatrix}1&1\\1&3\end{bmatrix} \text{ with eigenvalues } \mu_1<\mu_2$$"
)
OF_THE_FIRST = (
    r"$$A=\begin{bmatrix}1&1\\1&3\end{bmatrix},\quad B=\begin{bmatrix}1&2\\2&1\end{bmatrix},\quad "
    r"A \text{ has the eigenvalues } \mu_1<\mu_2$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (RISING, r"\lambda_1=3", "proved"),
        (RISING, r"\lambda_2=5", "proved"),
        (RISING, r"\lambda_1=5", "refuted"),
        (RISING, r"\lambda_2-\lambda_1=2", "proved"),
        (OF_THE_LAST, r"\mu_1\approx0.586", "proved"),
        (OF_THE_LAST, r"\mu_2=2+\sqrt2", "proved"),
        (OF_THE_LAST, r"\mu_1\approx0.686", "refuted"),
        (OF_THE_FIRST, r"\mu_1\approx0.586", "proved"),
        (OF_THE_FIRST, r"\mu_2=3", "refuted"),
    ],
)
def test_values_that_rise_and_whose_they_are(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "given",
    [
        RISING.replace("with eigenvalues", "with generalized eigenvalues"),
        RISING.replace(r"$\lambda_1\le\lambda_2$", r"$\lambda_1,\lambda_2$"),
        RISING.replace(r"\lambda_1\le", r"|\lambda_1|\le").replace(r"\lambda_2$", r"|\lambda_2|$"),
    ],
)
def test_values_in_no_certain_order_are_no_claims(given: str) -> None:
    assert last(given, r"\lambda_1=4") in (None, "undecided")


WRITTEN = (
    r"$$M=\begin{bmatrix}2&1\\2&3\end{bmatrix},\quad W=\begin{bmatrix}1&1\\-1&2\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"M=W\begin{bmatrix}1&0\\0&4\end{bmatrix}W^{-1}", "proved"),
        (r"M=W^{-1}\begin{bmatrix}1&0\\0&4\end{bmatrix}W", "refuted"),
        (r"M=W\begin{bmatrix}4&0\\0&1\end{bmatrix}W^{-1}", "refuted"),
    ],
)
def test_factors_that_are_written_out(claim: str, verdict: str) -> None:
    assert last(WRITTEN, claim) == verdict
