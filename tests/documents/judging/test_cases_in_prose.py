"""Functions that prose gives anew by their cases, units that it tells, and denials behind."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

LINE = "Let $f(x)=2x$. "


@pytest.mark.parametrize(
    ("told", "six", "one"),
    [
        ("", "proved", "refuted"),
        (r"The step function is $f(x)=1$ for $x\ge0$ and $0$ otherwise.", "undecided", "undecided"),
        (r"Now let $f(x)=1$ if $x>0$, and $f(x)=-1$ otherwise.", "undecided", "undecided"),
        (r"We redefine $f(x)=x+3$ whenever $x>0$.", "undecided", "undecided"),
        (r"Then $f(x)=1$ for $x=\frac12$.", "proved", "refuted"),
    ],
)
def test_a_function_by_cases_in_prose(told: str, six: str, one: str) -> None:
    """It is not certain which of the two is meant."""
    assert last(f"{LINE}{told}", "f(3)=6") == six
    assert last(f"{LINE}{told}", "f(3)=1") == one


def test_cases_that_say_the_same() -> None:
    assert last(f"{LINE}Here the function is $f(x)=2x$ for all $x$.", "f(3)=6") == "proved"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (r"The unit fires if $w^\top x+b>0$.", "proved"),
        (r"A threshold unit is active when $w\cdot x+b>0$.", "proved"),
        (r"The neuron outputs $1$ if $w^\top x+b>0$ and $0$ otherwise.", "proved"),
        (r"The unit fires only if $w^\top x+b>0$.", None),
        (r"The unit fires if $w^\top x+b>0$ and the switch is on.", None),
        (r"No unit fires if $w^\top x+b>0$.", None),
    ],
)
def test_a_unit_in_prose(told: str, verdict: str | None) -> None:
    setting = r"w=(2,2),\ b=-1: \text{ the unit computes "
    assert last(told, setting + "OR}") == verdict
    assert last(told, setting + "AND}") == ("refuted" if verdict else None)


@pytest.mark.parametrize(
    ("behind", "verdict"),
    [
        ("It is not true that $f(0)=1$.", "refuted"),
        ("It is impossible for a line to do better.", "refuted"),
        ("It is not true.", "undecided"),
        ("This is impossible.", "undecided"),
    ],
)
def test_a_denial_of_its_own_sentence(behind: str, verdict: str) -> None:
    found = entries(f"{LINE}We get $f(1)=3$. {behind}")
    assert [e.verdict for e in found if e.latex == "f(1)=3"] == [verdict]
