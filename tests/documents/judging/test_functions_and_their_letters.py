"""Powers of functions, and functions that rest on their letters by way of others."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LINE = "$$f(x)=wx+b,\\quad L(w,b)=f(2)+w$$"
LATER = LINE + "\n\n$$w=5,\\quad b=0$$"
NAMED = "$$y=2w+b,\\quad L(w,b)=y^2$$\n\n$$w=5,\\quad b=0$$"
BEFORE = "$$x=3$$\n\n$$g=2x$$\n\n$$f(x)=x+g$$"
SUMMED = r"$$f(x)=\sum_{i=1}^2w_ix,\quad L(w_1,w_2)=\sum_{i=1}^2f(x_i)$$" + "\n\n$$x_1=1,\\ x_2=2$$"
SQUASH = r"$$f(net)=\frac{2}{1+\exp(-net)}-1$$"
LOGIT = r"$$\mathrm{logit}(p)=\log\frac{p}{1-p}\ (0<p<1),\quad g(x)=x^2$$"
LEAKY = r"$$r(x)=\max\{x,0\},\qquad s(x)=\max\{x,ax\},\ a\in(0,1)$$"
CONFIRMED = LEAKY + "\n\n" + r"$$r(x)=\frac{s(x)+a\,s(-x)}{1-a^2}$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        # a power of a function is that of its value
        ("$$f(x)=x+1$$", "f^2(2)=9", "proved"),
        ("$$f(x)=x+1$$", "f^2(2)=4", "undecided"),  # f of f(2)
        ("$$f(x)=x+1$$", "f^2(2)=5", "refuted"),
        (r"$$f(x)=\tanh x$$", "f'(x)=1-f^2(x)", "proved"),
        (r"$$f(x)=\tanh x$$", "f'(x)=1+f^2(x)", "refuted"),
        (SQUASH, r"f'(net)=\frac12\left(1-f^2(net)\right)", "proved"),
        (SQUASH, "f'(net)=1-f^2(net)", "refuted"),
        (SQUASH, r"f(net)=\tanh\frac{net}{2}", "proved"),
        # the letters of a function in the formulas of others, whatever they are given later
        (LINE, "L(3,1)=10", "proved"),
        (LATER, "L(3,1)=10", "proved"),
        (LATER, "L(3,1)=15", "refuted"),
        (LATER, "f(2)=10", "proved"),
        (NAMED, "L(3,1)=49", "proved"),
        (NAMED, "L(3,1)=100", "refuted"),
        (BEFORE, "f(1)=7", "undecided"),  # and 3 with the formula of g
        (BEFORE, "f(3)=9", "proved"),
        (BEFORE, "f(1)=8", "refuted"),
        (SUMMED, "L(1,1)=6", None),  # the i of one sum is not that of the other
        # a function of a block of definitions has no other formula
        (LOGIT, r"\mathrm{logit}(p)=\log p-\log(1-p)", "proved"),
        (LOGIT, r"\mathrm{logit}(p)=\frac{\log p}{\log(1-p)}", "refuted"),
        # denominators that are nowhere 0
        (LEAKY, r"r(x)=\frac{s(x)+a\,s(-x)}{1-a^2}", "proved"),
        (CONFIRMED, r"r(x)=\frac{s(x)-a\,s(-x)}{1-a^2}", "refuted"),
        (LEAKY, r"\min\{x,y\}=r(y)-r(-y)-r(x-y)", "refuted"),
        (LEAKY, r"\min\{x,y\}=r(y)-r(-y)-r(y-x)", "proved"),
    ],
)
def test_claims_of_functions(given: str, claim: str, found: str | None) -> None:
    """What is claimed of a function that was given."""
    assert last(given, claim) == found


BLOCK = r"$$f(x)=\frac{1}{1+e^{-x}},\quad h(x)=\frac{2}{1+e^{-x}}-1$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (BLOCK, r"h(x)=\tanh(x)", "refuted"),
        (BLOCK + "\n\n" + r"$$h(x)=\tanh(x)$$", r"h(x)=\tanh\left(\frac x2\right)", "proved"),
        (BLOCK + "\n\n" + r"$$h(x)=\tanh(x)$$", "h'(x)=2f(x)(1-f(x))", "proved"),
        # it may be another one behind words, beside others, or where there was no block
        (BLOCK + "\n\nNow another one:", "h(x)=x^3", None),
        (BLOCK, r"h(x)=x^3,\quad f(x)=x^4", None),
        ("$$h(x)=x^2$$", "h(x)=x^3", None),
        (BLOCK, "h(x,y)=x^3y", None),
    ],
)
def test_another_formula_below_a_block_of_definitions(
    given: str, claim: str, found: str | None
) -> None:
    """Without a word in between it is said of what was given there."""
    assert last(given, claim) == found
