r"""Derivations as pages: LaTeX fragments and files, Markdown, notebook cells, text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from typing import Final

from symnn.derivations.formulas.nodes import Name, Node
from symnn.derivations.steps import Line, Page, Part, Prose, Table, Words, shows
from symnn.derivations.typesetting.clashes import without_clashes
from symnn.derivations.typesetting.latex import Latex
from symnn.derivations.typesetting.rows import DisplayRow, can_be_set, chain_rows
from symnn.derivations.typesetting.style import Depth, Style
from symnn.derivations.typesetting.text import Text
from symnn.derivations.typesetting.typesetter import Typesetter

_PREAMBLE: Final = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage[a4paper, margin=25mm]{geometry}
\usepackage{amsmath, amssymb}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\begin{document}
"""
_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\^{}", "~": r"\~{}",
}  # fmt: skip
#: A chain of so many rows at most stays on one page.
_CHAIN: Final = 6
_MARKED: Final = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]<>#|$"})


def latex_fragment(page: Page) -> str:
    """Paragraphs and displayed environments, for the body of a LaTeX document."""
    style = without_clashes(page.style, page.parts)
    setter = Latex(style)
    blocks = []
    for kind, parts in _grouped(page):
        if kind is Line:
            rows = _latex_rows(setter, _chains(parts, page.depth, style.reasons, setter), style)
            blocks.append(_environment(rows, style.environment))
        else:
            blocks += [_latex_words(setter, part) for part in parts]
    return "\n\n".join(blocks)


def latex_document(page: Page) -> str:
    """A complete LaTeX file."""
    title = "".join(_SPECIAL.get(c, c) for c in page.title)
    head = rf"\section*{{{title}}}" + "\n\n" if title else ""
    return f"{_PREAMBLE}{head}{latex_fragment(page)}\n\\end{{document}}\n"


def markdown(page: Page) -> str:
    """Markdown with displays between double dollars."""
    style = without_clashes(page.style, page.parts)
    setter = Latex(style)
    blocks = []
    for kind, parts in _grouped(page):
        if kind is Line:
            blocks.append(f"$$\n{_aligned(setter, parts, page.depth, style)}\n$$")
        else:
            blocks += [_markdown_words(setter, part) for part in parts]
    return "\n\n".join(blocks) + "\n"


def notebook_latex(page: Page) -> str:
    """The lines alone, as one display: what a notebook shows."""
    style = without_clashes(page.style, page.parts)
    setter = Latex(style)
    lines = [part for kind, parts in _grouped(page) if kind is Line for part in parts]
    return f"$$\n{_aligned(setter, lines, page.depth, style)}\n$$"


def plain_text(page: Page, width: int) -> str:
    """Text in rows of so many columns; what cannot be broken may be longer."""
    setter = Text(page.style)
    blocks = []
    for kind, parts in _grouped(page):
        if kind is Line:
            blocks.append("\n".join(_text_rows(setter, parts, page, width)))
        else:
            blocks += [_text_words(setter, part, width) for part in parts]
    return "\n\n".join(blocks)


def _grouped(page: Page) -> Iterator[tuple[type, list[Part]]]:
    """The parts that are printed, lines that follow each other together."""
    printed = [part for part in page.parts if shows(page.depth, part.depth)]
    for kind, parts in groupby(printed, key=type):
        yield kind, list(parts)


def _chains(
    parts: Sequence[Part], depth: Depth, reasons: bool, setter: Latex | None = None
) -> Iterator[tuple[Line, list[tuple[str, Node, str]]]]:
    """Each line with its links; a line that begins as the one before it goes on with its chain.

    Forms between that only "full" shows are left out where they are wider than a page of LaTeX.
    """
    fits = None if setter is None else partial(can_be_set, setter)
    held: tuple[Line, list[tuple[str, Node, str]]] | None = None
    for part in parts:
        if not isinstance(part, Line):
            continue
        links = [
            (r.relation, r.formula, r.reason if reasons else "") for r in part.rows(depth, fits)
        ]
        if held is not None and _goes_on(held, part):
            held[1].extend(links)
            continue
        if held is not None:
            yield held
        held = part, links
    if held is not None:
        yield held


