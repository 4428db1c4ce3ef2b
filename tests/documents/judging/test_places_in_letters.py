r"""Where a function is smallest or largest, in letters: C is minimal over 0 < a < 1 at a = y."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_ENTROPY = r"$$C=-\left[y\ln a+(1-y)\ln(1-a)\right]$$"
_SQUARE = r"$$f(x)=(x-c)^2+1$$"
_PRODUCT = r"$$g(x)=x(s-x)$$"


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (_ENTROPY, r"\text{for } 0<y<1,\ C \text{ is minimal over } 0<a<1 \text{ at } a=y",
         "proved"),
        (_ENTROPY, r"\text{for } 0<y<1,\ C \text{ is smallest at } a=y", "proved"),
        (_ENTROPY, r"C \text{ is minimal at } a=y \text{ for all } 0<y<1", "proved"),
        (_ENTROPY, (r"\text{for every } y\in(0,1) \text{ the minimum of } C \text{ over } "
                    r"a\in(0,1) \text{ is at } a=y"), "proved"),
        (_ENTROPY, r"\text{for } 0<y<1,\ C \text{ is minimal over } 0<a<1 \text{ at } a=1-y",
         "refuted"),
        (_ENTROPY, r"\text{for } 0<y<1,\ C \text{ is maximal over } 0<a<1 \text{ at } a=y", None),
        (_SQUARE, r"f \text{ is minimal at } x=c", "proved"),
        (_SQUARE, r"f \text{ is minimal at } x=c+1", "refuted"),
        (_SQUARE, r"\text{the minimum of } f \text{ is at } x=c", "proved"),
        (_PRODUCT, r"g \text{ is maximal at } x=\frac{s}{2}", "proved"),
        (_PRODUCT, r"\text{the maximum of } g \text{ is at } x=s", "refuted"),
        # the place may lie at an end, or outside
        (_SQUARE, r"f \text{ is minimal over } x>0 \text{ at } x=c", None),
        (_ENTROPY, r"\text{for } y>0,\ C \text{ is minimal at } a=y", None),
        (r"$$h(x)=|x-c|$$", r"h \text{ is minimal at } x=c", None),
        (r"$$q(x)=k(x-c)^2$$", r"q \text{ is minimal at } x=c", None),
        (r"$$q(x)=k(x-c)^2$$", r"\text{for } k>0,\ q \text{ is minimal at } x=c", "proved"),
    ],
)  # fmt: skip
def test_places_in_letters(given: str, claim: str, verdict: str | None) -> None:
    assert last(given, claim) == verdict
