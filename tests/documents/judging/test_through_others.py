r"""Functions whose variables stand in other formulas, and names that are given values at once."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_NET = r"""$$
s(t)=\frac{1}{1+e^{-t}},\quad h_1=s(i+j),\quad h_2=s(2i+2j),\quad y(i,j)=s(\alpha h_1+\beta h_2)
$$

$$
(\alpha,\beta)=(-1,0.85)
$$"""
_CHAIN = r"$$u=x+1,\quad v=u^2,\quad f(x)=v+3$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_NET, r"y(0,0)=0.481", "proved"),
        (_NET, r"y(0,1)=y(1,0)=0.504", "proved"),
        (_NET, r"y(1,1)=0.482", "refuted"),
        (_NET, r"(\alpha,\beta)=(-1,0.9):\quad y(0,0)<\frac12,\ y(1,1)>\frac12", "proved"),
        (_NET, r"(\alpha,\beta)=(-1,0.9):\quad y(0,0)<\frac12,\ y(1,1)<\frac12", "refuted"),
        (_CHAIN, r"f(1)=7", "proved"),
        (_CHAIN, r"f(1)=8", "refuted"),
        (_CHAIN, r"f'(x)=2(x+1)", "proved"),
        (_CHAIN, r"f(x)=x^2+2x+4", "proved"),
    ],
)
def test_a_function_through_other_formulas(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_variable_with_a_value_is_none() -> None:
    """f(x) = h asks where a function has this value, or tells the value at x."""
    found = entries("$$x=2,\\quad h=3x$$\n\n$$f(x)=h$$")
    assert found[-1].kind != "definition"


def test_a_pair_that_is_given_anew_is_no_rounded_one() -> None:
    """0.85 rounds to 0.9, which says nothing of a list of new values."""
    found = entries("$$(a,b)=(-1,0.85)$$\n\n$$(a,b)=(-1,0.9)$$\n\n$$b=0.9$$")
    assert [e.kind for e in found[:2]] == ["definition", "definition"]


#: a = x^2 was 4 when f was defined: f(3) is 12 with that, and 27 with the formula.
_BOTH = r"$$x=2,\quad a=x^2,\quad f(x)=ax$$"
#: x and y stand in q alone, so that the formula of q is meant whatever they were before.
_NEEDED = r"$$x=-2,\ y=3,\quad q=x+y,\quad h(x,y,z)=qz$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_BOTH, r"f(2)=8", "proved"),
        (_BOTH, r"f(3)=12", "undecided"),
        (_BOTH, r"f(3)=27", "undecided"),
        (_BOTH, r"f(3)=13", "refuted"),
        (_BOTH, r"f(0)=0", "proved"),
        (_NEEDED, r"h(1,2,3)=9", "proved"),
        (_NEEDED, r"h(1,2,3)=3", "refuted"),
    ],
)
def test_variables_that_had_values_before(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


def test_a_function_of_another_point_has_entries_of_its_own() -> None:
    """The x_1 in the formula of f is z_1 in f(z), and not that of the function around it."""
    given = r"$f(x)=x_1^2+x_1x_2,\quad z=(1,2),\quad g(x)=f(z)+x_1$" "\n\n"
    assert last(given, "g(2,2)=5") == "proved"
    assert last(given, "g(2,2)=10") == "refuted"


def test_a_function_and_its_tangent_plane() -> None:
    given = r"$f(x)=x_1+\exp(x_2-x_1),\quad z=(1,2),\quad \hat f(x)=f(z)+\nabla f(z)^T(x-z)$" "\n\n"
    assert last(given, r"\hat f(1,2)=1+e") == "proved"
    assert last(given, r"\hat f(2,2)=2") == "proved"
    assert last(given, r"\hat f(2,2)=3") != "proved"
    assert last(given, r"\hat f(x)\le f(x) \text{ for all } x\in\mathbb{R}^2") == "proved"
