"""What an author gave before: entries of a list, arrays of one name, values behind a last ≈."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

ENTRIES = r"""
$$\theta = (\theta_0, \theta_1)$$

$$\theta_0 = 7$$

$$\theta = (3, 1)$$

$$2 \theta_0 + \theta_1 = 7$$

$$2 \theta_0 + \theta_1 = 16$$
"""

TWO_MATRICES = r"""
$$A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$$

$$A = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix}$$

$$A^2 = \begin{bmatrix} 7 & 10 \\ 15 & 22 \end{bmatrix}$$

$$A^2 = \begin{bmatrix} 7 & 10 \\ 15 & 23 \end{bmatrix}$$
"""

BEHIND_ABOUT = r"""
$$S = \frac{1}{4} \begin{bmatrix} 4.002 & 0 \end{bmatrix}
\approx \begin{bmatrix} 1 & 0 \end{bmatrix}$$

$$S = \begin{bmatrix} 1 & 0 \end{bmatrix}$$
"""

SLOPE = r"""
$$\frac{\partial l}{\partial \hat{y}} = -2(t - \hat{y}) = -2(1 - 0.0831)$$

$$\frac{\partial l}{\partial \hat{y}} \approx -1.8338$$

$$\frac{\partial l}{\partial \hat{y}} \approx -1.8438$$
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ENTRIES, ["definition"] * 3 + ["proved", "undecided"]),
        (TWO_MATRICES, ["definition"] * 2 + ["proved", "undecided"]),
        (BEHIND_ABOUT, ["definition", "proved", "proved"]),
        (SLOPE, ["definition", "not-a-claim", "proved", "refuted"]),
    ],
)
def test_what_was_given_before(text: str, wanted: list[str]) -> None:
    assert [e.verdict or e.kind for e in entries(text)] == wanted
