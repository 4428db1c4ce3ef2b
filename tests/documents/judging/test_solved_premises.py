"""What follows from linear equations for the letters that nothing defines."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LINE = "$$f(x)=ax+b$$"
PARABOLA = "$$g(x)=ax^2+bx+c$$"
RADIAL = r"""$$
\varphi_1(\mathbf{x})=e^{-\|\mathbf{x}-\mathbf{t}_1\|^2},\ \mathbf{t}_1=[1,1]^T;\qquad
\varphi_2(\mathbf{x})=e^{-\|\mathbf{x}-\mathbf{t}_2\|^2},\ \mathbf{t}_2=[0,0]^T;\qquad
y(\mathbf{x})=w\varphi_1(\mathbf{x})+w\varphi_2(\mathbf{x})+b
$$"""


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (LINE, r"f(0)=1,\ f(1)=3\implies a=2", "proved"),
        (LINE, r"f(0)=1,\ f(1)=3\implies a=3", "refuted"),
        (LINE, r"f(1)=1,\ f(4)=2\Rightarrow a=\frac13", "proved"),
        (PARABOLA, r"g(0)=1,\ g(1)=0,\ g(2)=3\implies a=2", "proved"),
        (PARABOLA, r"g(0)=1,\ g(1)=0,\ g(2)=3\implies b=3", "refuted"),
        (RADIAL, r"y(0,0)=0,\ y(0,1)=1\implies w=-\frac{1}{(1-e^{-1})^2}", "proved"),
        (RADIAL, r"y(0,0)=0,\ y(0,1)=1\implies b=\frac{1+e^{-2}}{(1-e^{-1})^2}", "proved"),
    ],
)
def test_what_equations_are_solved_by(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (LINE, r"f(1)=3,\ f(1)=3\implies a=2"),
        (PARABOLA, r"g(0)=1,\ g(1)=0\implies a=2"),
        ("$$h(x)=a^2x+b$$", r"h(0)=1,\ h(1)=5\implies a=3"),  # not linear
    ],
)
def test_what_is_not_settled_by_them_stays_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize(
    "premise", [r"x+2y=1,\ 3x+5y=2", r"\begin{cases}x+2y=1\\3x+5y=2\end{cases}"]
)
@pytest.mark.parametrize(
    ("conclusion", "verdict"),
    [
        (r"(x,y)=(-1,1)", "proved"),
        (r"\begin{bmatrix}x\\y\end{bmatrix}=\begin{bmatrix}-1\\1\end{bmatrix}", "proved"),
        (r"(x,y)=(1,-1)", "refuted"),
        (r"x=-1,\ y=1", "proved"),
        (r"x=-1,\ y=2", "refuted"),
        (r"(x,y)=(-1,1,0)", None),
    ],
)
def test_systems_with_their_solutions(premise: str, conclusion: str, verdict: str | None) -> None:
    assert last("", rf"{premise}\implies {conclusion}") == verdict


def test_letters_with_values_and_too_few_equations_stay_open() -> None:
    assert last("$$x=3$$", r"x+2y=1,\ 3x+5y=2\implies (x,y)=(1,-1)") != "refuted"
    assert last("", r"x+2y=1\implies (x,y)=(-1,2)") != "refuted"
    assert last("", r"x+2y=1,\ 2x+4y=2\implies (x,y)=(1,1)") != "refuted"
