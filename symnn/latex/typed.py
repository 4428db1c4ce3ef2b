r"""Equations as one types them in a plain text: 2*x_1 + exp(-x) = σ(0)^2.

A line is taken only if all of it is an equation and can be read in one way; then it is read as
LaTeX. Words, units, code and what stands side by side without a sign are no equation.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.latex import symbols as sy
from symnn.latex.healing import heal
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_MOST: Final = 400
_GREEK: Final = "".join(sy.GREEK_LETTERS)
_RAISED: Final = "".join(sy.SUPERSCRIPTS)
_LOWERED: Final = "".join(sy.SUBSCRIPTS)

_TOKEN = regex(
    rf"""(?P<blank>[ \t\u00a0]+)
    |(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\d.,]*\d)|\.\d+)
    |(?P<name>(?:[A-Za-z]+\d*|[{_GREEK}]\d*)(?:_[A-Za-z0-9]+)*'*(?![A-Za-z0-9_.{_GREEK}]))
    |(?P<half>[¼-¾⅐-⅞])
    |(?P<raised>[{_RAISED}]+)|(?P<lowered>[{_LOWERED}]+)
    |(?P<power>\^|\*\*)
    |(?P<relation>[<>!~]=|=~|:=|[=<>≠≤≥≈])
    |(?P<sign>[-+−–*/·×⋅÷])
    |(?P<open>[(\[])|(?P<close>[)\]])
    |(?P<bar>\|)
    |(?P<comma>,)
    |(?P<percent>%)
    |(?P<root>√)""",
    re.VERBOSE,
)
_RELATIONS: Final = {"~=": "\\approx ", "=~": "\\approx "}
_GREEK_WORDS: Final = frozenset(sy.GREEK)
#: Functions whose argument one types in brackets.
_FUNCTIONS: Final = sy.FUNCTION_WORDS - {"max", "min", "step"} | {"max", "min"}
_OPERAND_ENDS: Final = frozenset(
    ("number", "name", "half", "raised", "lowered", "close", "percent")
)
_OPERAND_STARTS: Final = frozenset(("number", "name", "half", "open", "root"))
_MATHEMATICAL: Final = frozenset(("number", "sign", "power", "half", "raised", "root", "percent"))
_DOT = regex(r"[.,;]?\s*$")


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int
    spaced: bool


def as_latex(line: str) -> Rewriting:
    r"""A line that is an equation as LaTeX; any other line as it is.

    >>> as_latex("2**3 = 8").text == "2^{3} = 8"
    True
    """
    found = typed(line)
    return heal(line) if found is None else found.then(heal(found.text))


def typed(line: str) -> Rewriting | None:
    r"""The line as LaTeX, or None if it is not clearly an equation.

    >>> found = typed("net_h1 = 0.5*x1 + exp(-2)^2")
    >>> found is not None and found.text == r"net_{h1} = 0.5*x_{1} + exp(-2)^{2}"
    True
    >>> typed("so x = 5 cm") is None
    True
    """
    tokens = _tokens(line)
    if not tokens or not _is_clear(tokens):
        return None
    if not all(_is_equation(part) for part in _parts(tokens)):
        return None
    pieces = _pieces(tokens)
    return None if pieces is None else rewrite(line, sorted(pieces))


def _tokens(line: str) -> list[_Token] | None:
    """The tokens of a line; None if something in it is no part of an equation."""
    if len(line) > _MOST:
        return None
    tokens: list[_Token] = []
    at, end = 0, _DOT.search(line)
    last = end.start() if end else len(line)
    spaced = False
    while at < last:
        met = _TOKEN.match(line, at, last)
        if met is None:
            return None
        kind = str(met.lastgroup)
        if kind != "blank":
            tokens.append(_Token(kind, met[0], at, met.end(), spaced))
        spaced = kind == "blank"
        at = met.end()
    return tokens


def _is_equation(tokens: list[_Token]) -> bool:
    """A relation with something on both sides, of which something is mathematics."""
    kinds = [token.kind for token in tokens]
    if not kinds:
        return False
    if "relation" not in kinds or kinds[-1] in ("relation", "sign", "power", "open", "root"):
        return False
    if kinds[0] not in {*_OPERAND_STARTS, "bar", "relation", "sign"}:
        return False
    if tokens[0].kind == "sign" and (tokens[0].text not in "-−" or tokens[1].spaced):
        return False
    return not _MATHEMATICAL.isdisjoint(kinds)


def _parts(tokens: list[_Token]) -> list[list[_Token]]:
    """What commas outside of brackets separate, each of them before a space."""
    parts: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "comma" and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _is_clear(tokens: list[_Token]) -> bool:
    """No two operands side by side, save 2x, 2(x + 1), f(x) and (a)(b) without a space."""
    depth: list[str] = []
    for left, right in zip(tokens, [*tokens[1:], None], strict=True):
        if left.kind == "open":
            depth.append(left.text)
        elif left.kind == "close":
            if not depth or depth.pop() + left.text not in ("()", "[]"):
                return False
        elif left.kind == "comma" and not (depth or (right and right.spaced)):
            return False
        if right is not None and not _may_follow(left, right):
            return False
    return not depth and _has_clear_bars(tokens)


def _has_clear_bars(tokens: list[_Token]) -> bool:
    """Whether bars come in pairs, the first of each where an operand is due: no table, no case."""
    is_open = False
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "bar":
            if before is not None and (before.kind in _OPERAND_ENDS) != is_open:
                return False
            is_open = not is_open
        elif is_open and token.kind == "relation":
            return False
    return not is_open


def _may_follow(left: _Token, right: _Token) -> bool:
    if right.kind in ("raised", "lowered", "percent"):
        return left.kind in _OPERAND_ENDS and not right.spaced
    if left.kind in _OPERAND_ENDS and right.kind in _OPERAND_STARTS:
        names = left.kind not in ("half", "percent") and right.kind in ("name", "open")
        return names and not right.spaced and not (left.kind == "name" and right.kind == "name")
    if left.kind in ("sign", "power", "relation", "root"):
        signed = right.kind == "sign" and right.text in "-−+" and left.text not in "-−+–"
        return right.kind in {*_OPERAND_STARTS, "bar"} or (signed and left.kind != "root")
    return True


# As LaTeX ---------------------------------------------------------------------------------


def _pieces(tokens: list[_Token]) -> list[Piece] | None:
    pieces: list[Piece] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "name":
            pieces += _name(token, after)
        elif token.kind == "relation" and token.text in _RELATIONS:
            pieces.append(Piece(token.start, token.end, _RELATIONS[token.text]))
        elif token.kind == "percent":
            pieces.append(Piece(token.start, token.end, "\\%"))
        elif token.kind == "power":
            last = _exponent_end(tokens, index)
            if last is None:
                return None
            pieces.append(Piece(token.start, token.end, "^{"))
            pieces.append(Piece(last.end, last.end, "}"))
        elif token.text == "/" and not _is_plain_quotient(tokens, index):
            return None
    return pieces


def _name(token: _Token, after: _Token | None) -> list[Piece]:
    r"""x1 and x_1 as x_{1}, net_h1 as net_{h1}, alpha as \alpha, words as words."""
    name = token.text.rstrip("'")
    base, _, index = name.partition("_")
    letters = base.rstrip("0123456789")
    start = token.start
    if "_" in index or (index and base != letters):
        text = name.replace("_", "\\_")
        return [Piece(start, start + len(name), f"\\mathrm{{{text}}}")]
    index = base[len(letters) :] + index
    pieces: list[Piece] = []
    called = after is not None and after.kind == "open"
    if letters in _GREEK_WORDS:
        pieces.append(Piece(start, start + len(letters), f"\\{letters} "))
    elif len(letters) > 1 and not (called and letters in _FUNCTIONS) and not _is_word(letters):
        pieces.append(Piece(start, start + len(letters), f"\\mathrm{{{letters}}}"))
    if index:
        first = start + len(letters)
        pieces.append(Piece(first, start + len(name), f"_{{{index}}}"))
    return pieces


def _is_word(letters: str) -> bool:
    return letters in sy.PLAIN_WORDS


def _exponent_end(tokens: list[_Token], index: int) -> _Token | None:
    """The last token of an exponent: a number, a name, or what is in brackets."""
    at = index + 1
    if tokens[at].kind == "sign":
        at += 1
    if tokens[at].kind == "open":
        depth = 0
        while at < len(tokens):
            depth += (tokens[at].kind == "open") - (tokens[at].kind == "close")
            if depth == 0:
                break
            at += 1
    elif tokens[at].kind not in ("number", "name"):
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and (after.kind in {*_OPERAND_STARTS, "power", "raised"}):
        return None  # 2^10x, 2^3^2
    return tokens[at]


def _is_plain_quotient(tokens: list[_Token], index: int) -> bool:
    """1/2x and 1/2/3 can be read in two ways."""
    at = index + 1
    if tokens[at].kind in ("number", "name") and at + 1 < len(tokens):
        called = tokens[at].kind == "name" and tokens[at + 1].kind == "open"
        return called or tokens[at + 1].kind not in _OPERAND_STARTS
    return True
