"""Reading the text of `symnn.exact.notation`: a parser by recursive descent; nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final, NamedTuple

from flint import fmpq

from symnn.deferred import dataclass, regex
from symnn.errors import LatexError, SymnnError
from symnn.exact.expression import (
    DIRECTIONS,
    MINUS_ONE,
    ONE,
    PI,
    PRIMITIVES,
    RELATIONS,
    ZERO,
    Expr,
    RealRoot,
    add,
    apply,
    derivative,
    exp,
    limit,
    mul,
    negative,
    nth_root,
    piecewise,
    power,
    rational,
    symbol,
)
from symnn.exact.literals import read_text
from symnn.exact.notation import MAXIMUM_LENGTH, WORDS

#: How deep brackets, signs and powers may be nested.
MAXIMUM_DEPTH: Final = 60

_TOKEN: Final = regex(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w.]))"
    r"|(?P<name>[^\W\d]\w*)|\{(?P<quoted>[^{}]*)\}"
    r"|(?P<sign>\*\*|<=|>=|!=|[-+*/^(),:;<>=·×√−])"
)
_SPACE: Final = regex(r"\s*")
_SAME: Final = {"**": "^", "·": "*", "×": "*", "−": "-"}


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def read_notation(text: str, functions: Collection[str] = PRIMITIVES) -> Expr:
    """The expression that a text denotes, as it is written.

    Args:
        text: as `1/sqrt(2)`, `0.25`, `(1 + sqrt(2))/12`, `exp(-a)*w_11`.
        functions: the names of functions that may be applied.

    Exactness: exact; a decimal is the number as it is printed.

    Raises:
        LatexError: what was met, where, and what to write; no text is ever evaluated.

    Examples:
        >>> read_notation("1/sqrt(2)") == ONE / nth_root(rational(2))
        True
    """
    if len(text) > MAXIMUM_LENGTH:
        message = f"a text of {len(text)} characters is over the cap of {MAXIMUM_LENGTH}"
        raise LatexError(message, 0, len(text))
    parser = _Parser(_tokens(text), functions, len(text))
    found = parser.sum()
    token = parser.peek()
    if token.kind != "end":
        raise parser.error(f"met {token.text!r} {_advice(token)}")
    return found


def _tokens(text: str) -> list[_Token]:
    found, place = list[_Token](), _end_of_space(text, 0)
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise LatexError(f"met {text[place]!r}, which has no meaning here", place, place + 1)
        kind = match.lastgroup or "sign"
        written = match[kind]
        found.append(_Token(kind, _SAME.get(written, written), place, match.end()))
        place = _end_of_space(text, match.end())
    return [*found, _Token("end", "", len(text), len(text))]


def _end_of_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _advice(token: _Token) -> str:
    if token.kind in ("name", "number", "quoted") or token.text in ("(", "√"):
        return "where an operation was due; write * for a product"
    return "where the text should end"


@dataclass(slots=True)
class _Parser:
    """Tokens and the place that is read."""

    tokens: list[_Token]
    functions: Collection[str]
    length: int
    place: int = 0
    depth: int = 0

    def peek(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.tokens[self.place]
        self.place += token.kind != "end"
        return token

    def accept(self, *signs: str) -> bool:
        token = self.peek()
        if token.kind == "sign" and token.text in signs:
            self.place += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        if not self.accept(sign):
            token = self.peek()
            met = repr(token.text) if token.text else "the end"
            raise self.error(f"met {met} where {sign!r} is due")

    def error(self, message: str, token: _Token | None = None) -> LatexError:
        at = token or self.peek()
        return LatexError(message, at.start, at.end)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAXIMUM_DEPTH:
            raise self.error(f"nested over {MAXIMUM_DEPTH} deep; name a part of it")

    # --- the grammar ------------------------------------------------------------------

    def sum(self) -> Expr:
        self.deeper()
        terms = [self.signed()]
        while True:
            if self.accept("+"):
                terms.append(self.signed())
            elif self.accept("-"):
                terms.append(self.negated())
            else:
                break
        self.depth -= 1
        return add(*terms)

    def signed(self) -> Expr:
        if self.accept("-"):
            return self.negated()
        self.accept("+")
        return self.term()[0]

    def negated(self) -> Expr:
        """The negative of a term; the sign is taken into a number that stands first."""
        if self.accept("-"):
            self.deeper()
            found = negative(self.negated())
            self.depth -= 1
            return found
        found, is_literal = self.term()
        if is_literal and found.op == "mul":
            return mul(negative(found.args[0]), *found.args[1:])
        return negative(found)

    def term(self) -> tuple[Expr, bool]:
        """A product; whether a number stands first in it."""
        value, is_literal = self.factor()
        factors, bare = [value], [is_literal]
        while True:
            if self.accept("*"):
                value, is_literal = self.factor()
            elif self.accept("/"):
                token = self.peek()
                value, is_literal = self.factor()
                if is_literal and bare[-1]:
                    factors[-1] = self._quotient(factors[-1], value, token)
                    continue
                value, is_literal = power(value, MINUS_ONE), False
                if len(factors) == 1 and bare[0] and factors[0] == ONE:
                    factors, bare = [], []
            else:
                return mul(*factors), bare[0]
            factors.append(value)
            bare.append(is_literal)

    def _quotient(self, top: Expr, bottom: Expr, token: _Token) -> Expr:
        if bottom == ZERO or not isinstance(top.data, fmpq) or not isinstance(bottom.data, fmpq):
            raise self.error("a quotient by zero has no value", token)
        return rational(top.data / bottom.data)

    def factor(self) -> tuple[Expr, bool]:
        """A power, with whatever it stands on; whether it is a number as it is written."""
        token = self.peek()
        if token.kind == "name" and token.text == "e":
            self.take()
            if self.accept("^"):
                return exp(self.exponent()), False
            return exp(ONE), False
        base, is_literal = self.atom()
        if self.accept("^"):
            return power(base, self.exponent()), False
        return base, is_literal

    def exponent(self) -> Expr:
        self.deeper()
        found = negative(self.exponent()) if self.accept("-") else self.factor()[0]
        self.depth -= 1
        return found

    def atom(self) -> tuple[Expr, bool]:
        token = self.take()
        if token.kind == "number":
            return rational(self._number(token)), True
        if token.kind == "quoted":
            return symbol(token.text), False
        if token.kind == "name":
            return self.name(token), False
        if token.text == "(":
            found = self.sum()
            self.expect(")")
            return found, False
        if token.text == "√":
            self.deeper()
            found = nth_root(self.atom()[0])
            self.depth -= 1
            return found, False
        met = repr(token.text) if token.text else "the end"
        raise self.error(f"met {met} where a number, a name or a bracket is due", token)

    def _number(self, token: _Token) -> fmpq:
        try:
            return read_text(token.text)
        except SymnnError as error:
            raise LatexError(str(error), token.start, token.end) from error

    def name(self, token: _Token) -> Expr:
        if token.text in WORDS:
            return exp(ONE) if token.text == "e" else PI
        if not (self.peek().kind == "sign" and self.peek().text == "("):
            return symbol(token.text)
        self.take()
        special = _FORMS.get(token.text)
        if special is not None:
            return special(self, token)
        if token.text not in self.functions:
            raise self.error(
                f"{token.text} is no function that is known here; write {token.text}*(…) for a "
                f"product, or one of {', '.join(sorted(self.functions))}",
                token,
            )
        return apply(token.text, *self.arguments())

    def arguments(self) -> list[Expr]:
        if self.accept(")"):
            return []
        found = [self.sum()]
        while self.accept(","):
            found.append(self.sum())
        self.expect(")")
        return found

    def integer(self) -> int:
        token = self.peek()
        found = self.sum()
        if not isinstance(found.data, fmpq) or found.data.q != 1:
            raise self.error("an integer is needed here", token)
        return int(found.data.p)

    def bound(self) -> str:
        """The name of a variable, or a direction, in braces or without."""
        token = self.take()
        if token.kind not in ("name", "quoted"):
            raise self.error("the name of a variable is due here", token)
        return token.text


def _sqrt(parser: _Parser, token: _Token) -> Expr:
    inner = parser.arguments()
    if len(inner) != 1:
        raise parser.error("sqrt takes one argument; root(3, x) is a cube root", token)
    return nth_root(inner[0])


def _root(parser: _Parser, token: _Token) -> Expr:
    degree = parser.integer()
    parser.expect(",")
    inner = parser.sum()
    parser.expect(")")
    if degree < 2:
        raise parser.error(f"a root of degree {degree} has no meaning; it is at least 2", token)
    return nth_root(inner, degree)


def _root_of(parser: _Parser, token: _Token) -> Expr:
    """The real root of a polynomial between two rational numbers."""
    coefficients = [parser.integer()]
    while parser.accept(","):
        coefficients.append(parser.integer())
    ends = []
    for _ in range(2):
        parser.expect(";")
        end = parser.sum()
        if not isinstance(end.data, fmpq):
            raise parser.error(
                "root_of takes coefficients from the constant on, then two rationals", token
            )
        ends.append(end.data)
    parser.expect(")")
    return Expr("root", (), RealRoot(tuple(coefficients), *ends))


def _cases(parser: _Parser, _token: _Token) -> Expr:
    rows: list[tuple[str, Expr, Expr, Expr]] = []
    while True:
        left = parser.sum()
        if parser.accept(")"):
            return piecewise(rows, left)
        sign = parser.take()
        if sign.text not in RELATIONS:
            raise parser.error(f"a condition has one of {' '.join(RELATIONS)} here", sign)
        right = parser.sum()
        parser.expect(":")
        rows.append((sign.text, left, right, parser.sum()))
        parser.expect(";")


def _derivative(parser: _Parser, _token: _Token) -> Expr:
    body = parser.sum()
    parser.expect(";")
    name = parser.bound()
    parser.expect(";")
    point = parser.sum()
    parser.expect(")")
    return derivative(body, name, point)


def _limit(parser: _Parser, token: _Token) -> Expr:
    body = parser.sum()
    parser.expect(";")
    name = parser.bound()
    parser.expect(";")
    direction = parser.bound()
    if direction not in DIRECTIONS:
        directions = ", ".join(f"{{{d}}}" for d in DIRECTIONS)
        raise parser.error(f"a limit has one of the directions {directions}", token)
    parser.expect(";")
    point = parser.sum()
    parser.expect(")")
    return limit(body, name, direction, point)


_FORMS: Final[Mapping[str, Callable[[_Parser, _Token], Expr]]] = {
    "sqrt": _sqrt,
    "root": _root,
    "root_of": _root_of,
    "cases": _cases,
    "derivative": _derivative,
    "limit": _limit,
    "add": lambda parser, _: Expr("add", tuple(parser.arguments())),
    "mul": lambda parser, _: Expr("mul", tuple(parser.arguments())),
}
