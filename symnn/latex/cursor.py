"""A place in a row of tokens, and the errors that name it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final, NoReturn

from symnn.deferred import dataclass
from symnn.errors import LatexError
from symnn.latex.scanner import Token
from symnn.latex.syntax import Chain, Dots, Empty, Group, Link, Name, Node, Span

MAX_DEPTH: Final = 64

#: Kinds of token that can begin a factor; an unknown one does, so as to be named.
BEGINNINGS: Final = frozenset(
    {"number", "letter", "word", "text", "function", "open", "{", "command", "accent", "big"}
    | {"begin", "ellipsis", "partial", "unknown", "error"}
)

_COMMAS: Final = frozenset({",", ";"})
_LIST_ENDS: Final = frozenset({"&", "row", "end", "text", "eof"})

_KINDS: Final = {
    "relation": "the relation", "operator": "the operator", "close": "the closing", "}": "the",
    "&": "the column mark", "row": "the line end", "text": "the words", ",": "the", ";": "the",
    "mid": "the bar", "end": "the end of", "evalbar": "the bar",
}  # fmt: skip


class UnknownMacroError(LatexError):
    """A control word that is neither LaTeX that is read nor defined by the author."""

    def __init__(self, macro: str, start: int, end: int) -> None:
        super().__init__(f"{macro} is not known; define it, or write it out.", start, end)
        self.macro = macro


@dataclass(slots=True)
class Cursor:
    """Tokens, with an ``eof`` at their end, and the index of the next one."""

    tokens: list[Token]
    at: int = 0
    depth: int = 0
    brackets: int = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        """The kind of the next token."""
        return self.tokens[self.at].kind

    def take(self) -> Token:
        """The next token, stepping past it; the end is never passed."""
        token = self.tokens[self.at]
        if token.kind != "eof":
            self.at += 1
        return token

    def sees(self, kind: str, text: str) -> bool:
        """Whether the next token is this one."""
        token = self.tokens[self.at]
        return token.kind == kind and token.text == text

    def span(self, start: int) -> Span:
        """From an offset to the end of what was taken last."""
        return Span(start, max(start, self.tokens[self.at - 1].end if self.at else start))

    def fail(self, message: str, start: int | None = None) -> NoReturn:
        """Refuse to read, naming the place."""
        token = self.token
        first = token.start if start is None else start
        raise LatexError(message, first, max(first, token.end))

    def unexpected(self, wanted: str) -> NoReturn:
        """Refuse the next token where something else is wanted."""
        token = self.token
        if token.kind == "error":
            self.fail(token.text)
        if token.kind == "unknown":
            raise UnknownMacroError(token.text, token.start, token.end)
        if token.kind == "eof":
            self.fail(f"The formula ends where {wanted} should follow.")
        met = f"{_KINDS.get(token.kind, '')} '{token.text.strip()}'".strip()
        self.fail(f"Met {met} where {wanted} should stand.")

    def close_brace(self, opened: int) -> None:
        """Take the ``}`` that ends what opened at the offset."""
        if self.kind == "eof":
            self.fail("This '{' is never closed; add the missing '}'.", opened)
        if self.kind != "}":
            self.unexpected("'}'")
        self.take()

    def past_group(self, place: int) -> int:
        """The index after the bracket or brace that opens at the place."""
        depth = 0
        while self.tokens[place].kind != "eof":
            if self.tokens[place].kind in {"open", "{", "begin"}:
                depth += 1
            elif self.tokens[place].kind in {"close", "}", "end"}:
                depth -= 1
                if depth <= 0:
                    return place + 1
            place += 1
        return place


def joined(first: Node, last: Node) -> Span:
    """The span from one node to another."""
    return Span(first.span.start, last.span.end)


class Grammar(Cursor, ABC):
    """The levels of an expression, from loose to tight; each file of the parser reads some."""

    __slots__ = ()

    @abstractmethod
    def chain(self) -> Node:
        """Operands joined by relations."""

    @abstractmethod
    def sum(self) -> Node:
        """Terms joined by + and -."""

    @abstractmethod
    def product(self) -> Node:
        """Factors joined by an explicit operator, or a quotient with a slash."""

    @abstractmethod
    def run(self) -> Node:
        """Factors set side by side."""

    @abstractmethod
    def factor(self) -> Node:
        """One factor with its scripts, primes and factorials."""

    @abstractmethod
    def primary(self) -> Node:
        """One factor without them."""

    @abstractmethod
    def group(self) -> Node:
        """What an opening bracket or bar begins."""

    @abstractmethod
    def application(self, subscript: Node | None = None) -> Node:
        """What a function word begins."""

    @abstractmethod
    def argument(self) -> Node:
        """The argument of a command: one brace group, or one symbol."""

    @abstractmethod
    def juxtaposed(self, factors: list[Node], start: int) -> Node:
        """Several factors side by side as one product; a single one as it is."""

    @abstractmethod
    def braced_rows(self, inside: Node | None, span: Span) -> Node:
        r"""The rows of ``\left\{ … \right.``."""

    def begins_factor(self) -> bool:
        """Whether the next token can be the first of a factor."""
        return self.kind in BEGINNINGS

    def items(self, separators: frozenset[str] = _COMMAS) -> Node:
        """Chains parted by commas: a bare list if there are several."""
        start = self.token.start
        found = [self.chain() if self.kind not in separators else Empty()]
        marks: list[str] = []
        while self.kind in separators and self.tokens[self.at + 1].kind not in _LIST_ENDS:
            marks.append(self.take().text)
            found.append(self.chain() if self.kind not in {"}", *separators} else Empty())
        if len(found) == 1:
            return found[0]
        return listed(found, marks, self.span(start))


def listed(items: list[Node], marks: list[str], span: Span) -> Node:
    r"""A bare list; ``x, y \in A`` is one relation, and so is ``i = 1, \ldots, n``."""
    first, last = items[0], items[-1]
    names = all(isinstance(item, (Name, Dots)) for item in items[:-1])
    if names and isinstance(last, Chain) and isinstance(last.first, Name):
        left = (*items[:-1], last.first)
        whole = Group("", left, tuple(marks), span=Span(span.start, last.first.span.end))
        return Chain(whole, last.links, span=span)
    if isinstance(first, Chain) and not any(isinstance(item, Chain) for item in items[1:]):
        link = first.links[-1]
        right = (link.operand, *items[1:])
        place = Span(link.operand.span.start, span.end)
        whole = Group("", right, tuple(marks), span=place)
        grown = Link(link.relation, whole, link.relation_span, span=Span(link.span.start, span.end))
        return Chain(first.first, (*first.links[:-1], grown), span=span)
    return Group("", tuple(items), tuple(marks), span=span)
