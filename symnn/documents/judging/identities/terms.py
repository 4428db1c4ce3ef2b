r"""The terms of a series taken apart: 3 n^2 x^{2n} / (2n)! into what theorems speak of."""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.forms import bare, bracketed, integer_of, number
from symnn.documents.judging.identities.stated import letters
from symnn.latex import syntax as tree

#: The coefficients of 1, n, n^2, …
Polynomial: TypeAlias = "tuple[Fraction, ...]"


@final
class NoSeriesError(Exception):
    """The sum belongs to no theorem that is known here."""


@final
@dataclass(slots=True)
class Term:
    """constant · polynomial(n) · ∏ base^{an} / ((cn + d)! ∏ (n + e)^k)."""

    index: str
    constant: list[tree.Node] = field(default_factory=list)
    polynomial: Polynomial = (Fraction(1),)
    ratio: list[tuple[tree.Node, int]] = field(default_factory=list)
    factorials: list[tuple[int, int]] = field(default_factory=list)
    below: list[Polynomial] = field(default_factory=list)

    def take(self, node: tree.Node, sign: int) -> None:
        """Note a factor, or a divisor for sign = -1."""
        node = bare(node)
        if self.index not in letters(node):
            self.constant.append(node if sign > 0 else tree.Quotient(number(1), node))
        elif isinstance(node, tree.Neg):
            self.constant.append(number(-1))
            self.take(node.operand, sign)
        elif isinstance(node, tree.Product):
            if not set(node.operators) <= {"", "·", "*", "×"}:
                raise NoSeriesError
            for factor in node.factors:
                self.take(factor, sign)
        elif isinstance(node, tree.Quotient):
            self.take(node.numerator, sign)
            self.take(node.denominator, -sign)
        elif isinstance(node, tree.Factorial) and sign < 0 and node.count == 1:
            times, plus = self._linear(node.operand)
            self.factorials.append((times, plus))
        elif isinstance(node, tree.Power):
            self._power(node, sign)
        else:
            self._polynomial(node, sign)

    def _power(self, node: tree.Power, sign: int) -> None:
        exponent = integer_of(bare(node.exponent))
        if exponent is not None and self.index in letters(node.base):
            if not 0 < exponent <= 4:
                raise NoSeriesError
            for _ in range(exponent):
                self.take(node.base, sign)
            return
        if self.index in letters(node.base):
            raise NoSeriesError
        for part in self._terms(node.exponent):
            self._raised(node.base, *part, sign)

    def _raised(self, base: tree.Node, negative: bool, part: tree.Node, sign: int) -> None:
        """One term of an exponent: 2n, -λn, or what is free of n."""
        way = -sign if negative else sign
        if self.index not in letters(part):
            power = tree.Power(base, bracketed(tree.Neg(part) if way < 0 else part))
            self.constant.append(power)
            return
        factors = list(part.factors) if isinstance(part, tree.Product) else [part]
        rest = [f for f in factors if tree.key(f) != self.index]
        if len(factors) - len(rest) != 1 or any(self.index in letters(f) for f in rest):
            raise NoSeriesError
        whole = [integer_of(f) for f in rest]
        if all(w is not None for w in whole):
            times = 1
            for w in whole:
                times *= w or 0
            self.ratio.append((base, way * times))
            return
        exponent = (
            rest[0] if len(rest) == 1 else tree.Product(tuple(rest), ("·",) * (len(rest) - 1))
        )
        self.ratio.append((tree.Power(base, bracketed(exponent)), way))

    def _terms(self, node: tree.Node) -> list[tuple[bool, tree.Node]]:
        """The terms of an exponent, each with whether it is taken away."""
        node = bare(node)
        if isinstance(node, tree.Sum):
            return [pair for term in node.terms for pair in self._terms(term)]
        if isinstance(node, tree.Neg):
            return [(not negative, part) for negative, part in self._terms(node.operand)]
        return [(False, node)]

    def _polynomial(self, node: tree.Node, sign: int) -> None:
        found = self._coefficients(node)
        if sign > 0:
            self.polynomial = times(self.polynomial, found)
        else:
            self.below.append(found)

    def _coefficients(self, node: tree.Node) -> Polynomial:
        """A sum of powers of n with numbers."""
        node = bare(node)
        if isinstance(node, tree.Number):
            return (node.value,)
        if tree.key(node) == self.index:
            return (Fraction(0), Fraction(1))
        if isinstance(node, tree.Neg):
            return tuple(-c for c in self._coefficients(node.operand))
        if isinstance(node, tree.Sum):
            total: Polynomial = ()
            for term in node.terms:
                total = plus(total, self._coefficients(term))
            return total
        if isinstance(node, tree.Product) and set(node.operators) <= {"", "·"}:
            product: Polynomial = (Fraction(1),)
            for factor in node.factors:
                product = times(product, self._coefficients(factor))
            return product
        exponent = integer_of(node.exponent) if isinstance(node, tree.Power) else None
        if isinstance(node, tree.Power) and exponent is not None and 0 < exponent <= 4:
            product = (Fraction(1),)
            for _ in range(exponent):
                product = times(product, self._coefficients(node.base))
            return product
        raise NoSeriesError

    def _linear(self, node: tree.Node) -> tuple[int, int]:
        """c and d of cn + d."""
        found = self._coefficients(node)
        if len(found) != 2 or any(c.denominator != 1 for c in found):
            raise NoSeriesError
        return int(found[1]), int(found[0])


def plus(a: Polynomial, b: Polynomial) -> Polynomial:
    """The sum.

    Examples:
        >>> plus((Fraction(1),), (Fraction(1), Fraction(2))) == (2, 2)
        True
    """
    size = max(len(a), len(b))
    padded = [(*p, *[Fraction(0)] * (size - len(p))) for p in (a, b)]
    return tuple(x + y for x, y in zip(*padded, strict=True))


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product.

    Examples:
        >>> times((Fraction(1), Fraction(1)), (Fraction(1), Fraction(1))) == (1, 2, 1)
        True
    """
    total = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            total[i + j] += x * y
    return tuple(total)


def value_at(polynomial: Polynomial, place: int) -> Fraction:
    """The value at an integer.

    Examples:
        >>> value_at((Fraction(1), Fraction(2)), 3) == 7
        True
    """
    return sum((c * Fraction(place) ** k for k, c in enumerate(polynomial)), Fraction(0))
