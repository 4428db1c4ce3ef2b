r"""A second formula that was refuted is no definition when it stands once more."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

BLOCK = r"$$f(x)=x^2,\quad g(x)=x+1$$"
LISTS = r"$$v=(1,2),\quad u=v+(0,1)$$"


def once_and_twice(block: str, formula: str) -> tuple[str, str]:
    """A block with another formula behind it, once and twice."""
    return f"{block}\n\n$${formula}$$", f"{block}\n\n$${formula}$$\n\n$${formula}$$"


@pytest.mark.parametrize(
    ("block", "formula", "claims"),
    [
        (BLOCK, "f(x)=x^3", ["f(2)=8", "f(3)=27"]),
        (BLOCK, "g(x)=x-1", ["g(2)=1", "g(0)+1=0"]),
        (LISTS, "u=v+(1,1)", ["u=(2,3)", "u+v=(3,5)", "u_1=2"]),
        (r"$$a=2,\quad c=a+1$$", "c=a+2", ["c=4", "2c=8"]),
    ],
)
def test_what_follows_from_a_refuted_formula_is_open(
    block: str, formula: str, claims: list[str]
) -> None:
    once, twice = once_and_twice(block, formula)
    assert last(block, formula) == "refuted"
    assert all(last(twice, claim) in ("undecided", None) for claim in claims)
    assert all(last(once, claim) != "proved" for claim in claims)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (once_and_twice(BLOCK, "f(x)=x^3")[0], "f(2)=4", "proved"),
        (once_and_twice(BLOCK, "f(x)=x^3")[0], "f(2)=8", "undecided"),
        (once_and_twice(BLOCK, "f(x)=x^3")[0], "f(2)=9", "refuted"),
        (r"$$f(x)=x^2,\quad f(x)=x^3\text{ for }x>1$$", "f(2)=8", "undecided"),
        (r"$$f(x)=x^2,\quad f(x)=x^3\text{ for }x>1$$", "f(2)=4", "undecided"),
        (r"$$f(x)=x^2\text{ for }x\le1,\quad f(x)=x^3\text{ for }x>1$$", "f(2)=8", "proved"),
        (r"$$f(x)=x^2$$", r"f(x)=x^3\text{ for }x>1", "refuted"),
    ],
)
def test_what_either_formula_says(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_case_beside_is_not_refuted() -> None:
    found = entries(r"$$h(t)=t+1,\quad h(t)=2t\text{ if }t<0$$")
    assert "refuted" not in [entry.verdict for entry in found]


@pytest.mark.parametrize("claim", ["b+1=4", "a+1=3", "a+b=5"])
def test_what_or_joins_is_not_both(claim: str) -> None:
    assert last("Suppose $a=2$ or $b=3$.", claim) == "undecided"
    assert last("Suppose $a=2$ and $b=3$.", claim) == "proved"
    assert last("Suppose $a=2$, or more exactly, $b=3$.", "b+1=4") == "proved"
