r"""What follows a factor: ``^``, ``_``, primes, factorials, arguments in brackets."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.latex.cursor import Grammar
from symnn.latex.scanner import Token
from symnn.latex.syntax import (
    Call,
    Degrees,
    Derivative,
    Evaluated,
    Factorial,
    Group,
    Indexed,
    Mark,
    Name,
    Neg,
    Node,
    Norm,
    Number,
    Percent,
    Power,
    Prime,
    Product,
    Span,
    Sum,
    Transpose,
)

_TRANSPOSES: Final = {"T": "T", "top": "top"}
_STARS: Final = {"*": "*", "star": "*", "⋆": "*"}
_MARKS: Final = _STARS | {"+": "+", "-": "-", "dagger": "dagger", "dag": "dagger"}
#: What the weights W^Q, W^K, W^V and W^O of attention are for: queries, keys, values, output.
_ROLES: Final = frozenset({"Q", "K", "V", "O"})
_MARK_KINDS: Final = frozenset({"operator", "letter", "command"})
_INDEX_MARKS: Final = frozenset({",", ";", ":"})
MAX_POSTFIXES: Final = 16


class Scripts(Grammar):
    """Reads scripts and the other postfixes."""

    __slots__ = ()

    def postfixes(self, node: Node, braced: bool) -> Node:
        """The node with everything that is attached to it."""
        start, count, powered = node.span.start, 0, False
        while True:
            kind = self.kind
            if kind == "^":
                if powered:
                    self.fail("Two superscripts on one base; put braces around the first.")
                node, powered = self._superscript(node, start, braced), True
            elif kind == "_":
                node = self._subscript(node, start, braced)
            elif kind == "'":
                node = self._primes(node, start)
            elif kind == "!":
                node = self._factorial(node, start)
            elif kind == "%":
                self.take()
                node = Percent(node, span=self.span(start))
            elif kind == "command" and self.token.text == "degree":
                self.take()
                node = Degrees(node, span=self.span(start))
            elif kind == "evalbar":
                node = self._evaluated(node, start)
            elif kind == "open" and self._callable(node):
                node = self._call(node, start)
                powered = False
            else:
                return node
            braced = False
            count += 1
            if count > MAX_POSTFIXES:
                self.fail(f"More than {MAX_POSTFIXES} scripts and calls on one base are not read.")

    def _callable(self, node: Node) -> bool:
        text = self.token.text
        while isinstance(node, (Prime, Power, Mark)):
            node = node.operand if isinstance(node, (Prime, Mark)) else node.base
        if isinstance(node, Name) and node.base != "·":
            return text == "(" or (text == "[" and node.font == "bb")
        return isinstance(node, Derivative) and text == "("

    def _call(self, node: Node, start: int) -> Node:
        group = self.group()
        if isinstance(group, Group):
            return Call(node, group, span=self.span(start))
        factor = self.postfixes(group, False)  # of W (…)^T the script belongs to the matrix alone
        return Product((node, factor), ("",), span=self.span(start))

    def _factorial(self, node: Node, start: int) -> Node:
        count = 0
        while self.kind == "!":
            self.take()
            count += 1
        return Factorial(node, count, span=self.span(start))

    def _primes(self, node: Node, start: int) -> Node:
        count = 0
        while self.kind == "'":
            self.take()
            count += 1
        return Prime(node, count, span=self.span(start))

    def _evaluated(self, node: Node, start: int) -> Node:
        self.take()
        if self.kind != "_":
            self.unexpected("the place of evaluation, '_{…}',")
        self.take()
        condition = self._script_argument()
        return Evaluated(node, condition, span=self.span(start))

    # -- subscripts --------------------------------------------------------------------------

    def _subscript(self, node: Node, start: int, braced: bool) -> Node:
        self.take()
        index = self._script_argument()
        if braced and not isinstance(node, (Name, Norm)):
            return Indexed(node, index, span=self.span(start))
        return self._with_index(node, index, self.span(start))

    def _with_index(self, node: Node, index: Node, span: Span) -> Node:
        if isinstance(node, Name) and node.subscript is None:
            return Name(node.base, node.font, node.accents, index, node.labels, span=span)
        if isinstance(node, Norm) and node.subscript is None:
            return Norm(node.operand, index, span=span)
        if isinstance(node, Power) and _takes_index(node.base):
            base = self._with_index(node.base, index, node.base.span)
            return Power(base, node.exponent, node.ambiguous, span=span)
        if isinstance(node, (Transpose, Prime, Mark)) and _takes_index(node.operand):
            return self._indexed_inside(node, index, span)
        return Indexed(node, index, span=span)

    def _indexed_inside(self, node: Transpose | Prime | Mark, index: Node, span: Span) -> Node:
        inner = self._with_index(node.operand, index, node.operand.span)
        if isinstance(node, Transpose):
            return Transpose(inner, node.mark, span=span)
        if isinstance(node, Prime):
            return Prime(inner, node.count, span=span)
        return Mark(inner, node.mark, span=span)

    def _script_argument(self) -> Node:
        """A subscript: a brace group, a whole integer, or one symbol."""
        token = self.token
        if token.kind == "number":
            self.take()
            if not token.text.isdigit():
                self.fail("Only one digit belongs to this script; put braces.", token.start)
            return Number(token.text, Fraction(int(token.text)), span=Span(token.start, token.end))
        if token.kind == "operator" and (token.text in _MARKS or token.text in "±∓"):
            self.take()
            return Name(token.text, span=Span(token.start, token.end))
        if token.kind == "{":
            return self._braced_index()
        return self.argument()

    def _braced_index(self) -> Node:
        brace = self.take()
        token = self.token
        closes = self.tokens[self.at + 1].kind == "}" if token.kind != "eof" else False
        if token.kind == "operator" and closes:
            self.take()
            index: Node = Name(token.text, span=Span(token.start, token.end))
        elif token.kind == "text" and closes:
            self.take()
            index = Name(token.text.strip(), span=Span(token.start, token.end))
        else:
            index = self._whole_sides() or self.items(_INDEX_MARKS)
            if self.kind == "mid":
                index = self._given(index)
        self.close_brace(brace.start)
        return index

    def _given(self, before: Node) -> Node:
        r"""An index with a condition behind a bar: ``\mu_{x|y=1}``."""
        self.take()
        after = self.items(_INDEX_MARKS)
        span = Span(before.span.start, after.span.end)
        return Group("", (before, after), ("|",), span=span)

    def _whole_sides(self) -> Node | None:
        r"""``i\cdot`` and ``*,2``: an index where a mark stands for a whole row or column."""
        stop = self.at
        while self.tokens[stop].kind in {"number", "letter", "operator", ","}:
            stop += 1
        inside = self.tokens[self.at : stop]
        ends = {"{", "}", ","}
        marks = [
            token
            for before, token, after in zip(
                self.tokens[self.at - 1 :], inside, self.tokens[self.at + 1 :], strict=False
            )
            if token.kind == "operator" and (before.kind in ends or after.kind in ends)
        ]
        shown = [token for token in inside if token.kind != ","]
        plain = all(token.text in {"·", "*"} for token in marks) and len(shown) == 2
        if self.tokens[stop].kind != "}" or not marks or not plain:
            return None
        start = self.token.start
        self.at = stop
        items = tuple(self._side(token) for token in shown)
        return Group("", items, (",",), span=self.span(start))

    def _side(self, token: Token) -> Node:
        place = Span(token.start, token.end)
        if token.kind == "number" and token.text.isdigit():
            return Number(token.text, Fraction(int(token.text)), span=place)
        return Name(token.text, span=place)

    # -- superscripts ------------------------------------------------------------------------

    def _superscript(self, node: Node, start: int, braced: bool) -> Node:
        caret = self.take()
        if self.kind == "{":
            brace = self.take()
            node = self._braced_superscript(node, start, braced)
            self.close_brace(brace.start)
            return _respanned(node, self.span(start))
        special = self._special(node, start)
        if special is not None:
            return special
        exponent = self._bare_exponent(caret.start)
        return self._power(node, exponent, braced, start)

    def _bare_exponent(self, caret: int) -> Node:
        token = self.token
        if token.kind == "number":
            if len(token.text) > 1:
                shown = token.text[0]
                self.fail(f"After ^ only '{shown}' is raised; write ^{{{token.text}}}.", caret)
            self.take()
            return Number(token.text, Fraction(int(token.text)), span=Span(token.start, token.end))
        if token.kind == "operator" and token.text == "-":
            self.take()
            return Neg(self.argument(), span=self.span(token.start))
        return self.argument()

    def _braced_superscript(self, node: Node, start: int, braced: bool) -> Node:
        labelled = self._labels(node, start)
        special = self._special(labelled, start, closing=True)
        if special is not None:
            return special
        if labelled is not node and self.kind == "}":
            return labelled
        words = self._words_label(labelled, start)
        if words is not None:
            return words
        exponent = self.items()
        return self._power(labelled, exponent, braced, start)

    def _power(self, node: Node, exponent: Node, braced: bool, start: int) -> Node:
        """A power; W^Q of attention is a name, as no matrix is raised to another one."""
        span = self.span(start)
        role = exponent.base if isinstance(exponent, Name) and exponent.subscript is None else ""
        if role in _ROLES and isinstance(node, Name) and node.base == "W" and not node.labels:
            label = Group("()", (exponent,), span=exponent.span)
            return Name(node.base, node.font, node.accents, node.subscript, (label,), span=span)
        return Power(node, exponent, _loose(node, braced), span=span)

    def _labels(self, node: Node, start: int) -> Node:
        labels: list[Group] = []
        while self.kind == "open" and isinstance(node, Name) and self._is_label(node):
            group = self.group()
            if not isinstance(group, Group):
                self.fail("A label in brackets was expected.", start)
            labels.append(group)
        if not labels or not isinstance(node, Name):
            return node
        every = (*node.labels, *labels)
        span = self.span(start)
        return Name(node.base, node.font, node.accents, node.subscript, every, span=span)

    def _is_label(self, node: Name) -> bool:
        """Whether the bracket opening here marks the name: ``^{(l)}``, ``^{[1](i)}``."""
        after = self.tokens[self.past_group(self.at)]
        follows = after.kind in {"}", "open", "'"} or after.text in _TRANSPOSES
        if not follows or self.token.text not in {"(", "[", "⟨"}:
            return False
        inside = self.tokens[self.at + 1 : self.past_group(self.at) - 1]
        if self.token.text == "(" and node.base == "e" and not node.font and len(inside) > 1:
            return False
        return bool(inside) and inside[0].kind != "operator" and all(map(_indexing, inside))

    def _special(self, node: Node, start: int, closing: bool = False) -> Node | None:
        """Transposes, primes, degrees and marks; with closing, only just before a ``}``."""
        token, after = self.token, self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        if closing and self._primes_only():
            count = 0
            while self.kind != "}":
                self.take()
                count += 1
            return Prime(node, count, span=self.span(start))
        if closing and token.text == "-" and after.text in _TRANSPOSES:
            return self._inverse_transpose(node, start)
        if closing and after.kind != "}":
            return None
        if token.kind in {"letter", "function"} and token.text in _TRANSPOSES:
            self.take()
            return Transpose(node, _TRANSPOSES[token.text], span=self.span(start))
        return self._special_sign(node, start, after.kind == "number" and after.start == token.end)

    def _primes_only(self) -> bool:
        place = self.at
        while self.tokens[place].kind == "'" or self.tokens[place].text == "prime":
            place += 1
        return place > self.at and self.tokens[place].kind == "}"

    def _special_sign(self, node: Node, start: int, negative: bool) -> Node | None:
        token = self.token
        if token.text == "intercal":
            self.take()
            return Transpose(node, "intercal", span=self.span(start))
        if token.text == "prime":
            return self._control_primes(node, start)
        if token.text in {"∘", "degree"} and token.kind in {"operator", "command"}:
            self.take()
            return Degrees(node, span=self.span(start))
        if token.kind in _MARK_KINDS and token.text in _MARKS and not negative:
            self.take()
            return Mark(node, _MARKS[token.text], span=self.span(start))
        return None

    def _control_primes(self, node: Node, start: int) -> Node:
        count = 0
        while self.token.text == "prime":
            self.take()
            count += 1
        return Prime(node, count, span=self.span(start))

    def _inverse_transpose(self, node: Node, start: int) -> Node | None:
        if self.tokens[self.at + 2].kind != "}":
            return None
        sign = self.take()
        mark = _TRANSPOSES[self.take().text]
        span = self.span(start)
        minus = Neg(Number("1", Fraction(1), span=span), span=Span(sign.start, sign.end))
        return Transpose(Power(node, minus, span=span), mark, span=span)

    def _words_label(self, node: Node, start: int) -> Node | None:
        token = self.token
        if token.kind not in {"text", "word"} or self.tokens[self.at + 1].kind != "}":
            return None
        if not isinstance(node, Name):
            return None
        self.take()
        place = Span(token.start, token.end)
        label = Group("", (Name(token.text.strip(), span=place),), span=place)
        labels = (*node.labels, label)
        span = self.span(start)
        return Name(node.base, node.font, node.accents, node.subscript, labels, span=span)


def _indexing(token: object) -> bool:
    kind, text = getattr(token, "kind", ""), getattr(token, "text", "")
    return kind in {"letter", "word", ",", "ellipsis", "text", "_"} or (
        (kind == "number" and text.isdigit()) or (kind == "operator" and text in "+-")
    )


def _takes_index(node: Node) -> bool:
    return isinstance(node, (Name, Norm)) and node.subscript is None


def _loose(node: Node, braced: bool) -> bool:
    """Whether braces, which do not print, hold together what the exponent seems to miss."""
    return braced and isinstance(node, (Sum, Neg, Product))


def _respanned(node: Node, span: Span) -> Node:
    """The node with the span that takes in a closing brace."""
    object.__setattr__(node, "span", span)
    return node
