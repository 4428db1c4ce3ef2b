"""Sentences about spaces, states, units, levels, shapes and probabilities: true, false, neither.

`sentences.yaml` holds definitions, with what is true of them and what is false; the truth of each
was worked out by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
)
TRUE = [(g["definitions"], claim) for g in GROUPS for claim in g.get("true", ())]
FALSE = [(g["definitions"], claim) for g in GROUPS for claim in g.get("false", ())]

_S = r"A=\begin{bmatrix}1&2\\2&4\end{bmatrix}"
_SIGNS = r"x\leftarrow\mathrm{sgn}(Wx),\quad W=\begin{bmatrix}0&1\\1&0\end{bmatrix}"

#: Neither proved nor refuted: the words leave open what is meant, or more than one thing.
OPEN = [
    (r"f(x)=\max(0,2x)", r"\text{the Lipschitz constant of } f \text{ is } 8"),
    (r"f(x)=x^2", r"f \text{ has a fixed point in } [0,2]"),
    (_S, r"\text{five lines divide the plane into } 16 \text{ regions}"),
    (_S, r"A \text{ is invertible if and only if } a=1"),
    (_S, r"Ax=b \text{ has a solution}"),
    (_SIGNS, r"\text{exactly two of the nine states are stable}"),
    (r"P(A)=\frac12,\quad P(B)=\frac13", r"A \text{ and } B \text{ are independent}"),
    (r"P(A)=\frac12,\quad P(B)=\frac13", r"P(A\cap B)=\frac16"),
    (_S, r"\text{with add-one smoothing } p=\frac{827+1}{2533+1446}=0.21"),
    (_S, r"\text{it is not true that } 2+2=5"),
    (_S, r"\text{if the net has } 2+2=5 \text{ units}"),
    (_S, r"2+2=5 \text{ is false}"),
    (_S, r"\text{a Hopfield network with } n \text{ units has } n(n-1) \text{ connections}"),
    (r"P(X=1)=\frac12,\quad P(X=2)=\frac14", r"P(X=3)=\frac14"),
]

#: Words behind a function that is known, which are no new definition of it, and a claim below.
BEHIND = [
    (r"g(x)=x \text{ has exactly two solutions}", r"g(2)=4", "proved"),
    (r"g(x)=x \text{ only if } x\ge0", r"g(2)=2", "refuted"),
    (r"g(x)=x \text{ almost everywhere}", r"g(2)=4", "proved"),
    (r"g(x)=3x \text{ is meant from here}", r"g(2)=6", "undecided"),
]


@pytest.mark.parametrize(("between", "claim", "verdict"), BEHIND)
def test_words_behind_a_known_function_define_nothing(
    between: str, claim: str, verdict: str
) -> None:
    """What is not understood of a function leaves it as it was, or in doubt."""
    assert verdict in verdicts([r"g(x)=x^2", between], claim)


def verdicts(definitions: list[str], claim: str) -> set[str | None]:
    """What is said of a claim that stands below some definitions."""
    before = "# T\n\n" + "".join(f"$$\n{d}\n$$\n\n" for d in definitions)
    line = before.count("\n") + 1
    entries = judge(Source("a.md", f"{before}$$\n{claim}\n$$\n", "markdown"))
    return {e.verdict for e in entries if e.line >= line}


@pytest.mark.parametrize(("definitions", "claim"), TRUE)
def test_what_is_true_is_proved(definitions: list[str], claim: str) -> None:
    """Proved, and nothing of it refuted or left open."""
    found = verdicts(definitions, claim)
    assert "proved" in found
    assert not found & {"refuted", "undecided"}


@pytest.mark.parametrize(("definitions", "claim"), FALSE)
def test_what_is_false_is_refuted(definitions: list[str], claim: str) -> None:
    """Refuted."""
    assert "refuted" in verdicts(definitions, claim)


@pytest.mark.parametrize(("definition", "claim"), OPEN)
def test_what_is_open_has_no_verdict(definition: str, claim: str) -> None:
    """No verdict, or undecided."""
    assert not verdicts([definition], claim) & {"proved", "refuted"}


def test_a_variable_that_is_named_at_two_has_more_values_than_none_and_one() -> None:
    """Of three values of a hypergeometric variable the second is no complement of the first."""
    shown = "$$P(X=0)=0.886$$\n\n$$P(X=1)=0.111$$\n\n"
    more = [e.verdict for e in judge(Source("a.md", shown + "$$P(X=2)=0.003$$", "markdown"))]
    assert "refuted" not in more
    assert "refuted" in [e.verdict for e in judge(Source("a.md", shown, "markdown"))]
