r"""Functions of whole numbers told by lists of places, and their convolutions."""

from __future__ import annotations

import pytest

from symnn.documents.judging.notations.functions.function_convolutions import ends_of_convolution
from tests.documents.judging.verdicts import last

DIE = r"f(k) = \frac16 \text{ for } k = 1, 2, \dots, 6 \text{ and } f(k) = 0 \text{ otherwise}"
COIN = r"g(j) = \frac12 \text{ if } j \in \{0, 1\},\ 0 \text{ otherwise}"
BY_TOTAL = rf"$$(f \ast g)(c) = \sum_{{a+b=c}} f(a) \cdot g(b); \qquad {DIE}; \qquad {COIN}$$"
BOX = r"u(k) = \begin{cases} 1 & 0 \le k \le 2 \\ 0 & \text{otherwise} \end{cases}"
BY_INDEX = rf"$$(u * v)(n) = \sum_{{k=-\infty}}^{{\infty}} u(k)v(n - k), \quad {BOX}$$"
FROM_ZERO = r"$$(p * q)(m) = \sum_{i=0}^{m} p(i)q(m - i), \quad p(x) = x + 1, \quad q(x) = 2x$$"
ODD = r"$$f(k) = \frac14 \text{ for } k = 1, 3, \dots, 7, \quad f(k) = 0 \text{ otherwise}$$"


@pytest.mark.parametrize(
    ("given", "claim", "found"),
    [
        (BY_TOTAL, r"f(3) = \frac16", "proved"),
        (BY_TOTAL, "f(7) = 0", "proved"),
        (BY_TOTAL, r"f(7) = \frac16", "refuted"),
        (BY_TOTAL, r"(f \ast f)(3) = f(1) \cdot f(2) + f(2) \cdot f(1) = \frac{1}{18}", "proved"),
        (BY_TOTAL, r"(f \ast f)(7) = \frac16", "proved"),
        (BY_TOTAL, r"(f \ast f)(4) = \frac19", "refuted"),
        (BY_TOTAL, r"(f \ast g)(1) = \frac{1}{12}", "proved"),
        (BY_TOTAL, r"(g \ast f)(7) = \frac{1}{12}", "proved"),
        (BY_TOTAL, r"(g \ast g)(1) = \frac14", "refuted"),
        (BY_TOTAL, r"(f \ast f)(6) \approx 0.139", "proved"),
        (BY_INDEX, "(u * u)(2) = 3", "proved"),
        (BY_INDEX, "(u * u)(3) = 3", "refuted"),
        (BY_INDEX, "(u * u)(5) = 0", "proved"),
        (FROM_ZERO, "(p * q)(2) = 8", "proved"),
        (FROM_ZERO, "(p * q)(2) = 4", "refuted"),
        (ODD, r"f(5) = \frac14", "proved"),
        (ODD, r"f(4) = \frac14", "refuted"),
    ],
)
def test_convolved_functions(given: str, claim: str, found: str) -> None:
    """The sum runs over the places where the first function is given."""
    assert last(given, claim) == found


@pytest.mark.parametrize(
    "text",
    [
        r"$(f*g)(n)=\sum_{k}f(k)g(n+k)$",
        r"The circular one is $(f*g)(n)=\sum_{k}f(k)g(n-k)$.",
        r"$(f*g)(n)=\sum_{k}f(k)g(n-k)$ and $(f*g)(t)=\int f(s)g(t-s)\,ds$",
        r"$(f*g)(n)=\sum_{k=1}^{n}f(k)g(n-k)$",
        r"$(f*g)(n)=\sum_{k}f(k)g(n-k)$ and $(u*v)(n)=\sum_{k=0}^{n}u(k)v(n-k)$",
    ],
)
def test_other_stars(text: str) -> None:
    """What is no plain convolution over whole numbers, or two of them, says nothing."""
    assert ends_of_convolution(text) is None
