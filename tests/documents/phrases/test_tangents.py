"""Lines that touch a graph, in displays and in prose."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

_F = "$$f(x)=3x^2-4x$$"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{the tangent line of } f \text{ at } x=1 \text{ is } y=2x-3", "proved"),
        (r"\text{the tangent line of } f \text{ at } x=1 \text{ is } y=2x-1", "refuted"),
        (r"\text{the tangent line of } f \text{ at } x=1 \text{ is } y=3x-4", "refuted"),
        (r"\text{the tangent to } f \text{ at } (1,-1) \text{ has the equation } y=2x-3", "proved"),
        (r"\text{the tangent line to } f \text{ at } x=\tfrac23 \text{ is } y=-\tfrac43", "proved"),
        (r"\text{the tangent line to } g \text{ at } x=1 \text{ is } y=x", None),
        (r"\text{the tangent line to } f \text{ at } x=a \text{ is } y=x", None),
        (r"\text{the tangent line to } f \text{ at } x=1 \text{ is } y=tx-3", None),
    ],
)
def test_tangents(claim: str, verdict: str | None) -> None:
    assert last(_F, claim) == verdict


def test_the_line_of_another_point_is_no_false_value() -> None:
    first = "The tangent line to $f$ at $x=2$ is $y=8x-12$."
    text = f"{_F}\n\n{first}\n\nAt $x=\\frac23$ the tangent is $y=-\\frac43$."
    assert all(entry.verdict != "refuted" for entry in entries(text))


def test_an_extreme_is_not_false_outside_of_the_range_of_its_letter() -> None:
    r"""\theta^9(1-\theta)^4 is largest at 9/13 between 0 and 1, and grows without bound beyond."""
    ranged = r"\ell(\theta)=-\log P(X\mid\theta),\quad 0<\theta<1;\quad \alpha>0"
    given = rf"$$P(X\mid\theta)=\theta^9(1-\theta)^4,\quad {ranged}$$"
    at = r"\text{ is largest at } \theta=\frac{9}{13}"
    assert last(given, rf"P(X\mid\theta) {at}") != "refuted"
    assert last(r"$$L(\theta)=\theta^9(1-\theta)^4,\quad 0<\theta<1$$", rf"L {at}") != "refuted"
    assert last(r"$$L(t)=t-t^2$$", r"L \text{ is largest at } t=\frac13") == "refuted"
