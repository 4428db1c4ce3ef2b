"""Functions made with others of which nothing is known, and cases that cover the whole line."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

HIGHWAY = r"""$$
y(x) = H(x)\,T(x) + x\,(1 - T(x)), \quad T(x) = \sigma(w_Tx + b_T), \quad
\sigma(t) = \frac{1}{1 + e^{-t}}, \quad w_T \ne 0, \quad H \text{ any differentiable function}
$$"""
MIXED = r"$$u(t) = (1 - t)f(t) + tg(t), \quad v(t) = f(t) - g(t)$$"
ALONE = r"Let $r(x) = s f(x) + x$ for a function $f$."
SHIFTED = r"$$r(x) = G(x) + H(x - m), \quad s(x) = x^2$$"
SATURATED = r"""$$
\mathrm{sat}(n) = \begin{cases} 0 & \text{if } n < 0 \\ n & \text{if } 0 \le n \le 1 \\
1 & \text{if } n > 1 \end{cases}
$$"""
SHRUNK = r"""$$
s(x) = \begin{cases} x + a & \text{if } x < -a \\ 0 & \text{if } -a \le x \le a \\
x - a & \text{if } x > a \end{cases}, \quad a = 2
$$"""
GAP = r"$$q(x) = \begin{cases} 0 & \text{if } x < 0 \\ x & \text{if } x > 0 \end{cases}$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (HIGHWAY, r"y(x) = x + T(x)\,(H(x) - x)", "proved"),
        (HIGHWAY, r"y(x) = H(x) + T(x)\,(x - H(x))", "refuted"),
        (HIGHWAY, r"y(x) = H(x) + (1 - T(x))\,(x - H(x))", "proved"),
        (HIGHWAY, r"y'(x) = H'(x)T(x) + H(x)T'(x) + 1 - T(x) - xT'(x)", "proved"),
        (HIGHWAY, r"y'(x) = H'(x)T(x) + 1 - T(x)", "refuted"),
        (HIGHWAY, r"T'(x) = w_T\,T(x)(1 - T(x))", "proved"),
        (HIGHWAY, r"T'(x) = T(x)(1 - T(x))", "refuted"),
        (MIXED, "u(t) = f(t) - tv(t)", "proved"),
        (MIXED, "u(t) = g(t) + (1 - t)v(t)", "proved"),
        (MIXED, "u(t) = f(t) + tv(t)", "refuted"),
        (MIXED, "u(t) = h(t)", None),
        (ALONE, "r(x) = x + f(x)s", "proved"),
        (SHIFTED, "r(x) = G(x) - H(m - x)", None),
        (ALONE, "r(x) = x + f(x)", None),
    ],
)
def test_open_functions(given: str, claim: str, found: str | None) -> None:
    """Two formulas in the same open functions agree, or not; else the second defines anew."""
    assert last(given, claim) == found


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (SATURATED, r"\mathrm{sat}(n) = \max(0, \min(1, n)) \text{ for all } n", "proved"),
        (SATURATED, r"\mathrm{sat}(n) = \min(1, n) \text{ for all } n", "refuted"),
        (SATURATED, r"0 \le \mathrm{sat}(n) \le 1 \text{ for all } n", "proved"),
        (SHRUNK, r"s(x) = \max(x - 2, 0) + \min(x + 2, 0) \text{ for all } x", "proved"),
        (SHRUNK, r"s(x) = \max(x - 2, 0) \text{ for all } x", "refuted"),
        (GAP, r"q(x) = \max(0, x) \text{ for all } x", None),
    ],
)
def test_cases_without_otherwise(given: str, claim: str, found: str | None) -> None:
    """The last case needs no "otherwise" where the cases leave no number out."""
    assert last(given, claim) == found


SWISH = r"$$\sigma(x) = \frac{1}{1 + e^{-x}}, \quad y = x\,\sigma(x)$$"
SQUARE = "$$y = x^2$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (SWISH, r"\frac{dy}{dx} = y + \sigma(x)(1 - y)", "proved"),
        (SWISH, r"\frac{dy}{dx} = \sigma(x)(1 - y)", "refuted"),
        (SQUARE, r"\frac{dy}{dx} = 3x", None),
        ("", r"e^{-Cx} = \left(e^{-x}\right)^C", "proved"),
        ("", r"2^{Kx} = \left(2^x\right)^K", "proved"),
        ("", r"\int_{-1}^{1} x^4 p(x)\,dx = \left(\int_{-1}^{1} x^2 p(x)\,dx\right)^2", None),
        ("", r"\int_{-1}^{1} x^2 q(x)\,dx = 0", None),
    ],
)
def test_letters_that_nothing_defines(given: str, claim: str, found: str | None) -> None:
    """Exponents are numbers; what stands before the letter of an integral may be a function."""
    assert last(given, claim) == found
