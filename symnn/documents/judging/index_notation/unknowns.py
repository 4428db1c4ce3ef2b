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

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    derivative,
    free_symbols,
    mul,
    negative,
    piecewise,
    postorder,
    quotient,
    rational,
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
RECTIFIED: Final = "relu"
#: Functions whose derivative is made from their own value.
_BY_ITSELF: Final = frozenset({"sigmoid", "tanh"})
_PLACE: Final = "′u"
#: The argument of a function that the document defines.
OWN_PLACE: Final = "′t"


@final
@dataclass(slots=True)
class Unknowns:
    """The unknowns of a claim: `applied` are f(u) by name, `sinks` the arrays that a number is of.

    `algebraic` work takes the values of activations for unknowns, so that what is proved is proved
    for more than them; what is false must be false with the functions themselves. `kinked` tells of
    each side that was spelled out whether a slope of max(0, u) stands in it. With `recognizing`, a
    formula that is that of the logistic function is one of those values, and `recognized` tells it.
    """

    reading: str = ANY
    algebraic: bool = True
    applied: dict[str, tuple[str, int, Expr]] = field(default_factory=dict)
    known: dict[tuple[str, int, Expr], str] = field(default_factory=dict)
    sinks: dict[Atom, tree.Name] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    kinked: list[bool] = field(default_factory=list)
    recognizing: bool = False
    recognized: bool = False

    def is_logistic(self, body: Expr) -> bool:
        """Whether a formula in the place of an argument is one of the logistic function."""
        if not (self.recognizing and self.algebraic) or "exp" not in {
            e.op for e in postorder(body)
        }:
            return False
        known = are_equal(body, elementwise(Builtin(LOGISTIC))(symbol(OWN_PLACE)))
        self.recognized = self.recognized or known
        return known

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
        if name == RECTIFIED:
            return self.rectified(order, at)
        if name in ("abs", "sign"):
            return self._by_rectified(name, order, at)
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

    def rectified(self, order: int, at: Expr) -> Expr:
        """max(0, u), or its slope 1(u > 0): an unknown that is the same for u and for -u."""
        if order > 1:
            return ZERO
        key = f"={RECTIFIED}"
        if at.op == "symbol" and (known := self.applied.get(str(at.data))) is not None:
            at = known[2] if known[:2] == (key, 0) else at  # max(0, u) > 0 where u > 0
        for other, slope, inner in [*self.known]:
            if other != key or slope != order:
                continue
            if are_equal(at, inner):
                return self._value(key, order, inner)
            if are_equal(at, negative(inner)):
                value = self._value(key, order, inner)
                return add(ONE, negative(value)) if order else add(at, value)
        return self._value(key, order, at)

    def _by_rectified(self, name: str, order: int, at: Expr) -> Expr:
        """|u| = 2 max(0, u) - u, and its slope, the sign of u."""
        order += name == "sign"
        twice = mul(rational(2), self.rectified(order, at))
        if order > 1:
            return ZERO
        return add(twice, rational(-1) if order else negative(at))

    def spelled(self, cells: tuple[tuple[Expr, ...], ...]) -> tuple[tuple[Expr, ...], ...]:
        """The entries as numbers are put in them; where the work is algebraic, as they are."""
        if self.algebraic:
            return cells
        names = free_symbols(*(cell for row in cells for cell in row)) & self.applied.keys()
        applied = [self.applied[name] for name in names]
        self.kinked.append(any(key == f"={RECTIFIED}" and order for key, order, _ in applied))
        return tuple(tuple(map(self.at_numbers, row)) for row in cells)

    def at_numbers(self, expr: Expr) -> Expr:
        """The expression with max(0, u) and its slope spelled out; the slope is not at a kink."""
        values: dict[str, Expr] = {}
        for inner in free_symbols(expr) & self.applied.keys():
            key, order, at = self.applied[inner]
            if key == f"={RECTIFIED}":
                u = self.at_numbers(at)
                above = ONE if order else u
                kink = quotient(ONE, u) if order else ZERO
                values[inner] = piecewise([(">", u, ZERO, above), ("<", u, ZERO, ZERO)], kink)
        return substitute(expr, values) if values else expr

    @property
    def is_lopsided(self) -> bool:
        """Whether a slope of max(0, u) stands in one side alone: u > 0 may be meant then."""
        return len(set(self.kinked)) > 1

    @property
    def has_kinks(self) -> bool:
        """Whether a slope of max(0, u) was met."""
        return any(key == f"={RECTIFIED}" and order for key, order, _ in self.known)

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


def are_equal(one: Expr, two: Expr) -> bool:
    """Whether two expressions are proved to be the same for all numbers."""
    if one == two:
        return True
    if free_symbols(one) != free_symbols(two):
        return False
    try:
        return decide(Claim(Atomic("=", one, two)), seconds=1).status is Status.PROVED
    except SymnnError:
        return False


def slope_name(key: str, atom: Atom, place: int) -> str:
    """The unknown that a derivative of a number is.

    >>> slope_name("C", ("z", ()), 0)
    '∂C/∂z‹0›'
    """
    return f"∂{key}/∂{atom[0]}{''.join(f'^({k})' for k in atom[1])}‹{place}›"
