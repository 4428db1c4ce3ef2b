"""One claim, every format: the same verdicts, each exactly where it is written.

A document is drawn as a list of pieces, and written down in each format and dialect, with its
places noted on the way; what the checker finds must be what was written down, and no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symnn.documents.cells import text_cells
from symnn.documents.judging.judge import judge
from symnn.documents.source import Format, Source


class Piece(NamedTuple):
    """A claim or a definition with its verdict, or words, or what must not be read."""

    kind: Literal["formula", "prose", "decoy"]
    style: int
    latex: str = ""
    verdict: str = ""


class Found(NamedTuple):
    """What is said, and where."""

    verdict: str
    latex: str
    cell: int | None
    line: int
    column: int
    end_column: int


CLAIMS: Final = (
    (r"\frac{1}{2} + \frac{1}{3} = \frac{5}{6}", "proved"),
    (r"2 \cdot 3 = 7", "refuted"),
    (r"\sqrt{2} \cdot \sqrt{8} = 4", "proved"),
    (r"\frac{1}{1 + e^{0}} = 0.5", "proved"),
    (r"\max(0, -3) = 3", "refuted"),
    (r"\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{pmatrix} 3 \\ 4 \end{pmatrix} = 11", "proved"),
    (r"\ln 2 \approx 0.693", "proved"),
    ("3 − 1 = 2", "proved"),
)
PROSE: Final = ("Here it is", "We see this", "Für die Übung", "漢字 and more", "as in the text")


@dataclass(slots=True)
class Page:
    """A text that is being written, and what will be found in it."""

    newline: str
    cell: int | None = None
    text: str = ""
    expected: list[Found] = field(default_factory=list)

    def write(self, text: str) -> None:
        if self.text.endswith(self.newline):
            text = text.removeprefix(" ")  # an indent has a meaning
        self.text += text.replace("\n", self.newline)

    def formula(self, opening: str, piece: Piece, closing: str) -> None:
        self.write(opening)
        line = self.text.count(self.newline) + 1
        column = len(self.text.rpartition(self.newline)[2]) + 1
        place = (self.cell, line, column, column + len(piece.latex))
        self.expected.append(Found(piece.verdict, piece.latex, *place))
        self.write(piece.latex + closing)


Styles = tuple[tuple[str, str], ...]

DOLLARS: Final = ((" $", "$ "), (" $$", "$$ "), ("\n\n$$\n", "\n$$\n\n"), (" \\(", "\\) "))
BRACKETS: Final = (("\n\n\\[", "\\]\n\n"), ("\n\n\\[\n  ", "\n\\]\n\n"))
ENVIRONMENT: Final = (("\n\n\\begin{equation}\n", "\n\\end{equation}\n\n"),)
MARKDOWN: Final = (
    *DOLLARS, *BRACKETS, *ENVIRONMENT,
    (" $`", "`$ "), (" {math}`", "`{x} "), (" \\\\(", "\\\\) "), ("\n\n\\\\[\n", "\n\\\\]\n\n"),
    ("\n\n```math\n", "\n```\n\n"), ("\n\n```{math}\n:label: a\n", "\n```\n\n"),
    ("\n\n:::{math}\n", "\n:::\n\n"), ("\n\n```{math} ", "\n```\n\n"),
    ("\n\n> so $", "$\n\n"), ("\n\n> $$\n> ", "\n> $$\n\n"), ("\n\n1. a\n   - $", "$\n\n"),
    ("\n\n- $$\n  ", "\n  $$\n\n"), ("\n\n| a | $", "$ |\n|---|---|\n| b | c |\n\n"),
    ("\n\n<div>\n\n$$", "$$\n\n</div>\n\n"), ("\n\n::: {.callout-note}\n$", "$\n:::\n\n"),
    ("\n\n```{prf:lemma} A\n:label: b\n\n$", "$\n```\n\n"), ("\n\nTerm\n: says $", "$\n\n"),
    (" *so* $", "${: .a} "), ("\n\n$$", "$$ (eq:a)\n\n"), ("\n\n$$", "$$ {#eq-a}\n\n"),
)  # fmt: skip
MARKDOWN_DECOYS: Final = (
    "\n\n```\n$1 = 2$\n```\n\n", " `$1 = 2$` ", " <!-- $1 = 2$ --> ", " costs $5 and $10 ",
    "\n\nso\n\n    $1 = 2$\n\n", "\n\n```{python}\n'$1 = 2$'\n```\n\n", " [a](b?$1=2$) ",
    "\n\n% $1 = 2$\n\n", " {% include a.html b='$1 = 2$' %} ", " https://a.b/?$1=2$ ",
    "\n\n<pre>\n$1 = 2$\n</pre>\n\n", "\n\n~~~\n\\[1 = 2\\]\n~~~\n\n",
)  # fmt: skip
RST: Final = (
    (" :math:`", "` "), (" `", "`:math: "), ("\n\n.. math:: ", "\n\n"),
    ("\n\n.. math::\n\n   ", "\n\n"), ("\n\n.. math::\n   :label: a\n   :nowrap:\n\n     ", "\n\n"),
    ("\n\n.. note:: so\n\n   .. math::\n\n      ", "\n\n"), ("\n\n* - :math:`", "`\n\n"),
    ("\n\n.. raw:: latex\n\n   \\[", "\\]\n\n"), ("\n\n1. so :math:`", "`\n\n"),
    ("\n\n| a :math:`", "` |\n\n"), ("\n\nterm\n  :math:`", "`\n\n"),
)  # fmt: skip
RST_DECOYS: Final = (
    " ``:math:`1 = 2` `` ", "\n\nso::\n\n   :math:`1 = 2`\n\n", "\n\n.. :math:`1 = 2`\n\n",
    "\n\n.. code-block:: tex\n\n   .. math:: 1 = 2\n\n", " `1 = 2` ", " $1 = 2$ ",
    "\n\n>>> '$1 = 2$'\n\n",
)  # fmt: skip
LATEX: Final = (
    *DOLLARS, *BRACKETS, *ENVIRONMENT,
    ("\n\\begin{align*}\n", "\n\\end{align*}\n"), ("\n\\begin{theorem} $", "$ \\end{theorem}\n"),
    ("\n\\begin{itemize}\\item $", "$\\end{itemize}\n"),
)  # fmt: skip
LATEX_DECOYS: Final = ("\n% $1 = 2$\n", "\n\\begin{verbatim}\n$1 = 2$\n\\end{verbatim}\n", r" \$5 ")
PLAIN: Final = (*DOLLARS, *BRACKETS, *ENVIRONMENT, ("\n\n     $", "$\n\n"), ("\n\n`$", "$`\n\n"))
PLAIN_DECOYS: Final = (" costs $5 and $10 ", "\n\nx = 5 cm\n\n", "\n\n1 = 2 has two digits\n\n")


def write(page: Page, pieces: list[Piece], styles: Styles, decoys: tuple[str, ...]) -> None:
    for piece in pieces:
        if piece.kind == "formula":
            opening, closing = styles[piece.style % len(styles)]
            page.formula(opening, piece, closing)
        elif piece.kind == "prose":
            page.write(f" {PROSE[piece.style % len(PROSE)]} ")
        else:
            page.write(decoys[piece.style % len(decoys)])


def one_text(
    kind: Format, styles: Styles, decoys: tuple[str, ...], head: str = "", foot: str = ""
) -> Callable[[list[Piece], str], tuple[Source, list[Found]]]:
    def written(pieces: list[Piece], newline: str) -> tuple[Source, list[Found]]:
        page = Page(newline)
        page.write(head)
        write(page, pieces, styles, decoys)
        page.write(foot)
        return Source("a", page.text, kind), page.expected

    return written


def notebook(pieces: list[Piece], newline: str) -> tuple[Source, list[Found]]:
    """Every third piece begins a new cell, with a code cell before some of them."""
    cells: list[dict[str, object]] = []
    expected: list[Found] = []
    for start in range(0, len(pieces), 3):
        if start % 2:
            cells.append({"cell_type": "code", "source": ["$1 = 2$"], "outputs": ["$1 = 2$"]})
        page = Page(newline, cell=len(cells) + 1)
        write(page, pieces[start : start + 3], MARKDOWN, MARKDOWN_DECOYS)
        cells.append({"cell_type": "markdown", "source": page.text.splitlines(keepends=True)})
        expected += page.expected
    cells.append({"cell_type": "raw", "source": "$1 = 2$"})
    joined, found = text_cells("a", json.dumps({"cells": cells, "nbformat": 4}))
    return Source("a", joined, "notebook", found), expected


HEAD: Final = "\\documentclass{article}\n\\begin{document}\n"
WRITERS: Final = {
    "markdown": one_text("markdown", MARKDOWN, MARKDOWN_DECOYS, "---\ntitle: $1 = 2$\n---\n\n"),
    "latex": one_text("latex", LATEX, LATEX_DECOYS, HEAD, "\n\\end{document}\n$1 = 2$"),
    "notebook": notebook,
    "rst": one_text("rst", RST, RST_DECOYS, "=====\nTitle\n=====\n\n"),
    "text": one_text("text", PLAIN, PLAIN_DECOYS, "Title\n=====\n\n"),
}


def formulas() -> st.SearchStrategy[tuple[str, str]]:
    """A claim that needs nothing, or a number that one gets by a name of its own."""
    named = st.tuples(st.integers(0, 99), st.integers(1, 9)).map(
        lambda pair: (f"{pair[0]} + {pair[1]} = {sum(pair)}", "proved")
    )
    return st.one_of(st.sampled_from(CLAIMS), named)


@st.composite
def documents(draw: st.DrawFn) -> list[Piece]:
    pieces: list[Piece] = []
    defined = 0
    for _ in range(draw(st.integers(1, 9))):
        style = draw(st.integers(0, 10_000))
        kind = draw(st.sampled_from(("formula", "formula", "name", "prose", "decoy")))
        if kind == "formula":
            pieces.append(Piece("formula", style, *draw(formulas())))
        elif kind == "name":
            value = draw(st.integers(2, 9))
            name = f"w_{{{defined}}}"
            defined += 1
            claim = f"{name} + 1 = {value + 1}"
            pieces.append(Piece("formula", style, f"{name} = {value}", "definition"))
            pieces.append(Piece("formula", style // 7, claim, "proved"))
        elif kind == "prose":
            pieces.append(Piece("prose", style))
        else:
            pieces.append(Piece("decoy", style))
    return pieces


@pytest.mark.parametrize("name", WRITERS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pieces=documents(), newline=st.sampled_from(("\n", "\r\n")))
def test_the_same_is_said_at_the_right_place(name: str, pieces: list[Piece], newline: str) -> None:
    source, expected = WRITERS[name](pieces, newline)
    found = [
        Found(e.verdict or e.kind, e.latex, e.cell, e.line, e.column, e.end_column)
        for e in judge(source)
    ]
    assert found == expected, source.text


@pytest.mark.parametrize("name", WRITERS)
def test_every_style_of_every_format_is_read(name: str) -> None:
    for style in range(60):
        pieces = [Piece("prose", 0), Piece("formula", style, "2 \\cdot 3 = 7", "refuted")]
        source, expected = WRITERS[name]([*pieces, Piece("decoy", style), Piece("prose", 1)], "\n")
        found = [(e.latex, e.cell, e.line, e.column) for e in judge(source)]
        assert found == [(f.latex, f.cell, f.line, f.column) for f in expected], source.text
