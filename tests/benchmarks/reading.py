"""Reading one formula beside sympy's lark reader, and the cold start of `symnn check`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from sympy.parsing.latex import parse_latex

from symnn.latex.parser import parse
from tests.benchmarks.timing import Line, seconds

#: Inputs that both readers accept.
FORMULAS = (
    r"\frac{1}{2} + \frac{1}{3} = \frac{5}{6}",
    r"\sqrt{2} \cdot x + \frac{2 + \sqrt{2}}{2}",
    r"\frac{1}{1 + e^{-x}} = y",
    r"\max(0, x - 1)",
    r"x_1^2 + x_2^2 \leq 1",
    r"\log(\exp(x) + \exp(y))",
    r"\frac{1 + \sqrt{2}}{12}",
    r"3 x^2 - 2 x + 1 = 0",
    r"\sin(x)^2 + \cos(x)^2 = 1",
)


def formulas() -> Iterator[Line]:
    """The median over some formulas, read one by one."""
    ours = median(seconds(lambda t=text: parse(t)) for text in FORMULAS)
    theirs = [
        seconds(lambda t=text: parse_latex(t, backend="lark"), repeats=1) for text in FORMULAS
    ]
    others = {"sympy lark, median": median(theirs), "sympy lark, slowest": max(theirs)}
    yield Line("reading one formula", ours, others, "", 1e-3)


def _started(command: list[str], times: int = 7) -> float:
    best = []
    for _ in range(times):
        start = perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        best.append(perf_counter() - start)
    return min(best)


def cold_start() -> Iterator[Line]:
    """`symnn check` on a small document, in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "small.md")
        document.write_text("$\\frac{1}{2} + \\frac{1}{3} = \\frac{5}{6}$\n", "utf-8")
        ours = _started(["-m", "symnn", "check", str(document)])
    others = {"import sympy": _started(["-c", "import sympy"])}
    yield Line("cold start of symnn check", ours, others, "import sympy", 2)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from formulas()
    yield from cold_start()
