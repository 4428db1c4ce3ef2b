"""The tokens of a formula with words in it, and where its statements end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from symnn.deferred import regex

_TEXTS: Final = (
    "text|texttt|textit|textrm|textsf|textbf|textnormal|mathrm|mathit|mathsf|mathtt|mbox|emph"
    "|operatorname"
)
_TOKEN: Final = regex(
    rf"(?P<space>\s+|~|&|\\[!,;:\s]|\\(?:left|right|[bB]igg?[lrm]?|limits|displaystyle)(?![A-Za-z])"
    rf"|\{{\}})"
    rf"|(?P<text>\\(?:{_TEXTS})\*?\s*\{{(?P<words>[^{{}}$]*)\}})"
    r"|(?P<matrix>\\begin\{(?:[bpv]|small)?matrix\}(?P<rows>.*?)\\end\{(?:[bpv]|small)?matrix\})"
    r"|(?P<font>\\(?P<face>mathbf|boldsymbol|bm|mathcal|mathbb|mathscr|vec|hat|widehat)\s*\{?\s*(?P<bare>\\?[A-Za-z]+)\s*\}?)"
    r"|(?P<chance>(?:Prob|Pr)(?=\s*(?:\\left\s*|\\[bB]igl?\s*)?[(\[]))"
    r"|(?P<number>(?:\d{1,3}(?:\{,\}\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
    r"|(?P<command>\\[A-Za-z]+|\\[{}|%\\])"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_RELATIONS: Final = {
    "=": "=", "<": "<", ">": ">", r"\le": "≤", r"\leq": "≤", r"\leqslant": "≤", r"\ge": "≥",
    r"\geq": "≥", r"\geqslant": "≥", r"\ne": "≠", r"\neq": "≠", r"\approx": "≈", r"\simeq": "≈",
    r"\cong": "≈", r"\doteq": "≈", r"\in": "∈", r"\to": "→", r"\rightarrow": "→",
    r"\longrightarrow": "→", r"\leftarrow": "←", r"\propto": "∝", r"\perp": "⊥", r"\bot": "⊥",
    "≈": "≈", "≤": "≤", "≥": "≥", "≠": "≠", r"\sim": "~", r"\equiv": "≡", r"\lt": "<", r"\gt": ">",
    r"\Rightarrow": "⇒", r"\implies": "⇒", r"\iff": "⇔", r"\mapsto": "↦",
}  # fmt: skip
_OPEN: Final = frozenset({"(", "[", "{", r"\{"})
_CLOSE: Final = frozenset({")", "]", "}", r"\}"})
_BETWEEN: Final = frozenset({"and", "so", "hence", "thus", "so that", "therefore", "with", ",", ""})


class Token(NamedTuple):
    """A piece of a formula; of words, `text` is what they say."""

    kind: str
    text: str
    start: int
    end: int


class Segment(NamedTuple):
    """The tokens between two separators at the top of a formula; `before` is the first of them."""

    tokens: tuple[Token, ...]
    before: str


def relation_of(token: Token) -> str | None:
    """The relation that a token is."""
    return _RELATIONS.get(token.text) if token.kind in ("command", "sign") else None


def tokens_of(latex: str) -> list[Token]:
    """The tokens of a formula."""
    found: list[Token] = []
    for match in _TOKEN.finditer(latex):
        start, end = match.span()
        if match["space"] is not None:
            continue
        if match["text"] is not None:
            found.append(_words(match["text"], match["words"].strip(), start, end))
        elif match["matrix"] is not None:
            found.append(Token("matrix", match["rows"], start, end))
        elif match["font"] is not None:
            font = match["face"].replace("wide", "")
            found.append(Token("letter", f"{font} {match['bare']}", start, end))
        elif match["chance"] is not None:
            found.append(Token("letter", "P", start, end))
        elif match["number"] is not None:
            found.append(Token("number", match["number"].replace("{,}", ""), start, end))
        elif match["command"] is not None:
            found.append(_command(match["command"], start, end))
        else:
            sign = match["sign"]
            kind = "letter" if sign.isalpha() else "sign"
            found.append(Token(kind, sign, start, end))
    return found


def _words(command: str, words: str, start: int, end: int) -> Token:
    if words in ("Pr", "Prob", "P"):
        return Token("letter", "P", start, end)
    if len(words) == 1 and words.isalpha() and not command.startswith(r"\texttt"):
        return Token("letter", words, start, end)
    return Token("text", words, start, end)


_GREEK: Final = regex(
    r"\\(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi"
    r"|rho|sigma|tau|phi|chi|psi|omega|ell|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega)"
)


def _command(text: str, start: int, end: int) -> Token:
    if _GREEK.fullmatch(text):
        return Token("letter", text, start, end)
    if text == r"\Pr":
        return Token("letter", "P", start, end)
    return Token("command", text, start, end)


def segments_of(tokens: Sequence[Token]) -> list[Segment]:
    """The statements of a formula, by the separators at its top."""
    found: list[Segment] = []
    depth, current, before = 0, list[Token](), ""
    for token in tokens:
        mark = token.text if token.kind in ("sign", "command") else ""
        depth += (mark in _OPEN) - (mark in _CLOSE)
        separator = _separator(token) if depth == 0 else ""
        if separator == "," and _is_within_number(tokens, token):
            token, separator = token._replace(kind="unread"), ""
        if not separator:
            current.append(token)
            continue
        if current:
            found.append(Segment(tuple(current), before))
            current, before = [], separator
        elif before in ("", ",", "quad"):
            before = separator
    if current:
        found.append(Segment(tuple(current), before))
    return found


def _is_within_number(tokens: Sequence[Token], comma: Token) -> bool:
    """Whether a comma may be part of a number: 2,533 or 0,5."""
    before = any(t.kind == "number" and t.end == comma.start for t in tokens)
    return before and any(t.kind == "number" and t.start == comma.end for t in tokens)


def _separator(token: Token) -> str:
    if token.kind == "text":
        return "and" if token.text.lower().strip(" ,.;") in _BETWEEN else ""
    if token.kind == "sign" and token.text in ",;:":
        return token.text
    if token.kind == "command" and token.text in (r"\quad", r"\qquad", "\\\\"):
        return "quad"
    return ""
