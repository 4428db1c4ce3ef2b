r"""Functions with their cases in one line, and values at points of formulas."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_STEPS = [
    r"f(x)=x \text{ if } x>0, \text{ else } 0",
    r"f(x)=x \text{ if } x>0 \text{ else } 0",
    r"f(x)=x \text{ if } x>0,\ 0 \text{ otherwise}",
    r"f(x)=x \text{ for } x>0 \text{ and } 0 \text{ otherwise}",
    r"f(x)=x \text{ if } x>0, \text{ and } 0 \text{ if } x\le0",
    r"f(x)=x \text{ if } x>0, \text{ otherwise } f(x)=0",
]


@pytest.mark.parametrize("given", _STEPS)
def test_every_case_is_known(given: str) -> None:
    assert last(f"$${given}$$", "f(3)=3") == "proved"
    assert last(f"$${given}$$", "f(-3)=0") == "proved"
    assert last(f"$${given}$$", "f(-3)=-3") == "refuted"
    assert last(f"$${given}$$", r"f(2x_1+2x_2-3)=x_1x_2 \text{ on } \{0,1\}^2") == "proved"
    assert last(f"$${given}$$", r"f(x)=\max(0,x) \text{ for all } x") == "proved"


@pytest.mark.parametrize(
    "given",
    [
        r"f(x)=x \text{ if } x>0",
        r"f(x)=x \text{ if } x>0, \text{ and then } 0",
        r"f(x)=x \text{ if } x>0,\ g(x)=0 \text{ otherwise}",
    ],
)
def test_what_is_no_case_adds_none(given: str) -> None:
    assert last(f"$${given}$$", "f(-3)=0") != "proved"
    assert last(f"$${given}$$", "f(-3)=5") != "refuted"


def test_a_case_has_its_own_place() -> None:
    shown = [e.latex for e in entries(rf"$${_STEPS[0]}$$")]
    assert shown == ["f(x)=x", "0"]


_NET = r"$$h_1=\sigma(20x_1+20x_2-30),\ h_2=\sigma(20x_1+20x_2-10),\ o=\sigma(60h_2-60h_1-30)$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_NET, "h_1(1,1)=0.99995", "proved"),
        (_NET, "h_1(1,1)=0.99994", "refuted"),
        (_NET, r"o(0,0)<0.001,\ o(1,1)<0.001", "proved"),
        (_NET, "o(0,1)<0.001", "refuted"),
        (_NET, "o(0,1)>o(0,0)", "proved"),
        ("$$q=x-2y$$", "q(3,1)=1", "proved"),
        ("$$q=x-2y$$", "q(3,1)=-1", "refuted"),
        ("$$q=s-2t$$", "q(3,1)=1", None),  # which letter comes first is not said
        ("$$q=x_1-2x_3$$", "q(3,1)=1", None),
        ("$$q=x-2y$$", "q(3)=1", None),
    ],
)
def test_values_at_points_of_formulas(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sigma(z)>0.5\iff z>0", "proved"),
        (r"\sigma(z)>0.5\iff z>0.5", "refuted"),
        (r"x^2>1\iff x>1", None),  # so it is for positive x
        (r"x>y\iff x^2>y^2", None),
        (r"2t+1\ge4\iff t\ge1", None),  # so it is for t < 1
        (r"2t+1\ge2\iff t\ge1", "refuted"),
    ],
)
def test_equivalences_in_one_letter(claim: str, verdict: str | None) -> None:
    given = r"$$\sigma(z)=\frac{1}{1+e^{-z}}$$"
    assert last(given, claim) == verdict
    assert last(given + "\n\nFor large numbers we have\n", claim) != "refuted"


_LISTS = r"""$$p=\left(\tfrac12,\tfrac14,\tfrac18,\tfrac18\right)\ (\text{Bob}),\quad
q=\left(\tfrac18,\tfrac12,\tfrac14,\tfrac18\right)\ (\text{Alice}),\quad
H(p)=\sum_xp(x)\log_2\frac{1}{p(x)},\quad C(q)=\sum_xq(x)\log_2\frac{1}{p(x)}$$"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("H(p)=1.75", "proved"),
        ("H(p)=1.85", "refuted"),
        ("C(q)=2.25", "proved"),
        (r"H\left(\tfrac14,\tfrac14,\tfrac14,\tfrac14\right)=2", "proved"),
        (r"H\left(\tfrac14,\tfrac14,\tfrac14,\tfrac14\right)=1.75", "refuted"),
        (r"\sum_xp(x)=1", "proved"),
    ],
)
def test_lists_of_probabilities_by_their_places(claim: str, verdict: str) -> None:
    assert last(_LISTS, claim) == verdict


def test_a_value_with_two_formulas_in_the_same_letters_proves_nothing() -> None:
    """The first may be the definition, and the second a false claim about it."""
    given = r"$$v=\frac{2p-4}{p(1-p)}$$" + "\n\n" + r"$$v=\frac{p-4}{p(1-p)}$$"
    assert last(given, r"v\le-12 \text{ for all } 0<p<1") == "undecided"
    assert last(given, r"v\le-6 \text{ for all } 0<p<1") == "proved"  # with both
