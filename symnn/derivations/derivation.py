"""A derivation is a value: lines of steps, each with the verdict that proves it."""

from __future__ import annotations

import os
from dataclasses import field, replace
from typing import final

from symnn.claims.recheck import recheck
from symnn.deferred import dataclass
from symnn.derivations.decimals import beside
from symnn.derivations.pages import (
    latex_document,
    latex_fragment,
    markdown,
    notebook_latex,
    plain_text,
)
from symnn.derivations.steps import Line, Page, Part, Step, check_parts, lines_of
from symnn.derivations.stored import load, text_of
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.files import write_whole


@final
@dataclass(frozen=True, repr=False)
class Derivation:
    """Lines in order, words between them. Every step has been proved; `recheck` replays all.

    Attributes:
        parts: lines, prose and tables, from top to bottom.
        title: what it derives.
        depth: how much is printed: "result", "textbook" or "full".
        style: how it looks.

    Exactness: what is printed is what was proved: the values of all formulas are computed again
        from what they say when a derivation is made.

    Raises:
        EvidenceError: a step that was proved for other values than those that are printed.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2]], [1]), sn.relu)
        >>> sn.derive(net, at=[3]).recheck() is None
        True
    """

    parts: tuple[Part, ...]
    title: str = ""
    depth: Depth = "textbook"
    style: Style = field(default_factory=Style)

    def __post_init__(self) -> None:
        check_depth(self.depth)
        check_parts(self.parts)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, those in tables too."""
        return tuple(line for part in self.parts for line in lines_of(part))

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of all lines."""
        return tuple(step for line in self.lines for step in line.steps)

    def recheck(self, *, strict: bool = False) -> None:
        """Replay the evidence of every step.

        Raises:
            EvidenceError: one does not replay; under `strict` also if one asks an outside engine.
        """
        for step in self.steps:
            recheck(step.verdict.evidence or {}, strict=strict)

    def at_depth(self, depth: Depth) -> Derivation:
        """The same, printed with more or less of it."""
        return replace(self, depth=depth)

    def styled(self, style: Style) -> Derivation:
        """The same in another style; new decimals are proved.

        Raises:
            EvidenceError: a decimal could not be proved.
        """
        return replace(self, parts=beside(self.parts, style), style=style)

    # --- print ------------------------------------------------------------------------

    def latex(self, depth: Depth | None = None, style: Style | None = None) -> str:
        """A LaTeX fragment: paragraphs and displayed environments."""
        return latex_fragment(self._as(depth, style))

    def document(self, depth: Depth | None = None, style: Style | None = None) -> str:
        """A complete LaTeX file."""
        return latex_document(self._as(depth, style))

    def markdown(self, depth: Depth | None = None, style: Style | None = None) -> str:
        """Markdown with formulas that MathJax and KaTeX set."""
        return markdown(self._as(depth, style))

    def text(self, depth: Depth | None = None, style: Style | None = None, width: int = 80) -> str:
        """Plain text, in rows of at most `width` columns where they can be broken."""
        return plain_text(self._as(depth, style), width)

    def _as(self, depth: Depth | None, style: Style | None) -> Page:
        found = self if style is None else self.styled(style)
        check_depth(depth or found.depth)
        return Page(found.title, found.parts, depth or found.depth, found.style)

    def _repr_latex_(self) -> str:
        return notebook_latex(self._as(None, None))

    def _repr_markdown_(self) -> str:
        return self.markdown()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        count = len(self.steps)
        return f"Derivation({self.title!r}, {len(self.lines)} lines, {count} proved steps)"

    # --- files ------------------------------------------------------------------------

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it with all its evidence to a file, whole or not at all.

        `Derivation.load` and `symnn recheck FILE` replay it.

        Raises:
            OSError: the file cannot be written; an old one stays as it was.
        """
        write_whole(path, text_of(self._as(None, None)))

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Derivation:
        """The derivation in a file, replayed.

        Raises:
            UnreadableError: the file is missing, or is no JSON.
            EvidenceError: it is no derivation, or a step is not proved by its evidence.
        """
        page = load(path)
        return Derivation(page.parts, page.title, page.depth, page.style)
