r"""What follows from premises: before an arrow, before a colon, between "if" and "then"."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GIVEN = (
    "$$\n"
    r"D^*=\frac{a}{a+b},\quad \sigma(z)=\frac{1}{1+e^{-z}},\quad v=\frac{2}{n+m},"
    r"\quad g(d)=\begin{cases}d^2,&\text{if } |d|<c\\c|d|,&\text{otherwise}\end{cases}"
    "\n$$"
)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (r"\text{for } a=b, \text{ the optimal discriminator is } D^*=\frac12", "proved"),
        (r"\text{for } a=2b,\ D^*=\frac12", "refuted"),
        (r"\text{if } a=3b \text{ then } D^*=\frac34", "proved"),
        (r"\text{if } a=3b \text{ then } D^*=\frac23", "refuted"),
        (r"D^*=\frac12 \text{ if } a=b", "proved"),
        (r"n=m=k\implies v=\frac1k", "proved"),
        (r"n=m=k\implies v=\frac2k", "refuted"),
        (r"u=\frac{h}{h-s}w\implies h(u-w)-su=0", "proved"),
        (r"u=\frac{h}{h-s}w\implies h(u-w)+su=0", "refuted"),
        (r"|w|\le4\implies|w\sigma'(wa+b)|<1", "refuted"),
        (r"|d|\ge c\implies g(d)=c*|d|", "proved"),
        (r"|d|\ge c\implies g(d)=c+|d|", "refuted"),
        (r"\text{if } p=q,\ p=1-q, \text{ then } p=\frac12", "proved"),
        (r"\text{if } p=q,\ p=1-q, \text{ then } p=\frac13", "refuted"),
        (r"\text{if } r>2,\ k>3, \text{ then } rk>6", "proved"),
    ],
)
def test_what_follows_from_premises(claim: str, wanted: str) -> None:
    assert last(GIVEN, claim) == wanted


@pytest.mark.parametrize(
    "claim",
    [
        r"r=s\implies q=\frac12",  # q is told nowhere
        r"y=x^2\implies\frac{dy}{dx}=2x",  # a slope of a name that the premise gives a formula
        r"\text{unless } a=2b,\ D^*=\frac12",
        r"\mathbf{a}=\mathbf{b}\implies\mathbf{a}^\top\mathbf{b}=1",
        r"x^2=4\implies x=2",
    ],
)
def test_premises_that_are_not_read_refute_nothing(claim: str) -> None:
    assert last(GIVEN, claim) != "refuted"


@pytest.mark.parametrize(
    "told",
    [
        r"Suppose that $a+b=1$.",
        "$$\na+b=1\n$$",
        "$$\na\\in\\{0,1\\}\n$$",
    ],
)
def test_what_more_is_told_of_the_letters_keeps_it_open(told: str) -> None:
    claim = r"\text{for } a=2b,\ a+a^2=\frac{10}{9}"
    assert last("Some numbers.", claim) == "refuted"
    assert last(told, claim) != "refuted"


def test_a_formula_tells_nothing_of_itself() -> None:
    found = entries("$$\n\\text{for } a=b,\\ k=7\n$$")
    assert all(entry.verdict is None for entry in found)
