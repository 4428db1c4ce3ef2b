r"""What may be meant in more than one way is not judged in one of them alone."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last


def verdicts(text: str) -> set[str | None]:
    """The verdicts on a page."""
    return {entry.verdict for entry in entries(text)}


@pytest.mark.parametrize(
    "text",
    [
        # how far a derivative reaches
        r"$\partial_x x \sin x = \sin x + x\cos x$",
        r"$$\partial_x x e^x = (1+x)e^x$$",
        "Let $f=x^2$, $g=x^3$.\n\n$$\\partial_x fg = 5x^4$$",
        # the slope in a place, or of what is taken there
        "Let $f(x,y)=x^2y$.\n\n$$\\partial_x f(x,x) = 2x^2$$",
        "Let $f(x,y)=x^2y$.\n\n$$\\partial_x f(2x,y)=4xy$$",
        "Let $f(x)=x^2$.\n\n$$\\partial_x f(3x)=6x$$",
        # Euler's number, or an error
        "Let $e = 0.1$.\n\n$$\\frac{d}{dz}e^{-z} = -e^{-z}$$",
        "Let $e = y - t$.\n\n$$\\frac{d}{dt}e^{-t} = -e^{-t}$$",
        # of which of two families
        "Let $f_a(x)=ax$ and $f_b(x)=x+b$.\n\n$$f_2(3)=6$$",
        "Let $\\pi = 1/4$ be the mixing weight.\n\n$$4\\pi = 1$$",
        # what is supposed besides a premise
        "Let $b > 0$.\n\n$$\\frac{a}{b} \\ge 1 \\implies a \\ge b$$",
        "For positive $a$ and $b$,\n\n$$a^2 < b^2 \\implies a < b$$",
        "Here $a \\in \\{0,1\\}$.\n\n$$|a|,|b|<1 \\implies ab=0$$",
    ],
)
def test_what_is_true_in_one_way_is_not_refuted(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Let $u=x^2$, $v=x^3$.\n\n$$\\partial_x uv = 2x^4$$",
        # a gradient of fewer entries than its vector has
        "Let $x \\in \\mathbb{R}^3$ and $f(x)=x_1x_2$.\n\n$$\\nabla f(x)=(x_2,x_1)$$",
        (
            "In denominator layout. $A\\in\\mathbb{R}^{m\\times n}$, $x\\in\\mathbb{R}^n$.\n\n"
            "$$\\frac{\\partial Ax}{\\partial x}=A$$"
        ),
        "Let $\\Gamma\\in\\mathbb R^{2\\times2}$.\n\n$$\\Gamma(5)=24$$",
        # one side has no value where the other holds
        r"$$\frac{x^2-1}{x-1} = 0 \iff x = \pm 1$$",
        r"$$\frac{x^2-4}{x-2} = 4 \iff x = 2$$",
        r"$$\frac1x \ge 0 \iff x\ge 0$$",
        r"$$\frac{1}{x}\ge1 \iff 0\le x\le1$$",
        r"$$\sqrt{x}\le 1 \iff x\le 1$$",
        r"$$x/y \ge 0 \iff xy\ge0$$",
    ],
)
def test_what_is_false_in_one_way_is_not_proved(text: str) -> None:
    assert "proved" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Let $f(x,y)=x^2y$.\n\n$$\\partial_x f(x,y)=2xy$$", "proved"),
        ("Let $f(x,y)=x^2y$.\n\n$$\\partial_x f(x,y)=2x$$", "refuted"),
        ("Let $u(x,y)=x^2-y^2$.\n\n$$\\nabla^2 u = 0$$", "proved"),
        ("Let $u(x,y)=x^2+y^2$.\n\n$$\\nabla^2 u = 4$$", "proved"),
        ("Let $u(x,y)=x^2+y^2$.\n\n$$\\nabla^2 u = 2$$", "refuted"),
        (
            "Let $u(x,y)=x^2+y^2$.\n\n$$\\nabla^2 u = \\begin{bmatrix}2&1\\\\0&2\\end{bmatrix}$$",
            "refuted",
        ),
        ("Let $x \\in \\mathbb{R}^2$ and $f(x)=x_1x_2$.\n\n$$\\nabla f(x)=(x_2,x_1)$$", "proved"),
        ("The area is $A=\\pi r^2$.\n\n$$4\\pi < 12.5$$", "refuted"),
        (r"$$\frac{1}{x} > 0 \iff x>0$$", "proved"),
        (r"$$\frac{1}{x} > 1 \iff 0<x<1$$", "proved"),
        (r"$$x^2 = 4 \iff x = \pm 2$$", "proved"),
        (r"$$|a|,|b|<2 \implies ab<1$$", "refuted"),
    ],
)
def test_what_is_meant_in_one_way_is_judged(text: str, verdict: str) -> None:
    assert verdict in verdicts(text)


@pytest.mark.parametrize("claim", [r"\Gamma() = 1", "KL() = 0", "f() = 2"])
def test_empty_brackets_are_no_failure(claim: str) -> None:
    found = entries(f"$${claim}$$")[0]
    assert found.verdict not in ("proved", "refuted")
    assert "failed" not in (found.reason or "")


def test_two_values_that_a_chance_is_given_refute_neither() -> None:
    assert verdicts("$$P(S)=8.3\\times10^{-6}$$\n\n$$P(S)\\approx2.77\\times10^{-6}$$") == {
        None,
        "undecided",
    }
    given = "Let $P(B)=0.3$ and $P(A\\mid B)=0.5$, $P(A\\mid\\neg B)=0.5$.\n\n"
    assert "refuted" in verdicts(given + "$$P(A)\\approx0.4$$")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"x\ge0 \implies \ln x<x", "undecided"),
        (r"x>0 \implies \ln x<x", "proved"),
        (r"0\le x\le1 \implies \frac1x\ge1", "undecided"),
        (r"0<x\le1 \implies \frac1x\ge1", "proved"),
        (r"\frac{1}{x^2}>0 \text{ for all } x\in\mathbb{R}", "undecided"),
        (r"\frac{1}{1+x^2}>0 \text{ for all } x\in\mathbb{R}", "proved"),
        (r"\ln p^2 = 2\ln p \text{ for all } p\in[0,1]", "undecided"),
    ],
)
def test_a_side_without_a_value_proves_nothing(claim: str, expected: str) -> None:
    assert last("", claim) == expected


def test_a_letter_that_is_told_anew_has_not_the_values_of_the_old_one() -> None:
    before = r"Let $t\in\{0,1\}$ be the label. Then $t^2=t$."
    assert last(before, "t^2=t") == "proved"
    assert last(f"{before}\n\nNow let $t$ be time.", "t^2=t") is None


@pytest.mark.parametrize("name", ["KL", "D_{KL}"])
def test_a_divergence_is_what_the_author_says_it_is(name: str) -> None:
    lists = r"Let $p=(1/2,1/2)$ and $q=(1/4,3/4)$."
    own = rf"We define ${name}(p\|q)=\sum_i q_i\log\frac{{q_i}}{{p_i}}$. {lists}"
    usual = rf"We define ${name}(p\|q)=\sum_i p_i\log\frac{{p_i}}{{q_i}}$. {lists}"
    turned = rf"{name}(p\|q) = \frac14\log\frac12+\frac34\log\frac32"
    straight = rf"{name}(p\|q) = \frac12\log\frac43"
    assert last(own, straight) != "proved"
    assert last(own, turned) == "proved"
    assert last(usual, straight) == "proved"


def test_the_square_of_a_vector_e_is_no_power_of_eulers_number() -> None:
    assert last("Let $e=(1,2)^T$ be the error.", "e^2=5") == "undecided"
