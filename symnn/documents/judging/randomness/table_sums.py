r"""Sums over the values of variables with a table: \sum_x \sum_y p_{X,Y}(x, y) \log ….

A small letter runs over the values of the variable that is the capital of it. Terms with a chance
of 0 in front are 0, whatever logarithm stands behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

from symnn.documents.judging.randomness.information import is_zero, log_of
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.tables import cells_of, marginal
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, negative, quotient
from symnn.latex import syntax as tree

_At: TypeAlias = "Mapping[str, Fraction]"


def table_sum(model: Model, node: tree.Node, at: _At) -> Expr:
    """The value of an expression at values of variables of a table.

    Raises:
        UnsettledError: something in it is no chance of the table.
    """
    rule = _RULES.get(type(node))
    if rule is None:
        raise UnsettledError
    return rule(model, node, at)


def _group(model: Model, node: tree.Group, at: _At) -> Expr:
    if len(node.items) != 1:
        raise UnsettledError
    return table_sum(model, node.items[0], at)


def _product(model: Model, node: tree.Product, at: _At) -> Expr:
    found = [ONE]
    for factor in node.factors:
        found.append(table_sum(model, factor, at))
        if is_zero(found[-1]):
            return ZERO
    return mul(*found)


def _quotient(model: Model, node: tree.Quotient, at: _At) -> Expr:
    below = table_sum(model, node.denominator, at)
    if is_zero(below):
        raise UnsettledError
    return quotient(table_sum(model, node.numerator, at), below)


def _logarithm(model: Model, node: tree.Apply, at: _At) -> Expr:
    if tree.key(node.function) not in ("log", "log_2", "ln", "lg"):
        raise UnsettledError
    inner = table_sum(model, node.argument, at)
    if node.power is not None or is_zero(inner):
        raise UnsettledError
    return log_of(model, inner)


def _sum(model: Model, node: tree.BigOperator, at: _At) -> Expr:
    lower = node.lower
    items = lower.items if isinstance(lower, tree.Group) and lower.fence == "" else (lower,)
    names = []
    for item in items:
        key = tree.key(item) if isinstance(item, tree.Name) else None
        known = {n.lower(): n for joint in model.world.joints for n in joint.names}
        if key is None or key not in known or node.operator != "sum" or node.upper is not None:
            raise UnsettledError
        names.append(known[key])
    cells = cells_of(model, tuple(names))
    if not cells:
        raise UnsettledError
    return add(ZERO, *(table_sum(model, node.body, {**at, **values}) for values, _ in cells))


def _chance(model: Model, node: tree.Call, at: _At) -> Expr:
    """p_{X,Y}(x, y), p(x), p(x | y)."""
    head, group = node.head, node.arguments
    if not isinstance(head, tree.Name) or head.base not in ("p", "P"):
        raise UnsettledError
    known = {n.lower(): n for n in at}
    keys = [tree.key(item) for item in group.items]
    if any(key not in known for key in keys):
        raise UnsettledError
    names = [known[key or ""] for key in keys]
    bars = group.separators.index("|") + 1 if "|" in (group.separators or ()) else 0
    whole = _at(model, names, at)
    return whole if not bars else quotient(whole, _at(model, names[bars:], at))


def _at(model: Model, names: list[str], at: _At) -> Expr:
    cells = marginal(cells_of(model, tuple(names)), names)
    found = [c for values, c in cells if all(values[n] == at[n] for n in names)]
    if len(found) != 1:
        raise UnsettledError
    return found[0]


_RULES: Final[dict[type[tree.Node], Callable[[Model, Any, _At], Expr]]] = {
    tree.BigOperator: _sum,
    tree.Group: _group,
    tree.Neg: lambda model, node, at: negative(table_sum(model, node.operand, at)),
    tree.Sum: lambda model, node, at: add(ZERO, *(table_sum(model, t, at) for t in node.terms)),
    tree.Product: _product,
    tree.Quotient: _quotient,
    tree.Apply: _logarithm,
    tree.Call: _chance,
    tree.Number: lambda model, node, _: model.number(node),
}
