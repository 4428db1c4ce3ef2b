"""Reading terms with words in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, final

from symnn.deferred import regex
from symnn.documents.judging.by_tables.spelling import UnreadError, items_of, letters, word
from symnn.documents.judging.by_tables.terms import (
    Call,
    Event,
    Fold,
    Letter,
    Listing,
    Number,
    Operation,
    Row,
    Term,
    Word,
)
from symnn.documents.judging.by_tables.tokens import Token, relation_of, tokens_of

#: The letters for chances.
CHANCES: Final = frozenset({"P", "p", "mathbb P", "Prob", "mathcal P"})
#: What Y | Z is called that stands alone, as in X ⊥ Y | Z.
GIVEN: Final = Word("|")
_TIMES: Final = frozenset({r"\cdot", r"\times", "*", "·", "×", r"\ast"})
_DENSITIES: Final = frozenset({"Beta"})
#: Letters whose brackets hold what is expected.
_MOMENTS: Final = frozenset({"mathbb E", "mathbb V", "E", "Var"})
_FOLDS: Final = {r"\sum": "sum", r"\prod": "prod", r"\max": "max", r"\min": "min"}
_NOT: Final = frozenset({r"\neg", r"\lnot", r"\sim", "¬"})
_FRACTIONS: Final = frozenset({r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"})
_FENCES: Final = {"(": ")", "[": "]", r"\{": r"\}"}
_BARS: Final = frozenset({"|", r"\mid", r"\vert", r"\middle"})
_ENDS: Final = frozenset({")", "]", "}", r"\}", ",", ";", *_BARS})
_LOGS: Final = {r"\log": "log", r"\ln": "ln", r"\exp": "exp"}


_ALL: Final = regex(r"(?i)(?:the )?(?:sum|total)(?: count)? (?:of|over) all(?: the)?")


@final
class Reader:
    """Goes through tokens once; `inside` tells that it is in an argument or an index."""

    def __init__(self, tokens: Sequence[Token], functions: frozenset[str]) -> None:
        self.tokens = list(tokens)
        self.at = 0
        self.functions = functions
        self.inside = False

    def peek(self) -> str:
        """The mark of the next token; "" for letters, numbers and words, and at the end."""
        if self.at == len(self.tokens):
            return ""
        token = self.tokens[self.at]
        return token.text if token.kind in ("sign", "command") else ""

    def take(self, *marks: str) -> bool:
        """Go on if the next token is one of some marks."""
        if self.peek() in marks and self.peek():
            self.at += 1
            return True
        return False

    def expect(self, mark: str) -> None:
        """Go on over a mark."""
        if not self.take(mark):
            raise UnreadError

    def ended(self) -> bool:
        """Whether nothing is left, or what is left does not belong to this term."""
        return self.at == len(self.tokens) or self.peek() in _ENDS

    def is_between(self) -> bool:
        """Whether a sign or a relation comes next."""
        return self.peek() in ("+", "-", "−") or relation_of(self.tokens[self.at]) is not None

    def whole(self) -> Term:
        """All tokens as one term."""
        found = self.sum()
        if self.at == len(self.tokens):
            return found
        items = [found]
        while self.take(",", ";"):
            items.append(self.sum())
        listed = found if len(items) == 1 else Listing(tuple(items), "")
        if self.take(*_BARS):
            return Call(GIVEN, ((listed,), self.arguments_to_end()))
        if self.at != len(self.tokens):
            raise UnreadError
        return listed

    def arguments_to_end(self) -> tuple[Term, ...]:
        """A list of names without brackets."""
        self.inside = True
        items = [self.argument()]
        while self.take(",", ";"):
            items.append(self.argument())
        if self.at != len(self.tokens):
            raise UnreadError
        return tuple(items)

    def sum(self) -> Term:
        """Terms with signs between them."""
        terms = [self.signed()]
        while self.peek() in ("+", "-", "−"):
            minus = not self.take("+")
            if minus:
                self.at += 1
            term = self.product()
            terms.append(Operation("neg", (term,)) if minus else term)
        return terms[0] if len(terms) == 1 else Operation("add", tuple(terms))

    def signed(self) -> Term:
        """A term with a sign before it, or a sign that is a name by itself."""
        for sign in ("+", "-", "−"):
            if self.take(sign):
                if self.inside and self.ended():
                    return Word("-" if sign == "−" else sign)
                term = self.product()
                if self.inside and isinstance(term, (Letter, Word)):
                    return Operation("plus" if sign == "+" else "minus", (term,))
                return term if sign == "+" else Operation("neg", (term,))
        return self.product()

    def product(self) -> Term:
        """Factors with or without a sign between them; side by side they are a row inside."""
        factors: list[Term] = [self.power()]
        beside, meets = True, False
        while not self.ended() and not self.is_between():
            if self.take(*_TIMES):
                beside = False
                factors.append(self.power())
            elif self.take("/"):
                beside = False
                factors.append(Operation("inverse", (self.power(),)))
            elif self.take(r"\ldots", r"\dots", r"\cdots"):
                factors.append(Word("…"))
            else:
                factors.append(self.power())
                meets = meets or all(isinstance(f, Number) for f in factors[-2:])
        if len(factors) == 1:
            return factors[0]
        if self.inside and beside:
            return Row(tuple(item for f in factors for item in items_of(f)))
        if any(isinstance(f, (Word, Row, Listing)) for f in factors):
            raise UnreadError
        if meets and not beside:
            raise UnreadError
        if meets:  # 3 1 3: nobody writes a product of numbers so
            return Row(tuple(factors))
        return Operation("mul", tuple(factors))

    def power(self) -> Term:
        """A base with its exponent."""
        base = self.base()
        while self.take("^"):
            exponent = self.script(inside=False)
            if len(exponent) != 1:
                raise UnreadError
            base = Operation("power", (base, exponent[0]))
        return base

    def base(self) -> Term:
        """A number, a name, a call, a fraction, a fold or what stands in brackets."""
        if self.at == len(self.tokens):
            raise UnreadError
        token = self.tokens[self.at]
        if token.kind == "number":
            self.at += 1
            return Number(Fraction(token.text), token.text)
        if token.kind in ("letter", "text"):
            self.at += 1
            return self.name(token)
        if token.kind == "matrix":
            self.at += 1
            return _matrix(token.text)
        if token.text in _FENCES:
            return self.bracketed(token.text)
        if token.text == "{":
            return self.braced()
        self.at += 1
        if token.text == "|" and not self.inside:
            name = self.base()
            self.expect("|")
            return Operation("size", (name,))
        return self.commanded(token.text)

    def commanded(self, mark: str) -> Term:
        """What a command begins: a fraction, a fold, a root, a logarithm or a complement."""
        if mark in _FRACTIONS:
            above, below = self.braced(), self.braced()
            return Operation("mul", (above, Operation("inverse", (below,))))
        if mark in _FOLDS:
            return self.fold(_FOLDS[mark])
        if mark in _LOGS:
            return self.logarithm(_LOGS[mark])
        if mark == r"\arg" and self.take(r"\max"):
            return self.fold("argmax")
        if mark == r"\int":
            return self.integral()
        if mark == r"\sqrt":
            return Operation("sqrt", (self.braced(),))
        if self.inside and mark in _NOT:
            return Operation("minus", (self.base(),))
        if self.inside and mark in (r"\bar", r"\overline"):
            return Operation("minus", (self.braced(),))
        raise UnreadError

    def logarithm(self, name: str) -> Term:
        """A logarithm, of what is behind it up to a sign."""
        base = self.script(inside=False) if self.take("_") else ()
        if len(base) > 1 or (base and not isinstance(base[0], Number)):
            raise UnreadError
        argument = self.bracketed("(") if self.peek() == "(" else self.power()
        return Operation(name, (argument, *base))

    def braced(self) -> Term:
        """What stands in braces, or one digit or letter without."""
        if not self.take("{"):
            return self.script(inside=self.inside)[0]
        found = self.sum()
        self.expect("}")
        return found

    def bracketed(self, mark: str) -> Term:
        """A term in brackets, or a list of several."""
        self.expect(mark)
        items = [self.argument()]
        while self.take(",", ";"):
            items.append(self.argument())
        self.expect(_FENCES[mark])
        if len(items) == 1 and mark != r"\{":
            return items[0]
        return Listing(tuple(items), mark)

    def name(self, token: Token) -> Term:
        """A name with its indices and its arguments."""
        if token.kind == "text" and _ALL.fullmatch(token.text) and self.at < len(self.tokens):
            return Fold("sum", (), self.base())
        if token.kind == "text":
            head: Term = word(token.text)
            base = token.text
            if isinstance(head, Listing):
                return head
        else:
            head, base = Letter(token.text), token.text
        lower: tuple[Term, ...] = ()
        upper: tuple[Term, ...] = ()
        while self.peek() in ("_", "^", "'"):
            if self.take("_"):
                lower = self.script()
            elif self.take("'"):
                upper = (*upper, Word("′"))
            elif self.is_label():
                self.at += 1
                upper = (*upper, *self.script())
            else:
                break
        if lower or upper:
            head = Letter(base, lower, upper)
        called = base in self.functions or base in CHANCES or base in _DENSITIES
        if (self.peek() in ("(", "[") and called) or (self.peek() == "[" and base in _MOMENTS):
            return self.call(head)
        return head

    def is_label(self) -> bool:
        """Whether what stands above a name is a label: inside an argument, or a star."""
        behind = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return self.inside or (behind is not None and behind.text in ("*", r"\ast", r"\star"))

    def script(self, inside: bool = True) -> tuple[Term, ...]:
        """What stands below or above: one token, or several in braces."""
        was, self.inside = self.inside, inside
        if self.take("{"):
            items = [self.argument()]
            while self.take(","):
                items.append(self.argument())
            self.expect("}")
        else:
            items = [self.one()]
        self.inside = was
        return tuple(items)

    def one(self) -> Term:
        """One token: a digit, a letter, a word or a sign."""
        if self.at == len(self.tokens):
            raise UnreadError
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number" and len(token.text) > 1:
            first, rest = token.text[0], token.text[1:]
            self.at -= 1
            self.tokens[self.at] = token._replace(text=rest, start=token.start + 1)
            return Number(Fraction(first), first)
        if token.kind == "number":
            return Number(Fraction(token.text), token.text)
        if token.kind == "text":
            return word(token.text)
        if token.kind == "letter":
            return Letter(token.text)
        if token.text in ("+", "-", "*", r"\ast", r"\star"):
            return Word("*" if token.text in (r"\ast", r"\star") else token.text)
        raise UnreadError

    def call(self, head: Term) -> Call:
        """A name with what stands in the brackets behind it."""
        closing = _FENCES[self.peek()]
        self.at += 1
        was, self.inside = self.inside, True
        groups: list[tuple[Term, ...]] = []
        items = [self.argument()]
        while not self.take(closing):
            if self.take(",", ";"):
                items.append(self.argument())
            elif self.take(*_BARS):
                self.take("|", r"\vert")
                groups.append(tuple(items))
                items = [self.argument()]
            else:
                raise UnreadError
        self.inside = was
        return Call(head, (*groups, tuple(items)))

    def argument(self) -> Term:
        """One argument: a term, or a variable with its value."""
        if self.take(r"\ldots", r"\dots", r"\cdots"):
            return Word("…")
        found = self.sum()
        return Event(found, self.sum()) if self.take("=") else found

    def fold(self, name: str) -> Term:
        """A sum, product or extreme: over an index, or of the terms in brackets."""
        if name in ("max", "min") and self.peek() in _FENCES:
            items = self.bracketed(self.peek())
            return Operation(name, items.items if isinstance(items, Listing) else (items,))
        self.expect("_")
        was, self.inside = self.inside, True
        indices, over, first = self.indices()
        last = self.script()[0] if self.take("^") else None
        self.inside = was
        body = self.product()
        if first is not None and last is None:
            raise UnreadError
        return Fold(name, indices, body, over, first, last)

    def integral(self) -> Term:
        """An integral from a number to another, with its variable behind it."""
        self.expect("_")
        first = self.script()[0]
        self.expect("^")
        last = self.script()[0]
        body = self.product()
        factors = body.terms if isinstance(body, Operation) and body.name == "mul" else ()
        if len(factors) < 3 or factors[-2] != Letter("d") or not isinstance(factors[-1], Letter):
            raise UnreadError
        inner = Operation("mul", factors[:-2]) if len(factors) > 3 else factors[0]
        return Fold("int", (factors[-1],), inner, None, first, last)

    def indices(self) -> tuple[tuple[Letter, ...], Term | None, Term | None]:
        """The indices below a sum, with the set they are in or the first of their values."""
        if not self.take("{"):
            return letters((self.one(),)), None, None
        items = [self.argument()]
        while self.take(","):
            items.append(self.argument())
        over = self.base() if self.take(r"\in") else None
        self.expect("}")
        if len(items) == 1 and isinstance(items[0], Event):
            return letters((items[0].variable,)), None, items[0].value
        return letters(tuple(items)), over, None


def _matrix(rows: str) -> Listing:
    """A matrix of plain numbers, row by row."""
    found = []
    for row in filter(str.strip, rows.split(r"\\")):
        cells = [Reader(tokens_of(cell), frozenset()).whole() for cell in row.split("&")]
        found.append(Listing(tuple(cells), "["))
    return Listing(tuple(found), "matrix")
