"""Tokens, and the part of the lexer that knows braces, fonts and arguments."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from typing import Final

from symnn.deferred import dataclass, regex

OPTION: Final = regex(r"\s*\[[^\[\]]{0,200}\]")


@dataclass(slots=True)
class Token:
    """One symbol: what kind it is, its text, its place, and the space before it."""

    kind: str
    text: str
    start: int
    end: int
    gap: int = 0
    font: str = ""


@dataclass(frozen=True, slots=True)
class Brace:
    """An open brace: whether it shows as a token, the font outside, and what begins it."""

    shown: bool
    font: str
    start: int
    first: int


@dataclass(slots=True)
class Scanner:
    """A place in the source, the tokens so far, and the font that is on."""

    source: str
    words: frozenset[str]
    last_line: int = -1
    at: int = 0
    gap: int = 0
    font: str = ""
    once: str | None = None
    tokens: list[Token] = field(default_factory=list)
    once_start: int = -1
    braces: list[Brace] = field(default_factory=list)

    def emit(self, kind: str, text: str, start: int, end: int | None = None) -> None:
        """Add a token that ends here, in the font that is on."""
        font = self.font if self.once is None else self.once
        start = start if self.once_start < 0 else self.once_start
        self.once, self.once_start = None, -1
        stop = self.at if end is None else end
        self.tokens.append(Token(kind, text, start, stop, self.gap, font))
        self.gap = 0

    def opens_index(self) -> bool:
        """Whether a subscript begins here, with a brace or without."""
        kinds = [token.kind for token in self.tokens[-2:]]
        return kinds[-1:] == ["_"] or kinds == ["_", "{"]

    def factorial(self, text: str, start: int) -> bool:
        """Whether `!=` right behind something was read as a factorial: 3!=6.

        Behind a letter ≠ may be meant as well, so that neither is read.
        """
        if text != "!=" or start == 0 or self.source[start - 1].isspace():
            return False
        if self.tokens and self.tokens[-1].kind in ("number", "close"):
            self.emit("!", "!", start, start + 1)
            self.emit("relation", "=", start + 1)
        else:
            message = "a factorial before =, or ≠; write n! = with a space between, or \\ne"
            self.emit("error", f"Two readings: {message}.", start)
        return True

    def open_brace(self, start: int) -> None:
        """A brace that groups."""
        self.braces.append(Brace(True, self.font, start, len(self.tokens)))
        self.emit("{", "{", start)

    def close_brace(self, start: int) -> None:
        """The end of a brace, and of its font."""
        if not self.braces:
            self.emit("error", "This '}' closes nothing; remove it or open it before.", start)
            return
        brace = self.braces.pop()
        self.font = brace.font
        if brace.shown:
            self.emit("}", "}", start)
        elif len(self.tokens) > brace.first:
            self.tokens[brace.first].start = brace.start
            self.tokens[-1].end = self.at

    def see_through(self, font: str | None, start: int) -> None:
        """Enter a braced argument whose braces group nothing, perhaps in another font.

        The tokens inside take the command and its braces into their places.
        """
        place = self.past_blank(self.at)
        if self.source[place : place + 1] != "{":
            if font is not None:
                self.once, self.once_start = font, start
            return
        self.at = place + 1
        needed = bool(self.tokens) and self.tokens[-1].kind in {"^", "_", "command", "accent"}
        if needed:
            self.emit("{", "{", start)
        self.braces.append(Brace(needed, self.font, start, len(self.tokens)))
        if font is not None:
            self.font = font

    def script(self, mark: str, table: dict[str, str], start: int) -> None:
        """A run of raised or lowered characters, as a group in braces."""
        end = start
        while end < len(self.source) and self.source[end] in table:
            end += 1
        self.emit(mark, mark, start, start)
        self.emit("{", "{", start, start)
        digits = ""
        for place in range(start, end):
            letter = table[self.source[place]]
            if letter.isdigit():
                digits += letter
                if place + 1 < end and table[self.source[place + 1]].isdigit():
                    continue
                self.emit("number", digits, place + 1 - len(digits), place + 1)
                digits = ""
            else:
                kind = {"+": "operator", "-": "operator", "(": "open", ")": "close"}
                self.emit(kind.get(letter, "letter"), letter, place, place + 1)
        self.emit("}", "}", end, end)
        self.at = end

    def end(self) -> list[Token]:
        """The tokens; a hidden brace still open becomes an error."""
        hidden = [brace for brace in self.braces if not brace.shown]
        if hidden:
            message = "This '{' is never closed; add the missing '}'."
            self.emit("error", message, hidden[0].start)
        return self.tokens

    def past_blank(self, place: int) -> int:
        """The next place that is not blank."""
        while place < len(self.source) and self.source[place].isspace():
            place += 1
        return place

    def argument_end(self, place: int) -> int:
        """Where the braced argument that opens at the place ends; -1 if it never does."""
        depth = 0
        while place < len(self.source):
            letter = self.source[place]
            if letter == "\\":
                place += 1
            elif letter == "{":
                depth += 1
            elif letter == "}":
                depth -= 1
                if depth == 0:
                    return place + 1
            place += 1
        return -1

    def skip_arguments(self, count: int) -> None:
        """Step past an option and so many braced arguments."""
        option = OPTION.match(self.source, self.at)
        if option:
            self.at = option.end()
        for _ in range(count):
            place = self.past_blank(self.at)
            if self.source[place : place + 1] != "{":
                return
            end = self.argument_end(place)
            self.at = len(self.source) if end < 0 else end


def plain_word(text: str) -> str:
    """The words of a text command without their spacing commands."""
    for mark in ("\\,", "\\;", "\\!", "\\:"):
        text = text.replace(mark, "")
    return text.replace("\\_", "_").replace("\\ ", " ").replace("~", " ").replace("\\%", "%")


def is_set_as_word(command: str, font: str, inside: str) -> bool:
    r"""Whether a font makes one name of some letters: upright words, and bold ones of lower case.

    >>> is_set_as_word("mathbf", "bold", "king"), is_set_as_word("mathbf", "bold", "Wx")
    (True, False)
    """
    if font == "bold":
        return len(inside) > 2 and inside.isalpha() and inside.isascii() and inside.islower()
    return font in ("upright", "") and (len(inside) > 1 or command == "mathrm")


def font_of(character: str) -> str:
    """The font of a letter of Unicode's mathematical alphabets."""
    name = unicodedata.name(character, "")
    marks = (("DOUBLE-STRUCK", "bb"), ("SCRIPT", "cal"), ("FRAKTUR", "frak"), ("BOLD", "bold"))
    return next((font for mark, font in marks if mark in name), "")
