r"""Typed equations: what is clearly one is read as it is meant, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.latex.typed import as_latex, typed


@pytest.mark.parametrize(
    ("line", "latex"),
    [
        ("0.15*0.05 + 0.2*0.1 + 0.35 = 0.3775", "0.15*0.05 + 0.2*0.1 + 0.35 = 0.3775"),
        ("net_h1 = 0.3775", "net_{h1} = 0.3775"),
        ("x1 + w_12 = x_1", "x_{1} + w_{12} = x_{1}"),
        ("E_total = 1/2*(0.01 - 0.75)^2", "E_{total} = 1/2*(0.01 - 0.75)^{2}"),
        ("2**10 = 2^-10 = 1", "2^{10} = 2^{-10} = 1"),
        ("e^(-x) ~= 0.5", r"e^{(-x)} \approx  0.5"),
        ("alpha = 2*sigma(0)", r"\alpha  = 2*\sigma (0)"),
        ("lr = 0.01", r"\mathrm{lr} = 0.01"),
        ("out_h1_old = 2", r"\mathrm{out\_h1\_old} = 2"),
        ("exp(-1) = 1/e", "exp(-1) = 1/e"),
        ("50% = 0.5", r"50\% = 0.5"),
        ("f(x) = max(0, x), x > 0", "f(x) = max(0, x), x > 0"),
        ("x₁w₁ = 2² − ½", "x₁w₁ = 2² − ½"),
        ("|-3| = 3", "|-3| = 3"),
        ("x' = [1, 2]", "x' = [1, 2]"),
        ("1,000 + 1 = 1001", "1,000 + 1 = 1001"),
    ],
)
def test_equations_are_read_as_latex(line: str, latex: str) -> None:
    found = typed(line)
    assert found is not None
    assert found.text == latex


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        "1 + 1",
        "x = 5 cm",
        "so x = 5",
        "John = Mary",
        "host = localhost",
        "a == b",
        "x += 1",
        "import x = 3",
        "x = np.array(3)",
        "x = 3 # three",
        "x = 3; y = 4",
        "version = 1.2.3",
        "0,5 = 1/2",
        "2 x = 4",
        "xy z = 4",
        "2.5 3.5 = 8",
        "1/2x = 3",
        "2^3^2 = 64",
        "2^10x = 5",
        "2½ = 2.5",
        "- x = 1",
        "(1) x = 2",
        "(1 = 1",
        "1) = 1",
        "[1, 2) = 3",
        "|x = 3",
        "1 + 1 = 2 | 2 + 2 = 5 |",
        "| 1 = 1 |",
        "x = 2 | y",
        "x = ",
        "1 + = 2",
        "a = 1, 2",
        "2 2 = 4",
        "1 = 1 " * 80,
        "1 -> 2",
        "a => b = 2",
        "5! = 120",
        "x = y.z",
        "10:30 = 2",
    ],
)
def test_anything_else_is_no_equation(line: str) -> None:
    assert typed(line) is None
    assert typed(line.replace("=", "≈")) is None


PARTS = st.sampled_from(
    ["x1", "net_h1", "2", "0.5", "+", "-", "*", "/", "=", "(", ")", "^", "**", " ", "alpha", "exp",
     ",", "%", "½", "x₁", "|", "√", "~="]
)  # fmt: skip


@given(st.lists(PARTS, max_size=14))
def test_what_is_read_has_its_place(parts: list[str]) -> None:
    line = "".join(parts)
    found = as_latex(line)
    previous = 0
    for k in range(len(found.text)):
        start, end = found.span(k, k + 1)
        assert previous <= start <= end <= len(line)
        previous = start
    assert found.span(0, len(found.text)) == (0, len(line))
