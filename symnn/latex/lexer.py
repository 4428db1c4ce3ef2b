r"""From source to tokens: one pass, no backtracking, every token with its place.

Spacing, colours, sizes and labels are dropped here; fonts become a mark on the tokens they cover;
``\text{…}`` becomes one token. A control word that nobody defined becomes an ``unknown`` token, so
that only the operand it stands in is lost.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from symnn.deferred import dataclass, regex
from symnn.errors import LatexError
from symnn.latex import symbols as sy
from symnn.latex.commands import is_command
from symnn.latex.lines import UNCERTAIN_END
from symnn.latex.scanner import OPTION, Scanner, Token, font_of, is_set_as_word, plain_word

MAX_LENGTH: Final = 64 * 1024


_TOKEN: Final = regex(
    r"""(?P<blank>\s+|[\u200b-\u200f\u2060\ufeff\u00ad\u2061-\u2064])
    |(?P<number>\d{1,3}(?:\{,\}\d{3})+(?:\.\d+)?(?!\d)
        |\d{1,3}(?:\\,\d{3})+(?:\.\d+)?(?!\d)
        |\d+\.\d*\\(?:overline|bar)\s*(?:\{\d+\}|\d)(?!\d)
        |\d+\.\d*\\dot\s*(?:\{\d\}|\d)(?:\d*\\dot\s*(?:\{\d\}|\d))?(?!\d)
        |(?:1|\d*\.\d+)[eE][-−]?\d+(?![\d^_{A-Za-z])
        |(?:\d+(?:\.\d+)?|\.\d+)[eE][-+−]?\d\d+(?![\d^_{A-Za-z])
        |\d+(?:\.\d+(?:\\,\d{3})*)?
        |\.\d+)
    |(?P<letters>[A-Za-z]+(?:\\_[A-Za-z0-9]+)*)
    |(?P<row>\\\\\s*\*?(?:\s*\[\s*-?[\d.]*\s*\\?[a-z]+\s*\])?|\\(?:newline|cr|tabularnewline)\b)
    |(?P<not>\\not\s*(?:[=<>]|\\[a-zA-Z]+))
    |(?P<command>\\[a-zA-Z]+\*?|\\.|\\$)
    |(?P<double>:=|\|\||<=|>=|!=|&(?:amp|lt|gt);)
    |(?P<comment>%)
    |(?P<single>.)""",
    re.VERBOSE | re.DOTALL,
)
_DELIMITER: Final = regex(r"\s*(\\[a-zA-Z]+|\\.|\|\||.)", re.DOTALL)
_NAME_ARGUMENT: Final = regex(r"\s*\{\s*([A-Za-z]+\*?)\s*\}")
_WORD: Final = regex(r"\s*\{\s*([A-Za-z](?:[A-Za-z0-9\-' ]|\\[,;!: _])*)\}")
_OVER: Final = regex(r"\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*\{\s*(\\?[a-zA-Z]+|[=<>≤≥→])\s*\}")
_INTEGER_COMMA: Final = regex(r"(\d+)\{,\}(\d+)")
_LETTERS: Final = regex(r"[A-Za-z]+")
_SHORT: Final = frozenset({"tr", "Tr", "rk"})
_SMALL: Final = {"cos", "sin", "tan", "log", "exp", "tanh", "max", "min", "cosh", "sinh"}


@dataclass(slots=True)
class _Lexer(Scanner):
    """Knows every kind of symbol; one method a kind, named by the pattern's groups."""

    def run(self) -> list[Token]:
        match, source = _TOKEN.match, self.source
        while found := match(source, self.at):
            start, self.at = self.at, found.end()
            kind, text = found.lastgroup, found.group()
            if kind != "blank":
                getattr(self, "_" + str(kind))(text, start)
        return self.end()

    # -- characters ------------------------------------------------------------------------

    def _number(self, text: str, start: int) -> None:
        comma = _INTEGER_COMMA.match(self.source, start)
        if comma and comma.end() > self.at and len(comma[2]) != 3:
            self.at, text = comma.end(), comma[0]
        self.emit("number", text, start)

    def _letters(self, text: str, start: int) -> None:
        upright = (self.font if self.once is None else self.once) == "upright"
        if "\\_" in text:
            self.emit("word", text.replace("\\_", "_"), start)
        elif (text in sy.FUNCTION_RUNS or text in _SHORT) and self._calls(text):
            self.emit("function", text, start)
        elif len(text) > 1 and (upright or self._is_word(text)):
            self.emit("function" if text in sy.FUNCTION_WORDS else "word", text, start)
        elif self.once is not None:
            self.at = start + 1
            self.emit("letter", text[0], start)
        else:
            for place, letter in enumerate(text, start):
                self.emit("letter", letter, place, place + 1)

    def _is_word(self, text: str) -> bool:
        cells = text in sy.CELLS and sum(cell in self.source for cell in sy.CELLS) > 1
        known = cells or text in sy.PLAIN_WORDS or text in self.words
        return known or self.source[self.at - 4 : self.at + 1] == "_{in_"

    def _calls(self, text: str) -> bool:
        if self.source[self.at - len(text) - 1 : self.at - len(text)] == "^":
            return False  # x^tr is x^t r
        if text in _SHORT and self.source[self.at : self.at + 1] == "(":
            return True
        if len(text) > 2 and (text in _SMALL or text[0].isupper()):
            return True
        after = _DELIMITER.match(self.source, self.at)
        return after is not None and after[1] in {"(", "\\left", "^", "_", "[", "\\{", "{", "\\big"}

    def _row(self, text: str, start: int) -> None:
        self.emit("row", text, start)
        word = _LETTERS.match(self.source, self.at) if text == "\\\\" else None
        if word and is_command(word[0]):
            message = f"a line end and '{word[0]}', or \\{word[0]} with a backslash too many"
            self.emit("error", f"Two readings: {message}; write one of them.", start)

    def _not(self, text: str, start: int) -> None:
        symbol = text[4:].strip()
        relation = sy.RELATIONS.get(symbol[1:], symbol)
        negated = sy.NEGATED.get(relation)
        if negated is None:
            self.emit("unknown", "\\not" + symbol, start)
        else:
            self.emit("relation", negated, start)

    def _double(self, text: str, start: int) -> None:
        if text == "||":
            self.emit("bar", "|", start, start + 1)
            self.emit("bar", "|", start + 1)
        elif text == "&amp;":
            self.emit("&", "&", start)
        elif not self.factorial(text, start):
            plain = {"<=": "≤", ">=": "≥", "!=": "≠", "&lt;": "<", "&gt;": ">"}.get(text, text)
            self.emit("relation", plain, start)

    def _comment(self, _text: str, start: int) -> None:
        if (self.tokens and self.tokens[-1].kind == "number") or self.last_line <= self.at:
            self.emit("%", "%", start)
        else:
            self.at = self.source.find("\n", self.at)

    def _single(self, text: str, start: int) -> None:
        if text == "{":
            self.open_brace(start)
        elif text == "}":
            self.close_brace(start)
        elif text in "^_&,;:!'.":
            self.emit(text, text, start)
        elif text in sy.OPERATOR_CHARACTERS:
            self.emit("operator", sy.OPERATOR_CHARACTERS[text], start)
        elif text in sy.RELATION_CHARACTERS:
            self.emit("relation", sy.RELATION_CHARACTERS[text], start)
        elif text in sy.OPEN:
            self.emit("open", sy.OPEN[text], start)
        elif text in sy.CLOSE:
            self.emit("close", sy.CLOSE[text], start)
        elif text in sy.BARS:
            self.emit("bar", sy.BARS[text], start)
        else:
            self._other(text, start)

    def _other(self, text: str, start: int) -> None:
        if text in "~$":
            self.gap += 6 if text == "~" else 0
        elif text in sy.GREEK_LETTERS:
            self.emit("letter", sy.GREEK_LETTERS[text], start)
        elif text in sy.SUPERSCRIPTS:
            self.script("^", sy.SUPERSCRIPTS, start)
        elif text in sy.SUBSCRIPTS:
            self.script("_", sy.SUBSCRIPTS, start)
        elif text in "′’`":
            self.emit("'", "'", start)
        elif text in "…⋯⋮⋱":
            self.emit("ellipsis", dict(zip("…⋯⋮⋱", "lcvd", strict=True))[text] + "dots", start)
        elif text == UNCERTAIN_END:
            message = "equations on lines of their own, or products that go on in the next line"
            self.emit("error", f"Two readings: {message}; write \\\\ between equations.", start)
        elif text in "√∛∜":
            message = f"How far this {text} reaches can be read in two ways; write \\sqrt{{…}}."
            self.emit("error", message, start)
        elif text in "°∂∑∏∫@":
            name = {"°": "degree", "∂": "partial", "∑": "sum", "∏": "prod", "∫": "int", "@": "@"}
            self._named(name[text], start)
        else:
            self._normal_form(text, start)

    def _normal_form(self, text: str, start: int) -> None:
        plain = unicodedata.normalize("NFKC", text)
        if len(plain) == 1 and plain != text and (plain.isalnum() or plain == "∇"):
            self.once = font_of(text) or self.once
            letter = sy.GREEK_LETTERS.get(plain, plain)
            self.emit("number" if plain.isdigit() else "letter", letter, start)
        elif text.isalpha():
            self.emit("letter", text, start)
        else:
            self.emit("unknown", text, start)

    # -- control words ---------------------------------------------------------------------

    def _command(self, text: str, start: int) -> None:
        word = text[1:].rstrip("*") or text[1:]
        if text in sy.OPEN:
            self.emit("open", sy.OPEN[text], start)
        elif text in sy.CLOSE:
            self.emit("close", sy.CLOSE[text], start)
        elif word in sy.SPACES:
            self.gap += sy.SPACES[word]
        elif word in sy.IGNORED:
            self._ignored(word, start)
        elif word in sy.FONTS:
            self._font(word, start)
        elif word in sy.TEXTS:
            self._text(start)
        elif word in sy.OLD_FONTS:
            self.font = sy.OLD_FONTS[word]
        elif word in {"left", "right", "middle"} or word in sy.SIZES:
            self._delimiter(word, start)
        elif word in {"begin", "end"}:
            self._environment(word, start)
        else:
            self._named(word, start)

    def _ignored(self, word: str, start: int) -> None:
        self.skip_arguments(sy.IGNORED[word])
        self.gap += sy.SKIPS.get(word, 0)
        if word in sy.SEE_THROUGH:
            self.see_through(None, start)

    def _named(self, word: str, start: int) -> None:
        if word in {"overset", "stackrel", "underset"} and self._over_relation(start):
            return
        if word in {"xrightarrow", "xleftarrow"}:
            self.skip_arguments(1)
            self.emit("relation", "→" if word == "xrightarrow" else "←", start)
        elif word == "operatorname":
            self._operator_name(start)
        elif word in {"perp", "parallel"} and self.opens_index():  # the index of a direction
            self.emit("letter", word, start)
        elif word in {"mid", "parallel", "vert", "Vert", "|"}:
            self.emit("bar" if word != "mid" else "mid", sy.BARS["\\" + word], start)
        elif word in {"forall", "exists", "because", "therefore"}:
            words = {"forall": "for all", "exists": "there is"}
            self.emit("text", words.get(word, word), start)
        elif word in {"partial", "colon"}:
            self.emit(*(("partial", "∂") if word == "partial" else (":", ":")), start)
        else:
            self._from_tables(word, start)

    def _from_tables(self, word: str, start: int) -> None:
        tables = (
            ("letter", sy.NAMES), ("relation", sy.RELATIONS), ("operator", sy.OPERATORS),
            ("big", sy.BIG_OPERATORS), ("accent", sy.ACCENTS), ("ellipsis", sy.ELLIPSES),
            ("operator", {"pm": "±", "mp": "∓", "%": ""}),
        )  # fmt: skip
        if word == "%":
            self.emit("%", "%", start)
            return
        for kind, table in tables:
            if word in table:
                self.emit(kind, table[word], start)
                return
        if word in sy.DOUBLE_STRUCK:
            self.once = "bb"
            self.emit("letter", sy.DOUBLE_STRUCK[word], start)
        elif word in sy.FUNCTIONS:
            self.emit("function", word, start)
        elif word in {"over", "choose"}:
            self.emit("infix", word, start)
        elif word in sy.ARGUMENTS or word == "@":
            self.emit("operator" if word == "@" else "command", word, start)
        elif word not in {"$", "[", "]", "(", ")", "&", "-"}:
            self.emit("unknown", "\\" + word, start)

    def _over_relation(self, start: int) -> bool:
        found = _OVER.match(self.source, self.at, self.at + 200)
        if found is None:
            return False
        relation = sy.RELATIONS.get(found[2][1:]) if found[2][0] == "\\" else found[2]
        if relation is None or found[2][0].isalpha():
            return False
        note = found[1]
        if relation == "=" and note.strip() == "?":
            relation = "=?"
        elif relation == "=" and ("def" in note or "Delta" in note or "triangle" in note):
            relation = ":="
        self.at = found.end()
        self.emit("relation", relation, start)
        return True

    def _font(self, word: str, start: int) -> None:
        font = sy.FONTS[word]
        found = _WORD.match(self.source, self.at)
        inside = plain_word(found[1]) if found else ""
        if found and is_set_as_word(word, font, inside):
            self.at = found.end()
            self.once = "upright" if len(inside) == 1 else self.once
            kind = "function" if inside in sy.FUNCTION_WORDS else "word"
            self.emit(kind if len(inside) > 1 else "letter", inside, start)
            return
        self.see_through(font, start)

    def _operator_name(self, start: int) -> None:
        found = _WORD.match(self.source, self.at)
        if found is None:
            place = self.past_blank(self.at)
            end = self.argument_end(place) if self.source[place : place + 1] == "{" else place
            self.at = max(end, self.at)
            self.emit("unknown", "\\operatorname" + self.source[place : self.at][:40], start)
            return
        self.at = found.end()
        self.emit("function", plain_word(found[1]).replace(" ", ""), start)

    def _text(self, start: int) -> None:
        place = self.past_blank(self.at)
        if self.source[place : place + 1] != "{":
            self.emit("error", "A text command needs its words in braces.", start)
            return
        end = self.argument_end(place)
        if end < 0:
            self.at = len(self.source)
            self.emit("error", "This text is never closed; add the missing '}'.", start)
            return
        self.at = end
        pieces, place = self.source[place + 1 : end - 1].split("$"), place + 1
        if len(pieces) % 2 == 0:
            pieces = ["$".join(pieces)]
        for number, piece in enumerate(pieces):
            if number % 2:
                self._inline(piece, place)
            elif piece.strip() or len(pieces) == 1:
                first = start if number == 0 else place
                self._words(piece, first, end if number == len(pieces) - 1 else place + len(piece))
            place += len(piece) + 1

    def _inline(self, piece: str, place: int) -> None:
        for token in _Lexer(piece, self.words, piece.rfind("\n")).run():
            token.start += place
            token.end += place
            self.tokens.append(token)

    def _words(self, text: str, start: int, end: int) -> None:
        plain = plain_word(text)
        if plain.strip() in sy.FUNCTION_WORDS:
            self.emit("function", plain.strip(), start, end)
        elif not plain.strip():
            self.gap += 6 * len(text)
        elif len(plain) == 1 and plain.isalpha():
            self.once = "upright"
            self.emit("letter", plain, start, end)
        else:
            self.emit("text", plain, start, end)

    # -- delimiters and environments ---------------------------------------------------------

    def _delimiter(self, word: str, start: int) -> None:
        found = _DELIMITER.match(self.source, self.at)
        if found is None:
            return
        self.at, symbol = found.end(), found[1]
        symbol = {"<": "\\langle", ">": "\\rangle"}.get(symbol, symbol)
        side = {"l": "open", "r": "close"}.get(word[-1]) if word in sy.SIZES else None
        side = {"left": "open", "right": "close"}.get(word, side)
        paired = "pair " if word in {"left", "right"} else ""
        if symbol == "." and paired:
            self.emit(paired + str(side), ".", start)
        elif symbol in sy.BARS or symbol in {r"\lvert", r"\rvert", r"\lVert", r"\rVert"}:
            bar = sy.BARS.get(symbol) or sy.OPEN.get(symbol) or sy.CLOSE[symbol]
            kind = "mid" if word == "middle" or word[-1] == "m" else paired + (side or "bar")
            self.emit(kind, bar, start)
        elif symbol in sy.OPEN or symbol in sy.CLOSE:
            natural = "open" if symbol in sy.OPEN else "close"
            bracket = sy.OPEN.get(symbol) or sy.CLOSE[symbol]
            self.emit(paired + (side or natural), bracket, start)
        elif symbol == "/":
            self.emit("operator", "/", start)
        else:
            self.emit("error", f"'{symbol}' is no delimiter for \\{word}.", start)

    def _environment(self, word: str, start: int) -> None:
        found = _NAME_ARGUMENT.match(self.source, self.at)
        if found is None:
            self.emit("error", f"\\{word} needs the name of an environment in braces.", start)
            return
        self.at, name = found.end(), found[1].rstrip("*")
        note = ""
        if word == "begin" and name in {"array", "alignat", "alignedat", "darray"}:
            place = self.past_blank(self.at)
            self.skip_arguments(1)
            note = self.source[place : self.at]
        elif word == "begin":
            option = OPTION.match(self.source, self.at)
            if option and name in {"aligned", "gathered", "split"}:
                self.at = option.end()
        self.emit(word, name, start)
        self.tokens[-1].font = note


def tokens_of(source: str, words: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a formula, spacing and ornament dropped.

    Raises LatexError for a formula of more than 64 KiB.
    """
    if len(source) > MAX_LENGTH:
        message = f"This formula has {len(source)} characters; more than {MAX_LENGTH} are not read."
        raise LatexError(message, 0, len(source))
    return _Lexer(source, words, source.rfind("\n")).run()
