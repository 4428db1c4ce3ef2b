r"""Slopes by vectors as rows, products from the left to the right, places that may be one."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

_LAYER = (
    r"Let $z = Wx$ with $W\in\mathbb{R}^{n\times m}$ and $\delta = \frac{\partial J}{\partial z}$."
)
_PLAIN = r"Let $y = Ax$ with $A\in\mathbb{R}^{p\times q}$."
_ROWS = (
    r"$$x\in\mathbb{R}^{1\times D},\ h = \sigma(xW_1+b_1)\in\mathbb{R}^{1\times H},\ "
    r"\hat y = \mathrm{softmax}(hW_2+b_2),\ J = -\sum_i y_i\log\hat y_i$$"
)
_ENTRIES = r"Let $z_i = \varphi(x_i)$."
_SLOPE = r"\frac{\partial z_i}{\partial x_j} = "


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        # with ∂J/∂z as a row this has the shape of W
        (_LAYER, r"\frac{\partial J}{\partial W} = \delta^T x^T", "undecided"),
        (_LAYER, r"\frac{\partial J}{\partial W} = \delta x^T", "proved"),
        (_LAYER, r"\frac{\partial J}{\partial W} = \delta^T x", "refuted"),
        (
            _PLAIN,
            r"\frac{\partial C}{\partial A} = \left(\frac{\partial C}{\partial y}\right)^T x^T",
            "undecided",
        ),
        # from the left to the right it holds
        (
            _ROWS,
            r"\frac{\partial J}{\partial x} = (\hat y-y)W_2^\top\circ\sigma'(xW_1+b_1)W_1^\top",
            "undecided",
        ),
        (
            _ROWS,
            (
                r"\frac{\partial J}{\partial x} ="
                r" \left((\hat y-y)W_2^\top\circ\sigma'(xW_1+b_1)\right)W_1^\top"
            ),
            "proved",
        ),
        # i may be j
        (
            _ENTRIES,
            _SLOPE + r"\begin{cases}\varphi'(x_i) & i=j\\ 0 & \text{otherwise}\end{cases}",
            "proved",
        ),
        (
            _ENTRIES,
            _SLOPE + r"\begin{cases}\varphi(x_i) & i=j\\ 0 & \text{otherwise}\end{cases}",
            "refuted",
        ),
        (_ENTRIES, r"\frac{\partial z_i}{\partial x_i} = \varphi'(x_i)", "proved"),
        (_ENTRIES, r"\frac{\partial z_i}{\partial x_i} = \varphi(x_i)", "refuted"),
    ],
)
def test_what_may_be_read_otherwise(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict
