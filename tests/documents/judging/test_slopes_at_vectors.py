r"""Slopes of functions of a vector at points, also at \mathbf{0}, and steps that follow."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SUM = r"$$f(\mathbf{x})=x_1^2+2x_2^2+x_1$$"
STEPS = (
    r"$$f(\mathbf{x})=x_1^2+2x_2^2,\quad \mathbf{x}_0=(1,1),\quad"
    r" \mathbf{x}_{k+1}=\mathbf{x}_k-0.1\nabla f(\mathbf{x}_k)$$"
)
SQUARES = (
    r"$$G(\mathbf{x})=\begin{bmatrix}3x_1-\cos(x_2x_3)-\frac32\\4x_1^2+2x_2-1\\"
    r"20x_3+1\end{bmatrix},\quad F(\mathbf{x})=\frac12G^\top(\mathbf{x})G(\mathbf{x}),\quad"
    r" \mathbf{x}^{(0)}=\mathbf{0},\quad"
    r" \mathbf{x}^{(1)}=\mathbf{x}^{(0)}-0.001\nabla F(\mathbf{x}^{(0)})$$"
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\nabla f(\mathbf{0})=(1,0)", "proved"),
        (r"\nabla f(\mathbf{0})=(1,1)", "refuted"),
        (r"\nabla f(1,1)=(3,4)", "proved"),
        (r"\nabla f(1,1)=(3,5)", "refuted"),
        (r"f(\mathbf{1})=4", "proved"),
        (r"f(\mathbf{1})=5", "refuted"),
        (r"\frac{\partial f}{\partial x_1}(\mathbf{0})=1", "proved"),
        (r"\frac{\partial f}{\partial x_1}(\mathbf{0})=2", "refuted"),
        (r"\frac{\partial f}{\partial x_2}(1,1)=4", "proved"),
        (r"\frac{\partial f}{\partial x_2}(1,1)=3", "refuted"),
        (r"\frac{\partial^2 f}{\partial x_1\partial x_2}(1,1)=0", "proved"),
        (r"\frac{\partial f(\mathbf{0})}{\partial x_1}=1", "proved"),
        (r"\frac{\partial f}{\partial x_1}(a,b)=2a+1", "proved"),
    ],
)
def test_at_points(claim: str, found: str) -> None:
    """The formula names all entries of its argument."""
    assert last(SUM, claim) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\mathbf{x}_1=(0.8,0.6)", "proved"),
        (r"\mathbf{x}_1=(0.8,0.7)", "refuted"),
        (r"\mathbf{x}_2=(0.64,0.36)", "proved"),
        (r"\mathbf{x}_2=(0.64,0.37)", "refuted"),
        (r"f(\mathbf{x}_1)=1.36", "proved"),
    ],
)
def test_steps(claim: str, found: str) -> None:
    """Iterates that a rule gives, true and false."""
    assert last(STEPS, claim) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"\frac{\partial F}{\partial x_3}(\mathbf{0})=20", "proved"),
        (r"\frac{\partial F}{\partial x_3}(\mathbf{0})=21", "refuted"),
        (r"x_3^{(1)}=-0.02", "proved"),
        (r"F(\mathbf{x}^{(1)})<F(\mathbf{x}^{(0)})", "proved"),
    ],
)
def test_through_another_function(claim: str, found: str) -> None:
    """F takes as many entries as the G that its argument is passed on to."""
    assert last(SQUARES, claim) == found


def test_of_another_kind() -> None:
    """Where an iterate may be an entry of the argument, nothing is said."""
    given = r"$$f(x)=x_1^2+2x_2^2,\quad x_0=(1,1),\quad x_{k+1}=x_k-0.1\nabla f(x_k)$$"
    assert last(given, "x_1=(0.8,0.7)") not in ("proved", "refuted")
    assert last(given + "\n\n$$x_1=3$$", "f(x_1)=1.37") not in ("proved", "refuted")
