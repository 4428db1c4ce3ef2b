"""What is put in, set anew or changed for one sentence, and what is said behind it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

SQUARE = r"Let $L = (y - wx)^2$, $x = 1$, $y = 2$, $w = 3$. Then $L = 1$. "
PRODUCT = r"Let $f = x^Ty$ with $x, y\in\mathbb{R}^n$. If $x = y$, then $f = \|x\|^2$."
SUM = "$$f = x_1x_2 + x_2^2$$\n\nFor $x_1 = x_2$ we get $f = 2x_1^2$."
AT_MEAN = r"""
$$L(a) = \sum_{i=1}^k (a_i - \mu_i)^2$$

$$k = 2,\ a = \mu:\quad L(a) = 0$$
"""
AT_ONE = "Let $f = x^2y$. For $x = 1$ we get $f = y$.\n\nIn general, more can be said."
MATRIX = r"Let $A = \begin{bmatrix}1&c\\c&1\end{bmatrix}$ and $c = \frac12$."
DATA = r"Let $x = (1, 2, 3)$ and $s = \sum_i x_i$. Then $s = 6$."
STEP = r"Let $f(x) = x^2$, $x_0 = 1$, $\eta = 0.1$, $x_1 = x_0 - \eta f'(x_0)$. Then $x_1 = 0.8$."
TRACE = r"Let $S = \begin{bmatrix}2&1\\1&4\end{bmatrix}$."

PROVED = [
    (SQUARE + "Now let $L = |y - wx|$.", r"\frac{\partial L}{\partial w} = 1"),
    ("Let $x = 2$, $f = x^2$. Consider the function $f = 2x$.", r"\frac{df}{dx} = 2"),
    (SUM, r"\frac{\partial f}{\partial x_1} = x_2"),
    (PRODUCT, r"\nabla_x f = y"),
    (AT_ONE, r"f = x^2y"),
    ("If $x = y$, then $x - y = 0$.\n\nNow let $x = 5$.", "x^2 = 25"),
    (MATRIX, r"c = 2:\ A \text{ is indefinite}"),
    (DATA, "s = 6"),
]

REFUTED = [
    (PRODUCT, r"\nabla_x f = x"),
    (DATA, "s = 7"),
    (AT_MEAN, r"\frac{\partial}{\partial\mu_i} L(a) = -2(a_i - \mu_j)"),
    (STEP, "x_1 = 0"),
    (r"$$\sigma^2 = \frac{2}{n + m}$$", r"n = 256,\ m = 129:\quad \sigma^2 = \frac{1}{192}"),
]

OPEN = [
    (SQUARE + "Now let $L = |y - wx|$.", r"\frac{\partial L}{\partial w} = 2"),
    (SQUARE + "The absolute loss is $L = |y - wx|$.", r"\frac{\partial L}{\partial w} = 1"),
    (AT_MEAN, r"\frac{\partial}{\partial\mu_i} L(a) = 0"),
    (AT_ONE, r"\frac{\partial f}{\partial y} = x"),
    ("$$f = x^2$$\n\n$$x = 1:\\quad f = 1$$", "f = x"),
    (r"Let $A, B\in\mathbb{R}^{n\times n}$. For $A = B$ we have $A - B = 0$.", "AB = BA"),
    (r"For $n = 2$, $\sum_{k=1}^n k^2 = 5$.", r"\sum_{k=1}^n k^2 = n^2 + 1"),
    (r"$$n = 2:\quad \sum_{k=1}^n k^2 = 5$$", r"\sum_{k=1}^n k^2 = n^2 + 1"),
    (MATRIX, r"c \ne 0:\ A \text{ is positive definite}"),
    (MATRIX, r"c > 2:\ A \text{ is invertible}"),
    (MATRIX + " $$c = 2:\\quad c^2 = 4$$", r"c \in (-1, 1):\ A \text{ is positive definite}"),
    ("Note that $x = 0$ if and only if $x^2 = 0$.", r"\cos x = 1"),
    ("We know that $x = 0$ or $y = 0$ iff $xy = 0$.", "x + 1 = 1"),
]

#: A result of other data, which is no false one; what is not said of it is none either.
ELSEWHERE = [
    DATA + "\n\nWe append $x_4 = 4$. Then $s = 10$.",
    DATA + "\n\nWe add one more observation, $4$, to the data. Then $s = 10$.",
    DATA + "\n\nWith $x_4 = 4$, $s = 10$.",
    r"Let $x_n = 2x_{n-1}$, $x_0 = 3$. So $x_2 = 12$. Let $x_1 = 2$, $x_2 = 5$ be two points.",
    "Let $z = wx$, $w = 3$, $x = 2$, so $z = 6$. Doubling $w$ gives\n\n$$z = 12$$",
    "Let $z = wx$, $w = 3$, $x = 2$, so $z = 6$. In Example 4.2, we had $z = 7$.",
    STEP + r" If $\eta$ were $0.5$, then $x_1 = 0$.",
    STEP + " With a learning rate of $0.5$ we get $x_1 = 0$.",
    STEP + " With Nesterov momentum, $x_1 = 0.7$.",
    (
        r"$\eta_t = \frac1t$, $\eta_1 = 1$. With warm-up: $\eta_t = \frac{t}{10}$ for $t\le 10$ "
        r"and $\eta_t = 1$ for $t > 10$. Then $\eta_5 = 0.5$."
    ),
    r"$f(x) = x$. A variant: $f(x) = x$ for $x\ge 0$ and $f(x) = 0$ for $x < 0$. Then $f(-2) = 0$.",
    "Let $f(x) = x^3$ and let $f'$ denote a noisy copy, $f'(x) = x^3 + 0.1$. Then $f'(1) = 1.1$.",
    (
        r"We do not have $AB = BA$ for $A = \begin{pmatrix}0&1\\0&0\end{pmatrix}$ and "
        r"$B = \begin{pmatrix}0&0\\1&0\end{pmatrix}$."
    ),
    r"$w\leftarrow 3$, $w\leftarrow w - 1$, so $w = 2$. After ten more such updates $w = -8$.",
]

#: A row of an alignment that begins with its own left side goes on from that.
ALIGNED = r"""
\begin{align*}
a&=3, & b&=4, & c&=\sqrt{a^2+b^2}=5,\\
s&=a+b+c & &=12,\\
A&=\frac12 ab & &=6.
\end{align*}
"""


@pytest.mark.parametrize(("given", "claim"), PROVED)
def test_proved(given: str, claim: str) -> None:
    assert last(given, claim) == "proved"


@pytest.mark.parametrize(("given", "claim"), REFUTED)
def test_refuted(given: str, claim: str) -> None:
    assert last(given, claim) == "refuted"


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_open(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")


@pytest.mark.parametrize("text", ELSEWHERE)
def test_of_other_data(text: str) -> None:
    assert "refuted" not in {entry.verdict for entry in entries(text)}


def test_a_chain_proves_nothing_of_its_own_letters() -> None:
    found = entries(TRACE + r" $$\operatorname{tr}(S) = a - b = 6$$")
    assert not any(e.verdict == "proved" and e.latex == "a - b = 6" for e in found)


@pytest.mark.parametrize("claim", ["(x+3)^2 = x^2+9", r"\frac{d}{dx} x^2 = x"])
def test_what_is_said_twice_is_no_truer(claim: str) -> None:
    assert last(f"$${claim}$$", claim) != "proved"


def test_rows_go_on_from_their_own_left_side() -> None:
    found = entries(ALIGNED)
    assert {e.verdict for e in found} == {None, "proved"}
    assert sum(e.verdict == "proved" for e in found) == 3
