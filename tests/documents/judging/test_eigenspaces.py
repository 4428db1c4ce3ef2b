"""Eigenspaces, eigenvectors and characteristic polynomials in words, and echelon forms by name."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GIVEN = (
    r"$$A=\begin{pmatrix}2&1\\1&2\end{pmatrix},\quad "
    r"B=\begin{pmatrix}7/2&0&3\\-3/2&2&-3\\-3/2&0&-1\end{pmatrix},\quad "
    r"N=\begin{pmatrix}1&1\\0&1\end{pmatrix}$$"
)
U = r"\begin{pmatrix}0\\1\\0\end{pmatrix}"
V = r"\begin{pmatrix}-2\\0\\1\end{pmatrix}"
OF_B = r"\text{the } 2\text{-eigenspace of } B"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (rf"{OF_B} \text{{ has basis }} {U},{V}", "proved"),
        (rf"{OF_B} \text{{ has basis }} {U}", "refuted"),
        (rf"{OF_B} \text{{ has dimension }} 2", "proved"),
        (rf"{OF_B} \text{{ is a line}}", "refuted"),
        (rf"{OF_B} \text{{ contains }} (-2,5,1)", "proved"),
        (r"(-2,5,2) \text{ lies in the } 2\text{-eigenspace of } B", "refuted"),
        ((rf"{U} \text{{ and }} {V} \text{{ form a basis for the eigenspace of }} B"
         r" \text{ for } \lambda=2"), "proved"),
        (rf"\left\{{{U},{V}\right\}} \text{{ is a basis of the }} 2\text{{-eigenspace of }} B",
         "proved"),
        (r"\text{the eigenspace of } A \text{ for } \lambda=3 \text{ is spanned by } (1,1)",
         "proved"),
        ((r"\text{the eigenspace of } A \text{ corresponding to the eigenvalue } 3"
         r" \text{ is spanned by } (1,2)"), "refuted"),
        (r"\text{the } 1\text{-eigenspace of } N \text{ is one-dimensional}", "proved"),
        (r"\text{the } 5\text{-eigenspace of } A \text{ is spanned by } (1,1)", "refuted"),
    ],
)  # fmt: skip
def test_eigenspaces(claim: str, found: str | None) -> None:
    """Bases, dimensions and elements of the kernel of A - λI."""
    assert last(GIVEN, claim) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\text{the eigenvectors of } A \text{ are } (1,1) \text{ and } (1,-1)", "proved"),
        (r"\text{the eigenvectors of } A \text{ are } (1,1) \text{ and } (1,2)", "refuted"),
        (r"\text{the eigenvectors of } A \text{ are } (1,1)", "undecided"),
        (r"\text{the eigenvectors of } A \text{ are } (0.707,0.708) \text{ and } (0.707,-0.707)",
         None),
        (r"\text{the eigenvectors of } A \text{ are orthogonal}", "proved"),
        ((r"\text{the eigenvectors of } \begin{pmatrix}1&1\\0&2\end{pmatrix}"
         r" \text{ are orthogonal}"), "refuted"),
        ((r"\text{the eigenvectors of } \begin{pmatrix}1&0\\0&1\end{pmatrix}"
         r" \text{ are orthogonal}"), None),
        (r"\text{the smallest eigenvalue of } A \text{ is } \lambda=1", "proved"),
        (r"\text{the smallest eigenvalue of } A \text{ is } \lambda_1=3", "refuted"),
        (r"\operatorname{rref}(A)=\begin{pmatrix}1&0\\0&1\end{pmatrix}", "proved"),
        ((r"\operatorname{rref}\begin{pmatrix}1&2\\2&4\end{pmatrix}"
         r"=\begin{pmatrix}1&2\\0&1\end{pmatrix}"), "refuted"),
    ],
)  # fmt: skip
def test_vectors_and_values(claim: str, found: str | None) -> None:
    """All independent eigenvectors, with which decimals may be rounded, and named eigenvalues."""
    assert last(GIVEN, claim) == found


@pytest.mark.parametrize(
    ("matrix", "polynomial", "found"),
    [
        ("A", r"\lambda^2-4\lambda+3", "proved"),
        ("A", r"p(\lambda)=(\lambda-1)(\lambda-3)", "proved"),
        ("A", "(t-1)(t-3)", "proved"),
        ("A", r"\lambda^2+4\lambda+3", "refuted"),
        ("B", r"(\lambda-2)^2(\lambda-\tfrac12)", "proved"),
        ("B", r"-(\lambda-2)^2(\lambda-\tfrac12)", "proved"),
        ("B", r"(\lambda-2)(\lambda-\tfrac12)^2", "refuted"),
    ],
)
def test_polynomials(matrix: str, polynomial: str, found: str) -> None:
    """With either sign, where the size is odd."""
    claim = rf"\text{{the characteristic polynomial of }} {matrix} \text{{ is }} {polynomial}"
    assert last(GIVEN, claim) == found


def test_where_a_minimum_is() -> None:
    """Where the minimum is may be told by "is x = 2", and not by "is m = 0"."""
    given = "$$f(x)=(x-2)^2$$"
    assert last(given, r"\text{the minimum of } f \text{ is } x=2") is None
    assert last(given, r"\text{the minimum of } f \text{ is } m=0") == "proved"
    assert last(given, r"\text{the minimum of } f \text{ is } m=2") == "refuted"


def test_in_prose() -> None:
    """The sentences of a text are judged as well."""
    text = r"The eigenvectors of $\begin{pmatrix}2&1\\1&2\end{pmatrix}$ are $(1,1)$ and $(1,-1)$."
    assert "proved" in [entry.verdict for entry in entries(text)]
