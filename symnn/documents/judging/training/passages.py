r"""A document as sentences of words and formulas, in prose or inside of a display.

`\text{after the second pair: } w=(0,2),\ b=0` and "After the second pair $w=(0,2)$ and $b=0$."
come to the same: words, and formulas that are numbered in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_OPEN: Final = frozenset("([{")
_CLOSED: Final = frozenset(")]}")
_TOKEN: Final = regex(
    r"\\(?:text|mbox|textrm|textit|textbf|textnormal|textsf|emph)\s*\{"
    r"|\\begin\s*\{[a-z]+\*?\}|\\end\s*\{[a-z]+\*?\}|\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])"
    r"|\\\{|\\\}|\\langle(?![a-z])|\\rangle(?![a-z])|\\(?:q?quad|\\|[ ,;:!>~])(?![A-Za-z])"
    r"|\\[A-Za-z]+|\\.|[(\[{)\]}]|:=|[,;:.&~]|\n"
)
_WRAPPED: Final = regex(
    r"\\(?:begin|end)\s*\{(?:aligned|align|gathered|gather|split|equation|multline)\*?\}"
)
_IN_TEXT: Final = regex(r"\\(?:text|mbox|textrm|textit|textbf|textnormal|textsf|emph)\s*\{")
#: A word that is a name, as it is equal to something: \\text{net} = w x.
_NAME: Final = regex(r"[a-z]{2,6}\}\s*(?:=|[<>]|\\[gl]eq?(?![a-z])|[_^+])")
#: What ends a sentence.
_BREAK: Final = "\n\n.\n\n"
_DIGIT_BEHIND: Final = regex(r"\.\d")
_ENDS: Final = regex(r"[.!?](?=\s|$)")
_BLOCK: Final = regex(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])")
_HEADING: Final = regex(
    r"(?m)^[ \t]*#{1,6}[ \t].*$|\\(?:sub)*section\*?\{[^{}]*\}|\\chapter\*?\{[^{}]*\}"
)
_MARKUP: Final = regex(r"\*\*|\*|`|\\(?:emph|textbf|textit)\{|[{}]|\\[a-z]+\*?|(?m:^[ \t]*>)")


class Piece(NamedTuple):
    """Mathematics between words or commas, and where it stands in its formula."""

    text: str
    node: tree.Node
    formula: Formula
    start: int
    end: int


class Sentence(NamedTuple):
    """Words with `⟨0⟩`, `⟨1⟩` for pieces; in a display alone or in prose.

    `home` is the formula that it begins in, if it has any; `start` about where it begins;
    it `is_asked` if it ends in a question mark.
    """

    words: str
    pieces: tuple[Piece, ...]
    headings: tuple[str, ...]
    home: Formula | None
    start: int
    is_asked: bool = False


class _Part(NamedTuple):
    """Words, a sign between pieces, the end of a sentence, or a piece."""

    kind: str
    text: str
    piece: Piece | None = None
    formula: Formula | None = None


def sentences_of(
    text: str, formulas: Sequence[Formula], cells: Sequence[int] = ()
) -> Iterator[Sentence]:
    """The sentences of a document that hold a formula, in order; and words alone.

    Args:
        text: the document.
        formulas: those in it, in order.
        cells: where the cells of a notebook begin, which no sentence goes beyond.
    """
    parts: list[_Part] = []
    headings: tuple[str, ...] = ()
    end, display = 0, False
    for formula in (*formulas, None):
        stop = len(text) if formula is None else formula.outer_start
        if stop < end:
            continue
        below = headings if formula is None else formula.headings
        between = text[end:stop]
        if display and formula is not None and formula.display and not between.strip():
            between = _BREAK
        else:
            for cell in reversed([at - end for at in cells if end <= at <= stop]):
                between = f"{between[:cell]}{_BREAK}{between[cell:]}"
        for part in _prose(between, display):
            if part.kind == "end":
                yield from _sentence(parts, headings, end, part.text == "?")
                parts = []
                headings = below if part.text == "heading" else headings
            else:
                parts.append(part)
        if formula is None:
            break
        if below != headings:
            yield from _sentence(parts, headings, end)
            parts, headings = [], below
        parts.extend(_pieces(formula))
        end, display = formula.outer_end, formula.display
    yield from _sentence(parts, headings, end)


def _sentence(
    parts: Sequence[_Part], headings: tuple[str, ...], end: int, is_asked: bool = False
) -> Iterator[Sentence]:
    words, pieces = list[str](), list[Piece]()
    for part in parts:
        if part.piece is not None:
            words.append(f" ⟨{len(pieces)}⟩ ")
            pieces.append(part.piece)
        else:
            words.append(part.text if part.kind == "words" else f" {part.text} ")
    said = " ".join("".join(words).lower().replace("⟩  ⟨", "⟩ , ⟨").split())
    home = next((part.formula for part in parts if part.formula is not None), None)
    if said:
        start = end if home is None else home.start
        yield Sentence(said, tuple(pieces), headings, home, start, is_asked)


def _prose(text: str, follows_display: bool) -> Iterator[_Part]:
    """The words between formulas; a blank line ends a sentence unless it only leads to more."""
    sections = _HEADING.split(text)
    for section in sections[:-1]:
        yield from _said(section, follows_display)
        yield _Part("end", "heading")
    yield from _said(sections[-1], follows_display and len(sections) == 1)


def _said(text: str, follows_display: bool) -> Iterator[_Part]:
    said = ""
    blocks = _BLOCK.split(text)
    for number, block in enumerate(blocks):
        marks = ["", *_ENDS.findall(block)]
        for k, piece in enumerate(_ENDS.split(block)):
            if k or (number and (not said.strip() or said.rstrip()[-1:] in ".!?|")):
                yield _Part("end", marks[k])
            if k == 0 and number and said.strip() and not piece.strip():
                continue  # what leads to a display goes on below it
            said = " ".join(_MARKUP.sub(" ", piece).split())
            said = regex(r"^(?:[-+]|\d+[.)]) ").sub("", said)
            yield _Part("words", f" {said} ")
        if number + 1 < len(blocks) and number == 0 and follows_display and not block.strip():
            said = ""


def _pieces(formula: Formula) -> Iterator[_Part]:
    """The words and pieces of a formula, split at commas and spaces outside of brackets."""
    text = formula.latex
    start, position, depth = 0, 0, 0
    while position < len(text):
        match = _TOKEN.search(text, position)
        if match is None:
            break
        token, at = match[0], match.start()
        position = match.end()
        if _WRAPPED.fullmatch(token):
            yield from _piece(formula, start, at)
            start = position
        elif token.startswith(r"\begin") or token in (r"\{", r"\langle") or token in _OPEN:
            depth += 1
        elif token.startswith(r"\end") or token in (r"\}", r"\rangle") or token in _CLOSED:
            depth -= 1
        elif _IN_TEXT.fullmatch(token):
            closing = _closing(text, position)
            is_name = _NAME.match(text, position) is not None
            if depth == 0 and text[at - 1 : at] not in ("_", "^", "{") and not is_name:
                yield from _piece(formula, start, at)
                yield _Part("words", f" {text[position:closing]} ", formula=formula)
                start = closing + 1
            position = closing + 1
        elif depth == 0 and (sign := _sign(text, token, at)) is not None:
            yield from _piece(formula, start, at)
            yield _Part("end", "") if sign == "." else _Part("sign", sign)
            start = position
    yield from _piece(formula, start, len(text))


def _sign(text: str, sign: str, at: int) -> str | None:
    """A comma, a colon or a wide space between pieces; None for what belongs to one."""
    if sign == "." and _DIGIT_BEHIND.match(text, at):
        return None
    if sign in (",", ";", ":", "."):
        return "," if sign == "." and text[at + 1 :].strip() == "" else sign
    return "," if sign in (r"\quad", r"\qquad", "\\\\") else None


def _closing(text: str, position: int) -> int:
    depth = 1
    for at in range(position, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return len(text)


def _piece(formula: Formula, start: int, end: int) -> Iterator[_Part]:
    text = formula.latex[start:end]
    bare = regex(r"^(?:\s|&|~|\\[ ,;:!>]|\\\\)+|(?:\s|&|~|\\[ ,;:!>]|\\\\)+$").sub("", text)
    if not bare:
        return
    start += text.index(bare)
    statements = parse(" " * start + bare).statements
    node: tree.Node = tree.Empty()
    if len(statements) == 1 and isinstance(statements[0], tree.Statement):
        statement = statements[0]
        if statement.lead is None and not statement.qualifiers:
            node = statement.body
    piece = Piece(bare, node, formula, start, start + len(bare))
    yield _Part("piece", "", piece, formula)
