"""The normal form of an expression in exponentials, logarithms, roots and absolute values.

Each rule is valid wherever the expression exists over the reals; what was divided by, or
taken the logarithm of, is collected as a side condition. Two expressions with the same
normal form are equal at every point where both exist. The converse holds for closed
expressions in exponentials of algebraic numbers (`symnn.exact.exponential`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from flint import fmpq

from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import certain_sign, enclose, holds
from symnn.exact.evaluate import Outcome, PiMultiple, outcomes
from symnn.exact.exponential import (
    ONE_POLY,
    ZERO_POLY,
    Atom,
    Frac,
    check_exponent,
    of_atom,
    of_number,
    of_poly,
)
from symnn.exact.expression import ONE, Expr, apply, check_arity, free_symbols, postorder
from symnn.exact.number import Number
from symnn.exact.rules import absolute, circular, exponential, is_positive, log, nth_root, odd
from symnn.exact.work import bounded_work

#: Bits at which the sign of a closed subexpression is looked for.
_SIGN_BITS: Final = 256


class Condition(NamedTuple):
    """What must hold for a step to be valid: `expr` is `!= 0`, `> 0` or `>= 0`."""

    expr: Expr
    relation: str


class NormalForm(NamedTuple):
    """A fraction in normal form and the conditions under which it equals the expression."""

    value: Frac
    conditions: tuple[Condition, ...]


def normal_form(
    root: Expr, positive: frozenset[str] = frozenset(), *, plain: bool = False
) -> NormalForm:
    """The normal form of a lowered expression.

    Args:
        root: an expression whose functions are the primitive ones.
        positive: symbols that are known to be positive.
        plain: without the law e^(q log M) = M^q, whose powers may be long sums.

    Exactness: equal to the expression wherever that exists.

    Raises:
        UndefinedError: the expression exists nowhere.
        TooLargeError: the form passes its cap.
        UnsupportedError: an operation that has no rule here.

    Examples:
        >>> from symnn.exact.expression import exp, symbol
        >>> x = symbol("x")
        >>> normal_form(exp(x) * exp(-x) - 1).value.num.terms
        {}
    """
    found = _attempt(root, positive, plain)
    if isinstance(found, SymnnError):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=64)
def _attempt(root: Expr, positive: frozenset[str], plain: bool) -> NormalForm | SymnnError:
    """The form, or why there is none; the last ones are kept, as one claim asks several times.

    What ends a search is a count of work and never a clock, so that the answer is always the same.
    """
    walk = _Walk(outcomes(root), positive, plain)
    with bounded_work():
        for node in postorder(root):
            walk.visit(node)
    try:
        return NormalForm(walk.take(root), tuple(walk.conditions))
    except SymnnError as error:
        return error.with_traceback(None)


class _Walk:
    """One pass over the graph; holds what is known so far."""

    def __init__(
        self, algebraic: Mapping[Expr, Outcome], positive: frozenset[str], plain: bool
    ) -> None:
        self.algebraic, self.plain = algebraic, plain
        self.positive = positive
        self.known: dict[Expr, Frac | SymnnError] = {}
        self.conditions: list[Condition] = []

    def visit(self, node: Expr) -> None:
        """Find the form of one node; its arguments are known."""
        exact = self.algebraic[node]
        try:
            if isinstance(exact, Number):
                self.known[node] = of_poly(of_number(exact))
            elif isinstance(exact, PiMultiple):
                self.known[node] = of_poly(of_atom(Atom("pi")).scale(exact.factor))
            else:
                self.known[node] = self._form(node)
        except SymnnError as error:
            self.known[node] = error

    def take(self, node: Expr) -> Frac:
        """The form of a node that is needed."""
        found = self.known[node]
        if isinstance(found, SymnnError):
            raise found
        return found

    def _form(self, node: Expr) -> Frac:
        data = node.data
        match node.op:
            case "symbol":
                return of_poly(of_atom(Atom("symbol", str(data))))
            case "add":
                return _total(self.take(a) for a in node.args)
            case "mul":
                return _product(self.take(a) for a in node.args)
            case "power":
                return self._power(*node.args)
            case "nth_root" if isinstance(data, int):
                return self._root(node.args[0], data)
            case "apply":
                return self._apply(str(data), node.args)
            case "piecewise":
                return self._piecewise(node)
        outcome = self.algebraic[node]
        if isinstance(outcome, SymnnError):
            raise outcome
        raise UnsupportedError(f"no rule for the operation {node.op}")

    def _need(self, node: Expr, relation: str, evident: bool) -> None:
        condition = Condition(node, relation)
        if not evident and condition not in self.conditions:
            self.conditions.append(condition)

    def _power(self, base: Expr, exponent: Expr) -> Frac:
        whole = self.take(exponent).num.constant()
        inside = self.take(base)
        if whole is not None and whole.is_rational and self.take(exponent).den is ONE_POLY:
            q = whole.as_fmpq()
            if q < 0:
                self._need(base, "!=", self._is_positive(inside))
            if q.q == 1:
                check_exponent(int(q.p))
                return inside.power(int(q.p))
            self._need(base, ">=" if q > 0 else ">", self._is_positive(inside))
            return nth_root(inside, int(q.q), self.is_positive_atom).power(int(q.p))
        self._need(base, ">", self._is_positive(inside))
        logarithm = log(inside, self.is_positive_atom)
        return exponential(logarithm.mul(self.take(exponent)), self.is_positive_atom)

    def _root(self, node: Expr, degree: int) -> Frac:
        inside = self.take(node)
        if degree % 2 == 0:
            self._need(node, ">=", self._is_positive(inside))
        return nth_root(inside, degree, self.is_positive_atom)

    def _apply(self, name: str, args: tuple[Expr, ...]) -> Frac:
        if name in ("max", "min"):
            return self._extremum(name, args)
        check_arity(name, len(args))
        inside = self.take(args[0])
        match name:
            case "exp":
                return exponential(inside, self.is_positive_atom, takes_out=not self.plain)
            case "log":
                self._need(args[0], ">", self._is_positive(inside))
                return log(inside, self.is_positive_atom)
            case "abs":
                return self._abs(inside, args[0])
            case "sin" | "cos" | "tan":
                if name == "tan":
                    self._need(apply("cos", args[0]), "!=", evident=False)
                return circular(name, inside)
            case "erf" | "atan" | "asin" | "sign":
                if name == "asin":
                    self._need(ONE - args[0] * args[0], ">=", evident=False)
                return odd(name, inside)
            case "acos" | "floor":
                if name == "acos":
                    self._need(ONE - args[0] * args[0], ">=", evident=False)
                return of_poly(of_atom(Atom(name, "", (inside.num, inside.den))))
        raise UnsupportedError(f"no rule for the function {name}; lower it first")

    def _abs(self, inside: Frac, node: Expr) -> Frac:
        if not free_symbols(node):
            sign = certain_sign(enclose(node, _SIGN_BITS))
            if sign is not None:
                return inside if sign >= 0 else inside.negative()
        return absolute(inside, self.is_positive_atom)

    def _extremum(self, name: str, args: tuple[Expr, ...]) -> Frac:
        """max(a, b) = (a + b + |a − b|)/2 and min(a, b) = (a + b − |a − b|)/2."""
        best, expr = self.take(args[0]), args[0]
        for other in args[1:]:
            form = self.take(other)
            gap = self._abs(best.add(form.negative()), expr - other)
            signed = gap if name == "max" else gap.negative()
            best = best.add(form).add(signed).mul(of_poly(of_number(Number(fmpq(1, 2)))))
            expr = Expr("apply", (expr, other), name)
        return best

    def _piecewise(self, node: Expr) -> Frac:
        relations = node.data if isinstance(node.data, tuple) else ()
        for k, relation in enumerate(relations):
            left, right, result = node.args[3 * k : 3 * k + 3]
            truth = self._holds(relation, left - right)
            if truth is None:
                raise UnsupportedError("which case of a piecewise value holds could not be decided")
            if truth:
                return self.take(result)
        return self.take(node.args[-1])

    def _holds(self, relation: str, difference: Expr) -> bool | None:
        if free_symbols(difference):
            return None
        return holds(relation, enclose(difference, _SIGN_BITS))

    def is_positive_atom(self, atom: Atom) -> bool:
        """Whether an atom is positive at every point."""
        return atom.kind == "pi" or (atom.kind == "symbol" and atom.label in self.positive)

    def _is_positive(self, form: Frac) -> bool:
        return is_positive(form.num, self.is_positive_atom) and is_positive(
            form.den, self.is_positive_atom
        )


def _total(forms: Iterable[Frac]) -> Frac:
    total = of_poly(ZERO_POLY)
    for form in forms:
        total = total.add(form)
    return total


def _product(forms: Iterable[Frac]) -> Frac:
    total = of_poly(ONE_POLY)
    for form in forms:
        total = total.mul(form)
    return total


def is_one_level(form: Frac) -> bool:
    """Whether a sum with terms is certainly not 0: exponents algebraic, no atoms."""
    return all(
        not m.powers and (m.exponent is None or m.exponent.constant() is not None)
        for part in form
        for m in part.terms
    )
