r"""Words behind a definition: what the value is called, and the values of letters in it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    "words",
    [
        r"\text{ is the receptive field of } n \text{ stacked } k\times k \text{ layers}",
        r"\text{ is the size of a stack of } n \text{ layers with } k \text{ places each}",
        r"\text{ is the receptive field}",
        r"\text{ denotes the width of } n \text{ layers}",
    ],
)
def test_what_a_value_is_called_restricts_nothing(words: str) -> None:
    given = rf"$$R(n,k)=1+n(k-1){words}$$"
    assert last(given, "R(3,3)=7") == "proved"
    assert last(given, "R(3,3)=9") == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        r"\text{ is the receptive field if } n>3",
        r"\text{ is the receptive field of at most } n \text{ layers}",
        r"\text{ for even } n",
    ],
)
def test_what_may_restrict_it_leaves_it_open(words: str) -> None:
    given = rf"$$R(n,k)=1+n(k-1){words}$$"
    assert last(given, "R(3,3)=9") in (None, "undecided")


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (r"$$f(x)=ax^2 \text{ with } a=3$$", "f(2)=12", "proved"),
        (r"$$f(x)=ax^2 \text{ with } a=3$$", "f(2)=13", "refuted"),
        (r"$$f(x)=ax^2+c \text{ with } a=3 \text{ and } c=1$$", "f(2)=13", "proved"),
        (r"$$y=wx \text{ where } w=0.5$$", "x=4:\\ y=2", "proved"),
        (r"$$f(x)=ax \text{ with } a=3;\quad g(x)=bx \text{ with } b=2$$", "f(1)+g(1)=5", "proved"),
    ],
)
def test_letters_get_their_values(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_the_argument_of_a_function_gets_none() -> None:
    assert last(r"$$f(x)=x^2 \text{ with } x=3$$", "f(2)=5") != "proved"
