"""Formulas in an index, both signs, frequencies, and numbers said to be eigenvalues."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_TURNS = (
    r"$$R_m = \begin{pmatrix} \cos m\theta & -\sin m\theta \\ \sin m\theta & \cos m\theta "
    r"\end{pmatrix},\quad q = \begin{pmatrix} q_1 \\ q_2 \end{pmatrix},\ "
    r"k = \begin{pmatrix} k_1 \\ k_2 \end{pmatrix}$$"
)
_TURN = (
    r"$$R_\theta = \begin{pmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta "
    r"\end{pmatrix}$$"
)
_MATRIX = r"$$B = \begin{pmatrix} 5 & 2 \\ 2 & 1 \end{pmatrix}$$"
_DIAGONAL = r"$$A = \begin{pmatrix} 3 & 0 \\ 0 & 4 \end{pmatrix}$$"
_ROOTS = r"$p(x) = x^2 - 2x - 1$"


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (_TURNS, r"R_m^\top R_n = R_{n-m}", r"R_m^\top R_n = R_{m-n}"),
        (_TURNS, r"R_m R_n = R_{m+n}", r"R_m R_n = R_{m-n}"),
        (_TURN, r"R_\alpha R_\beta = R_{\alpha+\beta}", r"R_\alpha R_\beta = R_{\alpha-\beta}"),
        (_TURN, r"R_\theta^{-1} = R_{-\theta}", r"R_\theta^{-1} = R_{\theta}"),
        (
            r"$b_n = \frac{1}{n(n+1)}$",
            r"b_k = \frac1k - \frac1{k+1}",
            r"b_k = \frac1k + \frac1{k+1}",
        ),
        (
            _MATRIX,
            r"\lambda = 3 \pm 2\sqrt2 \text{ are the eigenvalues of } B",
            r"\lambda = 3 \pm \sqrt2 \text{ are the eigenvalues of } B",
        ),
        (
            _MATRIX,
            r"\text{the eigenvalues of } B \text{ are } \lambda_{1,2} = 3 \pm 2\sqrt2",
            r"\text{the eigenvalues of } B \text{ are } 3 \pm \sqrt2",
        ),
        (_ROOTS, r"p(1 \pm \sqrt2) = 0", r"p(1 \pm \sqrt3) = 0"),
        (
            _ROOTS,
            r"1 + \sqrt2 \text{ and } 1 - \sqrt2 \text{ are the roots of } p",
            r"1 + \sqrt2 \text{ and } 1 - \sqrt3 \text{ are the roots of } p",
        ),
        (
            r"$$x^2 - 2x - 1 = 0$$ so that",
            r"x = 1 \pm \sqrt2",
            r"x = 1 \pm \sqrt3",
        ),
        (
            _DIAGONAL,
            r"3 \text{ and } 4 \text{ are the eigenvalues of } A",
            r"3 \text{ and } 5 \text{ are the eigenvalues of } A",
        ),
        (
            _DIAGONAL,
            r"3, 4 \text{ are the singular values of } A",
            r"3, 5 \text{ are the singular values of } A",
        ),
    ],
)
def test_true_and_false(given: str, true: str, false: str) -> None:
    """A claim and a slip in it."""
    assert last(given, true) == "proved"
    assert last(given, false) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        r"(R_m q)^\top (R_n k) = q^\top R_{n-m} k",
        r"R_m^\top R_m = I",
        r"\|R_m q\| = \|q\|",
    ],
)
def test_turned_vectors(claim: str) -> None:
    """What rotary embeddings rest on."""
    assert last(_TURNS, claim) == "proved"


@pytest.mark.parametrize(
    ("given", "true"),
    [
        (_DIAGONAL, r"3 \text{ and } 4 \text{ are eigenvalues of } A"),
        (_DIAGONAL, r"4 \text{ and } 3 \text{ are the two eigenvalues of the matrix } A"),
        (r"$a_n = \frac{n}{n+1}$", r"a_{n+1} - a_n = \frac{1}{(n+1)(n+2)}"),
        (r"$a_n = \frac{n}{n+1}$", r"a_{2n} = \frac{2n}{2n+1}"),
        (r"$f(x) = x^2$", r"1 \text{ and } 0 \text{ are the fixed points of } f"),
    ],
)
def test_true_ones(given: str, true: str) -> None:
    """Some of these were called false once."""
    assert last(given, true) == "proved"
