r"""Functions and numbers that nothing defines, in claims about arrays.

Of an activation f that nothing defines, f(u) and f'(u) are unknowns of their own: what holds for
all of them holds for every differentiable f. Of a number C that nothing defines, \partial C /
\partial z is known through the arrays that it is derived by: near a point it is as if C were
linear in those of them that all others lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    derivative,
    free_symbols,
    mul,
    negative,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import elementwise
from symnn.latex.meaning.values import Builtin

Atom: TypeAlias = "tuple[str, tuple[int, ...]]"
#: What an activation that nothing defines is taken for: any function, or a certain one.
ANY: Final = "any"
LOGISTIC: Final = "sigmoid"
RISING: Final = "rising"
READINGS: Final = (LOGISTIC, "tanh", RISING)
#: Functions whose derivative is made from their own value.
_BY_ITSELF: Final = frozenset({"sigmoid", "tanh"})
_PLACE: Final = "′u"


@final
@dataclass(slots=True)
class Unknowns:
    """The unknowns of a claim: `applied` are f(u) by name, `sinks` the arrays that a number is of.

    `algebraic` work takes the values of activations for unknowns, so that what is proved is proved
    for more than them; what is false must be false with the functions themselves.
    """

    reading: str = ANY
    algebraic: bool = True
    applied: dict[str, tuple[str, int, Expr]] = field(default_factory=dict)
    known: dict[tuple[str, int, Expr], str] = field(default_factory=dict)
    sinks: dict[Atom, tree.Name] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def activation(self, key: str, order: int, at: Expr) -> Expr:
        """f(u), f'(u) and so on of a function that nothing defines."""
        self.used.add(key)
        if self.reading == RISING:
            return (at, ONE)[order] if order < 2 else ZERO
        if self.reading != ANY:
            return self.slope(self.reading, order, at)
        return self._value(key, order, at)

    def _value(self, key: str, order: int, at: Expr) -> Expr:
        """An unknown for the value of a function, the same wherever its argument is the same."""
        place = key, order, at
        if place not in self.known:
            name = f"{key}{'′' * order}‹{len(self.known)}›"
            self.known[place] = name
            self.applied[name] = place
        return symbol(self.known[place])

    def slope(self, name: str, order: int, at: Expr) -> Expr:
        r"""The value of a function that mathematics names, or of one of its derivatives.

        Where the work is algebraic, \sigma(u) is an unknown s with s' = s(1 - s).
        """
        if self.algebraic and name in _BY_ITSELF:
            value = self._value(f"={name}", 0, at)
            return value if not order else self._by_itself(name, order, value)
        function = elementwise(Builtin(name))
        if not order:
            return function(at)
        body = function(symbol(_PLACE))
        for k in range(order):
            body = derivative(body, _PLACE, at if k == order - 1 else symbol(_PLACE))
        return body

    @staticmethod
    def _by_itself(name: str, order: int, value: Expr) -> Expr:
        """s(1 - s), or 1 - s^2, and the derivatives of that."""
        place = symbol(_PLACE)
        first = mul(place, add(ONE, negative(place))) if name == "sigmoid" else None
        slope = first or add(ONE, negative(mul(place, place)))
        found = slope
        for _ in range(order - 1):
            found = mul(derivative(found, _PLACE, place), slope)
        return substitute(found, {_PLACE: value})

    def behind(self, *exprs: Expr) -> frozenset[str]:
        """The unknowns in some expressions, also inside of functions that nothing defines."""
        found = free_symbols(*exprs)
        for inner in found & self.applied.keys():
            found |= self.behind(self.applied[inner][2])
        return found

    def derivative(self, expr: Expr, name: str) -> Expr:
        """The derivative in an unknown, with the chain rule for functions that nothing defines."""
        free = free_symbols(expr)
        terms = [derivative(expr, name, symbol(name))] if name in free else []
        for inner in free & self.applied.keys():
            key, order, at = self.applied[inner]
            slope = self.derivative(at, name)
            if slope != ZERO:
                outer = derivative(expr, inner, symbol(inner))
                terms.append(mul(outer, self._next(key, order, at), slope))
        return add(*terms) if terms else ZERO

    def _next(self, key: str, order: int, at: Expr) -> Expr:
        """The derivative of an unknown function at its argument."""
        if key.startswith("="):
            return self.slope(key[1:], order + 1, at)
        return self.activation(key, order + 1, at)

    def put(self, expr: Expr, values: Mapping[str, Expr]) -> Expr:
        """The expression with values for unknowns, also inside of functions."""
        if not values:
            return expr
        inside = dict(values)
        for inner in free_symbols(expr) & self.applied.keys():
            key, order, at = self.applied[inner]
            put = self.put(at, values)
            own = key.startswith("=")
            inside[inner] = (
                self.slope(key[1:], order, put) if own else self.activation(key, order, put)
            )
        return substitute(expr, inside)

    def linear(
        self, key: str, cells: Callable[[Atom, tree.Name], tuple[tuple[Expr, ...], ...]]
    ) -> Expr:
        """A number that nothing defines, near a point, through the arrays that it is made of."""
        terms: list[Expr] = []
        for atom, bare in self.sinks.items():
            flat = [cell for row in cells(atom, bare) for cell in row]
            for k, cell in enumerate(flat):
                terms.append(mul(symbol(slope_name(key, atom, k)), cell))
        return add(*terms) if terms else ZERO


def slope_name(key: str, atom: Atom, place: int) -> str:
    """The unknown that a derivative of a number is.

    >>> slope_name("C", ("z", ()), 0)
    '∂C/∂z‹0›'
    """
    return f"∂{key}/∂{atom[0]}{''.join(f'^({k})' for k in atom[1])}‹{place}›"
