"""Derivatives of expressions, at every point or at one.

Forward differentiation over the graph: each node once, so the result is a graph of a size
proportional to the first one. Where a kink may be met (abs, max, min, sign, floor, a case
distinction) nothing is guessed: at a closed point the side is decided exactly, elsewhere
the derivative is refused unless the kink is evidently never met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from flint import fmpq

from symnn.errors import SymnnError, UndefinedError, UnsupportedError
from symnn.exact.ball import compare
from symnn.exact.evaluate import Outcome, outcomes
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    nth_root,
    piecewise,
    postorder,
    power,
    quotient,
    rational,
    rebuild,
)
from symnn.exact.number import Number
from symnn.functions.definitions import SLOPES, TWO, expand
from symnn.functions.signs import closed_sign, evident_sign, is_defined

Slope: TypeAlias = "Expr | SymnnError"


def plus(*terms: Expr) -> Expr:
    """A sum without its zeros."""
    return add(*(t for t in terms if t != ZERO)) if any(t != ZERO for t in terms) else ZERO


def times(*factors: Expr) -> Expr:
    """A product without its ones; 0 if a factor is the number 0."""
    if ZERO in factors:
        return ZERO
    return mul(*(f for f in factors if f != ONE)) if any(f != ONE for f in factors) else ONE


def derivative(expr: Expr, name: str, at: Expr | None = None) -> Expr:
    """The derivative of an expression in a symbol, as a function of it or at a point.

    Args:
        expr: an expression without unresolved derivatives (`lower` resolves them).
        name: the symbol.
        at: the point; without it the symbol stays free.

    Exactness: equal to the derivative wherever that exists. At a closed point the side of
        every kink is decided exactly.

    Raises:
        UndefinedError: at the closed point the function has no value, or a kink of its own.
        UnsupportedError: a kink may be met, or is met further inside, where it may cancel;
            or the point is an end of the domain.

    Examples:
        >>> from symnn.exact.expression import rational, symbol
        >>> x = symbol("x")
        >>> derivative(apply("relu", x), "x", rational(3)) == ONE
        True
        >>> derivative(apply("softplus", x), "x") == apply("sigmoid", x)
        True
    """
    body = expand(expr, keep=SLOPES)
    if any(node.op == "derivative" for node in postorder(body)):
        raise UnsupportedError("the expression holds a derivative; lower it first")
    rules = _Rules(body, name, at)
    try:
        return rules.slope_of(body)
    except UnsupportedError as error:
        if not rules.closed:
            raise
        return _of_both_sides(body, name, at, error)


def _of_both_sides(body: Expr, name: str, at: Expr | None, error: UnsupportedError) -> Expr:
    """The slope at a closed point where a kink is met inside: max(0, x)^2 has the slope 0 at 0.

    The slopes from the right and the left decide; the rules of sums and products hold for them.

    Raises:
        UndefinedError: both exist, and they differ.
        UnsupportedError: one of them is not known; the error that was met before.
    """
    try:
        right, left = (_Rules(body, name, at, side).slope_of(body) for side in (1, -1))
    except SymnnError:
        raise error from None
    sign = closed_sign(expand(plus(right, negative(left))))
    if sign is None:
        raise error
    if sign:
        raise UndefinedError("there is a kink at this point: the slopes of its two sides differ")
    return right


class _Rules:
    """One differentiation: the graph at the point, and the slopes found so far.

    Toward a side s, 1 or -1, they are those of that side: (f(p + sh) - f(p))/(sh) as h goes to 0.
    """

    def __init__(self, body: Expr, name: str, at: Expr | None, toward: int = 0) -> None:
        self.name = name
        self.toward = toward
        self.body = body
        self.moved: dict[Expr, Expr] = {}
        for node in postorder(body):
            here = node.op == "symbol" and node.data == name and at is not None
            moved = tuple(self.moved[a] for a in node.args)
            self.moved[node] = at if here and at is not None else rebuild(node, moved)
        target = self.moved[body]
        self.closed = at is not None and not free_symbols(target)
        self.values: Mapping[Expr, Outcome] = outcomes(target) if self.closed else {}
        if self.closed:
            self.check_defined(body)
        self.depends: dict[Expr, bool] = {}
        self.slopes: dict[Expr, Slope] = {}
        for node in postorder(body):
            own = node.op == "symbol" and node.data == name
            self.depends[node] = own or any(self.depends[a] for a in node.args)
            self.slopes[node] = self.attempt(node)

    def check_defined(self, body: Expr) -> None:
        """The function must have a value at the point before it can have a derivative there."""
        if not is_defined(expand(self.moved[body])):
            raise UnsupportedError("the function could not be shown to have a value at this point")

    def slope_of(self, node: Expr) -> Expr:
        slope = self.slopes[node]
        if isinstance(slope, SymnnError):
            raise slope
        return slope

    def attempt(self, node: Expr) -> Slope:
        try:
            if not self.depends[node]:
                return ZERO
            return ONE if node.op == "symbol" else self.rule(node)
        except SymnnError as error:
            return error

    def sign(self, left: Expr, right: Expr) -> int | None:
        """Sign of left - right at the point, or everywhere; None if it is not known."""
        a, b = self.moved[left], self.moved.get(right, right)
        one, other = self.values.get(a), self.values.get(b, Number(0) if b == ZERO else None)
        if isinstance(one, Number) and isinstance(other, Number):
            return (one - other).sign()
        difference = expand(plus(a, negative(b)))
        return closed_sign(difference) if self.closed else evident_sign(difference)

    # --- the rules --------------------------------------------------------------------

    def rule(self, node: Expr) -> Expr:
        match node.op:
            case "add":
                return plus(*(self.slope_of(a) for a in node.args))
            case "mul":
                return self.product(node)
            case "power":
                return self.power(*node.args)
            case "nth_root" if isinstance(node.data, int):
                return self.root(node.args[0], node.data)
            case "piecewise":
                return self.piecewise(node)
            case "apply":
                return self.apply(node)
        raise UnsupportedError(f"no derivative is known for the operation {node.op}")

    def product(self, node: Expr) -> Expr:
        factors = [self.moved[a] for a in node.args]
        terms = []
        for i, arg in enumerate(node.args):
            slope = self.slope_of(arg)
            if slope != ZERO:
                terms.append(times(slope, *factors[:i], *factors[i + 1 :]))
        return plus(*terms)

    def power(self, base: Expr, exponent: Expr) -> Expr:
        u, v = self.moved[base], self.moved[exponent]
        du, dv = self.slope_of(base), self.slope_of(exponent)
        if isinstance(v.data, fmpq):
            if v.data.q != 1:
                self.refuse_end(base, "a power with a fractional exponent")
            if v.data == 0:
                return ZERO
            lower = rational(v.data - 1)
            return times(v, u if lower == ONE else times(*_power_factors(u, lower)), du)
        self.refuse_end(base, "a power")
        first = times(v, power(u, plus(v, MINUS_ONE)), du)
        return plus(first, times(power(u, v), apply("log", u), dv))

    def root(self, base: Expr, degree: int) -> Expr:
        self.refuse_end(base, "a root")
        u = nth_root(self.moved[base], degree)
        below = u if degree == 2 else power(u, rational(degree - 1))
        return quotient(self.slope_of(base), mul(rational(degree), below))

    def refuse_end(self, base: Expr, what: str) -> None:
        """At a closed point, the base must not be 0: there the rule says nothing."""
        if self.closed and self.sign(base, ZERO) == 0:
            raise UnsupportedError(f"{what} is differentiated where its base is 0")

    def apply(self, node: Expr) -> Expr:
        name = str(node.data)
        if name in ("max", "min"):
            return self.extremum(node, 1 if name == "max" else -1)
        (arg,) = node.args
        slope = self.slope_of(arg)
        if name == "abs":
            return times(rational(self.side(node, slope)), slope) if slope != ZERO else ZERO
        if name in ("sign", "floor"):
            return self.constant_piece(name, arg)
        if slope == ZERO:
            return ZERO
        if name in ("asin", "acos") and self.closed:
            self.refuse_end_of_arc(arg)
        rule = _OUTER.get(name) or SLOPES.get(name)
        if rule is None:
            raise UnsupportedError(f"no derivative is known for the function {name}")
        return times(rule(self.moved[arg]), slope)

    def refuse_end_of_arc(self, arg: Expr) -> None:
        if closed_sign(expand(add(ONE, negative(power(self.moved[arg], TWO))))) == 0:
            raise UnsupportedError("asin or acos is differentiated at an end of its domain")

    def side(self, node: Expr, slope: Expr) -> int:
        """The sign of the argument of abs; at its zero the slope decides."""
        sign = self.sign(node.args[0], ZERO)
        if sign is None:
            raise UnsupportedError(f"the argument of abs may be 0 in {self.name}: a kink")
        if sign == 0 and self.toward:
            return self.toward * self.sign_of_closed(slope)  # |f(p + sh)| is h times |its slope|
        if sign == 0:
            self.must_agree(slope, ZERO, node)
        return sign

    def must_agree(self, one: Expr, other: Expr, node: Expr) -> None:
        """At a kink: a derivative exists only if the slopes of the two sides are equal.

        Inside a larger expression kinks may cancel: max(0, x) + min(0, x) = x. So only a kink
        of the whole expression shows that there is no derivative; and not one of a case
        distinction, whose other case may occur at this point alone.
        """
        if one == other:
            return
        what = str(node.data) if node.op == "apply" else "a case distinction"
        sign = closed_sign(expand(plus(one, negative(other)))) if self.closed else None
        if sign is None:
            raise UnsupportedError(f"{what} meets its kink, and its two slopes are not compared")
        if sign != 0 and node is self.body and node.op == "apply":
            raise UndefinedError(f"{what} has a kink at this point: its two slopes differ")
        if sign != 0:
            raise UnsupportedError(
                f"{what} has two slopes at this point, and it is not decided further"
            )

    def extremum(self, node: Expr, direction: int) -> Expr:
        """The slope of the largest (smallest) argument, if those that share its place agree."""
        best = node.args[0]
        for arg in node.args[1:]:
            if self.known_sign(arg, best, node) == direction:
                best = arg
        for arg in node.args:
            slope = self.slope_of(arg)  # it exists, so the argument is continuous
            if self.known_sign(arg, best, node) != 0:
                continue
            if not self.toward:
                self.must_agree(slope, self.slope_of(best), node)
            elif self.faster(arg, best) == direction:
                best = arg
        return self.slope_of(best)

    def faster(self, one: Expr, other: Expr) -> int:
        """Which of two equal values is above the other as the point is left to the side."""
        slopes = self.slope_of(one), self.slope_of(other)
        return self.toward * self.sign_of_closed(plus(slopes[0], negative(slopes[1])))

    def known_sign(self, left: Expr, right: Expr, node: Expr) -> int:
        sign = 0 if left is right else self.sign(left, right)
        if sign is None:
            raise UnsupportedError(f"the arguments of {node.data} may be equal: a kink")
        return sign

    def constant_piece(self, name: str, arg: Expr) -> Expr:
        """sign and floor are constant away from their jumps."""
        at_jump: bool | None
        if name == "sign":
            sign = self.sign(arg, ZERO)
            at_jump = None if sign is None else sign == 0
        elif self.closed:
            here = self.moved[arg]
            at_jump = self.sign_of_closed(plus(here, negative(apply("floor", here)))) == 0
        else:
            at_jump = None
        if at_jump is None:
            raise UnsupportedError(f"the argument of {name} may meet a jump in {self.name}")
        if at_jump:
            raise UnsupportedError(f"{name} is differentiated at its jump")
        return ZERO

    def sign_of_closed(self, expr: Expr) -> int:
        sign = closed_sign(expand(expr))
        if sign is None:
            raise UnsupportedError("a sign at this point could not be decided")
        return sign

    def piecewise(self, node: Expr) -> Expr:
        """From the last case backwards; where two pieces meet they must agree to first order."""
        relations = node.data if isinstance(node.data, tuple) else ()
        sides = [a for k in range(len(relations)) for a in node.args[3 * k : 3 * k + 2]]
        if not any(self.depends[a] for a in sides) and not self.closed:
            return self.same_cases(node, relations)
        if self.toward:
            return self.case_beside(node, relations)
        chosen = node.args[-1]
        for k in reversed(range(len(relations))):
            left, right, piece = node.args[3 * k : 3 * k + 3]
            sign = self.sign(left, right)
            if sign is None:
                raise UnsupportedError(f"a case distinction may change its case in {self.name}")
            if sign != 0 or not (self.depends[left] or self.depends[right]):
                self.slope_of(left), self.slope_of(right)  # they exist: both are continuous
                chosen = piece if compare(relations[k], sign) else chosen
            else:
                self.must_meet(piece, chosen, node)
        return self.slope_of(chosen)

    def case_beside(self, node: Expr, relations: tuple[str, ...]) -> Expr:
        """The slope of the case beside the point, if it goes on from the value at the point."""
        here = beside = node.args[-1]
        for k in reversed(range(len(relations))):
            left, right, piece = node.args[3 * k : 3 * k + 3]
            sign = self.sign(left, right)
            if sign is None:
                raise UnsupportedError(f"a case distinction may change its case in {self.name}")
            slopes = self.slope_of(left), self.slope_of(right)  # they exist: both are continuous
            near = sign
            if sign == 0 and (self.depends[left] or self.depends[right]):
                near = self.toward * self.sign_of_closed(plus(slopes[0], negative(slopes[1])))
                if near == 0:
                    raise UnsupportedError("which case is met beside this point is not decided")
            here = piece if compare(relations[k], sign) else here
            beside = piece if compare(relations[k], near) else beside
        if here is not beside and self.sign(here, beside) != 0:
            raise UnsupportedError("a case distinction changes its case at this point")
        return self.slope_of(beside)

    def same_cases(self, node: Expr, relations: tuple[str, ...]) -> Expr:
        """The cases do not depend on the symbol: differentiate every piece."""
        rows = [node.args[3 * k : 3 * k + 3] for k in range(len(relations))]
        cases = [
            (relation, self.moved[left], self.moved[right], self.slope_of(piece))
            for relation, (left, right, piece) in zip(relations, rows, strict=True)
        ]
        return piecewise(cases, self.slope_of(node.args[-1]))

    def must_meet(self, piece: Expr, other: Expr, node: Expr) -> None:
        if not self.closed or self.sign(piece, other) != 0:
            raise UnsupportedError("a case distinction changes its case at this point")
        self.must_agree(self.slope_of(piece), self.slope_of(other), node)


def _power_factors(base: Expr, exponent: Expr) -> tuple[Expr, ...]:
    return () if exponent == ZERO else (power(base, exponent),)


def _arc(u: Expr) -> Expr:
    return quotient(ONE, nth_root(add(ONE, negative(power(u, TWO)))))


_OUTER: Final[Mapping[str, Callable[[Expr], Expr]]] = {
    "exp": lambda u: apply("exp", u),
    "log": lambda u: power(u, MINUS_ONE),
    "sin": lambda u: apply("cos", u),
    "cos": lambda u: negative(apply("sin", u)),
    "tan": lambda u: add(ONE, power(apply("tan", u), TWO)),
    "atan": lambda u: quotient(ONE, add(ONE, power(u, TWO))),
    "asin": _arc,
    "acos": lambda u: negative(_arc(u)),
    "erf": lambda u: mul(
        quotient(TWO, nth_root(Expr("pi"))), apply("exp", negative(power(u, TWO)))
    ),
}
