r"""What control words build: fractions, roots, matrices, cases, big operators, accents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex.cursor import Grammar
from symnn.latex.symbols import ALIGNED, CASES, MATRICES, is_prose
from symnn.latex.syntax import (
    Abs,
    Annotated,
    BigOperator,
    Binomial,
    Case,
    Cases,
    Ceiling,
    Chain,
    Derivative,
    Differential,
    Empty,
    Evaluated,
    Floor,
    Group,
    Logic,
    Matrix,
    Name,
    Neg,
    Node,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Span,
    System,
)

_SQUARE: Final = 2
_FRACTIONS: Final = frozenset({"frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"})
_BINOMIALS: Final = frozenset({"binom", "dbinom", "tbinom"})
_NOTES: Final = {
    "underbrace": "under", "overbrace": "over", "underbracket": "under", "overbracket": "over",
    "underset": "under", "overset": "over", "stackrel": "over",
}  # fmt: skip
_WRAPPERS: Final[dict[str, Callable[[Node, Span], Node]]] = {
    "norm": lambda inside, span: Norm(inside, span=span),
    "abs": lambda inside, span: Abs(inside, span=span),
    "ceil": lambda inside, span: Ceiling(inside, span=span),
    "floor": lambda inside, span: Floor(inside, span=span),
}
_CELL_ENDS: Final = frozenset({"&", "row", "end"})
_SIMPLE: Final = frozenset({"letter", "word", "accent", "function", "text"})


class Structures(Grammar):
    """Reads commands and environments."""

    __slots__ = ()

    def command(self) -> Node:
        """A control word with arguments."""
        token = self.token
        start, word = token.start, token.text
        if word in _FRACTIONS:
            return self._fraction(start)
        self.take()
        if word in _BINOMIALS:
            upper, lower = self.argument(), self.argument()
            return Binomial(upper, lower, span=self.span(start))
        if word == "sqrt":
            return self._root(start)
        if word in _WRAPPERS:
            return _WRAPPERS[word](self.argument(), self.span(start))
        if word in {"underbrace", "overbrace", "underbracket", "overbracket"}:
            return self._brace_note(word, start)
        if word in _NOTES:
            return self._set_note(word, start)
        if word == "substack":
            return self._substack(start)
        if word == "set":
            return Group("{}", (self.argument(),), span=self.span(start))
        self.at -= 1
        return self.fail(f"\\{word} is not read here; write the formula without it.")

    def _root(self, start: int) -> Node:
        degree: Node | None = None
        if self.sees("open", "["):
            self.take()
            degree = self.chain()
            if not self.sees("close", "]"):
                self.unexpected("']' after the degree of the root")
            self.take()
        return Root(self.argument(), degree, span=self.span(start))

    def _brace_note(self, word: str, start: int) -> Node:
        operand = self.argument()
        mark = "_" if word.startswith("under") else "^"
        if self.kind != mark:
            return operand
        self.take()
        note = self._note()
        return Annotated(operand, note, _NOTES[word], span=self.span(start))

    def _set_note(self, word: str, start: int) -> Node:
        note = self._note()
        closed = self.kind == "{" and self.tokens[self.at + 1].kind == "function"
        if closed and self.tokens[min(self.at + 2, len(self.tokens) - 1)].kind == "}":
            self.take()
            del self.tokens[self.at + 1]
            return self.application(note)
        return Annotated(self.argument(), note, _NOTES[word], span=self.span(start))

    def _note(self) -> Node:
        if self.kind != "{":
            return self.argument()
        brace = self.take()
        note: Node = Empty() if self.kind == "}" else self.items()
        self.close_brace(brace.start)
        return note

    def _substack(self, start: int) -> Node:
        brace = self.take()
        rows = [self.items()]
        while self.kind == "row":
            self.take()
            rows.append(self.items())
        self.close_brace(brace.start)
        return Group("", tuple(rows), (",",) * (len(rows) - 1), span=self.span(start))

    # -- fractions and derivatives -----------------------------------------------------------

    def _fraction(self, start: int) -> Node:
        self.take()
        if self._differential_ahead():
            return self._derivative(start)
        upper = self.argument()
        lower = self.argument()
        return Quotient(upper, lower, span=self.span(start))

    def _differential_ahead(self) -> bool:
        r"""Whether ``{d…}{dx}`` or ``{\partial …}{\partial x}`` follows."""
        if self.kind != "{":
            return False
        below = self.past_group(self.at)
        if self.tokens[below].kind != "{":
            return False
        first, second = self.tokens[self.at + 1], self.tokens[below + 1]
        if first.kind == second.kind == "partial":
            return self.tokens[below + 2].kind != "}"
        if not (first.kind == second.kind == "letter" and first.text == second.text == "d"):
            return False
        return self.tokens[below + 2].kind in _SIMPLE

    def _derivative(self, start: int) -> Node:
        brace = self.take()
        partial = self.take().kind == "partial"
        total = self._order()
        operand = None if self.kind == "}" else self.sum()
        self.close_brace(brace.start)
        brace = self.take()
        variables: list[Node] = []
        orders: list[int] = []
        while self.kind == "partial" or self.sees("letter", "d"):
            self.take()
            variable, order = _variable(self.factor())
            variables.append(variable)
            orders.append(order)
        self.close_brace(brace.start)
        if total == 1 and orders == [_SQUARE]:  # by the variance σ^2, once
            variables, orders = [_squared(variables[0])], [1]
        if sum(orders) != total:
            self.fail(f"The orders of this derivative differ: {total} above, {sum(orders)} below.")
        if operand is None and self.begins_factor():
            operand = self.factor() if self.kind == "open" else self.run()
        places, span = tuple(orders), self.span(start)
        operand, place = _taken_out(operand, variables)
        found = Derivative(operand, tuple(variables), places, partial, span=span)
        return found if place is None else Evaluated(found, place, span=span)

    def _order(self) -> int:
        if self.kind != "^":
            return 1
        caret = self.take()
        exponent = self.argument()
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            self.fail("Only derivatives of a definite order are read.", caret.start)
        return int(exponent.value)

    def differential(self) -> Node:
        r"""``\partial L`` by itself."""
        token = self.take()
        if self.kind == "^":
            self.fail("A power of \\partial is read only inside \\frac.", token.start)
        if self.kind == "_":
            return Name("partial", span=Span(token.start, token.end))
        operand = self.factor()
        return Differential(operand, "∂", span=self.span(token.start))

    # -- accents and big operators -----------------------------------------------------------

    def accented(self) -> Node:
        r"""``\hat{y}``: part of the name; over more than a name, an annotation."""
        token = self.take()
        operand = self.argument()
        span = self.span(token.start)
        if isinstance(operand, Name):
            accents = (*operand.accents, token.text)
            base, font, index = operand.base, operand.font, operand.subscript
            return Name(base, font, accents, index, operand.labels, span=span)
        if token.text == "underline":
            return operand
        return Annotated(operand, Name(token.text), "accent", span=span)

    def big(self) -> Node:
        r"""``\sum_{i=1}^n`` and its kin, with the term that follows as body."""
        token = self.take()
        lower: Node | None = None
        upper: Node | None = None
        while self.kind in {"_", "^"}:
            mark = self.take().kind
            bound = self._note()
            if mark == "_" and lower is None:
                lower = bound
            elif mark == "^" and upper is None:
                upper = bound
            else:
                self.fail("This operator has two bounds on one side.", token.start)
        body = self._body()
        return BigOperator(token.text, lower, upper, body, span=self.span(token.start))

    def _body(self) -> Node:
        if self.sees("operator", "-"):
            sign = self.take()
            return Neg(self.product(), span=self.span(sign.start))
        if not self.begins_factor():
            self.unexpected("what is summed")
        return self.product()

    # -- environments ------------------------------------------------------------------------

    def environment(self) -> Node:
        r"""From ``\begin`` to ``\end``."""
        opening = self.take()
        name = opening.text
        if name in CASES:
            rows = self._cases(opening.start)
            return self._rows_together(rows, self.span(opening.start))
        if name not in MATRICES and name not in ALIGNED:
            self.at -= 1
            self.fail(f"The environment {name} is not read.")
        cells = self._table(opening.start)
        span = self.span(opening.start)
        if name in MATRICES:
            return Matrix(cells, MATRICES[name], _rules(opening.font), span=span)
        rows = tuple(Case(row[0], span=row[0].span) for row in cells)
        return rows[0].value if len(rows) == 1 else self._rows_together(rows, span)

    def _table(self, start: int) -> tuple[tuple[Node, ...], ...]:
        rows: list[tuple[Node, ...]] = []
        row: list[Node] = []
        while True:
            row.append(self._cell())
            mark = self._next_cell(start)
            if mark == "&":
                continue
            if len(row) > 1 or not isinstance(row[0], Empty):
                rows.append(tuple(row))
            row = []
            if mark == "end":
                return tuple(rows)

    def _next_cell(self, start: int) -> str:
        if self.kind == "eof":
            self.fail("This environment is never ended; add the missing \\end.", start)
        if self.kind not in _CELL_ENDS:
            self.unexpected("'&', a line end or \\end")
        return self.take().kind

    def _cell(self) -> Node:
        if self.kind in _CELL_ENDS or self.kind == "eof":
            return Empty(span=Span(self.token.start, self.token.start))
        if self.kind == "text" and is_prose(self.token.text):
            place = Span(self.token.start, self.token.start)
            return self._conditioned(Case(Empty(span=place), span=place))
        node = self.items()
        while self.kind in {",", ".", ";"}:
            self.take()
        return node

    def _cases(self, start: int) -> tuple[Case, ...]:
        rows: list[Case] = []
        while True:
            row = self._case()
            while self.kind == "&":
                self.take()
                row = self._conditioned(row)
            mark = self._next_cell(start)
            if not isinstance(row.value, Empty):
                rows.append(row)
            if mark == "end":
                return tuple(rows)

    def _case(self) -> Case:
        start = self.token.start
        value: Node = Empty(span=Span(start, start))
        if self.kind not in _CELL_ENDS and self.kind != "text":
            value = self.chain()
        return self._conditioned(Case(value, span=self.span(start)))

    def _conditioned(self, row: Case) -> Case:
        """The row with the words and the condition that stand here."""
        start, words, condition = row.span.start, row.words, row.condition
        while self.kind not in _CELL_ENDS and self.kind != "eof":
            if self.kind == "text":
                word = self.take().text.strip()
                joint = word.strip(", ").lower()
                if condition is not None and joint in {"and", "or"}:
                    condition = Logic(joint, (condition, self.items()), span=self.span(start))
                else:
                    words = f"{words} {word}".strip()
            elif self.kind in {",", ".", ";", ":"}:
                self.take()
            elif condition is None:
                condition = self.items()
            else:
                self.unexpected("the end of the case")
        return Case(row.value, condition, words, span=self.span(start))

    def _rows_together(self, rows: tuple[Case, ...], span: Span) -> Node:
        plain = all(row.condition is None and not row.words for row in rows)
        if plain and any(isinstance(row.value, Chain) for row in rows):
            return System(tuple(row.value for row in rows), span=span)
        return Cases(rows, span=span)

    def braced_rows(self, inside: Node | None, span: Span) -> Node:
        r"""The rows of ``\left\{ … \right.``: cases, or equations set together."""
        if isinstance(inside, (Cases, System)):
            return inside
        if not isinstance(inside, Matrix):
            self.fail("A brace without its partner must hold an array.", span.start)
        rows = tuple(_case_of(row) for row in inside.rows)
        return self._rows_together(rows, span)


def _case_of(row: tuple[Node, ...]) -> Case:
    span = Span(row[0].span.start, row[-1].span.end)
    if len(row) == 1:
        return Case(row[0], span=span)
    condition, words = row[1], ""
    if isinstance(condition, Case):
        return Case(row[0], condition.condition, condition.words, span=span)
    return Case(row[0], None if isinstance(condition, Empty) else condition, words, span=span)


def _squared(node: Node) -> Node:
    return Power(node, Number(str(_SQUARE), Fraction(_SQUARE), 0), span=node.span)


def _variable(node: Node) -> tuple[Node, int]:
    if isinstance(node, Power) and isinstance(node.exponent, Number):
        value = node.exponent.value
        if value.denominator == 1 and 1 < value < 20:
            return node.base, int(value)
    return node, 1


def _rules(columns: str) -> tuple[int, ...]:
    """Columns of ``{cc|c}`` that stand before a vertical line."""
    found: list[int] = []
    count = 0
    for mark in columns:
        if mark in "lcr":
            count += 1
        elif mark == "|" and count:
            found.append(count)
    return tuple(sorted(set(found)))


def _taken_out(operand: Node | None, variables: Sequence[Node]) -> tuple[Node | None, Node | None]:
    """What is derived, and where the derivative is taken: f'(2) is what df/dx at x = 2 means."""
    last = operand.factors[-1] if isinstance(operand, Product) else operand
    if operand is None or not isinstance(last, Evaluated):
        return operand, None
    condition = last.condition
    listed = condition.items if isinstance(condition, Group) else (condition,)
    if not any(isinstance(one, Chain) and one.first in variables for one in listed):
        return operand, None
    if not isinstance(operand, Product):
        return last.operand, last.condition
    factors = (*operand.factors[:-1], last.operand)
    return replace(operand, factors=factors), last.condition
