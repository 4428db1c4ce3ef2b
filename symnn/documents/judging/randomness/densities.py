r"""Moments of variables with a table of their own, a mixture of laws, or a density by pieces.

A density is a polynomial between bounds, and 0 elsewhere: f(x) = 2x for 0 ≤ x ≤ 1 has E[X^k] =
2/(k + 2). Chances that do not sum to 1 settle nothing, nor does a density that has not the area 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.chances.expansions import expanded
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.world import Variable
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    mul,
    negative,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

#: Bounds, and the coefficient of each power between them.
Piece: TypeAlias = "tuple[Expr, Expr, dict[int, Expr]]"
_SECONDS = 2


def special_moment(model: Model, base: str, law: Variable, degree: int) -> Expr:
    """E[X^k] of a table, of cases with chances, a mixture or a density.

    Raises:
        UnsettledError: what is told does not settle it.
    """
    if law.kind == "table":
        return _tabled(model, law, degree)
    if law.kind == "odds":
        return _of_odds(model, law, degree)
    if law.kind == "mixed":
        return _mixed(model, base, degree)
    function = law.parts[0]
    if not isinstance(function, tree.Node):
        raise UnsettledError
    return _of_density(model, function, degree)


def _tabled(model: Model, law: Variable, degree: int) -> Expr:
    """Of values with their chances, which must sum to 1."""
    numbers = model.parts("", law)
    values, chances = numbers[::2], numbers[1::2]
    _check_whole(chances)
    pairs = zip(values, chances, strict=True)
    return add(ZERO, *(mul(c, power(v, rational(degree))) for v, c in pairs))


def _of_odds(model: Model, law: Variable, degree: int) -> Expr:
    """Of values by cases with chances, none of which is itself random."""
    nodes = [part for part in law.parts if isinstance(part, tree.Node)]
    if any(model.is_random(node) for node in nodes):
        raise UnsettledError
    numbers = [model.number(node) for node in nodes]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    powers = [(v if degree == 1 else power(v, rational(degree)), q) for v, q in pairs]
    return add(*(mul(q, v) for v, q in powers))


def _check_whole(chances: list[Expr]) -> None:
    whole = Claim(Atomic("=", add(ZERO, *chances), ONE))
    if not decide(whole, seconds=_SECONDS).proved:
        raise UnsettledError


def _mixed(model: Model, base: str, degree: int) -> Expr:
    """Of a mixture: the mean over what chooses the part, whose chances must sum to 1."""
    parts = model.world.mixtures.get(base, {})
    choosers = {chooser for chooser, _, _ in parts}
    rows = model.world.rows.get(next(iter(choosers)), ()) if len(choosers) == 1 else ()
    if not rows or degree > 2:
        raise UnsettledError
    (chooser,) = choosers
    terms = []
    for at, chance in zip(rows[::2], rows[1::2], strict=True):
        centre = parts.get((chooser, at, "mean"))
        spread = parts.get((chooser, at, "variance"))
        if centre is None or (spread is None and degree == 2):
            raise UnsettledError
        found = power(model.number(centre), rational(degree))
        if spread is not None and degree == 2:
            found = add(found, model.number(spread))
        terms.append(mul(model.number(chance), found))
    _check_whole([model.number(chance) for chance in rows[1::2]])
    return add(ZERO, *terms)


def _of_density(model: Model, function: tree.Node, degree: int) -> Expr:
    known = model.place.state.scope.latest(tree.key(function) or "")
    if known is None or known.parameters is None or len(known.parameters) != 1:
        raise UnsettledError
    pieces = list(_pieces(model, known.body, known.parameters[0]))
    if not pieces:
        raise UnsettledError
    _check_whole([_area(pieces, 0)])
    return _area(pieces, degree)


def _area(pieces: list[Piece], degree: int) -> Expr:
    """The integral of x^k times the density."""
    terms = []
    for low, high, coefficients in pieces:
        for power_, coefficient in coefficients.items():
            n = rational(power_ + degree + 1)
            ends = add(power(high, n), negative(power(low, n)))
            terms.append(quotient(mul(coefficient, ends), n))
    return add(ZERO, *terms)


def _pieces(model: Model, body: tree.Node, name: str) -> Iterator[Piece]:
    if not isinstance(body, tree.Cases):
        raise UnsettledError
    for row in body.rows:
        value = row.value
        if isinstance(value, tree.Number) and value.value == 0:
            continue
        if not isinstance(row.condition, tree.Chain):
            raise UnsettledError
        low, high = _bounds(model, row.condition, name)
        view = model.opened(value).varying({name: Scalar(symbol(name))})
        try:
            found = expanded(view.read_scalar(value).expr, frozenset({name}))
        except SymnnError as error:
            raise UnsettledError from error
        if found is None:
            raise UnsettledError
        coefficients: dict[int, Expr] = {}
        for factors, coefficient in found.items():
            if any(factor[0] != name for factor in factors) or len(factors) > 1:
                raise UnsettledError
            coefficients[factors[0][2] if factors else 0] = coefficient
        yield low, high, coefficients


def _bounds(model: Model, condition: tree.Chain, name: str) -> tuple[Expr, Expr]:
    """The ends of a ≤ x ≤ b or x ∈ [a, b]."""
    relations = {link.relation for link in condition.links}
    if relations == {"∈"} and tree.key(condition.first) == name:
        group = condition.links[0].operand
        if isinstance(group, tree.Group) and len(group.items) == 2 and group.fence != "{}":
            low, high = (model.number(item) for item in group.items)
            return low, high
    if len(condition.links) == 2 and relations <= {"<", "≤"}:
        middle, last = (link.operand for link in condition.links)
        if tree.key(middle) == name:
            return model.number(condition.first), model.number(last)
    raise UnsettledError
