r"""The words around a formula without the commands that only dress them."""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex

_DRESS = regex(
    r"(?P<kept>\$[^$]*\$|\\\(.{0,400}?\\\)|\\\[.{0,400}?\\\]"
    r"|\\begin\{(?P<name>align|equation|gather|multline|eqnarray)(?P<star>\*?)\}"
    r".{0,400}?\\end\{(?P=name)(?P=star)\})"
    r"|\\(?:begin|end)\s*\{[^{}]*\}(?:\[[^\]]*\])?"
    r"|\\(?:[cC]ite[a-z]*|[a-zA-Z]*ref|label|index|input|include|subfile|footnotemark|vspace|hspace)\*?"
    r"(?:\[[^\]]*\])*\{[^{}]*\}"
    r"|\\(?:emph|text[a-z]+|underline|uline|mbox|hbox|textcolor\{[^{}]*\})\s*\{"
    r"|\\(?P<sign>[%&#$_{}])|(?P<space>~|\\[ ,;:!/\\]|\\[A-Za-z@]+\*?)|(?P<quote>``|'')|[{}]",
    re.DOTALL,
)
_AROUND = regex(r"\\(?:begin|end)\{[a-z]+\*?\}")
_LONGEST: Final = 80


def _plain(match: re.Match[str]) -> str:
    if match["name"]:
        return f"${_AROUND.sub('', match['kept'])}$"  # the word equation is none of the prose
    if match["kept"]:
        return match["kept"]
    if match["sign"]:
        return match["sign"]
    return " " if match["space"] else '"' if match["quote"] else ""


def plain(text: str) -> str:
    r"""Prose without its dress, white space squeezed; formulas stay as they are written.

    >>> plain("the \\emph{weight}~$W$ of \\cite{a}  `it`") == "the weight $W$ of `it`"
    True
    """
    return " ".join(_DRESS.sub(_plain, text).split())


def end_of(text: str) -> str:
    """The last characters of a text as prose."""
    return plain(text)[-_LONGEST:].lstrip()


def start_of(text: str) -> str:
    """The first characters of a text as prose."""
    return plain(text)[:_LONGEST].rstrip()
