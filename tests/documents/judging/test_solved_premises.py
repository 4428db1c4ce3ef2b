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


_SADDLE = r"$$q(x)=8x_1+12x_2+x_1^2-2x_2^2,\quad g(t)=t^2-4t$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla q(x)=0 \text{ only at } x=(-4,3)^T", "proved"),
        (r"\nabla q(x)=0 \text{ only at } x=(4,3)^T", "refuted"),
        (r"\nabla q(x)=0\iff x=(-4,3)^T", "proved"),
        (r"\nabla q(x)=0 \text{ exactly when } x=(-4,3)^T", "proved"),
        (r"g'(t)=0 \text{ only for } t=2", "proved"),
        (r"g'(t)=0 \text{ only at } t=3", "refuted"),
        (r"g'(t)=0\iff t=2", "proved"),
        (r"g(t)=0 \text{ only at } t=4", None),
        (r"\nabla q(x)=0 \text{ only at } x=(-4,3,0)^T", None),
    ],
)
def test_where_a_slope_is_zero_and_nowhere_else(claim: str, verdict: str | None) -> None:
    assert last(_SADDLE, claim) == verdict


def test_about_behind_a_verb() -> None:
    given = r"$$M=\begin{bmatrix}3&0\\0&7\end{bmatrix}$$"
    assert last(given, r"\text{the condition number of } M \text{ is} \approx2.33") == "proved"
    assert last(given, r"\text{the condition number of } M \text{ is} \approx2.43") != "proved"


def test_what_solves_an_equation_must_have_a_value_in_it() -> None:
    assert last("", r"\frac{x^2-4}{x-2}=4\iff x=2") != "proved"
    assert last("", r"\frac{x^2-4}{x-2}=5\iff x=3") == "proved"
