"""Linear maps given by formulas in equations between operators, and the notations of a matrix."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

T = "Let $T$ be the operator on $\\mathbb{R}^3$ given by $T(x,y,z)=(2x+y,5y+3z,8z)$."
PLANE = "Consider the linear maps $P(x,y)=(x,0)$, $J(x,y)=(-y,x)$ and $K(x,y)=(ax+y,ay)$."
SQUARES = "Let $f(x,y)=(x^2,y)$."
ROWS = r"\begin{pmatrix}2&1&0\\0&5&3\\0&0&8\end{pmatrix}"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("(T-2I)(T-5I)(T-8I)=0", "proved"),
        ("(T-2I)(T-5I)=0", "refuted"),
        ("T^3-15T^2+66T-80I=0", "proved"),
        ("T^2=T", "refuted"),
        (r"\det(T-\lambda I)=(2-\lambda)(5-\lambda)(8-\lambda)", "proved"),
        (rf"\mathcal{{M}}(T)={ROWS}", "proved"),
        (rf"M(T)={ROWS}", "proved"),
        (rf"[T]={ROWS}", "proved"),
        (rf"\operatorname{{Mat}}(T)={ROWS}", "proved"),
        (r"[T]=\begin{pmatrix}2&1&0\\0&5&3\\0&1&8\end{pmatrix}", "refuted"),
        (r"\mathcal{M}(T)=\begin{pmatrix}2&0&0\\0&5&0\\0&0&8\end{pmatrix}", "undecided"),
    ],
)
def test_of_space(claim: str, found: str | None) -> None:
    """Polynomials of an operator, and its matrix; a similar one may be that for another basis."""
    assert last(T, claim) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("P^2=P", "proved"),
        ("J^2+I=0", "proved"),
        ("J^4=I", "proved"),
        ("JP=PJ", "refuted"),
        (r"JP\ne PJ", "proved"),
        ("P+J=I", "refuted"),
        ("J^2(x,y)=(-x,-y)", "proved"),
        ("J^3(1,0)=(0,-1)", "proved"),
        ("J^3(1,0)=(0,1)", "refuted"),
        ("J^{-1}(x,y)=(y,-x)", "proved"),
        ("K^2(x,y)=(a^2x+2ay,a^2y)", "proved"),
        ("(K-aI)^2=0", "proved"),
        (r"\det(J-\lambda I)=\lambda^2-1", "refuted"),
    ],
)
def test_of_plane(claim: str, found: str | None) -> None:
    """Products are compositions, also with open letters in the maps."""
    assert last(PLANE, claim) == found


def test_other_bases() -> None:
    """Where a basis is spoken of, the matrix may be that for it."""
    given = "Define $J(x,y)=(-y,x)$. With respect to the basis $(1,1),(1,-1)$ we have"
    claim = r"\mathcal{M}(J)=\begin{pmatrix}0&-1\\1&0\end{pmatrix}"
    assert last(given, claim) == "undecided"
    assert last(given.replace("the basis $(1,1),(1,-1)$", "the standard basis"), claim) == "proved"


def test_not_linear() -> None:
    """A map that is not linear has no matrix, and powers without such words may be squares."""
    for claim in (r"[f]=\begin{pmatrix}1&0\\0&1\end{pmatrix}", "(f-I)(f+I)=0", "f^2=f"):
        assert last(SQUARES, claim) not in ("proved", "refuted")
    assert last("Let $g(x,y)=(2x,y)$.", "g^2(1,2)=(4,2)") not in ("proved", "refuted")
