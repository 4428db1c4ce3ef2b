"""Roots typed as √2, √(x + 1), ∛x: what they reach over, where that is evident."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.latex.rewriting import Piece

_ROOT = regex(
    r"([√∛∜])\s*(?:(?P<open>\()|(?P<operand>\d+(?:\.\d+)?|\\?[A-Za-zα-ω](?![A-Za-z])"
    r"(?:[₀-₉]+|_[A-Za-z0-9](?![A-Za-z0-9])|_\{[^{}]*\})?)(?P<end>\s*(?:$|(?=[-+−*/·×⋅∙=≈≠<>≤≥,;:)\]}&|]"
    r"|\\(?:\\|[,;]|(?:cdot|times|approx|leq?|geq?|neq?|quad|qquad|right|end|pm|div)(?![A-Za-z]))))))"
)
_COMMANDS: Final = {"√": "\\sqrt{", "∛": "\\sqrt[3]{", "∜": "\\sqrt[4]{"}
_RAISED = regex(r"\s*[\^⁰¹²³⁴-⁹ⁿ!]")


def root_pieces(latex: str) -> list[Piece]:
    r"""The pieces that write the roots of Unicode as commands.

    √2x and √x² are left alone: they can be read in two ways.

    >>> root_pieces("√2 + √2x") == [Piece(0, 2, r"\sqrt{2}")]
    True
    """
    return sorted(_found(latex)) if not {"√", "∛", "∜"}.isdisjoint(latex) else []


def _found(latex: str) -> Iterator[Piece]:
    closing = _closing_brackets(latex)
    for root in _ROOT.finditer(latex):
        command = _COMMANDS[root[1]]
        if root["operand"]:
            yield Piece(root.start(), root.end("operand"), f"{command}{root['operand']}}}")
            continue
        end = closing.get(root.start("open"))
        if end is not None and not _RAISED.match(latex, end + 1):
            yield Piece(root.start(), root.end("open"), f"{command}(")
            yield Piece(end, end + 1, ")}")


def _closing_brackets(latex: str) -> dict[int, int]:
    opened: list[int] = []
    closing: dict[int, int] = {}
    for place, letter in enumerate(latex):
        if letter == "(":
            opened.append(place)
        elif letter == ")" and opened:
            closing[opened.pop()] = place
    return closing
