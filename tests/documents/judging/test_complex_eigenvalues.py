r"""Eigenvalues that are complex numbers, each as often as it is one."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last, worded

_GIVEN = (
    r"Let $J=\begin{bmatrix}0&1\\-1&0\end{bmatrix}$, $K=\begin{bmatrix}2&-3\\3&2\end{bmatrix}$ and "
    r"$L=\begin{bmatrix}0&1&0\\0&0&1\\1&0&0\end{bmatrix}$."
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"the eigenvalues of $J$ are $\pm i$", "proved"),
        (r"the eigenvalues of $J$ are $i$ and $-i$", "proved"),
        (r"$J$ has the eigenvalues $i$ and $-i$", "proved"),
        (r"the eigenvalues of $J$ are $\pm2i$", "refuted"),
        (r"the eigenvalues of $J$ are $1+i$ and $1-i$", "refuted"),
        (r"the eigenvalues of $K$ are $2\pm3i$", "proved"),
        (r"the eigenvalues of $K$ are $2\pm3\mathrm{i}$", "proved"),
        (r"the eigenvalues of $K$ are $3\pm2i$", "refuted"),
        (
            r"$L$ has the eigenvalues $1,\ -\frac12+\frac{\sqrt3}{2}i,\ -\frac12-\frac{\sqrt3}2i$",
            "proved",
        ),
        (
            r"$L$ has the eigenvalues $1,\ \frac12+\frac{\sqrt3}{2}i,\ \frac12-\frac{\sqrt3}2i$",
            "refuted",
        ),
        # too few of them
        (r"the eigenvalues of $L$ are $1$ and $i$", None),
    ],
)
def test_complex_eigenvalues(claim: str, found: str | None) -> None:
    assert last(_GIVEN, worded(claim)) == found


def test_another_i() -> None:
    """It may be a number of its own."""
    assert last(f"{_GIVEN} Let $i=2$.", worded(r"the eigenvalues of $J$ are $\pm i$")) != "proved"
