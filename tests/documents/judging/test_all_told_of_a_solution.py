r"""A value that solves an equation is its solution only if all that was told admits it."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from tests.documents.judging.verdicts import last

NINE = "$$x^2=9$$"
SINGULAR = r"$$A=\begin{pmatrix}1&2\\2&4\end{pmatrix},\quad b=\begin{pmatrix}3\\6\end{pmatrix}$$"
REGULAR = r"$$A=\begin{pmatrix}1&2\\2&1\end{pmatrix},\quad b=\begin{pmatrix}3\\3\end{pmatrix}$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (NINE, "x=3", "proved"),
        (f"{NINE}\n\n$$x<0$$", "x=3", "undecided"),
        (f"{NINE}\n\n$$x<0$$", "x=-3", "proved"),
        (f"$$x<0$$\n\n{NINE}", "x=3", "undecided"),
        (f"$$x<0$$\n\n{NINE}", "x_1=3", "undecided"),
        (f"$$x<0$$\n\n{NINE}", "x^*=-3", "proved"),
        ("$$x^2=0$$", "x_1=0", "proved"),
        (f"Let $x \\le -1$.\n\n{NINE}", "x=3", "refuted"),
        (f"{NINE}\n\n$$x\\ne3$$", "x=3", "undecided"),
        (f"$$x\\in\\mathbb{{N}}$$\n\n{NINE}", "x=-3", "undecided"),
        (f"$$x\\in\\mathbb{{N}}$$\n\n{NINE}", "x=3", "proved"),
        (f"$$x\\in(-4,0)$$\n\n{NINE}", "x=3", "undecided"),
        (f"$$x\\notin\\{{3,4\\}}$$\n\n{NINE}", "x=3", "undecided"),
        (f"# A\n\n$$x<0$$\n\n# B\n\n{NINE}", "x=3", "proved"),  # under another heading
        ("$$u^2=4$$\n\n$$u<v$$\n\n$$v=0$$", "u=2", "undecided"),
        (f"We look for the negative root of\n\n{NINE}", "x=3", "undecided"),
        (f"The smaller solution of\n\n{NINE}\n\nis wanted.", "x=3", "undecided"),
        (f"There is a positive and a negative root of\n\n{NINE}", "x=3", "proved"),
        (f"{NINE}\n\n$$x^2-4x+3=0$$", "x=-3", "undecided"),
        (f"{NINE}\n\n$$x^2-4x+3=0$$", "x=3", "proved"),
        (f"{NINE}\n\n$$x=-3$$\n\n$$x^2-4x+3=0$$", "x=1", "proved"),  # one after the other
    ],
)
def test_what_was_told_of_the_letter_is_kept_to(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        ("$$|x|=-x$$", "x=-2", "undecided"),
        (r"$$\max(0,t)=0$$", "t=-1", "undecided"),
        (r"$$\lfloor k\rfloor=2$$", "k=5/2", "undecided"),
        ("$$|x|=2$$", "x=-2", "proved"),
        ("$$(x-1)^2=0$$", "x=1", "proved"),
        (f"{SINGULAR}\n\n$$Ax=b$$", r"x=\begin{pmatrix}1\\1\end{pmatrix}", "undecided"),
        (f"{SINGULAR}\n\n$$Ax=b$$", r"x=\begin{pmatrix}3\\0\end{pmatrix}", "undecided"),
        (f"{REGULAR}\n\n$$Ax=b$$", r"x=\begin{pmatrix}1\\1\end{pmatrix}", "proved"),
        (f"{REGULAR}\n\n$$Av=3v$$", r"v=\begin{pmatrix}2\\2\end{pmatrix}", "proved"),
    ],
)
def test_one_of_a_continuum_is_no_solution_that_follows(
    given: str, claim: str, verdict: str
) -> None:
    assert last(given, claim) == verdict


_TWO = r"$$\lambda^2-6\lambda+8=0$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("4", "proved"), ("2", "undecided"), ("3", "refuted")],
)
def test_the_other_root_is_none_that_was_given(claim: str, verdict: str) -> None:
    text = f"{_TWO}\n\nso one root is $\\lambda_1=2$\n\nand the other root is $\\lambda_2={claim}$."
    assert list(judge(Source("a.md", text, "markdown")))[-1].verdict == verdict
