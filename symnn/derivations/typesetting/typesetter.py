"""From formulas to print: where brackets and signs stand; a notation says what they look like."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from math import gcd
from typing import Any, NamedTuple

from flint import fmpq

from symnn.derivations.formulas import nodes as n
from symnn.derivations.formulas.matrix_calls import OF_MATRIX
from symnn.derivations.formulas.nodes import Node
from symnn.derivations.typesetting.decimals import decimal_text, exact_digits
from symnn.derivations.typesetting.style import Style

SUM, PRODUCT, POWER, TIGHT = 1, 2, 3, 4

#: Rationals with at most so many digits are decimals where decimals are asked for.
_EXACT_DIGITS = 6


#: Lower bounds, and how they are written on the left.
_TURNED = {">=": "<=", ">": "<"}


def _brackets(first: n.Relation, second: n.Relation) -> bool:
    """Whether one is a lower bound and the other an upper one."""
    return (first.sign in _TURNED) != (second.sign in _TURNED) and {first.sign, second.sign} <= {
        *_TURNED, *_TURNED.values(),
    }  # fmt: skip


class Print(NamedTuple):
    """Print, and what one must know to put it into more print.

    `minus`: it begins with a minus sign; `tall`: brackets around it must grow; `width`: about how
    many characters wide it is; `lead`: a "digit", a "fence" or a letter comes first.
    """

    text: str
    binding: int
    width: int
    minus: bool = False
    tall: bool = False
    lead: str = ""


class Typesetter(ABC):
    """Sets formulas in a style."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def __call__(self, node: Node | n.Relation) -> str:
        """The print of a formula."""
        return self.set(node).text

    def set(self, node: Node | n.Relation) -> Print:
        """The print of a formula, and what it is like."""
        methods: dict[type, Callable[[Any], Print]] = {
            n.Rational: self._rational, n.Rounded: self._rounded, n.Name: self.name, n.Pi: self._pi,
            n.Sum: self._sum, n.Product: self._product, n.Negative: self._negative,
            n.Fraction: self._fraction, n.Power: self._power, n.Root: self._root,
            n.Transpose: self._transpose, n.Call: self._call, n.Partial: self._partial,
            n.Grid: self._grid, n.Cases: self._cases, n.Relation: self._relation,
            n.Blocks: self._grid, n.Stated: self.stated, n.Listed: self._listed,
        }  # fmt: skip
        return methods[type(node)](node)

    # --- what a notation says ---------------------------------------------------------

    @abstractmethod
    def name(self, node: n.Name) -> Print:
        """A letter with its layer and indices."""

    @abstractmethod
    def stated(self, node: n.Stated) -> Print:
        """The text that a kind wrote itself."""

    @abstractmethod
    def fenced(self, item: Print, fences: str = "()") -> Print:
        """In brackets."""

    @abstractmethod
    def sized(self, item: Print, largest: bool) -> Print:
        """A norm: the root of the sum of squares, or the largest sum of a row."""

    @abstractmethod
    def over(self, top: Print, bottom: Print) -> Print:
        """A fraction."""

    @abstractmethod
    def raised(self, base: Print, exponent: Print) -> Print:
        """A power; the base has its brackets."""

    @abstractmethod
    def root(self, radicand: Print, degree: int) -> Print:
        """A root."""

    @abstractmethod
    def turned(self, base: Print) -> Print:
        """A transpose; the base has its brackets."""

    @abstractmethod
    def function(self, name: str) -> Print:
        """The name of a function."""

    @abstractmethod
    def slope(self, of: Print, by: Print) -> Print:
        """A partial derivative."""

    @abstractmethod
    def table(self, rows: Sequence[Sequence[Print]]) -> Print:
        """A matrix."""

    @abstractmethod
    def branches(self, rows: Sequence[tuple[Print, str, Sequence[Print]]]) -> Print:
        """Cases: values, the word before the conditions, and the conditions."""

    @abstractmethod
    def conjunction(self, items: Sequence[Print]) -> str:
        """Relations that hold together."""

    @abstractmethod
    def wide(self) -> str:
        """A wide blank."""

    @abstractmethod
    def under(self, items: Sequence[Print]) -> str:
        """Conditions in brackets behind a formula."""

    @abstractmethod
    def sign(self, sign: str) -> str:
        """A relation or a sign of a product, with blanks around it."""

    @abstractmethod
    def pi(self) -> str:
        """The circle constant."""

    # --- numbers ----------------------------------------------------------------------

    def _rational(self, node: n.Rational) -> Print:
        value = node.value
        if value.q != 1 and self.style.rationals == "decimal":
            digits = exact_digits(value, max(self.style.digits, _EXACT_DIGITS))
            if digits is not None:
                return self._digits(decimal_text(value, digits))
        if value.q == 1:
            return self._digits(str(value.p))
        size = self.over(self._digits(str(abs(value.p))), self._digits(str(value.q)))
        return self._minus(size) if value < 0 else size._replace(lead="digit")

    def _rounded(self, node: n.Rounded) -> Print:
        return self._digits(decimal_text(node.value, node.digits))

    def _digits(self, text: str) -> Print:
        minus = text.startswith("-")
        return Print(text, SUM if minus else TIGHT, len(text), minus, False, "digit")

    def _pi(self, _: n.Pi) -> Print:
        return Print(self.pi(), TIGHT, 1)

    # --- sums and products ------------------------------------------------------------

    def inside(self, item: Print, binding: int) -> Print:
        """With brackets if it is looser than that."""
        return item if item.binding >= binding else self.fenced(item)

    def _minus(self, item: Print) -> Print:
        body = self.inside(item, PRODUCT)
        return Print(f"-{body.text}", SUM, body.width + 1, True, body.tall)

    def _negative(self, node: n.Negative) -> Print:
        return self._minus(self.set(node.operand))

    def terms(self, node: n.Sum) -> list[tuple[str, Print]]:
        """Each term with the sign before it; nothing before the first."""
        found: list[tuple[str, Print]] = []
        for place, term in enumerate(node.terms):
            item = self.set(term)
            if not place:
                found.append(("", item))
            elif item.minus and not isinstance(term, n.Sum):
                found.append((" - ", item._replace(text=item.text[1:], width=item.width - 1)))
            else:
                found.append((" + ", self.fenced(item) if isinstance(term, n.Sum) else item))
        return found

    def _sum(self, node: n.Sum) -> Print:
        terms = self.terms(node)
        text = "".join(sign + item.text for sign, item in terms)
        width = sum(len(sign) + item.width for sign, item in terms)
        tall = any(item.tall for _, item in terms)
        return Print(text, SUM, width, terms[0][1].minus, tall, terms[0][1].lead)

    def factors(self, node: n.Product) -> list[tuple[str, Print]]:
        """Each factor with the sign before it; nothing before the first."""
        found: list[tuple[str, Print]] = []
        for place, factor in enumerate(node.factors):
            item = self.set(factor)
            bare = not place and item.minus and not isinstance(factor, n.Sum)
            part = item if bare else self.inside(item, PRODUCT)
            if isinstance(factor, n.Product) and place and node.sign != factor.sign:
                part = part if factor.sign == "" or node.sign == "·" else self.fenced(item)
            if not place:
                found.append(("", part))
            elif node.sign or part.lead == "digit":
                found.append((self.sign(node.sign or "·"), part))
            else:
                found.append((" ", part))
        return found

    def _product(self, node: n.Product) -> Print:
        parts = self.factors(node)
        first = parts[0][1]
        text = "".join(sign + item.text for sign, item in parts)
        width = sum(min(len(sign), 3) + item.width for sign, item in parts)
        binding = SUM if first.minus else PRODUCT
        return Print(text, binding, width, first.minus, any(i.tall for _, i in parts), first.lead)

    def _fraction(self, node: n.Fraction) -> Print:
        below = self._root_below(node) if self.style.roots == "below" else None
        node = below or node
        top = node.top
        if isinstance(top, n.Negative):
            return self._minus(self.over(self.set(top.operand), self.set(node.bottom)))
        return self.over(self.set(top), self.set(node.bottom))

    @staticmethod
    def _root_below(node: n.Fraction) -> n.Fraction | None:
        """p√m/q as P/(Q√m), if that is simpler."""
        top, bottom = node.top, node.bottom
        factor = fmpq(1)
        if isinstance(top, n.Product) and len(top.factors) == 2:
            first, top = top.factors
            if not isinstance(first, n.Rational):
                return None
            factor = first.value
        plain = isinstance(top, n.Root) and top.degree == 2 and isinstance(bottom, n.Rational)
        if not plain or not isinstance(top, n.Root) or not isinstance(top.radicand, n.Rational):
            return None
        inside = top.radicand.value
        below = bottom.value if isinstance(bottom, n.Rational) else fmpq(1)
        if inside.q != 1 or below.q != 1 or gcd(int(inside.p), int(below.p)) == 1:
            return None
        left = factor * inside / below
        under = n.times(n.Rational(fmpq(left.q)), top) if left.q != 1 else top
        return n.Fraction(n.Rational(fmpq(left.p)), under)

    def _power(self, node: n.Power) -> Print:
        return self.raised(self.inside(self.set(node.base), TIGHT), self.set(node.exponent))

    def _root(self, node: n.Root) -> Print:
        return self.root(self.set(node.radicand), node.degree)

    def _transpose(self, node: n.Transpose) -> Print:
        return self.turned(self.inside(self.set(node.operand), TIGHT))

    # --- the rest ---------------------------------------------------------------------

    def _call(self, node: n.Call) -> Print:
        inner = [self.set(argument) for argument in node.arguments]
        if node.function == "abs":
            return self.fenced(inner[0], "||")
        if node.function == "floor":
            return self.fenced(inner[0], "⌊⌋")
        if node.function == "identity":
            return inner[0]
        if node.function in ("norm", "norm_inf"):
            return self.sized(inner[0], node.function == "norm_inf")
        if node.function == "unit":
            return Print("I", TIGHT, 1)
        if node.function == "matrix exp":
            return self.raised(Print("e", TIGHT, 1), inner[0])
        whole = isinstance(node.arguments[0], n.Grid)
        if node.function == "exp" and node.arguments == (n.Rational(fmpq(1)),):
            return Print("e", TIGHT, 1)
        if node.function == "exp" and not whole and "exp" not in self.style.functions:
            if node.arguments == (n.number(1),):
                return Print("e", TIGHT, 1)
            return self.raised(Print("e", TIGHT, 1), inner[0])
        head = self.function(node.function.removeprefix(OF_MATRIX))
        if whole and len(inner) == 1 and self.style.brackets == "p":
            arguments = inner[0]
        else:
            text = ", ".join(item.text for item in inner)
            width = sum(item.width + 2 for item in inner)
            tall = any(item.tall for item in inner)
            arguments = self.fenced(Print(text, SUM, width, False, tall))
        return Print(
            head.text + arguments.text, TIGHT, head.width + arguments.width, False, arguments.tall
        )

    def _partial(self, node: n.Partial) -> Print:
        return self.slope(self.set(node.of), self.set(node.by))

    def _grid(self, node: n.Grid | n.Blocks) -> Print:
        return self.table([[self.set(cell) for cell in row] for row in node.rows])

    def _listed(self, node: n.Listed) -> Print:
        items = [self.set(name) for name in node.names]
        text = ", ".join(item.text for item in items)
        return Print(text, SUM - 1, sum(item.width + 2 for item in items))

    def _relation(self, node: n.Relation) -> Print:
        left, right = self.set(node.left), self.set(node.right)
        text = left.text + self.sign(node.sign) + right.text
        return Print(text, SUM - 1, left.width + right.width + 3, left.minus, left.tall)

    def conditions(self, items: Sequence[n.Relation]) -> list[Print]:
        """Relations that hold together; two bounds of one formula are written as a ≤ x ≤ b."""
        found: list[Print] = []
        left = list(items)
        while left:
            item = left.pop(0)
            other = next((o for o in left if o.left == item.left and _brackets(item, o)), None)
            if other is None:
                found.append(self.set(item))
                continue
            left.remove(other)
            low, high = (item, other) if item.sign in _TURNED else (other, item)
            ends = self.set(low.right), self.set(low.left), self.set(high.right)
            signs = self.sign(_TURNED[low.sign]), self.sign(high.sign)
            text = ends[0].text + signs[0] + ends[1].text + signs[1] + ends[2].text
            width = sum(end.width + 3 for end in ends)
            found.append(Print(text, SUM - 1, width, False, any(e.tall for e in ends)))
        return found

    def _cases(self, node: n.Cases) -> Print:
        rows = [
            (self.set(value), "if", self.conditions(conditions)) for value, conditions in node.rows
        ]
        if node.otherwise is not None:
            rows.append((self.set(node.otherwise), "otherwise", []))
        return self.branches(rows)
