r"""Values that a method comes near, and values that something should have."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


@pytest.mark.parametrize(
    "text",
    [
        r"Let $f(x) = x^2$. A finite difference gives $f'(1) = 2.1$.",
        r"The trapezoid rule gives $\int_0^1 x^2 dx = 0.375$ with two intervals.",
        r"$y(t) = e^t$. Euler: $y(1) \approx 2.25$.",
        r"Monte Carlo: $\pi \approx 3.2$ after 100 samples.",
        r"Newton: $\sqrt 2 \approx 1.5$, $\sqrt 2 \approx 1.4167$.",
        "Let $f(x) = 2x$. The label says $f(3) = 7$.",
        "Let $f(x) = 2x$. Ground truth: $f(3) = 7$.",
        "Let $f(x) = 2x$. Here $f(3) = 7$ was expected.",
        "Let $y = Wx$ with $W = 2$, $x = 3$. Target $y = 5$. Loss $(6 - 5)^2 = 1$.",
        "$x_1 = 1$, $x_2 = 2$; $x = (x_1, x_2)$; permuted: $x = (2, 1)$.",
    ],
)
def test_no_author_is_called_wrong(text: str) -> None:
    assert all(e.verdict != "refuted" for e in entries(text))


@pytest.mark.parametrize(
    "text",
    [
        r"The value is $\sqrt{2} \approx 1.42$.",
        r"Numerically, $\sigma(0.5) = 0.72$.",
        "Let $f(x) = 2x$. The output is $f(3) = 7$.",
        r"The expected value is $0.5 \cdot 2 + 0.5 \cdot 4 = 4$.",
        "Let $w = 2$, $x = 3$, $y = wx$. Predicted $y = 7$.",
        "$x_1 = 1$, $x_2 = 2$; $x = (x_1, x_2)$; so $x = (2, 1)$.",
    ],
)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in entries(text))
