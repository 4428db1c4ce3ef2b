"""Where slopes, gradients and values are taken, said behind them: "at (1, 2)"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

PLANE = r"""$$
f(x,y)=x^2+3xy
$$"""
NUMBERED = r"""$$
s(\alpha_1,\alpha_2)=4\alpha_1^2+\frac{13}{2}\alpha_2^2+10\alpha_1\alpha_2-2\alpha_1-2\alpha_2
$$"""
RADIAL = r"""$$
\varphi_1(\mathbf{x})=e^{-\|\mathbf{x}-\mathbf{t}_1\|^2},\ \mathbf{t}_1=[1,1]^T;\qquad
\varphi_2(\mathbf{x})=e^{-\|\mathbf{x}-\mathbf{t}_2\|^2},\ \mathbf{t}_2=[0,0]^T
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (PLANE, r"\frac{\partial f}{\partial x}=8 \text{ at } (1,2)", "proved"),
        (PLANE, r"\frac{\partial f}{\partial x}=9 \text{ at } (1,2)", "refuted"),
        (PLANE, r"\frac{\partial f}{\partial y}=3 \text{ at the point } (1,2)", "proved"),
        (PLANE, r"\nabla f=(8,3) \text{ at } (1,2)", "proved"),
        (PLANE, r"\nabla f=(8,4) \text{ at } (1,2)", "refuted"),
        (PLANE, r"f=7 \text{ at } (1,2)", "proved"),
        (PLANE, r"\frac{\partial f}{\partial x}=\frac{\partial f}{\partial y}=0 \text{ at } (0,0)",
         "proved"),
        (PLANE, r"\frac{\partial f}{\partial x}=\frac{\partial f}{\partial y}=0 \text{ at } (1,0)",
         "refuted"),
        (PLANE, (r"\frac{\partial f}{\partial x}=2 \text{ and } \frac{\partial f}{\partial y}=3"
         r" \text{ at } (1,0)"), "proved"),
        (NUMBERED, (r"\frac{\partial s}{\partial\alpha_1}=\frac{\partial s}{\partial\alpha_2}=0"
         r" \text{ at } \left(\frac32,-1\right)"), "proved"),
        (RADIAL, (r"\varphi_1+\varphi_2=1.1353 \text{ at } (0,0),(1,1) \text{ and } 0.7358"
         r" \text{ at } (0,1),(1,0)"), "proved"),
        (RADIAL, r"\varphi_1+\varphi_2=1.1353 \text{ at } (0,0),(1,0)", "refuted"),
        (RADIAL, r"\varphi_1=\varphi_2 \text{ at } (0,1) \text{ and } (1,0)", "proved"),
    ],
)  # fmt: skip
def test_points_behind_what_is_taken_there(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (PLANE, r"f=7x \text{ at } (1,2)"),  # letters beside it
        (PLANE, r"f=7 \text{ near } (1,2)"),
        (PLANE, r"f=7 \text{ at } (a,2)"),
        (PLANE, r"f=7 \text{ at } (1,2,3)"),
        ("", r"\frac{\partial f}{\partial x}=8 \text{ at } (1,2)"),
    ],
)
def test_what_is_not_taken_at_a_point_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