def _goes_on(held: tuple[Line, list[tuple[str, Node, str]]], line: Line) -> bool:
    """f(x) = W x + b, and at once f(x) = …: said twice it would look like another f."""
    before, links = held
    plain = not (before.conditions or line.conditions)
    return plain and before.first == line.first and all(sign == "=" for sign, _, _ in links)


# --- LaTeX --------------------------------------------------------------------------


def _latex_rows(
    setter: Latex, chains: Iterable[tuple[Line, list[tuple[str, Node, str]]]], style: Style
) -> list[str]:
    found: list[str] = []
    room = 0
    for line, links in chains:
        rows = _rows_of(setter, line, links, style.width)
        if _is_given(line) and len(rows) == 1:
            width = _width_of(setter, line)
            if width <= room:
                found[-1] += rf", \qquad {rows[0].left} = {rows[0].right}"
                room -= width
                continue
            room = style.width - width
        else:
            room = 0
        for place, row in enumerate(rows):
            last = place == len(rows) - 1
            text = _latex_row(setter, row, style)
            if last and line.conditions:
                text += setter.wide() + _conditions(setter, line)
            if style.environment == "align" and not (last and style.numbered):
                text += r" \notag"
            found.append(text)
        if not rows:
            found.append(setter(line.first))
    return found


def _is_given(line: Line) -> bool:
    """Whether a line only says what is given: such lines share a row."""
    is_name = isinstance(line.first, Name)
    return is_name and line.definition is not None and not line.steps and not line.is_result


def _width_of(setter: Latex, line: Line) -> int:
    body = line.definition.quantity.formula if line.definition is not None else line.first
    return setter.set(line.first).width + setter.set(body).width + 8


def _with_breaks(rows: Sequence[str], held: Sequence[bool]) -> str:
    """Rows with some space between those that are tall, and no new page behind those held."""
    text = ""
    for row, after, stays in zip(rows, [*rows[1:], ""], held, strict=True):
        tall = any(mark in row or mark in after for mark in (r"\frac", r"\begin"))
        newline = r" \\" + "*" * stays + "[4pt]" * tall + "\n"
        text += row + (newline if after else "")
    return text


def _held(rows: Sequence[str]) -> list[bool]:
    """The rows whose chain goes on in the next, and is short enough for one page."""
    starts = [k for k, row in enumerate(rows) if not row.startswith("&")]
    found = [False] * len(rows)
    for start, end in pairwise([*starts, len(rows)]):
        if end - start <= _CHAIN:
            found[start : end - 1] = [True] * (end - 1 - start)
    return found


def _rows_of(
    setter: Typesetter, line: Line, links: list[tuple[str, Node, str]], width: int
) -> list[DisplayRow]:
    together = width if line.in_one_row else 2 * width // 3
    return list(chain_rows(setter, line.first, links, width, together))


def _latex_row(setter: Latex, row: DisplayRow, style: Style) -> str:
    relation = setter.sign(row.relation).strip() if row.relation else r"\quad"
    left = f"{row.left} " if row.left else ""
    text = f"{left}&{relation} {row.right}"
    if style.reasons and row.reason:
        text += rf" && \text{{{row.reason}}}"
    return text


def _conditions(setter: Typesetter, line: Line) -> str:
    return setter.under(setter.conditions(line.conditions))


def _environment(rows: Sequence[str], name: str) -> str:
    body = _with_breaks(rows, [False] * len(rows) if name == "aligned" else _held(rows))
    if name == "aligned":
        return f"\\[\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n\\]"
    return f"\\begin{{{name}}}\n{body}\n\\end{{{name}}}"


