"""Kinds of expressions in any matrices: "S + S^T is symmetric for every square matrix S"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_GIVEN = (
    r"Let $R=\begin{bmatrix}0&-1\\1&0\end{bmatrix}$ and $T=\begin{bmatrix}3&1\\1&3\end{bmatrix}$."
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (
            r"$\mathbf{U}+\mathbf{U}^\top$ is symmetric for every square matrix $\mathbf{U}$",
            "proved",
        ),
        (
            r"$\mathbf{U}-\mathbf{U}^\top$ is symmetric for every square matrix $\mathbf{U}$",
            "refuted",
        ),
        (
            r"$\mathbf{U}-\mathbf{U}^\top$ is antisymmetric for every square matrix $\mathbf{U}$",
            "proved",
        ),
        (r"$B+B^\top$ is symmetric for every $n\times n$ matrix $B$", "proved"),
        (r"$B+B^T$ is symmetric for all $B\in\mathbb{R}^{n\times n}$", "proved"),
        (r"the matrix $\tfrac12(B+B^T)$ is symmetric for every square matrix $B$", "proved"),
        (r"the matrix $BB^T$ is always symmetric for every matrix $B$", "proved"),
        (r"$BB^T$ is orthogonal for every square matrix $B$", "refuted"),
        (r"$B^2$ is symmetric for every symmetric matrix $B$", "proved"),
        (r"$B^2$ is symmetric for every square matrix $B$", "refuted"),
        (r"$BCB$ is symmetric for all symmetric matrices $B,C$", "proved"),
        (r"$BC$ is symmetric for all symmetric matrices $B,C$", "refuted"),
        # what is meant is not certain
        (r"$B+B^T$ is symmetric for every nice matrix $B$", None),
        (r"the difference $B+B^T$ is symmetric for every square matrix $B$", None),
    ],
)
def test_of_all_arrays(claim: str, found: str | None) -> None:
    assert last("", worded(claim)) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"the rotation $R$ has no real eigenvector", "proved"),
        (r"$R$ has no real eigenvectors", "proved"),
        (r"$T$ has no real eigenvector", "refuted"),
    ],
)
def test_no_real_eigenvector(claim: str, found: str) -> None:
    assert last(_GIVEN, worded(claim)) == found
