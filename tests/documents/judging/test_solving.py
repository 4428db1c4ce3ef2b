"""Equations posed to be solved, their steps, and the solutions an author states."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

EIGEN = r"$A = \begin{pmatrix}2&0\\0&3\end{pmatrix}$, "

small = st.integers(-9, 9)


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def verdicts(text: str) -> list[str | None]:
    return [entry.verdict for entry in entries(text)]


@given(p=small, q=small, r=small)
def test_roots_are_put_into_their_equation(p: int, q: int, r: int) -> None:
    """x² − (p+q)x + pq = 0 has the roots p and q, and no other."""
    assume(r not in (p, q))
    text = f"$$x^2 - ({p + q})x + ({p * q}) = 0$$\n\nThe roots are "
    assert verdicts(text + f"$x_1 = {p}$, $x_2 = {q}$.") == [None, "proved", "proved"]
    assert verdicts(text + f"$x_1 = {r}$.") == [None, "refuted"]


@given(a=st.integers(1, 9), b=small, x=small, slip=st.integers(1, 5))
def test_steps_between_arrows(a: int, b: int, x: int, slip: int) -> None:
    """ax + b = c ⇒ ax = c − b ⇒ x."""
    text = rf"${a}x + ({b}) = {a * x + b} \Rightarrow {a}x = {a * x} \Rightarrow x = "
    assert verdicts(f"{text}{x}$") == [None, "proved", "proved"]
    assert verdicts(f"{text}{x + slip}$") == [None, "proved", "refuted"]


@given(x=small, y=small, slip=st.integers(1, 5))
def test_a_system_and_its_solution(x: int, y: int, slip: int) -> None:
    """Both equations count, once both unknowns are given."""
    rows = rf"x + 2y &= {x + 2 * y} \\ x - y &= {x - y}"
    text = rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$" + "\n\nThe solution is "
    assert verdicts(text + f"$x = {x}$, $y = {y}$.")[2:] == [None, "proved"]
    assert verdicts(text + f"$x = {x}$, $y = {y + slip}$.")[2:] == [None, "refuted"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$$2x + 3 = 7$$\n\nLet $x = 3$.", None),
        ("$$2x + 3 = 7$$\n\nFor $x = 3$ it fails.", None),
        ("$$2x + 3 = 7$$\n\n# Next\n\nso $x = 3$.", None),
        ("$$x + y = 3$$\n\nso $x = 5$.", None),
        ("$$x^2 + x - 1 = 0$$\n\nso $x = 0.618$", "undecided"),
        ("$$x^2 + x - 1 = 0$$\n\nso $x = 0.619$", "refuted"),
        (EIGEN + r"$A v = \lambda v$ for $\lambda_1 = 2$, $v_1 = (1, 0)$", "proved"),
        (r"$\lambda = 2$ here. Then $(1-\lambda)^2 - 9 = 0$", None),
        (r"$\lambda = 2$ here. Then $(1-\lambda)^2 - 9 = 0$, hence $\lambda = 4$", "undecided"),
    ],
)  # fmt: skip
def test_what_is_no_solution_is_left_alone(text: str, found: str | None) -> None:
    """New values, other sections, equations with more unknowns; printed roots are rounded."""
    assert verdicts(text)[-1] == found


def test_rows_that_are_the_same_equation() -> None:
    """Expanded, doubled, factored: the same; another one is not called wrong."""
    rows = [
        r"(-3 - \lambda)(-2 - \lambda) - 20 &= 0",
        r"2\lambda^2 + 10\lambda - 28 &= 0",
        r"(\lambda + 7)(\lambda - 2) &= 0",
        r"(\lambda + 8)(\lambda - 2) &= 0",
    ]
    text = r"$$\begin{aligned}" + r"\\".join(rows) + r"\end{aligned}$$"
    assert verdicts(text) == [None, "proved", "proved", None]
