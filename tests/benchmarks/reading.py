"""Reading a formula beside sympy's lark reader, judging claims, and chapters from a cold start."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from sympy.parsing.latex import parse_latex

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source
from symnn.latex.healing import heal
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


#: Claims that need nothing but themselves.
CLOSED = (
    r"\frac{1}{2} + \frac{1}{3} = \frac{5}{6}",
    r"\sqrt{2} \cdot \sqrt{8} = 4",
    r"0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 = 0.3775",
    r"\frac{1}{1 + e^{-0.3775}} = 0.593269992",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} [1, 1]^T = \begin{bmatrix} 3 \\ 7 \end{bmatrix}",
    r"\tanh(0.5) \approx 0.462",
    r"\max(0, -3) = 0",
    r"2^{10} = 1025",
)

#: One formula each of a chapter, by the number it gets there.
CHAPTER = (
    "Let $w_{{{n}}} = {n}$.",
    r"So $\frac{{1}}{{2}} + \frac{{1}}{{3}} = \frac{{5}}{{6}}$.",
    r"Here $\frac{{1}}{{1 + e^{{-0.3775}}}} \approx 0.593$ again.",
    r"$$\sqrt{{2}} \cdot \sqrt{{8}} = 4$$",
    "The function $f_{{{n}}}(x) = x^2 + {n}$ is smooth.",
    r"It has $x \in \mathbb{{R}}^{{{n}}}$ as its input.",
)


def chapter(count: int) -> str:
    """A document of so many formulas."""
    return "\n\n".join(CHAPTER[n % len(CHAPTER)].format(n=n) for n in range(count))


def judged(text: str) -> int:
    """The number of entries of a document, judged in this process."""
    return sum(1 for _ in judge(Source("a.md", text, "markdown")))


def formulas() -> Iterator[Line]:
    """The median over some formulas, healed and read one by one."""
    ours = median(seconds(lambda t=text: parse(heal(t).text)) for text in FORMULAS)
    theirs = [
        seconds(lambda t=text: parse_latex(t, backend="lark"), repeats=1) for text in FORMULAS
    ]
    others = {"sympy lark, median": median(theirs), "sympy lark, slowest": max(theirs)}
    yield Line("reading one formula", ours, others, "", 1e-3)


def claims() -> Iterator[Line]:
    """The median over closed claims, each a document of its own."""
    ours = median(seconds(lambda t=text: judged(f"${t}$")) for text in CLOSED)
    yield Line("judging one closed claim", ours, {}, "", 5e-3)


def growth() -> Iterator[Line]:
    """A long document beside a short one, by the formula."""
    each = {
        count: seconds(lambda c=count: judged(chapter(c)), 1) / count for count in (2000, 20_000)
    }
    others = {"in 2,000": each[2000]}
    yield Line("one formula in 20,000", each[20_000], others, "in 2,000", 1.5)


def _started(command: list[str], times: int = 7) -> float:
    best = []
    for _ in range(times):
        start = perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        best.append(perf_counter() - start)
    return min(best)


def cold_start() -> Iterator[Line]:
    """`symnn check` on a small document and on a chapter, in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "small.md")
        document.write_text("$\\frac{1}{2} + \\frac{1}{3} = \\frac{5}{6}$\n", "utf-8")
        ours = _started(["-m", "symnn", "check", str(document)])
        document.write_text(chapter(200), "utf-8")
        whole = _started(["-m", "symnn", "check", str(document)])
    others = {"import sympy": _started(["-c", "import sympy"])}
    yield Line("cold start of symnn check", ours, others, "import sympy", 2)
    yield Line("a chapter of 200 formulas, cold", whole, others, "import sympy", 2)


def lines() -> Iterator[Line]:
    """Every line of this file."""
    yield from formulas()
    yield from claims()
    yield from growth()
    yield from cold_start()
