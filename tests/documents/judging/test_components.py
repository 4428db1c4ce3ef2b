r"""Components of functions, functions at columns, gradients in brackets."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_COLUMN = r"h(x)=\begin{pmatrix}x_1+x_2\\x_1x_2\end{pmatrix}"
_LIST = r"F(x,y)=(x^2-y,\ xy)"
_SQUARES = "f(x)=x_1^2+x_2^2"
_CUBIC = "f(x,y)=x^2y"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_COLUMN, "h_1(x)=x_1+x_2", "proved"),
        (_COLUMN, "h_2(1,2)=2", "proved"),
        (_COLUMN, "h_2(1,2)=3", "refuted"),
        (_COLUMN, "h([1;2])=[3;2]", "proved"),
        (_COLUMN, "h([1;2])=[3;3]", "refuted"),
        (_COLUMN, "h(1,2)=(3,3)", "refuted"),
        (_COLUMN, r"\frac{\partial h_2}{\partial x_1}=x_2", "proved"),
        (_SQUARES, "f(1,2)=5", "proved"),
        (_SQUARES, "f(1,2)=6", "refuted"),
        (_SQUARES, r"f((1,2)^\top)=6", "refuted"),
        (_LIST, "F_1(x,y)=x^2-y", "proved"),
        (_LIST, "F_1(2,1)=4", "refuted"),
        (_LIST, r"\frac{\partial F_2}{\partial y}(2,1)=2", "proved"),
        (_LIST, r"\frac{\partial F_1}{\partial x}=x", "refuted"),
        (_CUBIC, r"(\nabla f)(x,y)=(2xy,x^2)", "proved"),
        (_CUBIC, r"(\nabla f)(x,y)=(2xy,2x^2)", "refuted"),
        (_CUBIC, r"(\nabla f)(1,2)=(4,1)", "proved"),
        (_CUBIC, r"(\nabla f)(1,2)=(4,2)", "refuted"),
        (_CUBIC, r"\nabla f\Big|_{(1,2)}=(4,1)", "proved"),
        (_CUBIC, r"(\partial_xf)(1,2)=4", "proved"),
        (_CUBIC, r"(\partial_xf)(1,2)=5", "refuted"),
        (_CUBIC, r"\partial_xf(1,2)=5", "refuted"),
        (r"f(w)=\frac12\|w\|^2", r"(\nabla f)(w)=w", "proved"),
    ],
)
def test_a_claim(given: str, claim: str, verdict: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) == verdict


def test_a_false_component_behind_a_right_one() -> None:
    """By itself it may be another function; it does not take the place of the component."""
    false = "h_2(x)=x_1-x_2"
    right = f"$$\n{_COLUMN}\n$$\n\n$$\nh_1(x)=x_1+x_2\n$$"
    assert last(right, false) == "refuted"
    alone = f"$$\n{_COLUMN}\n$$"
    assert last(alone, false) is None
    slope = r"\frac{\partial h_2}{\partial x_1}=1"
    assert last(f"{alone}\n\n$$\n{false}\n$$", slope) != "proved"


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        # points of the data beside a variable
        (r"f(x)=\|x-x_1\|^2,\quad x_1=(1,0)", "f((1,2))=5"),
        # a product of derivatives is none that is taken somewhere
        (
            "y=3x+1,\\quad L=y^2",
            r"\frac{dL}{dx}=\left(\frac{dL}{dy}\right)\left(\frac{dy}{dx}\right)",
        ),
    ],
)
def test_what_is_meant_otherwise(given: str, claim: str) -> None:
    assert last(f"$$\n{given}\n$$", claim) != "refuted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sum_{k=0}^3s_k(x)=1", "proved"),
        (r"\sum_{k=1}^4s_k(x)=1", "proved"),
        (r"\sum_{k=0}^3s_k(x)=2", None),
        ("s_0(x)=0", "proved"),
    ],
)
def test_components_counted_from_zero(claim: str, verdict: str | None) -> None:
    given = r"$$s(x)=\left(0,\frac xd,\frac1d,\frac1d\right),\ d=x+2$$"
    assert last(given, claim) in (verdict, "undecided" if verdict is None else verdict)
