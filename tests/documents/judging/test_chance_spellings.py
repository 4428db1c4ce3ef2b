"""Chances in other brackets, of events that words join, and of those that a sign denies."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$\Pr[A] = 0.3$ and $\Pr[B \mid A] = 0.5$", r"\Pr[A \cap B] = 0.15", "proved"),
        (r"$\Pr[A] = 0.3$ and $\Pr[B \mid A] = 0.5$", r"\Pr[A \cap B] = 0.25", "refuted"),
        (
            r"$\operatorname{Pr}\left[A\right] = 0.3$ and $\operatorname{Pr}[B \mid A] = 0.5$",
            r"\operatorname{Pr}[A, B] = 0.15",
            "proved",
        ),
        (r"$\mathbb{P}[A] = 0.3$, $\mathbb P[B|A] = 0.5$", r"\mathbb{P}[A, B] = 0.15", "proved"),
        (
            r"$P\{X = 1\} = 0.3$ and $P\{Y = 1 \mid X = 1\} = 0.5$",
            r"P\{X = 1, Y = 1\} = 0.15",
            "proved",
        ),
        (
            r"$\mbox{Prob}(D=1) = 0.01$, $\mbox{Prob}(+ | D=1)=0.99$, $\mbox{Prob}(+ | D=0)=0.02$",
            r"\mbox{Prob}(+) = 0.0297",
            "proved",
        ),
        # P[1, 2] is an entry of a matrix
        (r"$P = \begin{pmatrix} 0.5 & 0.5 \\ 0.2 & 0.8 \end{pmatrix}$", r"P[2, 1] = 0.2", None),
    ],
)
def test_brackets_and_heads(given: str, claim: str, verdict: str | None) -> None:
    found = last(given, claim)
    assert found == verdict if verdict is not None else found != "refuted"


_LETTERS = r"$P(A) = 0.3$, $P(B) = 0.4$ and $P(B \mid A) = 0.5$"
_NAMES = r"$P(\text{rain}) = 0.3$, $P(\text{wet}) = 0.4$, $P(\text{wet} \mid \text{rain}) = 0.5$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_LETTERS, r"P(A \text{ and } B) = 0.15", "proved"),
        (_LETTERS, r"P(A \text{ or } B) = 0.55", "proved"),
        (_LETTERS, r"P(A \text{ or } B) = 0.7", "refuted"),
        (_LETTERS, r"P(A \text{ and not } B) = 0.15", "proved"),
        (_LETTERS, r"P(\sim A) = 0.7", "proved"),
        (_NAMES, r"P(\text{rain and wet}) = 0.15", "proved"),
        (_NAMES, r"P(\text{rain or wet}) = 0.55", "proved"),
        (_NAMES, r"P(\text{rain or wet}) = 0.7", "refuted"),
        # one event of that name, of which nothing is told
        (_NAMES, r"P(\text{thunder and lightning}) = 0.2", None),
    ],
)
def test_events_that_words_join(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
