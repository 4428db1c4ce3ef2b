r"""f^{-1}(x) of a function: its inverse, or its reciprocal; false only if it is neither."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries, last

GIVEN = r"""
$$f(x) = 2x + 1, \quad g(x) = x^2, \quad h(t) = \ln(1 + e^t), \quad q(x) = \max(x, 2x)$$

$$\sigma(x) = \frac{1}{1 + e^{-x}}$$
"""


@pytest.mark.parametrize(
    "claim",
    [
        r"f^{-1}(3) = 1",
        r"f^{-1}(x) = \frac{x - 1}{2}",
        r"f^{-1}(f(5)) = 5",
        r"h^{-1}(\ln 2) = 0",
        r"h^{-1}(y) = \ln(e^y - 1), \quad y > 0",
        r"q^{-1}(4) = 2",
        r"q^{-1}(-3) = -3",
        r"\sigma^{-1}(\tfrac12) = 0",
        r"\sigma^{-1}(p) = \ln\frac{p}{1 - p}, \quad 0 < p < 1",
        r"\tanh^{-1}(x) = \frac12 \ln\frac{1 + x}{1 - x}, \quad -1 < x < 1",
    ],
)
def test_what_holds_of_the_inverse_is_proved(claim: str) -> None:
    assert last(GIVEN, claim) == "proved"


@pytest.mark.parametrize("claim", [r"f^{-1}(7) = \frac{1}{15}", r"g^{-1}(3) = \frac19"])
def test_what_holds_of_the_reciprocal_alone_is_undecided(claim: str) -> None:
    assert last(GIVEN, claim) == "undecided"


def test_one_power_has_not_two_values() -> None:
    assert last("", r"\sin^{-1}(x) = \frac{1}{\sin x}") == "undecided"
    assert last("", r"\sin^{-1}(x) = \arcsin x") == "proved"


@pytest.mark.parametrize(
    "claim",
    [
        r"f^{-1}(3) = 2",
        r"\text{for all } x:\ f^{-1}(x) = \frac{x - 1}{3}",
        r"h^{-1}(\ln 2) = 1",
        r"\sigma^{-1}(\tfrac12) = 1",
        r"g^{-1}(4) = 3",
        r"\sigma^{-1}(0.7) = 0.9",
        r"\sigma^{-1}(0.7) \approx 0.9",
    ],
)
def test_what_holds_in_neither_is_refuted(claim: str) -> None:
    assert last(GIVEN, claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        # f takes the value elsewhere, too
        r"g^{-1}(4) = 2",
        r"g^{-1}(x) = \sqrt{x}, \quad x > 0",
        r"g^{-1}(x) = -\sqrt{x}, \quad x > 0",
    ],
)
def test_no_more_is_said_than_is_known(claim: str) -> None:
    assert last(GIVEN, claim) not in ("proved", "refuted")


@pytest.mark.parametrize("claim", [r"\sigma^{-1}(x) = \log\frac{x}{1-x}", r"0 < \sigma(x) < 1"])
def test_a_deviation_of_1_does_not_make_a_product_of_the_logistic_function(claim: str) -> None:
    text = r"Here $\mu = 0, \sigma = 1$. The sigmoid has, for all $x \in (0, 1)$, $" + claim + "$."
    assert "refuted" not in [e.verdict for e in entries(text)]


def test_names_given_twice_without_arrays_are_no_failure() -> None:
    text = r"""Let $u = 1$ and $a = (1, 2)^T$, later $u = 2$, $u = 3$.

$$u(a + \epsilon, 1) \approx a + u$$

$$\begin{pmatrix} 1 & 2 \end{pmatrix} a = a + u \begin{pmatrix} 1 \\ 2 \\ 3 \end{pmatrix}$$
"""
    assert not any("failed here" in (e.reason or "") for e in entries(text))


LOGISTIC = r"\sigma(z)=\frac{1}{1+e^{-z}}"


def verdict_of(given: str, claim: str) -> str | None:
    return entries(f"$${given}$$\n\n$${claim}$$")[-1].verdict


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\sigma^{-1}(0.7)=0.847", "proved"),
        (r"\sigma^{-1}(0.7)=-0.847", "refuted"),
        (r"\sigma^{-1}(0.5)=0", "proved"),
        (r"\sigma^{-1}(\sigma(3)/2)<0", "proved"),
        (r"\frac{d\sigma^{-1}(y)}{dy}=\frac{1}{y(1-y)}", "proved"),
        (r"\frac{d\sigma^{-1}(y)}{dy}=y(1-y)", "refuted"),
        (r"\sigma(\sigma^{-1}(y))=y", "proved"),
        (r"\sigma^{-1}(1-y)=-\sigma^{-1}(y)", "proved"),
        (r"\sigma^{-1}(1-y)=\sigma^{-1}(y)", "undecided"),  # it may be an equation for y
        (r"\sigma^{-1}(\tfrac34)-\sigma^{-1}(\tfrac14)=2\ln 3", "proved"),
        (r"\sigma^{-1}(0)=1/\sigma(0)", "undecided"),  # the reciprocal may be meant
    ],
)
def test_the_inverse_within_a_formula(claim: str, expected: str | None) -> None:
    assert verdict_of(LOGISTIC, claim) == expected


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (r"f(x)=\frac{e^x-e^{-x}}{e^x+e^{-x}}", r"f^{-1}(0.5)\approx0.5493", "proved"),
        (r"f(x)=\frac{e^x-e^{-x}}{e^x+e^{-x}}", r"f^{-1}(0.5)\approx0.5593", "refuted"),
        (r"g(x)=\log(1+e^x)", "g^{-1}(1)=0.5413", "proved"),
        ("h(x)=3x+2", "h^{-1}(5)+h^{-1}(8)=3", "proved"),
        ("h(x)=3x+2", "h^{-1}(5)+h^{-1}(8)=4", "refuted"),
        ("q(x)=x^2", "q^{-1}(4)+1=3", None),  # it has no inverse
    ],
)
def test_inverses_of_several_functions(given: str, claim: str, expected: str | None) -> None:
    assert verdict_of(given, claim) == expected
