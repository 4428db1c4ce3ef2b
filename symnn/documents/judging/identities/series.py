r"""Infinite sums as the values that theorems give them: \sum_{n=0}^\infty x^n = \frac{1}{1-x}.

A term is taken apart into a constant, a polynomial in n, a power r^n, and a factorial or a
denominator in n. What is left belongs to one of these theorems: the geometric series and its
derivatives, the exponential series with cosine and sine, the logarithm, the arc tangent, Euler's
sums over 1/n^2 and 1/n^4, and sums that telescope. Where it converges is a condition.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.forms import bare, bracketed, integer_of, number
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.identities.terms import (
    NoSeriesError,
    Polynomial,
    Term,
    plus,
    value_at,
)
from symnn.latex import syntax as tree

MAX_START: Final = 12
_ONE: Final[Polynomial] = (Fraction(1),)
_INDEX: Final[Polynomial] = (Fraction(0), Fraction(1))
_ODD: Final[Polynomial] = (Fraction(1), Fraction(2))
_MAX_DEGREE: Final = 3
_MAX_SHIFT: Final = 6

#: x (1 + 4x + x^2) of sum n^3 x^n = x (1 + 4x + x^2) / (1 - x)^4, and before it.
_EULERIAN: Final = ((1,), (0, 1), (0, 1, 1), (0, 1, 4, 1))


@final
@dataclass(frozen=True, slots=True)
class Value:
    """The value of a series, the theorem, and where it converges: |r| < 1, or -1 ≤ r < 1."""

    node: tree.Node
    theorem: str
    conditions: tuple[tree.Chain, ...] = ()


def value_of(node: tree.BigOperator) -> Value | None:
    r"""The value of a sum up to ∞; None if it is none, or none that is known.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> total = parse(r"\sum_{n=1}^\infty \frac{1}{2^n}").statements[0].body
        >>> found = value_of(total)
        >>> found is not None and found.theorem == "the geometric series"
        True
    """
    lower = node.lower
    if node.operator != "sum" or not isinstance(lower, tree.Chain) or len(lower.links) != 1:
        return None
    if not isinstance(node.upper, tree.Name) or node.upper.base != "∞":
        return None
    index, start = tree.key(lower.first), integer_of(lower.links[0].operand)
    relation = lower.links[0].relation
    if index is None or start is None or relation != "=" or not 0 <= start <= MAX_START:
        return None
    try:
        term = Term(index)
        term.take(node.body, 1)
        return _Sum(term, start).value()
    except NoSeriesError:
        return None


# --- trees ----------------------------------------------------------------------------


def _fraction(value: Fraction) -> tree.Node:
    if value.denominator == 1:
        return number(int(value))
    return tree.Quotient(number(int(value.numerator)), number(value.denominator))


def _product(*factors: tree.Node) -> tree.Node:
    rest = tuple(bracketed(f) for f in factors)
    return rest[0] if len(rest) == 1 else tree.Product(rest, ("·",) * (len(rest) - 1))


def _minus(first: tree.Node, second: tree.Node) -> tree.Node:
    return tree.Sum((first, tree.Neg(bracketed(second))))


def _to(base: tree.Node, exponent: int) -> tree.Node:
    return number(1) if exponent == 0 else tree.Power(bracketed(base), number(exponent))


def _function(name: str, argument: tree.Node) -> tree.Node:
    return tree.Apply(tree.Name(name), bracketed(argument))


def _chain(left: tree.Node, relation: str, right: tree.Node) -> tree.Chain:
    return tree.Chain(left, (tree.Link(relation, right),))


# --- the theorems ---------------------------------------------------------------------


@final
@dataclass(frozen=True, slots=True)
class _Sum:
    """A term and the first n."""

    term: Term
    start: int

    def value(self) -> Value:
        """The value by the theorem that fits."""
        term = self.term
        if any(letters(c) & {term.index} for c in term.constant):
            raise NoSeriesError
        theorems: list[Callable[[], Value]]
        if term.factorials:
            theorems = [self._exponential, self._circular]
        elif term.below and term.ratio:
            theorems = [self._logarithm, self._arc]
        elif term.below:
            theorems = [self._telescoped, self._euler]
        else:
            theorems = [self._geometric]
        for theorem in theorems:
            try:
                found = theorem()
            except NoSeriesError:
                continue
            node = _product(*term.constant, found.node)
            return Value(node, found.theorem, found.conditions)
        raise NoSeriesError

    def _ratio(self) -> tree.Node:
        """r of r^n."""
        parts = [_to(base, times) for base, times in self.term.ratio]
        return _product(*parts) if parts else number(1)

    def _first(self, weight: Callable[[int], Fraction], until: int) -> tree.Node | None:
        """The terms before the first one, which a theorem from 0 on counts too much."""
        ratio = self._ratio()
        terms = [_product(_fraction(weight(n)), _to(ratio, n)) for n in range(until) if weight(n)]
        return tree.Sum(tuple(terms)) if len(terms) > 1 else terms[0] if terms else None

    def _geometric(self) -> Value:
        polynomial, ratio = self.term.polynomial, self._ratio()
        if not self.term.ratio or len(polynomial) - 1 > _MAX_DEGREE:
            raise NoSeriesError
        below = _minus(number(1), ratio)
        parts = []
        for degree, weight in enumerate(polynomial):
            for power, count in enumerate(_EULERIAN[degree]):
                if weight and count:
                    above = _product(_fraction(weight * count), _to(ratio, power))
                    parts.append(tree.Quotient(above, _to(below, degree + 1)))
        total = tree.Sum(tuple(parts)) if len(parts) > 1 else parts[0]
        first = self._first(lambda n: value_at(polynomial, n), self.start)
        node = total if first is None else _minus(total, first)
        return Value(node, "the geometric series", (_chain(tree.Abs(ratio), "<", number(1)),))

    def _exponential(self) -> Value:
        if len(self.term.factorials) != 1 or self.term.below:
            raise NoSeriesError
        times, shift = self.term.factorials[0]
        if times != 1 or not 0 <= shift <= _MAX_SHIFT:
            raise NoSeriesError
        polynomial, ratio = self.term.polynomial, self._ratio()
        if len(polynomial) - 1 > _MAX_DEGREE:
            raise NoSeriesError
        if shift and (polynomial != _ONE or not self.term.ratio):
            raise NoSeriesError
        parts = [
            _product(_fraction(weight), _to(ratio, j))
            for j, weight in enumerate(_falling(polynomial))
            if weight
        ]
        total = _product(_function("exp", ratio), tree.Sum(tuple(parts)) if parts[1:] else parts[0])
        until = self.start + shift
        first = self._first(lambda n: value_at(polynomial, n) / factorial(n), until)
        node = total if first is None else _minus(total, first)
        if shift:
            node = tree.Quotient(node, _to(ratio, shift))
        return Value(node, "the exponential series")

    def _root_of_ratio(self) -> tuple[int, tree.Node]:
        """The sign and y of r = ±y²."""
        sign, parts = 1, list[tree.Node]()
        for base, times in self.term.ratio:
            if integer_of(bare(base)) == -1:
                sign *= -1 if times % 2 else 1
            elif times % 2 or times <= 0:
                raise NoSeriesError
            else:
                parts.append(_to(base, times // 2))
        return sign, _product(*parts) if parts else number(1)

    def _circular(self) -> Value:
        if self.term.factorials[1:] or self.term.below or self.start:
            raise NoSeriesError
        if self.term.polynomial != _ONE:
            raise NoSeriesError
        sign, root = self._root_of_ratio()
        match self.term.factorials[0]:
            case (2, 0):
                return Value(_function("cos" if sign < 0 else "cosh", root), "the cosine series")
            case (2, 1):
                sine = _function("sin" if sign < 0 else "sinh", root)
                return Value(tree.Quotient(sine, root), "the sine series")
        raise NoSeriesError

    def _logarithm(self) -> Value:
        if self.term.below != [_INDEX] or self.term.polynomial != _ONE or self.start != 1:
            raise NoSeriesError
        ratio = self._ratio()
        node = tree.Neg(_function("ln", _minus(number(1), ratio)))
        inside = tree.Link("≤", ratio), tree.Link("<", number(1))
        return Value(node, "the logarithmic series", (tree.Chain(number(-1), inside),))

    def _arc(self) -> Value:
        if self.term.below != [_ODD] or self.term.polynomial != _ONE or self.start:
            raise NoSeriesError
        sign, root = self._root_of_ratio()
        if sign > 0:
            raise NoSeriesError
        node = tree.Quotient(_function("arctan", root), root)
        return Value(node, "the arc tangent series", (_chain(tree.Abs(root), "≤", number(1)),))

    def _euler(self) -> Value:
        """1/n^2 and 1/n^4."""
        known = {2: ("2", 6), 4: ("4", 90)}.get(len(self.term.below))
        if known is None or set(self.term.below) != {_INDEX}:
            raise NoSeriesError
        if self.start != 1 or self.term.polynomial != _ONE:
            raise NoSeriesError
        power, below = known
        top = tree.Power(tree.Name("pi"), number(int(power)))
        return Value(tree.Quotient(top, number(below)), "Euler's sum")

    def _telescoped(self) -> Value:
        """1/((n + a)(n + b)) for integers a < b."""
        if self.term.polynomial != _ONE or len(self.term.below) > 2:
            raise NoSeriesError
        shifts = [root for p in self.term.below for root in _shifts(p)]
        if len(shifts) != 2 or shifts[0] == shifts[1]:
            raise NoSeriesError
        low, high = sorted(shifts)
        if self.start + low <= 0 or high - low > _MAX_SHIFT:
            raise NoSeriesError
        total = sum((Fraction(1, self.start + j) for j in range(low, high)), Fraction(0))
        return Value(_fraction(total / (high - low)), "a sum that telescopes")


def _falling(polynomial: Polynomial) -> Polynomial:
    """The coefficients of n(n-1)…(n-j+1) in a polynomial."""
    rest, found = polynomial, list[Fraction]()
    for j in range(len(polynomial)):
        value = value_at(rest, j)
        found.append(value)
        rest = _divided(plus(rest, (-value,)), j)
    return tuple(found)


def _divided(polynomial: Polynomial, root: int) -> Polynomial:
    """A polynomial that vanishes at a root, without its factor n - root."""
    carried, quotient = Fraction(0), list[Fraction]()
    for c in reversed(polynomial):
        carried = carried * root + c
        quotient.append(carried)
    return tuple(reversed(quotient[:-1])) or (Fraction(0),)


def _shifts(polynomial: Polynomial) -> list[int]:
    """The integers a of a product of factors n + a."""
    if polynomial[-1] != 1:
        raise NoSeriesError
    found: list[int] = []
    for shift in range(_MAX_SHIFT, -_MAX_SHIFT - 1, -1):
        while len(polynomial) > 1 and value_at(polynomial, -shift) == 0:
            polynomial = _divided(polynomial, -shift)
            found.append(shift)
    if len(polynomial) != 1:
        raise NoSeriesError
    return found
