r"""Functions whose names have a star: V^*(s) = …, and conjugates f^*(s) = \sup_x (sx - f(x))."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_VALUE = r"The best value is $V^*(s)=s^2+1$, and the value is $V(s)=s^2$."
_STAR = r"Let $D^\star(x)=\frac{p(x)}{p(x)+q(x)}$ with $p(x)=3x$ and $q(x)=2-x$."
_CONJUGATE = r"The conjugate of $f$ is $f^*(s)=\sup_x\,(sx-f(x))$."
_OF_SQUARE = r"Let $f(x)=\frac12x^2-x$ and $f^*(s)=\max_x(sx-f(x))$."


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (_VALUE, r"V^*(2)=5", "proved"),
        (_VALUE, r"V^*(2)=4", "refuted"),
        (_VALUE, r"V(2)=4", "proved"),
        (_VALUE, r"V^*(s)\ge V(s) \text{ for all } s", "proved"),
        (_VALUE, r"V(s)\ge V^*(s) \text{ for all } s", "refuted"),
        (_VALUE, r"V^{*}(s+1)=s^2+2s+2 \text{ for all } s", "proved"),
        (_STAR, r"D^\star(1)=\frac34", "proved"),
        (_STAR, r"D^*(1)=\frac14", "refuted"),
        # conjugates
        (_CONJUGATE, r"f(x)=e^x,\ s>0:\quad f^*(s)=s\ln s-s", "proved"),
        (
            _CONJUGATE,
            r"f(x)=\frac\lambda2x^2,\ \lambda>0:\quad f^*(s)=\frac{s^2}{2\lambda}",
            "proved",
        ),
        (_OF_SQUARE, r"f^*(s)=\frac12(s+1)^2", "proved"),
        (_OF_SQUARE, r"f^*(s)=\frac12(s+1)^2 \text{ for all } s", "proved"),
        (_OF_SQUARE, r"f^*(s)=\frac12(s-1)^2 \text{ for all } s", "refuted"),
        (_OF_SQUARE, r"f^*(u-1)=\frac12u^2 \text{ for all } u", "proved"),
        (_OF_SQUARE, r"f^*(1)=2", "proved"),
        (_OF_SQUARE, r"f^*(1)=1", "refuted"),
        # another function may be meant, or a case
        (_OF_SQUARE, r"f^*(s)=s^2", "undecided"),
        (
            _CONJUGATE,
            r"f(x)=\frac\lambda2x^2,\ \lambda>0:\quad f^*(s)=\frac{s^2}{\lambda}",
            "undecided",
        ),
        ("", r"V^*(2)=5", None),
    ],
)
def test_starred_functions(given: str, claim: str, found: str | None) -> None:
    assert last(given, claim) == found


def test_a_function_that_is_given_in_words_is_given_no_other_formula() -> None:
    """A formula for one f is none of f^* for another."""
    given = (
        r"$$f^*(s)=\sup_x\,(sx-f(x)) \text{ over the domain of } f$$" + "\n\n"
        r"$$f(x)=\ln(1+e^x),\ 0<s<1:\quad f^*(s)=-s\ln s-(1-s)\ln(1-s)$$"
    )
    assert last(given, r"f(x)=|x|:\quad f^*(s)=0 \text{ for } |s|\le1") != "refuted"
    given = given.replace(r" \text{ over the domain of } f", "")
    assert last(given, r"f(x)=|x|:\quad f^*(s)=0 \text{ for } |s|\le1") != "refuted"
