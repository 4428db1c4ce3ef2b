"""Gradients by entries and inside domains, and polynomials of matrices."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_VECTOR = "$f(x) = x_1^2 + x_1 x_2$"
_SEVERAL = r"$h(x_1, x_2) = x_1 \sin(x_2) + 1$"
_SUM = r"$$f(x) = \log(e^{x_1} + e^{x_2}), \quad z_1 = e^{x_1},\ z_2 = e^{x_2}$$"
_QUOTIENT = r"$$g(x, y) = \frac{x^2}{y},\ y > 0$$"
_OUTER = r"\begin{bmatrix} y \\ -x \end{bmatrix} \begin{bmatrix} y \\ -x \end{bmatrix}^T"
_OPERATOR = (
    r"$$T = \begin{pmatrix} 2 & 1 \\ 0 & 3 \end{pmatrix},\quad p(z) = z^2 - 5z + 6,\quad "
    r"q(z) = z - 2$$"
)


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (
            _VECTOR,
            r"\nabla f(x) = \begin{bmatrix} 2x_1 + x_2 \\ x_1 \end{bmatrix}",
            r"\nabla f(x) = \begin{bmatrix} 2x_1 \\ x_1 \end{bmatrix}",
        ),
        (
            _VECTOR,
            r"\nabla^2 f(x) = \begin{bmatrix} 2 & 1 \\ 1 & 0 \end{bmatrix}",
            r"\nabla^2 f(x) = \begin{bmatrix} 2 & 1 \\ 1 & 1 \end{bmatrix}",
        ),
        (
            _SEVERAL,
            r"\nabla h(\mathbf x) = \begin{bmatrix} \sin x_2 \\ x_1 \cos x_2 \end{bmatrix}",
            r"\nabla h(\mathbf x) = \begin{bmatrix} \sin x_2 \\ x_1 \sin x_2 \end{bmatrix}",
        ),
        (
            _SUM,
            r"\nabla f(x) = \frac{1}{z_1 + z_2} \begin{bmatrix} z_1 \\ z_2 \end{bmatrix}",
            r"\nabla f(x) = \frac{1}{z_1 + z_2} \begin{bmatrix} z_2 \\ z_1 \end{bmatrix}",
        ),
        (
            _QUOTIENT,
            rf"\nabla^2 g(x, y) = \frac{{2}}{{y^3}} {_OUTER}",
            rf"\nabla^2 g(x, y) = \frac{{2}}{{y^2}} {_OUTER}",
        ),
        (_OPERATOR, "p(T) = (T - 2I)(T - 3I)", "p(T) = (T - 2I)(T + 3I)"),
        (
            _OPERATOR,
            r"q(T) = \begin{pmatrix} 0 & 1 \\ 0 & 1 \end{pmatrix}",
            r"q(T) = \begin{pmatrix} 0 & -1 \\ -2 & 1 \end{pmatrix}",
        ),
    ],
)
def test_true_and_false(given: str, true: str, false: str) -> None:
    """A claim and a slip in it."""
    assert last(given, true) == "proved"
    assert last(given, false) == "refuted"


def test_a_polynomial_vanishes_at_its_matrix() -> None:
    """Cayley and Hamilton, where adding 6 to each entry gives no zero matrix."""
    assert last(_OPERATOR, "p(T) = 0") == "proved"
