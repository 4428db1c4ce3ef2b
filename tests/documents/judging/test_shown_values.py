r"""The right value of what is false is shown as people would write it."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries


@pytest.mark.parametrize(
    ("given", "claim", "shown"),
    [
        (r"L(z)=-\ln\frac{e^z}{e^0+e^z}", "L(0)=1", r"\ln\left(2\right)"),
        (r"L(z)=-\ln\frac{e^z}{e^0+e^z}", "L(1)=1", r"-1 + \ln\left(1 + e^{1}\right)"),
        (r"g(x)=\frac{e^x-e^{-x}}{e^x+e^{-x}}", r"g(\ln2)=1", r"\frac{3}{5}"),
        (r"s(x)=\ln(e^x+e^x+e^x)", "s(0)=1", r"\ln\left(3\right)"),
        (r"f(x)=\ln(2+e^x)", r"f(\tfrac12)=1", r"\ln\left(2 + e^{\frac{1}{2}}\right)"),
    ],
)
def test_a_closed_value(given: str, claim: str, shown: str) -> None:
    found = entries(f"$$\n{given}\n$$\n\n$$\n{claim}\n$$")[-1]
    assert found.verdict == "refuted"
    assert found.right_value is not None
    assert found.right_value.latex == shown
