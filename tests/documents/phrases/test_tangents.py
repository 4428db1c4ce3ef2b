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
