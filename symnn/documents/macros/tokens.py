r"""The tokens of TeX, each with the place where it was written, and the arguments of a call.

A token that a macro put in is `held`: it has no place of its own but that of the call. The
arguments of a call keep their places, and know the calls around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from symnn.deferred import dataclass, regex

Span: TypeAlias = tuple[int, int]

_TOKEN = regex(r"\\[A-Za-z@]+|\\.|\\$|#+[1-9]?|\s+|.", re.DOTALL)

#: Tokens that group.
_GROUPS: Final = {"{": 1, "}": -1}


class Token(NamedTuple):
    """A control sequence, a character, white space, or a parameter such as `#1`.

    `depth` counts the expansions that it came through, `frozen` keeps it from being expanded.
    """

    text: str
    start: int = 0
    end: int = 0
    calls: tuple[Span, ...] = ()
    held: bool = False
    depth: int = 0
    frozen: bool = False

    @property
    def name(self) -> str:
        r"""What follows the backslash of a control sequence, else nothing."""
        return self.text[1:] if self.text[0] == "\\" else ""

    @property
    def is_blank(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()


Tokens: TypeAlias = tuple[Token, ...]


class Incomplete(Exception):  # noqa: N818 - it is a state of what is read, caught nearby
    """A call or a definition whose arguments do not all come."""


def tokens_of(text: str, start: int = 0) -> list[Token]:
    r"""The tokens of a text, placed from `start` on.

    >>> [token.text for token in tokens_of(r"\a  b#1")] == ["\\a", "  ", "b", "#1"]
    True
    """
    return [Token(m[0], start + m.start(), start + m.end()) for m in _TOKEN.finditer(text)]


def bare(tokens: Iterable[Token]) -> Tokens:
    """The tokens of a definition, which have no place.

    >>> bare([Token("a", 3, 4)]) == (Token("a"),)
    True
    """
    return tuple(Token(token.text, frozen=token.frozen) for token in tokens)


def written(tokens: Iterable[Token]) -> str:
    r"""The text of tokens one after another; a letter never joins the command before it.

    >>> written([Token("\\a"), Token("b")]) == r"\a b"
    True
    """
    pieces: list[str] = []
    for token in tokens:
        if pieces and needs_space(pieces[-1], token.text):
            pieces.append(" ")
        pieces.append(token.text)
    return "".join(pieces)


def needs_space(before: str, after: str) -> bool:
    """Whether a letter would join the command before it."""
    is_word = before[0] == "\\" and before[-1].isalpha() and len(before) > 1
    return is_word and after[0].isascii() and after[0].isalpha()


@dataclass(slots=True)
class Stream:
    """Tokens that are still to be read, the next one last.

    `reached` is where the last token that was read and has a place of its own ended.
    """

    pending: list[Token]
    reached: int = 0

    @staticmethod
    def over(tokens: Sequence[Token]) -> Stream:
        """The stream of tokens in their order."""
        return Stream(list(reversed(tokens)))

    def push(self, tokens: Sequence[Token]) -> None:
        """Put tokens in front of what is still to be read."""
        self.pending.extend(reversed(tokens))

    def pop(self) -> Token:
        """The next token; it is read."""
        token = self.pending.pop()
        if not token.held:
            self.reached = token.end
        return token

    def skip_blanks(self) -> None:
        """Step past white space."""
        while self.pending and self.pending[-1].is_blank:
            self.pending.pop()

    def takes(self, text: str) -> bool:
        """Whether this token comes next, blanks passed over; it is read if it does.

        >>> Stream.over(tokens_of(" *b")).takes("*")
        True
        """
        place = len(self.pending) - 1
        while place >= 0 and self.pending[place].is_blank:
            place -= 1
        if place < 0 or self.pending[place].text != text:
            return False
        del self.pending[place + 1 :]
        self.pop()
        return True

    def group(self) -> str | None:
        """The text of the braced group that comes next, which is not read; None if none comes.

        >>> Stream.over(tokens_of("{eq}x")).group() == "eq"
        True
        """
        texts: list[str] = []
        for token in reversed(self.pending):
            if token.text == "}" and texts:
                return "".join(texts[1:])
            if token.text == "{" if texts else token.text != "{":
                return None
            texts.append(token.text)
        return None

    def argument(self) -> Tokens:
        """The next token or braced group without its braces; Incomplete if there is none.

        >>> written(Stream.over(tokens_of(" {a{b}}c")).argument()) == "a{b}"
        True
        """
        self.skip_blanks()
        if not self.pending or self.pending[-1].text == "}":
            raise Incomplete
        first = self.pop()
        return self._until("}") if first.text == "{" else (first,)

    def optional(self) -> Tokens | None:
        """The next group in square brackets without them; None if none comes.

        >>> written(Stream.over(tokens_of("[a{]}b]c")).optional() or ()) == "a{]}b"
        True
        """
        return self._until("]") if self.takes("[") else None

    def _until(self, closing: str) -> Tokens:
        """What comes before the closing token; that is read as well."""
        found: list[Token] = []
        depth = 0
        while self.pending:
            token = self.pop()
            if depth == 0 and token.text == closing:
                return tuple(found)
            depth += _GROUPS.get(token.text, 0)
            if depth < 0:
                break
            found.append(token)
        raise Incomplete

    def delimited(self, delimiter: Tokens) -> Tokens:
        """What comes before the delimiter, which is read as well; one pair of braces falls away.

        >>> written(Stream.over(tokens_of("a,b)c")).delimited(tuple(tokens_of(")")))) == "a,b"
        True
        """
        wanted = [token.text for token in delimiter]
        found: list[Token] = []
        depth = 0
        while self.pending:
            if depth == 0 and self._begins(wanted):
                self._read(len(wanted))
                return _unbraced(tuple(found))
            token = self.pop()
            depth += _GROUPS.get(token.text, 0)
            if depth < 0:
                break
            found.append(token)
        raise Incomplete

    def _begins(self, wanted: list[str]) -> bool:
        size = len(wanted)
        return size <= len(self.pending) and all(
            self.pending[-1 - place].text == text for place, text in enumerate(wanted)
        )

    def literal(self, text: Tokens) -> bool:
        """Whether exactly these tokens come next; they are read if they do."""
        if not self._begins([token.text for token in text]):
            return False
        self._read(len(text))
        return True

    def _read(self, count: int) -> None:
        for _ in range(count):
            self.pop()


def _unbraced(tokens: Tokens) -> Tokens:
    if len(tokens) < 2 or tokens[0].text != "{" or tokens[-1].text != "}":
        return tokens
    depth = 0
    for token in tokens[:-1]:
        depth += _GROUPS.get(token.text, 0)
        if depth == 0:
            return tokens
    return tokens[1:-1]
