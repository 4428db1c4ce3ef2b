"""Names, numbers, functions with their arguments, brackets and bars."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from symnn.latex.cursor import Grammar
from symnn.latex.numerals import number
from symnn.latex.symbols import WIDE
from symnn.latex.syntax import (
    Abs,
    Apply,
    Ceiling,
    Dots,
    Empty,
    Floor,
    Group,
    Matrix,
    Name,
    Neg,
    Node,
    Norm,
    Number,
    Power,
    Prime,
    Span,
)

_FENCES: Final = frozenset({"()", "[]", "{}", "⟨⟩", "[)", "(]", "||", "‖‖", "⌊⌋", "⌈⌉", "{.", "[["})
_BARS: Final[dict[str, Callable[[Node, Span], Node]]] = {
    "||": lambda inside, span: Abs(inside, span=span),
    "‖‖": lambda inside, span: Norm(inside, span=span),
    "⌊⌋": lambda inside, span: Floor(inside, span=span),
    "⌈⌉": lambda inside, span: Ceiling(inside, span=span),
}
_SEPARATORS: Final = {",": ",", ";": ";", "mid": "|", ":": ":"}
_OVER_A_RANGE: Final = frozenset({"max", "min", "sup", "inf", "argmax", "argmin"})
_OF_ANGLES: Final = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"}
)
#: What is taken of a whole product of matrices: tr AB is tr(AB).
_OF_MATRICES: Final = frozenset({"tr", "Tr", "trace", "det"})
_ENTRYWISE: Final = frozenset({"⊗", "⊙", "∘"})
#: What angles are multiplied by: sin kx, cos mθ.
_FREQUENCIES: Final = frozenset({"k", "m", "n", "l"})
_COEFFICIENT: Final = frozenset({"pi", "number"})


class Atoms(Grammar):
    """Reads what stands by itself."""

    __slots__ = ()

    def literal(self) -> Node:
        """A number as written."""
        token = self.take()
        span = Span(token.start, token.end)
        if len(token.text) > 4096:
            self.fail("A number of more than 4096 characters is not read.", token.start)
        if token.font in {"bold", "bb"} and token.text in {"0", "1"}:
            return Name(token.text, token.font, span=span)
        try:
            return number(token.text, span)
        except OverflowError:
            self.fail(f"The exponent of {token.text} is beyond 400.", token.start)

    def name(self) -> Node:
        """A letter or a word; digits typed right after a letter are its subscript."""
        token = self.take()
        after = self.token
        touching = token.kind == "letter" and after.start == token.end and not token.font
        touching = touching and not after.font
        if touching and after.kind == "number" and after.text.isdigit():
            self.take()
            place = Span(after.start, after.end)
            index = Number(after.text, Fraction(int(after.text)), span=place)
            return Name(token.text, "", (), index, span=self.span(token.start))
        font = token.font if token.kind == "letter" else ""
        return Name(token.text, font, span=Span(token.start, token.end))

    def ellipsis(self) -> Node:
        """Three dots."""
        token = self.take()
        return Dots(token.text, span=Span(token.start, token.end))

    # -- functions ---------------------------------------------------------------------------

    def application(self, subscript: Node | None = None) -> Node:
        """A function word with its scripts and, if one follows, its argument."""
        token = self.take()
        base = token.text
        if base == "arg" and self.kind == "function" and self.token.text in {"max", "min"}:
            base += self.take().text
        function: Node = Name(base, "", (), subscript, span=self.span(token.start))
        function, power = self._function_scripts(function, token.start)
        bound = isinstance(function, Name) and function.subscript is not None
        if self.kind == "open" and self.token.text not in {"|", "‖", "⌊", "⌈"}:
            argument = self.group()
            return Apply(function, argument, power, span=self.span(token.start))
        if base in _OVER_A_RANGE and bound and self.begins_factor():
            return Apply(function, self.run(), power, span=self.span(token.start))
        if self.begins_factor() or self._signed():
            if base in _OF_MATRICES:
                argument, ambiguous = self._bare_matrices(linear=base != "det")
            else:
                argument, ambiguous = self._bare_argument(base in _OF_ANGLES)
            return Apply(function, argument, power, ambiguous, span=self.span(token.start))
        return function if power is None else Power(function, power, span=self.span(token.start))

    def _signed(self) -> bool:
        token = self.token
        before = self.tokens[self.at - 1]
        unary = token.kind == "operator" and token.text == "-"
        return unary and before.kind == "function" and before.text in {"exp", "log", "ln"}

    def _function_scripts(self, function: Node, start: int) -> tuple[Node, Node | None]:
        power: Node | None = None
        for _ in range(4):
            if self.kind == "_" and isinstance(function, Name) and function.subscript is None:
                indexed = self.function_index(function, start)
                function = indexed
            elif self.kind == "^" and power is None:
                self.take()
                power = self._function_power()
            elif self.kind == "'":
                count = 0
                while self.kind == "'":
                    self.take()
                    count += 1
                function = Prime(function, count, span=self.span(start))
        return function, power

    def function_index(self, function: Name, start: int) -> Name:
        """The function with its subscript: a base, or what it ranges over."""
        self.take()
        if self.kind == "{":
            brace = self.take()
            index = self.items()
            self.close_brace(brace.start)
        else:
            index = self.argument()
        return Name(function.base, "", (), index, function.labels, span=self.span(start))

    def _function_power(self) -> Node:
        token = self.token
        if token.kind == "operator" and token.text in "*+-":
            self.take()
            if token.text == "-" and self.kind == "number":
                return Neg(self.argument(), span=self.span(token.start))
            return Name(token.text, span=Span(token.start, token.end))
        return self.argument()

    def _bare_argument(self, of_angle: bool) -> tuple[Node, bool]:
        r"""What a function without brackets takes: ``2\pi x`` whole, of ``x y`` only ``x``.

        A sine also takes ``n\pi x`` and ``m\theta``: a frequency and what it is of.
        """
        if self._signed():
            sign = self.take()
            return Neg(self.factor(), span=self.span(sign.start)), False
        start = self.token.start
        taken = [self.factor()]
        while self._simple() and all(
            _coefficient(n) or (of_angle and not self.token.gap and _frequency(n)) for n in taken
        ):
            taken.append(self.factor())
        follows = self._simple() or self.kind == "number" or self.sees("operator", "/")
        if len(taken) == 1:
            return taken[0], follows
        return self.juxtaposed(taken, start), follows

    def _bare_matrices(self, linear: bool) -> tuple[Node, bool]:
        r"""What a trace or a determinant without brackets takes: all of the product ``AB^TC``.

        A number behind the matrices, as in ``\det A x``, may be a factor of its own, which makes no
        difference to a trace: that is linear.
        """
        start = self.token.start
        taken = [self.factor()]
        while self._simple() and (linear or self._is_matrix_next()):
            taken.append(self.factor())
        follows = self._simple() or self.kind in {"number", "open"} or self.sees("operator", "/")
        follows = follows or (self.kind == "operator" and self.token.text in _ENTRYWISE)
        if len(taken) == 1:
            return taken[0], follows
        return self.juxtaposed(taken, start), follows

    def _is_matrix_next(self) -> bool:
        """Whether the next letter is a capital, or bold."""
        token = self.token
        named = token.text[:1].isupper() and token.kind in {"letter", "word", "command"}
        return named or bool(token.font) or token.kind == "accent"

    def _simple(self) -> bool:
        return self.kind in {"letter", "word", "accent", "command", "partial"} and (
            self.token.gap < WIDE
        )

    # -- brackets ----------------------------------------------------------------------------

    def group(self) -> Node:
        """A bracket with its items, or bars."""
        opening, outside = self.take(), self.brackets
        self.brackets = max(outside, int(opening.text == "["))
        items: list[Node] = []
        marks: list[str] = []
        while self.kind != "close":
            mark = self._separator(items, marks)
            if mark:
                marks.append(mark)
            elif len(items) > len(marks):
                self._unclosed(opening.text, opening.start)
            else:
                items.append(self._item())
        if marks and len(items) == len(marks):
            items.append(Empty(span=Span(self.token.start, self.token.start)))
        fence = opening.text + self.token.text
        if fence not in _FENCES:
            self._unclosed(opening.text, opening.start)
        self.take()
        self.brackets = outside
        return self._fenced(fence, items, marks, self.span(opening.start))

    def _separator(self, items: list[Node], marks: list[str]) -> str:
        """Take a separator, or see that a wide space parts two items; else nothing."""
        kind = self.kind
        if kind in _SEPARATORS:
            if len(items) == len(marks):
                items.append(Empty(span=Span(self.token.start, self.token.start)))
            self.take()
            return _SEPARATORS[kind]
        apart = len(items) > len(marks) and self._parted()
        return " " if apart else ""

    def _parted(self) -> bool:
        token = self.token
        if token.gap >= WIDE and (self.begins_factor() or token.text in {"-", "+"}):
            return True
        return token.kind == "number" and self.tokens[self.at - 1].kind == "number"

    def _item(self) -> Node:
        token, after = self.token, self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        blank = token.kind in {"operator", "."} and after.kind in {"close", ",", ";", "mid"}
        if blank and token.text in {"·", ".", "+", "-", "*", "×", "⊙"}:
            self.take()
            return Name("·" if token.text == "." else token.text, span=Span(token.start, token.end))
        return self.chain()

    def _unclosed(self, opened: str, start: int) -> None:
        if self.kind in {"error", "unknown"}:
            self.unexpected("an item")
        if self.kind == "close":
            self.fail(f"'{opened}' is closed by '{self.token.text}'.", start)
        if self.kind in {"eof", "&", "row", "end", "}"}:
            self.fail(f"This '{opened}' is never closed.", start)
        self.unexpected(f"a comma or the end of '{opened}'")

    def _fenced(self, fence: str, items: list[Node], marks: list[str], span: Span) -> Node:
        only = items[0] if len(items) == 1 else None
        if (
            isinstance(only, Matrix)
            and only.fence == ""
            and fence in {"()", "[]", "{}", "||", "‖‖"}
        ):
            return Matrix(only.rows, fence, only.rules, span=span)
        if fence == "{.":
            return self.braced_rows(only, span)
        if fence not in _BARS:
            return Group(fence, tuple(items), tuple(marks), span=span)
        if only is None:
            self.fail("Bars around a list have no meaning here.", span.start)
        return _BARS[fence](only, span)


def _frequency(node: Node) -> bool:
    plain = isinstance(node, Name) and node.font == "" and not node.accents
    return plain and isinstance(node, Name) and node.base in _FREQUENCIES


def _coefficient(node: Node) -> bool:
    return isinstance(node, Number) or (isinstance(node, Name) and node.base == "pi")
