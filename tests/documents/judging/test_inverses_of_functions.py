r"""\sigma^{-1} inside of formulas: the inverse by its formula, or the reciprocal."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

LOGISTIC = r"\sigma(z)=\frac{1}{1+e^{-z}}"


def verdict(given: str, claim: str) -> str | None:
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
        (r"\sigma^{-1}(1-y)=\sigma^{-1}(y)", None),  # it may be an equation for y
        (r"\sigma^{-1}(\tfrac34)-\sigma^{-1}(\tfrac14)=2\ln 3", "proved"),
        (r"\sigma^{-1}(0)=1/\sigma(0)", "proved"),  # the reciprocal may be meant
    ],
)
def test_the_logistic_function(claim: str, expected: str | None) -> None:
    assert verdict(LOGISTIC, claim) == expected


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
def test_other_functions(given: str, claim: str, expected: str | None) -> None:
    assert verdict(given, claim) == expected
