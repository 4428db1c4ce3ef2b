"""Laws of chances, for all events and variables, and what may be supposed of some."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_EVENTS = "A, B and C are events with positive probability."
_VARIABLES = "X and Y are discrete random variables; sums run over all of their values."
_MASSES = "Here p is the joint probability mass function of x, y and z."
_CLASS = "The random features x_1 and x_2 are conditionally independent given c."


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (_EVENTS, r"P(A\cap B)=P(A\mid B)P(B)", "proved"),
        (_EVENTS, r"P(A\cup B)=P(A)+P(B)-P(A\cap B)", "proved"),
        (_EVENTS, r"P(A\cup B)=P(A)+P(B)\text{ for all events }A,B", "refuted"),
        (_EVENTS, r"P(A)=P(A\mid B)P(B)+P(A\mid B^c)P(B^c)", "proved"),
        (_EVENTS, r"P(A\mid B)+P(A\mid B^c)=1\text{ for all }A,B", "refuted"),
        (_EVENTS, r"P(A\cup B)\le P(A)+P(B)", "proved"),
        (_EVENTS, r"P(A\cap B)\ge P(A)+P(B)-1", "proved"),
        (_EVENTS, r"P(A\mid B)=\frac{P(B\mid A)P(B)}{P(A)}", "refuted"),
        (_EVENTS, r"P(A\cap B)=P(A)P(B)\text{ if }A\text{ and }B\text{ are independent}", "proved"),
        (_VARIABLES, r"P(X=x)=\sum_yP(X=x\mid Y=y)P(Y=y)", "proved"),
        (_VARIABLES, r"P(X=x)=\sum_yP(X=x\mid Y=y)", "refuted"),
        (_VARIABLES, r"\sum_xP(X=x\mid Y=y)=1", "proved"),
        (_VARIABLES, r"P(X\mid Y)=\frac{P(Y\mid X)P(X)}{\sum_yP(Y=y\mid X)P(X)}", "refuted"),
        (_MASSES, r"p(x,y,z)=p(x\mid y,z)p(y\mid z)p(z)", "proved"),
        (_MASSES, r"p(x,y,z)=p(x\mid y)p(y\mid z)p(z)\text{ for all }p", "refuted"),
        (_MASSES, r"p(y\mid x)=\frac{p(x\mid y)p(y)}{\sum_{y'}p(x\mid y')p(y')}", "proved"),
        (_CLASS, r"p(x_1,x_2\mid c)=p(x_1\mid c)p(x_2\mid c)", "proved"),
        (_CLASS, r"p(x_1,x_2)=p(x_1)p(x_2)\text{ for all such distributions}", "refuted"),
    ],
)
def test_laws_of_all(text: str, claim: str, verdict: str) -> None:
    assert last(text, claim) == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (_EVENTS, r"P(A\cap B)=P(A)P(B)"),  # A and B may be meant to be independent
        (_EVENTS, r"P(A\cup B)=P(A)+P(B)"),  # or disjoint
        (_VARIABLES, r"\sum_yP(X=x\mid Y=y)=1"),  # a channel may be so
        (_VARIABLES, r"P(X=x)=P(Y=x)"),
        (_MASSES, r"p(x,y)=p(x\mid y)"),
        (f"{_EVENTS} Let A and B be mutually exclusive.", r"P(A\cup B)=P(A)+P(B)+P(A)P(B)"),
        ("A polynomial p in one variable.", r"p(x)p(y)=p(y)p(x)+p(x)"),
        (_EVENTS, r"P(A\cap B)=P(A)P(B)\text{ if }A\text{ is large}"),
        ("The probability: B_1, \\ldots, B_n are events.", r"\sum_{i=1}^nP(B_i)=1"),
    ],
)
def test_what_may_be_supposed(text: str, claim: str) -> None:
    assert last(text, claim) not in ("proved", "refuted")


_TESTS = (
    "$$\nP(H=1)=0.1,\\quad P(D=1\\mid H=1)=0.9,\\quad P(D=1\\mid H=0)=0.2,"
    "\\quad P(F=1\\mid H=1)=0.8,\\quad P(F=1\\mid H=0)=0.1\n$$\n\n"
)


@pytest.mark.parametrize(
    ("words", "claim", "verdict"),
    [
        ("Given H the two tests are independent.", r"P(D=1,F=1\mid H=1)=0.72", "proved"),
        ("The tests are conditionally independent given H.", r"P(D=1,F=1)=0.09", "proved"),
        (
            "The tests are conditionally independent given H. The numbers are small.",
            r"P(D=1,F=1)=0.12",
            "refuted",
        ),
        ("The tests are independent.", r"P(D=1,F=1\mid H=1)=0.72", None),
        ("If the tests are independent given H, ...", r"P(H=1)P(D=1,F=1\mid H=1)=0.072", None),
    ],
)
def test_independence_of_what_has_no_names(words: str, claim: str, verdict: str | None) -> None:
    found = last(_TESTS + words, claim)
    assert found == verdict if verdict else found not in ("proved", "refuted")


def test_chances_that_are_given_alike() -> None:
    given = "$$P(U=1)=P(U=2)=\\frac12,\\quad P(R\\mid U=1)=0.3,\\quad P(R\\mid U=2)=0.6$$"
    assert last(given, r"P(R)=0.45") == "proved"
    assert last(given, r"P(U=1\mid R)=\frac12") == "refuted"


def test_a_bound_in_letters_of_chances_is_not_called_false() -> None:
    """1 + u < e^u fails at u = 0 alone, which the text may leave out."""
    given = "We have $E[Z]=1+p(e^{-t}-1)$ and\n\n"
    assert last(given, r"E[Z]=1+p(e^{-t}-1) < e^{p(e^{-t}-1)}") in (None, "undecided")
