r"""Chances that one formula puts in for its own sake, and variables with a told set of values."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

TEST = (
    "# A\n\n"
    r"$$p(Y=1\mid H=1)=0.875,\ p(Y=0\mid H=0)=0.975,\ p(H=1)=0.1$$"
)
EVENTS = (
    "# B\n\n"
    r"$$P(A)=0.3,\quad P(B\mid A)=0.5,\quad P(B\mid\bar A)=0.2,\quad P(B)=0.29$$"
)
THREE = (
    "# C\n\n"
    r"$$P(C=s)=0.2,\ P(C=m)=0.5,\ P(C=l)=0.3,\quad P(X=1\mid C=s)=0.1,\ P(X=1\mid C=m)=0.2,"
    r"\ P(X=1\mid C=l)=0.4$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (TEST, r"p(H=1)=0.01:\ p(H=1\mid Y=1)=0.26", "proved"),
        (TEST, r"p(H=1)=0.01:\ p(H=1\mid Y=1)=0.36", "refuted"),
        (TEST, r"\text{with } p(H=1)=0.01\text{: } p(H=1\mid Y=1)=0.26", "proved"),
        (TEST, r"\text{if } p(H=1)=0.01, \text{ then } p(H=1\mid Y=0)=0.0013", "proved"),
        (TEST, r"p(H=1)=0.01 \implies p(H=1\mid Y=0)=0.0013", "proved"),
        (TEST, r"p(H=1)=0.01 \implies p(H=1\mid Y=0)=0.0113", "refuted"),
        (TEST, r"p(H=1\mid Y=1)=0.26 \text{ if } p(H=1)=0.01", "proved"),
        (TEST, r"p(H=1\mid Y=1)=0.36 \text{ when } p(H=1)=0.01", "refuted"),
        # a prior of several values needs all of them
        (THREE, r"P(C=l)=0.5:\quad P(X=1)=0.3", None),
        (THREE, r"P(C=s)=0.1,\ P(C=m)=0.4,\ P(C=l)=0.5:\quad P(X=1)=0.29", "proved"),
        (THREE, r"P(C=s)=0.1,\ P(C=m)=0.4,\ P(C=l)=0.5:\quad P(X=1)=0.24", "refuted"),
        # what was worked out from the old chance goes with it
        (EVENTS, r"P(A)=0.6:\ P(A\mid B)=\frac{30}{38}", "proved"),
        (EVENTS, r"P(A)=0.6:\ P(B)=0.29", "refuted"),
        (EVENTS, r"P(B\mid A)=0.9:\ P(B)=0.41", "proved"),
        (EVENTS, r"P(B\mid A)=0.9:\ P(B)=0.5", "refuted"),
        (EVENTS, r"P(B\mid\bar A)=0.1:\ P(A\mid B)=\frac{15}{22}", "proved"),
    ],
)
def test_chances_put_in(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


def test_what_is_put_in_ends_with_its_formula() -> None:
    text = TEST + "\n\n" + r"$$p(H=1)=0.01:\ p(H=1\mid Y=1)=0.26$$"
    assert last(text, r"p(H=1\mid Y=1)=0.795") == "proved"
    assert last(text, r"p(H=1\mid Y=1)=0.875") == "refuted"


def test_what_is_false_may_be_meant_under_what_was_put_in_before() -> None:
    text = TEST + "\n\n" + r"$$p(H=1)=0.01:\ p(H=1\mid Y=1)=0.26$$"
    assert last(text, r"p(H=1\mid Y=1)=0.26") == "undecided"


def test_what_is_put_in_is_no_claim() -> None:
    text = TEST + "\n\n" + r"$$p(H=1)=0.01:\ p(H=1\mid Y=1)=0.26$$"
    assert [e.kind for e in entries(text)[-2:]] == ["definition", "claim"]


BOXES = (
    "# D\n\n"
    r"$$p(B=r)=\frac4{10},\ p(B=b)=\frac6{10},\quad p(F=a\mid B=r)=\frac14,"
    r"\ p(F=a\mid B=b)=\frac34"
)


@pytest.mark.parametrize(
    ("told", "claim", "verdict"),
    [
        (r",\quad F\in\{a,o\}$$", r"p(B=r\mid F=o)=\frac23", "proved"),
        (r",\quad F\in\{a,o\}$$", r"p(B=r\mid F=o)=\frac34", "refuted"),
        (r",\quad F\in\{a,o\}$$", r"p(F=o)=\frac9{20}", "proved"),
        # there may be more fruits
        (r"$$", r"p(B=r\mid F=o)=\frac34", None),
        (r",\quad F\in\{a,o,l\}$$", r"p(B=r\mid F=o)=\frac34", None),
        (r",\quad F\in\{a,l\}$$", r"p(F=o)=\frac9{20}", None),
    ],
)
def test_told_values(told: str, claim: str, verdict: str | None) -> None:
    assert last(BOXES + told, claim) == verdict
