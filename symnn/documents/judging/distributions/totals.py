"""The values of functionals: at lists of numbers, or as the term of a sum over all values.

Of all distributions a functional is c + Σ_x s(p(x), q(x), …); the sum is kept by its term. At a
list the terms are added up, those with a chance of 0 in front of a logarithm being 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.documents.judging.distributions.given import Functional, Given, entries_of
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree

#: A distribution: the chances of its values, or that of any one value.
Chances: TypeAlias = "tuple[Expr, ...]"
_Scope: TypeAlias = "Mapping[str, Chances]"
_Visit: TypeAlias = "Callable[[tree.Node], Expr]"

_DEEPEST: Final = 8


class OpenError(Exception):
    """Something is no sum over the values of distributions."""


@final
@dataclass(frozen=True, slots=True)
class Total:
    """A constant and the term of a sum over all values."""

    constant: Expr
    term: Expr = ZERO

    def plus(self, other: Total) -> Total:
        """The sum of two."""
        return Total(_plus(self.constant, other.constant), _plus(self.term, other.term))

    def times(self, factor: Expr) -> Total:
        """A multiple."""
        term = ZERO if self.term == ZERO else mul(factor, self.term)
        return Total(mul(factor, self.constant) if self.constant != ZERO else ZERO, term)


class Values:
    """The values of expressions at some distributions.

    Args:
        given: what the document gives.
        chances: the distributions by name.
        base: the base of logarithms without one.
        is_open: whether these are all distributions, each by the chance of any one value.
    """

    def __init__(self, given: Given, chances: _Scope, base: Expr | None, is_open: bool) -> None:
        self.given = given
        self.chances = dict(chances)
        self.base = base
        self.is_open = is_open
        self.depth = 0
        self.uses_base = False

    def total(self, node: tree.Node, scope: _Scope) -> Total:
        """What an expression is.

        Raises:
            OpenError: it is no sum over values.
        """
        asked = self.given.called(node)
        if asked is not None:
            return self._of_functional(*asked, scope)
        if isinstance(node, tree.BigOperator):
            return self._of_sum(node, scope)
        if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]"):
            return self.total(node.items[0], scope)
        if isinstance(node, tree.Sum):
            found = Total(ZERO)
            for part in node.terms:
                found = found.plus(self.total(part, scope))
            return found
        if isinstance(node, tree.Neg):
            return self.total(node.operand, scope).times(MINUS_ONE)
        if isinstance(node, tree.Product) and set(node.operators) <= {"", "·", "×"}:
            return self._product([self.total(f, scope) for f in node.factors])
        if isinstance(node, tree.Quotient) and not node.ambiguous:
            below = self._constant(self.total(node.denominator, scope))
            return self.total(node.numerator, scope).times(power(below, MINUS_ONE))
        return Total(_arithmetic(self, node, lambda n: self._constant(self.total(n, scope))))

    def _constant(self, total: Total) -> Expr:
        if total.term != ZERO:
            raise OpenError
        return total.constant

    def _product(self, parts: Sequence[Total]) -> Total:
        found = Total(ONE)
        for part in parts:
            one, other = (found, part) if found.term == ZERO else (part, found)
            found = other.times(self._constant(one))
        return found

    def _of_functional(
        self, functional: Functional, items: Sequence[tree.Node], scope: _Scope
    ) -> Total:
        if self.depth > _DEEPEST:
            raise OpenError
        chances = [self.distribution(item, scope) for item in items]
        self.depth += 1
        try:
            own = dict(zip(functional.parameters, chances, strict=True))
            return self.total(functional.body, {**scope, **own})
        finally:
            self.depth -= 1

    def distribution(self, node: tree.Node, scope: _Scope) -> Chances:
        """A distribution: a name, a list, or a mixture of others."""
        if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]"):
            return self.distribution(node.items[0], scope)
        listed = entries_of(node)
        if listed is not None:
            return self._listed(listed)
        key = tree.key(node)
        if key is not None and key in scope:
            return scope[key]
        if key is not None and key in self.given.mixtures and self.depth <= _DEEPEST:
            self.depth += 1
            try:
                return self.distribution(self.given.mixtures[key], scope)
            finally:
                self.depth -= 1
        if isinstance(node, tree.Sum):
            parts = [self.distribution(term, scope) for term in node.terms]
            return tuple(add(*row) for row in zip(*parts, strict=True))
        if isinstance(node, tree.Product) and isinstance(node.factors[-1], tree.Node):
            scale = mul(*(_number(f) for f in node.factors[:-1]))
            return tuple(mul(scale, c) for c in self.distribution(node.factors[-1], scope))
        if isinstance(node, tree.Quotient):
            below = power(_number(node.denominator), MINUS_ONE)
            return tuple(mul(below, c) for c in self.distribution(node.numerator, scope))
        raise OpenError

    def _listed(self, items: Sequence[tree.Node]) -> Chances:
        found = tuple(_number(item) for item in items)
        numbers = [exact_value(lower(cell)) for cell in found]
        whole = exact_value(lower(add(*found)))
        if any(n.sign() < 0 for n in numbers) or (whole - 1).sign() != 0 or self.is_open:
            raise OpenError
        return tuple(ZERO if n.sign() == 0 else c for n, c in zip(numbers, found, strict=True))

    def _of_sum(self, node: tree.BigOperator, scope: _Scope) -> Total:
        letter = _letter(node)
        used = {k for k in scope if any(n == k for n in _bases(node.body))}
        sizes = {len(scope[k]) for k in used}
        if len(sizes) != 1 or not used:
            raise OpenError
        (size,) = sizes
        terms = [self._term(node.body, letter, k, scope) for k in range(size)]
        found = terms[0] if len(terms) == 1 else add(*terms)
        return Total(ZERO, found) if self.is_open else Total(found)

    def _term(self, node: tree.Node, letter: str, place: int, scope: _Scope) -> Expr:
        """The term of a sum at one value."""

        def visit(part: tree.Node) -> Expr:
            key = _at(part, letter)
            chances = None if key is None else self._named(key, scope)
            if chances is not None:
                return chances[place]
            if isinstance(part, tree.BigOperator):
                raise OpenError
            return _arithmetic(self, part, visit)

        return visit(node)

    def _named(self, key: str, scope: _Scope) -> Chances | None:
        if key in scope:
            return scope[key]
        mixture = self.given.mixtures.get(key)
        return None if mixture is None else self.distribution(mixture, scope)


def _bases(node: tree.Node) -> list[str]:
    return [n.base for n in tree.walk(node) if isinstance(n, tree.Name)]


def _letter(node: tree.BigOperator) -> str:
    """The letter of a sum over all values."""
    lower = node.lower
    if isinstance(lower, tree.Chain) and len(lower.links) == 1:
        link = lower.links[0]
        one = isinstance(link.operand, tree.Number) and link.operand.value == 1
        counted = link.relation == "=" and one and isinstance(node.upper, tree.Name)
        inside = link.relation == "∈" and node.upper is None
        lower = lower.first if counted or inside else None
    elif node.upper is not None:
        raise OpenError
    key = None if lower is None else tree.key(lower)
    if node.operator != "sum" or key is None:
        raise OpenError
    return key


def _at(node: tree.Node, letter: str) -> str | None:
    """p of p(x) or p_x."""
    if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
        head = node.head
        inside = tree.key(node.arguments.items[0]) == letter
        return tree.key(head) if inside and isinstance(head, tree.Name) else None
    if isinstance(node, tree.Name) and node.subscript is not None and not node.labels:
        inside = tree.index_key(node.subscript) == letter
        return tree.key(tree.Name(node.base, node.font, node.accents)) if inside else None
    return None


def _number(node: tree.Node) -> Expr:
    if isinstance(node, tree.Number):
        return rational(node.value)
    if isinstance(node, tree.Quotient) and not node.ambiguous:
        return quotient(_number(node.numerator), _number(node.denominator))
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _number(node.items[0])
    if isinstance(node, tree.Sum):
        return add(*(_number(term) for term in node.terms))
    if isinstance(node, tree.Neg):
        return mul(MINUS_ONE, _number(node.operand))
    key = tree.key(node)
    if key in ("alpha", "lambda", "beta", "pi", "t"):
        return symbol(f"weight {key}")
    raise OpenError


def _arithmetic(values: Values, node: tree.Node, visit: _Visit) -> Expr:
    """A number, a logarithm, or what is made of parts."""
    if isinstance(node, tree.Number):
        return rational(node.value)
    if isinstance(node, tree.Group) and len(node.items) == 1 and node.fence in ("()", "[]"):
        return visit(node.items[0])
    if isinstance(node, tree.Sum):
        return add(*(visit(term) for term in node.terms))
    if isinstance(node, tree.Neg):
        return mul(MINUS_ONE, visit(node.operand))
    if isinstance(node, tree.Abs):
        return apply("abs", visit(node.operand))
    return _composed(values, node, visit)


def _composed(values: Values, node: tree.Node, visit: _Visit) -> Expr:
    if isinstance(node, tree.Product) and set(node.operators) <= {"", "·", "×"}:
        found = [ONE]
        for factor in sorted(node.factors, key=lambda f: isinstance(f, tree.Apply)):
            found.append(visit(factor))
            if _is_zero(found[-1]):
                return ZERO
        return mul(*found)
    if isinstance(node, tree.Quotient) and not node.ambiguous:
        above, below = visit(node.numerator), visit(node.denominator)
        if _is_zero(below):
            raise OpenError
        return quotient(above, below)
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        if node.ambiguous or node.exponent.value.denominator != 1:
            raise OpenError
        return power(visit(node.base), rational(node.exponent.value))
    if isinstance(node, tree.Root) and node.degree is None:
        return power(visit(node.radicand), rational(Fraction(1, 2)))
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        return _logarithm(values, node, visit)
    raise OpenError


def _logarithm(values: Values, node: tree.Apply, visit: _Visit) -> Expr:
    key = tree.key(node.function)
    inner = visit(node.argument)
    if key not in ("log", "log_2", "ln", "lg", "lb", "log_10") or _is_zero(inner):
        raise OpenError
    base = {"log_2": rational(2), "lb": rational(2), "log_10": rational(10)}.get(key)
    if key in ("log", "lg"):
        values.uses_base = True
        base = values.base
        if key == "lg":
            raise OpenError
    found = apply("log", inner)
    return found if base is None else quotient(found, apply("log", base))


def _is_zero(value: Expr) -> bool:
    """Whether it is 0 as it stands: a chance of a list."""
    if value.op == "rational":
        return value == ZERO
    if value.op == "mul":
        return any(_is_zero(arg) for arg in value.args)
    return value.op == "add" and all(_is_zero(arg) for arg in value.args)


def _plus(one: Expr, other: Expr) -> Expr:
    if one == ZERO:
        return other
    return one if other == ZERO else add(one, other)
