"""Pages as TeX and KaTeX accept them; skipped where they are not installed.

The campaign `tests.campaigns.derivation_pages` sets pages of every kind.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.campaigns.derivation_cases import case
from tests.campaigns.derivation_pages import formulas, katex, pdflatex

KATEX = os.environ.get("SYMNN_KATEX", "node_modules")
PAGES = (("forward", 8), ("gradient", 15))


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex")
@pytest.mark.parametrize(("kind", "seed"), PAGES)
def test_pdflatex_sets_the_page(kind: str, seed: int, tmp_path: Path) -> None:
    assert pdflatex(case(seed, (kind,)).derivation.document(), tmp_path, "page") == ""


@pytest.mark.skipif(
    shutil.which("node") is None or not (Path(KATEX) / "katex").is_dir(),
    reason="there is no node with katex; SYMNN_KATEX names its node_modules",
)
@pytest.mark.parametrize(("kind", "seed"), PAGES)
def test_katex_sets_the_page(kind: str, seed: int) -> None:
    assert katex([case(seed, (kind,)).derivation.markdown()], KATEX) == [""]


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex")
def test_an_error_of_tex_is_found(tmp_path: Path) -> None:
    page = case(8, ("forward",)).derivation.document()
    broken = page.replace(r"\begin{align", r"$x^a^b$ \begin{align", 1)
    assert "Double superscript" in pdflatex(broken, tmp_path, "page")


def test_the_formulas_of_a_page() -> None:
    page = "Here $x$ is\n\n$$\ny = 1\n$$\n"
    assert formulas(page) == [("y = 1", True), ("x", False)]
