"""Units whose slopes are told: a leaky or parametrized ReLU."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

LEAKY = r"$$f(x)=\text{leaky ReLU with slope } 0.1 \text{ for } x<0$$"
BOTH = (
    r"$$\mathrm{pReLU}(x)=\text{parametrized ReLU, slope } 1 \text{ for } x>0"
    r" \text{ and } \alpha \text{ for } x<0$$"
)
OTHERS = (
    r"$$g(t)=\text{a parametric ReLU with slope } a \text{ for } t\le0 \text{ and slope } 2"
    r" \text{ for } t>0$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (LEAKY, "f(-2)=-0.2", "proved"),
        (LEAKY, "f(-2)=0.2", "refuted"),
        (LEAKY, r"f(x)=\max(x,0.1x)", "proved"),
        (BOTH, r"\mathrm{pReLU}(x)=\max(0,x)+\alpha\min(0,x)", "proved"),
        (BOTH, r"\mathrm{pReLU}(x)=\max(0,x)-\alpha x", "refuted"),
        (OTHERS, "g(3)=6", "proved"),
        (OTHERS, r"g(t)=2\max(0,t)+a\min(0,t)", "proved"),
    ],
)
def test_units(given: str, claim: str, found: str) -> None:
    """A leaky unit has slope 1 above 0, unless another one is told."""
    assert last(given, claim) == found


def test_other_units() -> None:
    """Nothing is known of a unit of no name, which may jump at 0, or of a knee elsewhere."""
    given = r"$$h(x)=\text{a unit with slope } 2 \text{ for } x>0 \text{ and } 1 \text{ for } x<0$$"
    assert last(given, "h(1)=2") not in ("proved", "refuted")
    given = r"$$f(x)=\text{leaky ReLU with slope } 0.1 \text{ for } x<1$$"
    assert last(given, "f(-2)=-0.2") not in ("proved", "refuted")
