r"""Growth with a letter, and what does not depend on one: "E(N) increases with N for fixed p"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

SOFTMAX = (
    r"$$p_i(T)=\frac{e^{z_i/T}}{\sum_{j=1}^3e^{z_j/T}},\quad z=(2,1,0),\quad T>0$$"
    "\n\n"
    r"$$d(p,N)=\left(1-2^{-1/N}\right)^{1/p},\quad u(t)=3t+k$$"
)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"p_1(T) \text{ increases with } T", "refuted"),
        (r"p_1(T) \text{ grows as } T \text{ decreases, for every } 0<T<1", None),
        (r"p_3(T) \text{ decreases as } T \text{ grows}", "refuted"),
        (r"d(p,N) \text{ increases with } N \text{ for fixed } p", "refuted"),
        (r"d(p,N) \text{ grows with } N, \text{ if } p \text{ is held fixed}", "refuted"),
        (r"\frac{s}{1+s} \text{ increases with } s \text{ for } s>0", "proved"),
        (r"\frac{s}{1+s} \text{ is decreasing in } s \text{ for } s>0", "refuted"),
        (r"\frac{1}{s} \text{ falls as } s \text{ rises, for all } s>0", "proved"),
        (r"\frac{1}{s} \text{ falls as } s \text{ decreases, for all } s>0", "refuted"),
        (r"\frac{1}{L^2}\log q \text{ decreases as } L \text{ increases, for every fixed } 0<q<1",
         "refuted"),
        (r"a^2+b \text{ increases with } b", "proved"),
        (r"u \text{ increases with } t", "proved"),
        (r"u(t) \text{ decreases with } t", "refuted"),
        (r"a^2+b \text{ strictly decreases with } b", "refuted"),
        (r"se^{-s} \text{ strictly decreases as } s \text{ grows, for } s>1", "proved"),
        (r"se^{-s} \text{ strictly decreases as } s \text{ grows, for } s>0", "refuted"),
    ],
)  # fmt: skip
def test_growth_with_a_letter(claim: str, wanted: str | None) -> None:
    found = last(SOFTMAX, claim)
    assert found == wanted if wanted is not None else found != "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        r"a^2+b \text{ increases with } a",  # perhaps a is positive
        r"a^2+b \text{ usually increases with } a",
        r"se^{-s} \text{ eventually decreases as } s \text{ grows}",
        r"g \text{ increases with } s",  # nothing is said of g
        r"u \text{ increases with } n",  # of which it is no function
        r"g(s) \text{ does not depend on } s",
        r"a^2 \text{ does not depend on } s",  # it may, through a
        r"d(p,N) \text{ decreases with } N \text{ for fixed } N",
        r"d(p,N) \text{ is roughly independent of } N",
    ],
)
def test_growth_that_stays_open(claim: str) -> None:
    assert last(SOFTMAX, claim) not in ("proved", "refuted")


def test_a_letter_whose_range_is_told_in_prose_makes_nothing_false() -> None:
    given = "Here $w<0$ throughout.\n\n" + r"$$p=\frac{1}{1+e^{-wx}}$$"
    assert last(given, r"p \text{ decreases with } x") != "refuted"


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\frac{ab}{b} \text{ does not depend on } b", "proved"),
        (r"a^2+b-b \text{ is independent of } b", "proved"),
        (r"a^2+b \text{ does not depend on } b", "refuted"),
        (r"a^2+b \text{ depends on } b", "proved"),
        (r"a+b-b \text{ depends on } b", "refuted"),
        (r"p_1(T)+p_2(T)+p_3(T) \text{ does not depend on } T", "proved"),
        (r"\frac{p_1(T)}{p_2(T)} \text{ does not depend on } T", "refuted"),
    ],
)
def test_dependence_on_a_letter(claim: str, wanted: str) -> None:
    assert last(SOFTMAX, claim) == wanted
