r"""f^2(x) where a document says that powers of functions are compositions, or does not say so."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

TOLD = [
    r"Let $f^2(x) = f(f(x))$ and $f^3(x) = f(f(f(x)))$.",
    r"We write $f^n$ for the $n$-fold composition of $f$ with itself.",
    r"Here $f^{k}$ denotes the $k$-th iterate of $f$.",
    r"By $f^k$ we mean $f$ applied $k$ times.",
    r"Iterates are defined by $f^{n+1} = f \circ f^n$.",
    r"Define $f^{0}(x) = x$ and $f^{n}(x) = f(f^{n-1}(x))$.",
    "$$\nf^{m+1}(x)=f\\left(f^m(x)\\right)\n$$",
    r"As usual, $f^n = \underbrace{f \circ f \circ \cdots \circ f}_{n}$.",
    r"The composition of $f$ with itself is written $f^2$.",
    "$$\n(f\\circ f)(x)=f^2(x)\n$$",
]
UP = r"""Write $\operatorname{up}^2(x)=\operatorname{up}(\operatorname{up}(x))$.

$$
\operatorname{up}(x)=x+1
$$"""
F = "\n\n$$\nf(x)=2x+1\n$$"


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("f^2(3)=15", "proved"),
        ("f^2(3)=49", "refuted"),
        ("f^2(x)=4x+3", "proved"),
        (r"f^3(x)=8x+7\text{ for all }x", "proved"),
        (r"f^3(x)=(2x+1)^3\text{ for all }x", "refuted"),
        ("f(f^2(x))=f^3(x)", "proved"),
        (r"\frac{d}{dx}f^2(x)=4", "proved"),
        ("f(3)^2=49", "proved"),
        (r"\sin^2(x)+\cos^2(x)=1", "proved"),
    ],
)
def test_a_power_of_an_iterated_function_is_a_composition(
    told: str, claim: str, verdict: str
) -> None:
    assert last(told + F, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (f"{TOLD[1]}{F}", "f^7(0)=127", "undecided"),  # not carried out
        (f"{TOLD[1]}\n\n$$\ng(x)=x+1\n$$", "g^2(3)=16", "undecided"),  # said of f alone
        (f"{TOLD[1]}\n\n$$\ng(x)=x+1\n$$", "g^2(3)=5", "undecided"),
        (f"{TOLD[1]}\n\n$$\ng(x)=x+1\n$$", "g^2(3)=6", "refuted"),
        (f"# A\n\n{TOLD[1]}\n\n# B{F}", "f^2(3)=49", "undecided"),  # in another section
        (f"# A\n\n{TOLD[1]}\n\n# B{F}", "f^2(3)=15", "undecided"),
        (f"Powers of maps are iterates.{F}", "f^2(3)=49", "undecided"),  # of no letter
        (
            f"{F}\n\nHere $f^2(x)$ is $(f(x))^2$, not the second iterate of $f$.",
            "f^2(3)=49",
            "proved",
        ),
        (
            f"{F}\n\nWe set $f^2(x)=(f(x))^2$; the iterates of $f$ come later.",
            "f^2(3)=15",
            "undecided",
        ),
        (F, "f^2(3)=49", "proved"),
        (F, "f^2(3)=15", "undecided"),
        ("Let $T^{n+1}(u)=T(T^n(u))$.\n\n$$\nT(u)=u/2+1\n$$", "T^2(4)=5/2", "proved"),
        ("Let $T^{n+1}(u)=T(T^n(u))$.\n\n$$\nT(u)=u/2+1\n$$", "T^2(4)=9", "refuted"),
        (r"Let $\phi^2=\phi\circ\phi$." + "\n\n$$\n\\phi(z)=z^2\n$$", r"\phi^2(3)=81", "proved"),
        (
            UP,
            r"\operatorname{up}^2(1)=4",
            "refuted",
        ),
        (
            "Let $g^{(n)}$ be the $n$-fold composition of $g$.\n\n$$\ng(x)=x^2\n$$",
            "g^{(2)}(3)=2",
            None,
        ),
        ("$$\ng(x)=x^2\n$$", "g^{(2)}(3)=2", "proved"),
    ],
)
def test_what_is_said_of_one_function_is_no_certainty_for_others(
    given: str, claim: str, verdict: str | None
) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    "words",
    [
        "For the second iterate $x_2$ we have $f^2(x_2)$ small.",
        r"At the $k$-th iterate $\mathbf{x}_k$ the value $f^2(x_k)$ is recorded.",
    ],
)
def test_iterates_that_are_points(words: str) -> None:
    assert last(words + F, "f^2(3)=49") != "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Here $f^2$ means $f(f(x))$.",
        "The map $f(f(x))$ is denoted by $f^2(x)$.",
        "$f^2$ stands for $f \\circ f$.",
    ],
)
def test_what_a_power_means_is_said_between_two_formulas(words: str) -> None:
    given = f"Let $f(x) = x + 1$. {words}"
    assert last(given, "f^2(x) = x + 2") == "proved"
    assert last(given, "f^2(1) = 3") == "proved"
    assert last(given, "f^2(x) = (x + 1)^2") != "proved"
    assert last(given, "f^2(1) = 4") == "refuted"
