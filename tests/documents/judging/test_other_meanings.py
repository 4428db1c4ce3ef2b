"""Names that are tied, declared anew, told of in words or as conditions; what an arrow says."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

WEIGHTED = r"$$z = w_1 x_1 + w_2 x_2$$"
SLOPE = "\n\n" + r"$$\frac{\partial z}{\partial w_2} = "
STEP = "$a = 1$, $v = a + 1$, $u = v + 1$. "
FAR = "\n" * 12
SQUARE = "$f(x) = x^2$ is convex.\n\n\n\n\n\n"


def entries(text: str) -> list[Entry]:
    return list(judge(Source("a.md", text, "markdown")))


def last(text: str) -> str | None:
    return entries(text)[-1].verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Tied weights: along w_2 with w_1 held fixed, or moving along.
        (WEIGHTED + "\n\nWe let $w_1 = w_2 = v$." + SLOPE + "x_2$$", "undecided"),
        (WEIGHTED + "\n\nWe let $w_1 = w_2 = v$." + SLOPE + "x_1$$", "refuted"),
        # A formula that picks out where it holds is no definition.
        ("All $m$ such that $F(m) = 2^m$ are few. Here $F(1) < 2$.", "undecided"),
        ("能使 $F(m) = 2^m$ 成立的所有 $m$. $F(1) < 2$", "undecided"),
        ("Then $F(m) = 2^m$ holds. Here $F(1) < 2$.", "refuted"),
        # A value that is told in another way than by the formula.
        ("$F(x) = x + 1$. Then $F(3) = P(X \\le 3)$ and $$F(3) = 1/2$$", "undecided"),
        ("$F(x) = x + 1$. Then $$F(3) = 1/2$$", "refuted"),
        # A name in a power may be a quantity of its own.
        ("$R = 0.499$ here." + FAR + "About $R^2 = (-0.97)^2$ of it", "undecided"),
        ("$R = -0.499$ here." + FAR + "About $R^2 = (-0.97)^2$ of it", "undecided"),
        ("Let $R = 0.5$. Then $R^2 = 0.36$.", "refuted"),
        # Dots among data.
        (r"$$(4.3 - 5)^2 + (4.4 - 5)^2 + \dots + (4.6 - 5)^2 = 1$$", "undecided"),
        (r"$$(1 - 5)^2 + (2 - 5)^2 + \dots + (4 - 5)^2 = 1$$", "refuted"),
        (r"$$0.1 + 0.2 + \dots + 0.5 = 1.5$$", "proved"),
        # A point that breaks a pattern.
        ("Here $a = 2$, $b = a + 1$. An exception is ($b = 9$).", None),
        ("Here $a = 2$, $b = a + 1$. So ($b = 9$).", "refuted"),
        # A sign that goes on from words; what another computation corresponds to.
        (r"the value at $a = 0.05 \approx 19.0$", "undecided"),
        (r"$b = 1/2$. They use what corresponds to $1 + 1/b = 1.5$", "undecided"),
        # Two equations in the same names, worked out or not.
        (STEP + r"$$12u = 76 - 5v \qquad 5v = 38 - 5u$$", "undecided"),
        (STEP + r"$$12u = 76 - 5v$$", "refuted"),
        # A sum over several displays.
        ("$$S = (3-1)^2$$\n$$+ 2^2$$\n$$+ 3^2$$\n$$= 17$$", "proved"),
        ("$$S = (3-1)^2$$\n$$+ 2^2$$\n$$+ 3^2$$\n$$= 18$$", "refuted"),
        # Another f, of which only its domain is said.
        (SQUARE + r"Let $f: \mathbb{R} \to \mathbb{R}$ be any. Then $f(3) = 9$.", None),
        (SQUARE + r"Then $f(3) = 9$.", "proved"),
    ],
)
def test_what_a_name_may_mean_by_now(text: str, found: str | None) -> None:
    assert last(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$x^2 = 4 \Rightarrow x = 2$", "undecided"),
        (r"$(t-1)(t-2) = 0 \implies t = 1$", "undecided"),
        (r"$x^2 = 2 \Rightarrow x = 1.414$", "undecided"),
        (r"$x^3 = 2 \Rightarrow x = 1.26$", "proved"),
        (r"$w^3 = 8 \Rightarrow w = 2$", "proved"),
        (r"$2s = 6 \implies s = 3$", "proved"),
        (r"$2s = 6 \iff s = 3$", "proved"),
        (r"$q^2 = 4 \iff q = 2$", "undecided"),
        (r"$2s = 6 \implies s = 4$", "refuted"),
    ],
)
def test_behind_an_arrow_the_implication_is_meant(text: str, found: str) -> None:
    """That a value solves the equation is not enough, if another value does too."""
    assert last(text) == found


def test_the_other_solution_is_named() -> None:
    entry = entries(r"$x^2 = 4 \Rightarrow x = 2$")[-1]
    assert entry.reason == "x = 2 is a solution, but not the only one: -2 is another"
    assert "and nothing else does" in entries(r"$w^3 = 8 \Rightarrow w = 2$")[-1].notes


def test_a_list_of_values_behind_words_defines_nothing() -> None:
    """`the joints lie at x = 0, x = 1 and x = 2` gives x no value, so y is taken at 3."""
    text = (
        "$$y = 1 + \\max(0, x) - 2\\max(0, x - 1) + \\max(0, x - 2)$$\n\n"
        "$$\\text{the joints lie at } x = 0,\\ x = 1 \\text{ and } x = 2$$\n\n$$y(3) = 1$$\n"
    )
    found = list(judge(Source("a.md", text, "markdown")))
    assert not [e for e in found if e.latex.startswith("x = ") and e.kind == "definition"]
    assert [e.verdict for e in found[1:]] == ["proved", "proved"]


def test_a_number_in_brackets_behind_a_formula_may_be_where_it_is_taken() -> None:
    text = "$$x = 3$$\n\n$$y = x + 1$$\n\n$$y(3) = 5$$\n"
    assert list(judge(Source("a.md", text, "markdown")))[-1].verdict == "undecided"
