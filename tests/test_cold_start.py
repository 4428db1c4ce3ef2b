"""What a check of a plain chapter imports: counted in modules, which no machine makes slower.

Importing is most of what a check of a chapter takes. A room that needs something rare (the cells
of networks, functions of matrices, provers of claims with symbols, another format) imports it in
the function that is the way to it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: A chapter of numbers, definitions and prose, such as most are.
CHAPTER = r"""
# A neuron

Let $w = 0.15$ and $b = 0.35$. The function $f(x) = x^2 + 1$ is smooth.

It has $x \in \mathbb{R}^{3}$ as its input. Here $\frac{1}{1 + e^{-0.3775}} \approx 0.593$ again.

$$\sqrt{2} \cdot \sqrt{8} = 4$$

So $w \cdot 0.05 + b = 0.3575$, and $f(2) = 6$.
"""
JUDGED = """
import sys
from symnn.documents.source import Source
from symnn.weaving.judging import judge
said = [entry.verdict for entry in judge(Source("a", sys.argv[1], sys.argv[2]))]
print(*said)
print(*sorted(sys.modules))
"""
STARTED = """
import sys
from symnn import cli
cli._parser()
print()
print(*sorted(sys.modules))
"""
#: What a chapter of numbers has no need of.
RARE = (
    "symnn.claims.limit_claims",
    "symnn.claims.open_claims",
    "symnn.claims.provers.cases.prove",
    "symnn.claims.provers.polynomial",
    "symnn.claims.provers.smooth.engine",
    "symnn.derivations",
    "symnn.documents.plain.reader",
    "symnn.documents.rst.reader",
    "symnn.documents.tex.reader",
    "symnn.exact.from_sympy",
    "symnn.frameworks",
    "symnn.functions.matrix_functions",
    "symnn.networks",
    "symnn.twins",
)
OTHERS = {"asyncio", "email", "mpmath", "multiprocessing", "numpy", "rich", "sympy", "z3"}


def modules(program: str, *arguments: str) -> tuple[str, set[str]]:
    """What a program prints first, and the modules it has imported at its end."""
    command = [sys.executable, "-c", program, *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said, imported = run.stdout.splitlines()
    return said, set(imported.split())


def test_a_plain_chapter_is_judged_without_what_is_rare() -> None:
    said, imported = modules(JUDGED, CHAPTER, "markdown")
    assert said.split().count("proved") == 4
    assert said.split().count("refuted") == 1
    assert imported.isdisjoint({*RARE, *OTHERS})
    own = {name for name in imported if name.startswith("symnn")}
    assert len(own) <= 380, "import what is rare in the function that needs it"


@pytest.mark.parametrize(
    ("text", "form", "needed"),
    [
        ("For all $x$: $(x + 1)^2 = x^2 + 2 x + 1$.", "markdown", "symnn.claims.open_claims"),
        (r"$\lim_{x \to \infty} \frac{1}{x} = 0$", "markdown", "symnn.claims.limit_claims"),
        (r"so $1 + 1 = 2$", "latex", "symnn.documents.tex.reader"),
        (r":math:`1 + 1 = 2`", "rst", "symnn.documents.rst.reader"),
    ],
)
def test_what_is_rare_is_imported_by_what_needs_it(text: str, form: str, needed: str) -> None:
    said, imported = modules(JUDGED, text, form)
    assert said == "proved"
    assert needed in imported


def test_the_command_starts_a_judge_before_it_imports_what_reads() -> None:
    _, imported = modules(STARTED)
    assert "symnn.documents.sandbox" in imported
    later = {"symnn.weaving.files", "symnn.weaving.checking", "symnn.documents.report.terminal"}
    assert imported.isdisjoint({*later, *RARE[:3], *OTHERS})
    assert len({name for name in imported if name.startswith("symnn")}) <= 44
