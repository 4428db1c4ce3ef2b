"""Variables whose values and chances a sentence lists, and what follows of their moments."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_THREE = (
    r"A random variable $N$ takes the values $1,2,4$ with probabilities $\frac12,\frac14,\frac14$."
)
_PLAIN = "The number $N$ has the values 1, 2 and 4 with probabilities 0.5, 0.25 and 0.25."
_COIN = r"Let $B$ take the values $0$ and $1$ with probabilities $1-q$ and $q$."
_ELSE = "Here $B$ is $1$ with probability $q$ and $0$ otherwise."
_SIGN = r"The sign $\epsilon$ is $-1$ or $1$ with equal probability."
_EACH = r"The variable $T$ takes the values $\{1,2,3,4\}$, each with probability $\frac14$."


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (_THREE, r"E[N]=2", "proved"),
        (_THREE, r"E[N]=\frac73", "refuted"),
        (_THREE, r"\operatorname{Var}(N)=\frac32", "proved"),
        (_THREE, r"\operatorname{Var}(N)=\frac{11}2", "refuted"),
        (_THREE, r"P(N\ge2)=\frac12", "proved"),
        (_THREE, r"\mathbb{E}[3N-1]=5", "proved"),
        (_PLAIN, r"E[N]=2", "proved"),
        (_PLAIN, r"E[N^2]=5.5", "proved"),
        (_PLAIN, r"E[N^2]=4", "refuted"),
        (_COIN, r"E[B]=q", "proved"),
        (_COIN, r"\operatorname{Var}(B)=q(1-q)", "proved"),
        (_ELSE, r"E[B]=q", "proved"),
        (_ELSE, r"\operatorname{Var}(B)=q(1-q)", "proved"),
        (_SIGN, r"E[\epsilon]=0", "proved"),
        (_SIGN, r"\operatorname{Var}(\epsilon)=1", "proved"),
        (_EACH, r"E[T]=\frac52", "proved"),
        (_EACH, r"E[T]=2", "refuted"),
    ],
)
def test_moments_of_listed_values(given: str, claim: str, found: str) -> None:
    assert last(given, claim) == found


@pytest.mark.parametrize(
    "given",
    [
        # the chances sum to no 1, or there are too few of them
        r"The variable $N$ takes the values $1,2,4$ with probabilities $\frac12,\frac14,\frac18$.",
        r"The variable $N$ takes the values $1,2,4$ with probabilities $\frac12,\frac12$.",
        r"The variable $N$ takes the values $1,2,4$.",
        # it is one case, or two sentences tell of it
        r"If $M=1$, the variable $N$ takes the values $1,2$ with probabilities $\frac14,\frac34$.",
        r"For $M=1$, $N$ takes the values $1,2$ with probabilities $\frac14,\frac34$.",
        r"Under $M=1$, $N$ is $1$ with probability $\frac14$ and $2$ otherwise.",
        r"The variable $N$ could take the values $1,2$ with probabilities $\frac14,\frac34$.",
        "$N$ is $1$ or $3$ with equal probability. Now $N$ is $1$ or $5$ with equal probability.",
    ],
)
def test_what_lists_no_chances(given: str) -> None:
    assert last(given, r"E[N]=2") in (None, "undecided")


def test_an_entropy_without_a_law_is_not_false() -> None:
    """A mean that is stated before it says nothing of its entropy."""
    given = "Let $N$ be a random variable.\n\n$$E[N]=2$$"
    assert last(given, r"H(N)=\frac32\log 2") in (None, "undecided")
    assert last(given, r"H(N)\le\log 2") in (None, "undecided")


def test_another_variable_of_the_same_name() -> None:
    """What was told of the first is not proved of the second."""
    given = (
        r"The chances of $N$ are $P(N=0)=\frac12$, $P(N=1)=\frac12$." + "\n\n"
        "Now let $N$ be the number of heads in two tosses of a fair coin."
    )
    assert last(given, r"E[N]=\frac12") == "undecided"
