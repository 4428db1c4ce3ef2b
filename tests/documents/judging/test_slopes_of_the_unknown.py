"""What is said of the slope of something that nothing tells is no false law of a letter."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial L}{\partial W} = X^T (Y-T)",
        r"\nabla_w L = X^T (y-t)",
        r"\frac{\partial J}{\partial \theta} = \frac{1}{m} X^T (h - y)",
        r"\frac{\partial L}{\partial A} = B^T C",
        r"\nabla f = 2 A^T(Ax-b)",
        r"df = \operatorname{tr}(dA \, xx^T)",
    ],
)
def test_the_slope_of_an_unknown_loss_is_open(claim: str) -> None:
    assert last("The gradient is", claim) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla f(x) = 2 A^T(Ax-b)", "proved"),
        (r"\nabla f(x) = A^T(Ax-b)", "refuted"),
    ],
)
def test_the_slope_of_what_is_told_is_decided(claim: str, verdict: str) -> None:
    given = r"Let $f(x) = \|Ax-b\|^2$ with $A \in \mathbb{R}^{m \times n}$."
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"(g \circ f)'(x) = g'\big[f(x)\big]f'(x)", "proved"),
        (r"\frac{d}{dx} g[f(x)] = g'[f(x)]f'(x)", "proved"),
        (r"(g \circ f)'(x) = g'[f(x)] f(x)", "refuted"),
    ],
)
def test_square_brackets_behind_a_function_hold_its_argument(claim: str, verdict: str) -> None:
    assert last("The chain rule:", claim) == verdict
