r"""Equations on lines of their own without `\\` between them: `x = 1`, and below it `y = 2`.

TeX sets them on one line, as the product 1y; what was meant are two equations. After a number
that is sure, and after an empty line; otherwise the formula is marked, and the lexer tells of both
readings.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.latex import symbols as sy
from symnn.latex.rewriting import Piece

#: Stands for the end of a line that may or may not end an equation.
UNCERTAIN_END: Final = "␤"

_LINES = regex(r"[ \t]*((?:\r?\n[ \t]*)+)")
_RELATION = regex(r"[=<>≈≤≥≠]|\\(?:approx|leq?|geq?|neq?|equiv|sim|simeq)(?![A-Za-z])")
_LAST_COMMAND = regex(r"\\([A-Za-z]+)\s*$")
_FIRST_COMMAND = regex(r"\\([A-Za-z]+)")
_ENDS = regex(r"[0-9A-Za-z)\]}'|]$")
_STARTS = regex(r"(?:&\s*)?(?=[A-Za-z(\[{\\|])")


def line_pieces(latex: str) -> list[Piece]:
    r"""The line ends that end an equation, as row ends; one mark for all if one is uncertain.

    >>> [piece.text for piece in line_pieces("x = 1\ny = 2")] == ["\\\\\n"]
    True
    """
    pieces: list[Piece] = []
    depth, start = 0, 0
    breaks = list(_LINES.finditer(latex))
    for index, ending in enumerate(breaks):
        before = latex[start : ending.start()]
        depth += _opened(before)
        last = breaks[index + 1].start() if index + 1 < len(breaks) else len(latex)
        after = latex[ending.end() : last]
        if depth == 0 and _may_end(before) and _may_start(after):
            if _is_sure(before, ending[1], after):
                pieces.append(Piece(ending.start(1), ending.end(1), "\\\\\n"))
            elif "&" not in before:
                return [Piece(0, len(latex), UNCERTAIN_END)]
        start = ending.end()
    return pieces


def _is_sure(before: str, ending: str, after: str) -> bool:
    """After a number, an empty line, or where both lines are aligned at a sign of theirs."""
    aligned = "&" in before and "&" in after[: _sign(after)]
    return before[-1:].isdigit() or ending.count("\n") > 1 or aligned


def _sign(line: str) -> int:
    relation = _RELATION.search(line)
    return relation.start() if relation else 0


def _opened(line: str) -> int:
    braces = line.count("{") - line.count("\\{") - line.count("}") + line.count("\\}")
    left = len(re.findall(r"\\left(?![a-z])", line)) - len(re.findall(r"\\right(?![a-z])", line))
    return braces + left


def _may_end(line: str) -> bool:
    """Whether an equation may end with the line: it has a relation, and an operand behind it."""
    command = _LAST_COMMAND.search(line)
    if command and command[1] not in sy.NAMES:
        return False
    relation = _RELATION.search(line)
    return relation is not None and _ENDS.search(line) is not None


def _may_start(line: str) -> bool:
    """Whether an equation may begin with the line: an operand, and a relation behind it."""
    start = _STARTS.match(line)
    if start is None or _RELATION.search(line) is None or _RELATION.match(line, start.end()):
        return False
    command = _FIRST_COMMAND.match(line, start.end())
    if command is None:
        return line[start.end()] != "\\"
    word = command[1]
    tables = (sy.NAMES, sy.FONTS, sy.ACCENTS, sy.BIG_OPERATORS)
    is_name = any(word in table for table in tables) or word in sy.FUNCTIONS
    return is_name or word in ("frac", "dfrac", "tfrac", "sqrt", "left", "text", "operatorname")
