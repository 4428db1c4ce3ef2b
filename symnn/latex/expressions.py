"""Sums, products, quotients and juxtaposition; the parts come from the other files."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.errors import LatexError
from symnn.latex.atoms import Atoms
from symnn.latex.cursor import MAX_DEPTH
from symnn.latex.scanner import Token
from symnn.latex.scripts import Scripts
from symnn.latex.structures import Structures
from symnn.latex.symbols import CONNECTIVES, OPERATOR_NAMES, WIDE, is_prose
from symnn.latex.syntax import (
    Binomial,
    Call,
    Chain,
    Derivative,
    Differential,
    Empty,
    Link,
    Name,
    Neg,
    Node,
    Number,
    PlusMinus,
    Product,
    Quotient,
    Span,
    Sum,
)

_SIGNS: Final = frozenset("+-±∓")
_PRODUCTS: Final = frozenset("·×*⊙∘⊗⊕⊖⊞⊠⊛⋄⋆•★⊔⊓∩∪∖∧∨") | {"mod", "@"}
_DIVISIONS: Final = frozenset({"/", "÷"})
MAX_DIVISIONS: Final = 16
MAX_SIGNS: Final = 8


class Expressions(Scripts, Atoms, Structures):
    """Reads an expression from its tokens."""

    __slots__ = ()

    def whole(self) -> Node:
        """The expression that all the tokens make."""
        node = self.items()
        if self.kind != "eof":
            self.unexpected("an operator or the end")
        return node

    # -- loose levels ------------------------------------------------------------------------

    def chain(self) -> Node:
        """Operands joined by relations."""
        start = self.token.start
        first = Empty(span=Span(start, start)) if self.kind == "relation" else self.sum()
        links: list[Link] = []
        while self.kind == "relation" or self.sees("operator", "⇒"):
            if self.token.text in CONNECTIVES and links:
                inner: Node = Chain(first, tuple(links), span=self.span(start))
                return self._implication(inner, start)
            relation = self.take()
            operand = self._right_side(relation)
            span = Span(relation.start, operand.span.end)
            place = Span(relation.start, relation.end)
            links.append(Link(relation.text, operand, place, span=span))
        return Chain(first, tuple(links), span=self.span(start)) if links else first

    def _implication(self, left: Node, start: int) -> Node:
        relation = self.take()
        right = self.chain()
        place = Span(relation.start, relation.end)
        link = Link(relation.text, right, place, span=Span(relation.start, right.span.end))
        return Chain(left, (link,), span=self.span(start))

    def _right_side(self, relation: Token) -> Node:
        if self.kind in {"eof", "}", "close", ",", "&", "row", "end"}:
            return Empty(span=Span(relation.end, relation.end))
        return self.sum()

    def sum(self) -> Node:
        """Terms joined by signs."""
        start = self.token.start
        terms = [self._term()]
        while self.kind == "operator" and self.token.text in _SIGNS:
            terms.append(self._term())
        return terms[0] if len(terms) == 1 else Sum(tuple(terms), span=self.span(start))

    def _term(self) -> Node:
        signs: list[Token] = []
        while self.kind == "operator" and self.token.text in _SIGNS:
            signs.append(self.take())
            if len(signs) > MAX_SIGNS:
                self.fail(f"More than {MAX_SIGNS} signs in a row are not read.")
        return self._signed_node(self.product(), signs)

    def _refuse_hidden(self, node: Node, kinds: tuple[type[Node], ...]) -> None:
        """Refuse a sum held together by braces, which do not print, where brackets belong."""
        if isinstance(node, kinds):
            message = "Braces do not print, so this reads otherwise than it looks; use brackets."
            raise LatexError(message, node.span.start, max(node.span.end, node.span.start))

    def _signed_node(self, node: Node, signs: list[Token]) -> Node:
        if signs:
            self._refuse_hidden(node, (Sum, Chain))
        for sign in reversed(signs):
            span = Span(sign.start, node.span.end)
            if sign.text == "-":
                node = Neg(node, span=span)
            elif sign.text != "+":
                node = PlusMinus(node, sign.text, span=span)
        return node

    # -- products ----------------------------------------------------------------------------

    def product(self) -> Node:
        """Factors joined by operators and slashes."""
        start = self.token.start
        factors = [self.run()]
        operators: list[str] = []
        divisions = 0
        while self._goes_on():
            text = OPERATOR_NAMES.get(self.token.text, self.token.text)
            if text == "pmod":
                self.take()
                operators.append(text)
                factors.append(self.argument())
                continue
            if text in _DIVISIONS:
                divisions += 1
                if divisions > MAX_DIVISIONS:
                    self.fail(f"More than {MAX_DIVISIONS} divisions in a row are not read.")
                left = _multiplied(factors, operators)
                self._refuse_hidden(left, (Sum, PlusMinus, Chain))
                factors, operators = [self._quotient(left, start)], []
            elif text in _PRODUCTS:
                self.take()
                operators.append(text)
                factors.append(self._signed_run())
            else:
                self.unexpected("an operator")
        if operators:
            for factor in factors:
                self._refuse_hidden(factor, (Sum, PlusMinus, Chain))
        return _multiplied(factors, operators)

    def _goes_on(self) -> bool:
        """Whether the product goes on with an operator, or with a modulus."""
        if self.kind == "command":
            return self.token.text == "pmod"
        return self._joins() or (self.kind == "operator" and self.token.text not in _SIGNS)

    def _joins(self) -> bool:
        r"""Whether a name such as \star stands where only an operator between operands can."""
        if self.kind != "letter" or self.token.text not in OPERATOR_NAMES:
            return False
        after = self.tokens[self.at + 1]
        named = after.kind == "command" and after.text in {"frac", "tfrac", "dfrac", "sqrt"}
        return (
            named
            or after.kind in {"letter", "number", "word", "function", "accent"}
            or (after.kind == "open" and after.text == "(")
        )

    def _signed_run(self) -> Node:
        signs: list[Token] = []
        while self.kind == "operator" and self.token.text in _SIGNS and len(signs) < MAX_SIGNS:
            signs.append(self.take())
        return self._signed_node(self.run(), signs)

    def _quotient(self, left: Node, start: int) -> Node:
        style = "/" if self.take().text == "/" else "÷"
        signs: list[Token] = []
        while self.kind == "operator" and self.token.text in _SIGNS and len(signs) < MAX_SIGNS:
            signs.append(self.take())
        total = _total_differential(left) if self.sees("letter", "d") else None
        if total is not None and self.tokens[self.at + 1].kind in {"letter", "word", "accent"}:
            self.take()
            return Derivative(total, (self.factor(),), (1,), span=self.span(start))
        below = self._signed_node(self.factor(), signs)
        self._refuse_hidden(below, (Sum, Chain, Product))
        if isinstance(left, Differential) and isinstance(below, Differential):
            variables, span = (below.operand,), self.span(start)
            return Derivative(left.operand, variables, (1,), partial=True, span=span)
        follows = self.begins_factor() and self.token.gap < WIDE and self.kind != "text"
        quotient = Quotient(left, below, style, follows, span=self.span(start))
        if not follows:
            return quotient
        rest = [quotient, *self._factors()]
        return self.juxtaposed(rest, start)

    def run(self) -> Node:
        """Factors set side by side."""
        start = self.token.start
        return self.juxtaposed(self._factors(), start)

    def _factors(self) -> list[Node]:
        factors = [self.factor()]
        while self.begins_factor() and not self._joins() and self._beside(factors[-1]):
            factors.append(self.factor())
        return factors

    def _beside(self, before: Node) -> bool:
        modulus = self.kind == "command" and self.token.text == "pmod"
        if modulus or (self.kind == "text" and is_prose(self.token.text)):
            return False
        parted = self.token.gap >= WIDE and self.in_row
        numbers = self.kind == "number" and isinstance(before, Number)
        if numbers and self.tokens[self.at - 1].kind == "number" and not self.in_row:
            self.fail("Two numbers stand side by side; put an operator between them.")
        return not parted and not (numbers and self.in_row)

    @property
    def in_row(self) -> bool:
        """Whether wide spaces part entries here: inside a bracket."""
        return self.brackets > 0

    def juxtaposed(self, factors: list[Node], start: int) -> Node:
        """Several factors side by side as one product; a single one as it is."""
        if len(factors) == 1:
            return factors[0]
        before: Node | None = None
        for factor in factors:
            self._refuse_hidden(factor, (Sum, Neg, PlusMinus, Chain))
            if isinstance(before, Number) and isinstance(factor, Number):
                message = "Two numbers stand side by side; put an operator between them."
                raise LatexError(message, before.span.start, factor.span.end)
            before = factor
        flat: list[Node] = []
        for factor in factors:
            inner = isinstance(factor, Product) and factor.implicit
            flat.extend(factor.factors if isinstance(factor, Product) and inner else [factor])
        return Product(tuple(flat), ("",) * (len(flat) - 1), span=self.span(start))

    # -- tight levels ------------------------------------------------------------------------

    def factor(self) -> Node:
        """A factor with what is attached to it."""
        braced = self.kind == "{"
        return self.postfixes(self.primary(), braced)

    def primary(self) -> Node:
        """A factor by itself, one level deeper."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"This is nested more than {MAX_DEPTH} deep; name a part of it.")
        outside = self.brackets
        self.brackets = int(self.sees("open", "["))
        node = self._primary()
        self.depth -= 1
        self.brackets = outside
        return node

    def _primary(self) -> Node:
        kind = self.kind
        if kind == "number":
            return self.literal()
        if kind in {"letter", "word", "text"}:
            return self._called()
        if kind == "open":
            return self.group()
        if kind == "{":
            return self._braces()
        if kind == "command":
            return self.command()
        if kind == "function":
            return self.application()
        if kind == "begin":
            return self.environment()
        if kind == "big":
            return self.big()
        if kind == "accent":
            return self.accented()
        if kind == "partial":
            return self.differential()
        if kind == "ellipsis":
            return self.ellipsis()
        return self.unexpected("a number, a name or a bracket")

    def _called(self) -> Node:
        token = self.token
        if token.kind != "text":
            return self.name()
        if is_prose(token.text):
            self.unexpected("a number, a name or a bracket")
        self.take()
        return Name(token.text.strip(), span=Span(token.start, token.end))

    def _braces(self) -> Node:
        opened = self.take().start
        if self.kind == "}":
            self.take()
            return Empty(span=self.span(opened))
        node = self.items()
        if self.kind == "infix":
            word = self.take().text
            below = self.items()
            span = self.span(opened)
            kind = Quotient if word == "over" else Binomial
            node = kind(node, below, span=span)
        self.close_brace(opened)
        return replace(node, span=self.span(opened))

    def argument(self) -> Node:
        """The argument of a command: one brace group, or one symbol."""
        token = self.token
        if token.kind == "number" and len(token.text) > 1:
            if not (token.text[0] + token.text[-1]).isdigit() or "e" in token.text.lower():
                self.fail("Only the first digit is the argument here; put braces.")
            first = Token("number", token.text[0], token.start, token.start + 1, 0, token.font)
            rest = token.text[1:]
            self.tokens[self.at] = Token("number", rest, token.start + 1, token.end, 0, token.font)
            return Number(first.text, Fraction(int(first.text)), span=Span(first.start, first.end))
        if token.kind == "letter":
            self.take()
            return Name(token.text, token.font, span=Span(token.start, token.end))
        if token.kind in {"open", "close", "big", "operator", "relation"}:
            self.unexpected("an argument in braces")
        return self.primary()


def _multiplied(factors: list[Node], operators: list[str]) -> Node:
    if not operators:
        return factors[0]
    span = Span(factors[0].span.start, factors[-1].span.end)
    return Product(tuple(factors), tuple(operators), span=span)


def _total_differential(left: Node) -> Node | None:
    """y of a product ``dy`` typed as two letters."""
    if isinstance(left, Product) and left.implicit and len(left.factors) == 2:
        d, operand = left.factors
        if d == Name("d") and isinstance(operand, (Name, Call)):
            return operand
    return None


def read_items(tokens: list[Token]) -> Node:
    """The tree of the tokens, of which there is at least one; a bare list if commas part it.

    Raises LatexError, with the place, for what cannot be read.
    """
    end = tokens[-1].end
    reader = Expressions([*tokens, Token("eof", "", end, end)])
    try:
        return reader.whole()
    except RecursionError:
        raise LatexError("This is nested too deep to be read.", tokens[0].start, end) from None
