r"""Where one statement ends and the next begins.

A formula's outermost tokens are cut at relations, commas, wide spaces, words and row ends; a row
that begins with a relation or with a sign goes on with the statement before it.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from symnn.deferred import dataclass, regex
from symnn.latex.cursor import BEGINNINGS, MAX_DEPTH
from symnn.latex.pieces import NAME_KINDS, Clause, Piece, is_bare, lists_joined
from symnn.latex.scanner import Token
from symnn.latex.symbols import ALIGNED, CONNECTIVES, MATRICES, WIDE, is_prose
from symnn.latex.tidy import ends_operand, with_dots

_JOINING: Final = {"and": "and", "or": "or", "but": "and", "&": "and"}
_ARROWS: Final = {
    "implies": "⇒",
    **dict.fromkeys(("if and only if", "iff", "is equivalent to", "exactly when"), "⇔"),
    **dict.fromkeys(("precisely when", "exactly if", "precisely if", "exactly for"), "⇔"),
}
_NAME: Final = regex(r"[^\W\d_][\w\-]*")
_NAMES: Final = regex(r"[^\W\d_][\w\- ()#%]*")
#: "stride " before a number: words, and no factor.
_THING: Final = regex(r"\s*[a-z]{4,}\s+")
_ENDS: Final = frozenset({"eof", "}", "close", "end"})
_SIGNS: Final = frozenset("+-±∓")
MAX_COLUMNS: Final = 8


@dataclass(slots=True)
class Splitter:
    """Cuts tokens into pieces, one pass from left to right."""

    tokens: list[Token]
    pieces: list[Piece] = field(default_factory=lambda: [Piece("")])
    at: int = 0
    depth: int = 0
    columns: int = 0
    blank_columns: int = 0
    row_begins: bool = False
    has_left: bool = False

    def run(self) -> list[Piece]:
        """The pieces, in order."""
        self.tokens = with_dots(_without_frames(self.tokens))
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if self.depth == 0:
                self._outer(token)
            else:
                self._push(token)
            self.at += 1
        return lists_joined([p for p in self.pieces if not p.empty or p.lead])

    @property
    def piece(self) -> Piece:
        """The piece that grows now."""
        return self.pieces[-1]

    def _next(self, step: int = 1) -> Token:
        place = self.at + step
        if place < len(self.tokens):
            return self.tokens[place]
        return Token("eof", "", 0, 0)

    def _outer(self, token: Token) -> None:
        kind = token.kind
        if kind == "row":
            self.row_begins, self.columns, self.blank_columns = True, 0, 0
            self.has_left = False
            return
        if kind == "&":
            self._column()
            return
        if self.row_begins:
            self._begin_row(token)
        if kind in {",", ";"}:
            self._comma(token)
        elif kind == ":":
            self._colon(token)
        elif kind == ".":
            self._full_stop()
        elif kind in {"relation", "mid"}:
            self._relation(token)
        elif kind == "text":
            self._words(token)
        else:
            self._operand(token)
        self.blank_columns = 0

    # -- rows and columns --------------------------------------------------------------------

    def _begin_row(self, token: Token) -> None:
        self.row_begins = False
        last = self.pieces[-1]
        if last.empty:
            self.has_left = token.kind not in {"relation", "mid", "operator", "text"}
            return
        grown = last.open
        dangling = (grown[-1:] and grown[-1].kind == "operator") or (last.relations and not grown)
        if token.kind in {"relation", "mid"} and token.text not in CONNECTIVES:
            if last.separator != "row" or not is_bare(last):  # else the row above goes on
                self._same_column()
        elif (token.kind == "operator" and self._goes_on(token)) or dangling:
            return
        else:
            self.pieces.append(Piece("row"))
            self.has_left = True

    def _goes_on(self, token: Token) -> bool:
        """Whether a row that begins with this operator continues the sum or the product."""
        if token.text not in _SIGNS or self.columns:
            return True
        if token.text == "+" or not self.pieces[-1].relations:
            return True  # no equation begins with a plus, and none ends before its sign
        place, depth = self.at, 0
        while place < len(self.tokens):
            kind = self.tokens[place].kind
            depth += (kind in {"{", "open", "begin"}) - (kind in {"}", "close", "end"})
            if depth == 0 and kind == "relation":
                return False
            if depth == 0 and kind == "row":
                return True
            place += 1
        return True

    def _same_column(self) -> None:
        """Go on with the latest statement whose first relation stood in this column."""
        for place in range(len(self.pieces) - 1, max(-1, len(self.pieces) - MAX_COLUMNS), -1):
            if self.pieces[place].column == self.columns:
                self.pieces.append(self.pieces.pop(place))
                return

    def _column(self) -> None:
        self.columns += 1
        self.blank_columns += 1
        before, after = self._next(-self.blank_columns), self._next()
        parts = after.kind in BEGINNINGS and after.kind != "text" and ends_operand(before)
        if parts and self.piece.relations and not self.row_begins:
            self.pieces.append(Piece("column"))

    # -- separators --------------------------------------------------------------------------

    def _comma(self, token: Token) -> None:
        piece = self.piece
        after = self._next()
        names = after.kind in NAME_KINDS and after.gap < WIDE and bool(piece.open)
        if names and piece.clauses and not piece.clauses[-1].relates:
            piece.open.append(token)
            return
        self._separate(token.text)

    def _separate(self, separator: str) -> None:
        if not self.piece.empty or self.piece.lead:
            self.pieces.append(Piece(separator))

    def _colon(self, token: Token) -> None:
        piece = self.piece
        typing = not piece.relations and piece.open and not piece.clauses and not piece.lead
        if typing and self._next().gap < 5 and self._next().kind != "eof":
            self._relation(token)
        else:
            self._separate(":")

    def _full_stop(self) -> None:
        if self._next().kind not in {"eof", "row", "&", ","}:
            self._separate(";")

    # -- relations and words -----------------------------------------------------------------

    def _relation(self, token: Token) -> None:
        piece = self.piece
        if token.text in CONNECTIVES and piece.empty:
            piece.connective = token
            return
        if self.blank_columns > 1 and not self._is_row_begun():
            self._same_column()
            piece = self.piece
        if piece.clauses:
            piece.open.append(token)
            piece.clauses[-1].relates = True
            return
        if token.kind == "mid":
            token = Token("relation", "∣", token.start, token.end, token.gap)
        if not piece.relations:
            piece.column = self.columns
        piece.relations.append(token)
        piece.sides.append([])

    def _is_row_begun(self) -> bool:
        """Whether the row holds something before this relation, which it is about.

        ``s &= a + b & &= 12`` goes on from its own left side, whatever stands above the 12.
        """
        if self.has_left and len(self.pieces) > 1 and self.piece.empty and not self.piece.lead:
            self.pieces.pop()
        bare = self.piece.separator == "row" and is_bare(self.piece)
        return not self.piece.empty and (self.has_left or bare)

    def _words(self, token: Token) -> None:
        words = token.text.strip().strip(",").strip().lower()
        if words in _ARROWS and not self.piece.empty:
            self._relation(Token("relation", _ARROWS[words], token.start, token.end))
        elif words in _JOINING and not self.piece.empty:
            self.pieces.append(Piece(_JOINING[words]))
        elif self._names(token):
            self._operand(token)
        elif self.piece.empty:
            self.piece.lead.append(token)
            if words.endswith(":"):
                self.pieces.append(Piece(":"))
        else:
            self.piece.clauses.append(Clause(token))
            if words.endswith(";") and self._next().kind not in _ENDS:
                self.pieces.append(Piece(";"))

    def _names(self, token: Token) -> bool:
        r"""Whether the text is a name, as in ``\text{net}_{h1}`` or ``\text{Gini Gain} = …``."""
        plain, after = token.text.strip(), self._next()
        grown = self.piece.open
        begins = self.piece.empty or (bool(grown) and grown[-1].kind == ",")
        if is_prose(plain) or (begins and after.kind == "number" and _THING.fullmatch(token.text)):
            return False
        follows = bool(grown) and ends_operand(grown[-1])
        bound = after.kind in {"relation", "_", "^", "'"} and after.text not in CONNECTIVES
        called = after.kind == "open" and after.text == "(" and not token.text[-1:].isspace()
        if _NAME.fullmatch(plain):
            return not follows or bound or called or (token.text == plain and token.gap < WIDE)
        if follows or not _NAMES.fullmatch(plain):
            return False
        return bound or called

    # -- operands ----------------------------------------------------------------------------

    def _operand(self, token: Token) -> None:
        piece = self.piece
        after_operand = bool(piece.open) and ends_operand(piece.open[-1])
        if token.kind == "open" and after_operand and token.gap >= 5 and self._condition():
            piece.clauses.append(Clause(Token("text", "", token.start, token.start), relates=True))
        elif token.gap >= WIDE and token.kind in BEGINNINGS and after_operand:
            self.pieces.append(Piece("quad"))
        self._push(token)

    def _condition(self) -> bool:
        r"""Whether the bracket that opens here holds a relation: ``(a \ne 0)``."""
        depth = 0
        for place in range(self.at, len(self.tokens)):
            kind = self.tokens[place].kind
            depth += (kind in {"{", "open", "begin"}) - (kind in {"}", "close", "end"})
            if kind == "relation" and depth == 1:
                return True
            if depth == 0:
                return False
        return False

    def _push(self, token: Token) -> None:
        if token.kind in {"{", "open", "begin"}:
            self.depth += 1
        elif token.kind in {"}", "close", "end"}:
            self.depth = max(0, self.depth - 1)
        self.piece.open.append(token)


def _without_frames(tokens: list[Token]) -> list[Token]:
    """Drop the begin and end of outermost environments whose rows are statements."""
    stack: list[bool] = []
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind == "begin":
            outer = (
                len(stack) < MAX_DEPTH
                and all(stack)
                and (token.text in ALIGNED or _is_alignment(tokens, place))
            )
            stack.append(outer)
            if outer:
                continue
        elif token.kind in {"{", "open"}:
            stack.append(False)
        elif token.kind in {"}", "close"} and stack and not stack[-1]:
            stack.pop()
        elif token.kind == "end" and stack and stack.pop():
            continue
        kept.append(token)
    if any(stack):
        last = tokens[-1].end
        message = "This environment is never ended; add the missing \\end."
        kept.append(Token("error", message, tokens[0].start, last))
    return kept


def _is_alignment(tokens: list[Token], place: int) -> bool:
    """Whether an array is set like an alignment: a relation beside a column mark."""
    if tokens[place].text not in {"array", "matrix"} or MATRICES[tokens[place].text]:
        return False
    before = tokens[place - 1].kind if place else "start"
    if before not in {"start", "begin"}:
        return False
    depth = 0
    for index in range(place, len(tokens) - 1):
        kind = tokens[index].kind
        depth += (kind in {"{", "open", "begin"}) - (kind in {"}", "close", "end"})
        if depth == 0:
            return False
        beside = {tokens[index - 1].kind, tokens[index + 1].kind}
        if depth == 1 and kind == "relation" and "&" in beside:
            return True
    return False
