"""Formulas for families of names, with values for their members."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from tests.documents.judging.verdicts import last


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in judge(Source("a.md", text, "markdown"))]


@given(a=st.integers(-4, 4), b=st.integers(-4, 4), n=st.integers(2, 5), slip=st.integers(1, 9))
def test_recurrences(a: int, b: int, n: int, slip: int) -> None:
    """x_{t+1} = a x_t + b from x_0 = 1."""
    value = 1
    for _ in range(n):
        value = a * value + b
    text = rf"$$x_{{t+1}} = ({a}) x_t + ({b}), \quad x_0 = 1$$" + "\n\n"
    assert verdicts(text + f"$x_{n} = {value}$")[-1] == "proved"
    assert verdicts(text + f"$x_{n} = {value + slip}$")[-1] == "refuted"


@pytest.mark.parametrize(
    ("family", "data", "true", "false"),
    [
        (
            r"$h_d = \max(0, \theta_{d0} + \theta_{d1} x)$",
            r"$\theta_{10} = 1$, $\theta_{11} = 2$, $x = 3$",
            "$h_1 = 7$",
            "$h_1 = 8$",
        ),
        (r"$z_j = w_j x + b_j$", "$w_2 = 2$, $b_2 = 1$, $x = 3$", "$z_2 = 7$", "$z_2 = 6$"),
        (
            r"$a^{[l]} = \max(0, w^{[l]} a^{[l-1]})$",
            "$w^{[1]} = 2$, $w^{[2]} = 3$, $a^{[0]} = 1$",
            "$a^{[2]} = 6$",
            "$a^{[2]} = 5$",
        ),
        (
            r"$\text{out} = \frac{1}{1+e^{-\text{net}}}$",
            r"$\text{net}_{h1} = 0.3775$",
            r"$\text{out}_{h1} = 0.593269992$",
            r"$\text{out}_{h1} = 0.593369992$",
        ),
        (
            r"$p_k = \frac{e^{o_k}}{\sum_j e^{o_j}}$",
            "$o = (1, 2, 3)$",
            r"$\mathbf{p} = (0.090, 0.245, 0.665)$",
            r"$\mathbf{p} = (0.190, 0.245, 0.665)$",
        ),
        (
            r"$f_i = x_i^2$",
            "$x_1 = 2$, $x_2 = 3$",
            r"$\sum_{i=1}^2 f_i = 13$",
            r"$\sum_{i=1}^2 f_i = 14$",
        ),
    ],
)
def test_members_by_their_formula(family: str, data: str, true: str, false: str) -> None:
    """The index letter, or the index of the unit, is put in; a value that follows is a claim."""
    assert verdicts(f"{family}\n\n{data}\n\n{true}")[-1] == "proved"
    assert verdicts(f"{family}\n\n{data}\n\n{false}")[-1] == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"$z_j = w_j x + b_j$. Here $z_1 = 3$.",
        r"$x_n = x_{n-1} + x_{n+1}$ and $x_3 = 4$",
        r"$x_i = i$-th input, $x_1 = 3$, $x_2 = 5$",
        r"$f_i = x_i^2$ and $\sum_{i=1}^2 f_i = 13$",
        r"$h = \tanh(z)$ and $h_1 = 0.5$",
        "# Example 1\n\n$y_i = 2 x_i$\n\n# Example 2\n\n$x_1 = 1$, $y_1 = 3$, $2 y_1 = 6$",
        r"$y_i = 2 x_i$, $x_1 = 1$. Suppose $y_1 = 3$.",
        r"$y_i = \sum_i x_i$, $x_1 = 1$, $y_1 = 3$",
    ],
)
def test_members_without_data_are_data(text: str) -> None:
    """Nothing is refuted where the formula has no value, has ended, or is set aside."""
    assert "refuted" not in verdicts(text)


def test_a_family_that_calls_itself_ends() -> None:
    """No member is given: nothing is said, and soon."""
    assert "refuted" not in verdicts(r"$x_{t+1} = 2 x_t$, $x_{900} = 4$")
    assert "refuted" not in verdicts(r"$x_{t} = 2 x_{t+1}$, $x_{3} = 4$")


_TURN = r"$$R_\theta=\begin{bmatrix}\cos\theta&-\sin\theta\\\sin\theta&\cos\theta\end{bmatrix}$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"R_{\pi/2}=\begin{bmatrix}0&-1\\1&0\end{bmatrix}", "proved"),
        (r"R_{\frac{\pi}{2}}=\begin{bmatrix}0&1\\-1&0\end{bmatrix}", "refuted"),
        (r"R_\pi\begin{bmatrix}3\\1\end{bmatrix}=\begin{bmatrix}-3\\-1\end{bmatrix}", "proved"),
        (r"R_\pi=\begin{bmatrix}1&0\\0&-1\end{bmatrix}", "refuted"),
        (r"R_{\pi/3}R_{\pi/6}=R_{\pi/2}", "proved"),
        (r"R_{\theta/2}R_{\theta/2}=R_\theta", "proved"),
    ],
)
def test_an_angle_below_is_put_into_the_formula(claim: str, verdict: str) -> None:
    assert last(_TURN, claim) == verdict


def test_a_policy_is_no_angle() -> None:
    """What J_θ is says nothing of a J_π."""
    assert last(r"$$J_\theta=\theta^2$$", r"J_\pi=5") is None
