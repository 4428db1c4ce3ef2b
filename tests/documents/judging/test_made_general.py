"""A letter that words take for any number has its value no longer; and what is said of several."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LOSS = r"$L=-y\log p-(1-y)\log q$ and $q=1-p$."
ELSEWHERE = "Let $b = 2$.\n\n## Another section\n\n"


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        ("Let $k = 3$.\n\nFor general $k$ we have", "k^2 = 9", "undecided"),
        ("Let $k = 3$.\n\nFor general $k$ we have", "(k+1)^2 = k^2+2k+1", "proved"),
        ("Let $k = 3$.\n\nFor general $k$ little is known. Again let $k=3$.", "k^2 = 9", "proved"),
        (rf"{ELSEWHERE}Let $b \in \mathbb{{R}}$ be arbitrary. Then", "b^2 = 4", "undecided"),
        (rf"{ELSEWHERE}Let $b \in \mathbb{{R}}$. Then", "b^2 = 4", "undecided"),
        (rf"{ELSEWHERE}Let $b \in \mathbb{{R}}$. Then", "b + b = 2b", "proved"),
        ("Let $b = 2$.\n\nNow let $b$ be arbitrary.", "b^2 = 4", "undecided"),
        ("Let $b = 2$, where $b$ is a real number.", "b^2 = 4", "proved"),
        ("Let $k = 3$.", r"k \le 100 \text{ for every recognizer output}", "undecided"),
        ("Let $k = 3$.", r"k \le 100 \text{ for all } k \le 3", "proved"),
        ("Let $a=2$. Regardless of $a$,", "a^2=4", "undecided"),
        ("Let $k=3$. The result holds for every $k$:", "k^2=9", "undecided"),
        ("Let $a=1$. For each value of $a$,", "a^2=a", "undecided"),
        ("Let $z=2$. In general,", "z^2=2z", "undecided"),
        ("Let $n=4$. By induction,", "2^n=n^2", "undecided"),
        (r"Take $b=1$. Let $b\in\mathbb{R}$ now be arbitrary. Then", "b^2=1", "undecided"),
        ("Let $f(x)=2x$. For every function $f$,", "f(1)=2", "undecided"),
        ("Let $w=2$, $f(x)=wx$. For every $x$ we have", "f(x)=2x", "proved"),
        (r"Let $\eta=0.1$. For every epoch the rate is", r"2\eta=0.2", "proved"),
        # a value that picks some of several
        (r"Set $c = b\log_2 b$ (terms with $b = 0$ vanish).", "b + 1 = 1", None),
        ("The network with $b = 2$ is small.", "b + 1 = 3", "proved"),
    ],
)
def test_a_letter_made_general_has_no_value(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("f(1), f(2) > 0", "refuted"),
        ("f(2), f(3) > 0", "proved"),
        ("f(0), f(1) < 0", "proved"),
        ("0 > f(1), f(0)", "proved"),
        ("0 > f(1), f(2)", "refuted"),
    ],
)
def test_an_order_behind_a_list_is_said_of_each(claim: str, expected: str) -> None:
    assert last("Let $f(x) = x - 3/2$.", claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"xy > 0 \quad\text{for all } 0 > x, y", "proved"),
        (r"x + y > 0 \quad\text{for all } 0 > x, y", "refuted"),
        (r"x + y > 0 \quad\text{for all } 0 < x, y", "proved"),
    ],
)
def test_a_bound_before_a_list_is_one_of_each(claim: str, expected: str) -> None:
    assert last("", claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\sqrt{x} = -1 \Rightarrow x = 1", "undecided"),
        (r"e^x = 0 \implies x = 0", "undecided"),
        (r"x^2 = 4 \Rightarrow x = 3", "refuted"),
        (r"2x + 1 = 5 \implies x = 3", "refuted"),
        (r"2x + 1 = 5 \implies x = 2", "proved"),
    ],
)
def test_what_no_number_meets_implies_anything(claim: str, expected: str) -> None:
    assert last("", claim) == expected


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        # several conditions, several conclusions, which follow from all of them
        ("", r"x+y=3,\ x-y=1\implies x=2,\ y=1", "proved"),
        # no numbers
        (r"Let $w,x\in\mathbb{R}^n$.", r"w^\top x = 1\implies w=\frac{1}{x}", None),
        ("Here $a$ is an $n\\times n$ matrix.", r"x=ax+b\implies x=b(1-a)^{-1}", None),
        ("Let $A$ be a matrix.", r"A^2=0\implies A=0", None),
        ("", r"\|u\|=1\implies u=\pm1", None),
        # one of two solutions does not follow
        ("We have $x^2=9$. So", "x=3", "undecided"),
        ("We have $2x=6$. So", "x=3", "proved"),
        # names that are held fixed, or move
        (
            "$L=-y\\log p-(1-y)\\log q$ and $q=1-p$.",
            r"\frac{\partial L}{\partial p}=-\frac yp",
            "undecided",
        ),
        ("$L=wh$ and $h=w^2$.", r"\nabla_wL=h", "undecided"),
        # the other side at the same place
        ("$f(x,y)=x^2y$.", r"\frac{\partial f}{\partial x}\bigr\rvert_{x=y}=2x^2", "undecided"),
        # another operator
        (r"The Laplacian of $f(x,y)=x^2+y^2$:", r"\nabla^2 f=4", "undecided"),
        # by the entries of an argument, and not by it as by a number
        ("$$f(x)=x_1x_2$$", "f'(x)=0", None),
        (r"$$f(x)=x_1x_2$$", r"\nabla^2 f(x)=\begin{bmatrix}0&1\\1&0\end{bmatrix}", "proved"),
        # an entry of nothing
        ("", r"|x|_2=\sqrt{x^\top x}", None),
        # entries, and no steps
        (r"$$f(x)=w_0+w_1x$$ $$w \leftarrow w/2,\quad w_0=1$$", "w_1=0.6", None),
        ("$w_K=1/K$ is the width of $K$ kernels.", "w_1=3", None),
        ("With $t=0.5$ and $p=0.8$ we get the counts $fp=10$ and", "tp=40", None),
    ],
)
def test_what_a_review_found(given: str, claim: str, expected: str | None) -> None:
    assert last(given, claim) == expected
