r"""Jacobians in words: of a list, of a function, and of the y_1, …, y_n of the document."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

PAIR = r"$$y_1=x_1+2x_2,\quad y_2=x_1x_2$$"
COUPLED = r"$$y_1=x_1,\quad y_2=x_2e^{x_1}+x_1^2$$"
MAP = r"$$f(x)=\begin{bmatrix}x_1^2\\x_1x_2\end{bmatrix},\quad a=3$$"


@pytest.mark.parametrize(
    ("given", "claim", "wanted"),
    [
        (PAIR, r"\text{the Jacobian is } \begin{pmatrix}1&2\\x_2&x_1\end{pmatrix}", "proved"),
        (PAIR, r"\text{the Jacobian is } \begin{pmatrix}1&2\\x_1&x_2\end{pmatrix}", "refuted"),
        (PAIR, r"\text{the determinant of the Jacobian is } x_1-2x_2", "proved"),
        (PAIR, r"\text{the Jacobian determinant is } x_1+2x_2", "refuted"),
        (PAIR, r"\text{the Jacobian is diagonal}", "refuted"),
        (COUPLED, r"\text{the Jacobian is lower triangular}", "proved"),
        (COUPLED, r"\text{the determinant of the Jacobian is } e^{x_1}", "proved"),
        (MAP, (r"\begin{bmatrix}-2&1\\1&1\end{bmatrix} \text{ is the Jacobian of }"
         r" \boldsymbol{y}=(-2x_1+x_2,\ x_1+x_2)"), "proved"),
        (MAP, (r"\begin{bmatrix}-2&1\\1&2\end{bmatrix} \text{ is the Jacobian of }"
         r" \boldsymbol{y}=(-2x_1+x_2,\ x_1+x_2)"), "refuted"),
        (MAP, (r"\text{the Jacobian of } f \text{ is }"
         r" \begin{bmatrix}2x_1&0\\x_2&x_1\end{bmatrix}"), "proved"),
        (MAP, r"\text{the Jacobian of } f \text{ is symmetric}", "refuted"),
    ],
)  # fmt: skip
def test_jacobians(given: str, claim: str, wanted: str) -> None:
    assert last(given, claim) == wanted


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # laid out the other way
        (PAIR, r"\text{the Jacobian is } \begin{pmatrix}1&x_2\\2&x_1\end{pmatrix}"),
        (COUPLED, r"\text{the Jacobian is upper triangular}"),
        (MAP, r"\text{the Jacobian is } \begin{bmatrix}1&0\\0&1\end{bmatrix}"),  # of what
        (MAP, r"\text{the Jacobian of } f \text{ is nearly symmetric}"),
        (r"$$g(x)=\max(0,x_1)+x_2$$",
         r"\text{the Jacobian of } g \text{ is } \begin{bmatrix}1&1\end{bmatrix}"),
    ],
)  # fmt: skip
def test_jacobians_that_stay_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