def _aligned(setter: Latex, parts: Sequence[Part], depth: Depth, style: Style) -> str:
    plain = Style(**{**style.data(), "environment": "aligned", "numbered": False})
    rows = _latex_rows(setter, _chains(parts, depth, style.reasons, setter), plain)
    body = _with_breaks(rows, [False] * len(rows))
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _latex_words(setter: Latex, part: Part) -> str:
    if isinstance(part, Table):
        return _latex_table(setter, part)
    assert isinstance(part, Prose)  # noqa: S101
    text = _joined(setter, part.words, lambda t: "".join(_SPECIAL.get(c, c) for c in t))
    return rf"\paragraph{{{text}}}" if part.is_heading else text


def _joined(setter: Typesetter, words: Words, escape: Callable[[str], str]) -> str:
    return "".join(escape(w) if isinstance(w, str) else f"${setter(w)}$" for w in words)


def _cell(setter: Typesetter, cell: Words | Line, escape: Callable[[str], str]) -> str:
    if not isinstance(cell, Line):
        return _joined(setter, cell, escape)
    text = setter(cell.first)
    for row in cell.rows("textbook"):
        text += setter.sign(row.relation) + setter(row.formula)
    if cell.conditions:
        text += setter.wide() + _conditions(setter, cell)
    return f"${text}$"


def _latex_table(setter: Latex, table: Table) -> str:
    def escape(text: str) -> str:
        return "".join(_SPECIAL.get(c, c) for c in text)

    head = " & ".join(_joined(setter, words, escape) for words in table.header)
    rows = [" & ".join(_cell(setter, cell, escape) for cell in row) for row in table.rows]
    body = " \\\\[2pt]\n".join(rows)
    columns = "l" * len(table.header)
    return (
        f"\\begin{{center}}\n\\begin{{tabular}}{{{columns}}}\n{head} \\\\ \\hline\n"
        f"{body}\n\\end{{tabular}}\n\\end{{center}}"
    )


# --- Markdown -----------------------------------------------------------------------


def _markdown_words(setter: Latex, part: Part) -> str:
    if isinstance(part, Table):
        return _markdown_table(setter, part)
    assert isinstance(part, Prose)  # noqa: S101
    text = _joined(setter, part.words, lambda t: t.translate(_MARKED))
    return f"**{text}**" if part.is_heading else text


def _markdown_table(setter: Latex, table: Table) -> str:
    def escape(text: str) -> str:
        return text.translate(_MARKED)

    rows = [[_joined(setter, words, escape) for words in table.header]]
    rows.append(["---"] * len(table.header))
    rows += [[_cell(setter, c, escape).replace("|", r"\vert ") for c in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


# --- text ---------------------------------------------------------------------------


def _text_rows(setter: Text, parts: Sequence[Part], page: Page, width: int) -> Iterator[str]:
    for line, links in _chains(parts, page.depth, page.style.reasons):
        head = setter(line.first)
        margin = " " * min(len(head), width // 3)
        said = setter.wide() + _conditions(setter, line) if line.conditions else ""
        rows = _rows_of(setter, line, links, width - 1)
        for place, row in enumerate(rows):
            left = row.left or margin
            sign = setter.sign(row.relation).strip() if row.relation else "   "
            reason = f"   [{row.reason}]" if page.style.reasons and row.reason else ""
            yield f"{left} {sign} {row.right}{reason}" + (said if place == len(rows) - 1 else "")
        if not rows:
            yield head + said


def _text_words(setter: Text, part: Part, width: int) -> str:
    if isinstance(part, Table):
        return _text_table(setter, part)
    assert isinstance(part, Prose)  # noqa: S101
    text = "".join(w if isinstance(w, str) else setter(w) for w in part.words)
    return textwrap.fill(text, width)


def _text_table(setter: Text, table: Table) -> str:
    rows = [["".join(w if isinstance(w, str) else setter(w) for w in c) for c in table.header]]
    rows += [[_cell(setter, cell, str).replace("$", "") for cell in row] for row in table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.header))]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
