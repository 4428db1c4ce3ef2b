r"""What every kind of expression is at given indices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from symnn.documents.judging.sequences import arrays
from symnn.documents.judging.sequences.applied import applied
from symnn.documents.judging.sequences.arrays import Grid, UnreadError, Value, number
from symnn.documents.judging.sequences.slopes import derivative
from symnn.documents.judging.sequences.unrolled import RULES, Env, Unrolled
from symnn.exact.expression import ONE, ZERO, Expr, exp, nth_root, rational
from symnn.latex import syntax as tree


def _sum(work: Unrolled, node: tree.Sum, env: Env) -> Value:
    values = [work.value(term, env) for term in node.terms]
    if any(isinstance(v, Grid) for v in values) and any(
        isinstance(v, Expr) and number(v) != 0 for v in values
    ):
        work.loose = True
        like = next(v for v in values if isinstance(v, Grid))
        values = [_spread(v, like) for v in values]
    found = values[0]
    for value in values[1:]:
        found = arrays.total(found, value)
    return found


def _spread(value: Value, like: Grid) -> Value:
    """A number in every entry of an array."""
    if isinstance(value, Grid):
        return value
    return Grid(like.rows, like.columns, (value,) * len(like.cells))


def _product(work: Unrolled, node: tree.Product, env: Env) -> Value:
    found = work.value(node.factors[0], env)
    for sign, factor in zip(node.operators, node.factors[1:], strict=True):
        value = work.value(factor, env)
        if sign in ("⊙", "∘", "*"):
            found = arrays.entrywise(found, value)
        elif sign in ("", "·", "×"):
            if sign == "·" and isinstance(found, Grid) and isinstance(value, Grid):
                found = found.turned if found.columns == 1 == value.columns else found
            found = arrays.product(found, value)
        else:
            raise UnreadError(f"the sign {sign}")
    return found


def _quotient(work: Unrolled, node: tree.Quotient, env: Env) -> Value:
    return arrays.product(
        work.value(node.numerator, env), arrays.over(work.scalar(node.denominator, env))
    )


def _power(work: Unrolled, node: tree.Power, env: Env) -> Value:
    named = work.memory.rules.keys() | work.memory.labelled
    if tree.key(node.base) == "e" and "e" not in named:
        return exp(work.scalar(node.exponent, env))
    base, exponent = work.value(node.base, env), work.scalar(node.exponent, env)
    if isinstance(base, Expr):
        return arrays.raised(base, exponent)
    whole = number(exponent)
    if whole is None or whole.q != 1 or not 0 <= whole <= 12:
        raise UnreadError("a power of an array")
    if base.rows != base.columns:
        work.loose = True
        return base.map(lambda c: arrays.raised(c, exponent))
    cells = (ONE if i == j else ZERO for i in range(base.rows) for j in range(base.rows))
    found: Value = Grid(base.rows, base.rows, tuple(cells))
    for _ in range(int(whole.p)):
        found = arrays.product(found, base)
    return found


def _root(work: Unrolled, node: tree.Root, env: Env) -> Value:
    degree = 2 if node.degree is None else work.whole_number(node.degree, env)
    return nth_root(work.scalar(node.radicand, env), degree)


def _group(work: Unrolled, node: tree.Group, env: Env) -> Value:
    if len(node.items) != 1:
        raise UnreadError("a list")
    return work.value(node.items[0], env)


def _transpose(work: Unrolled, node: tree.Transpose, env: Env) -> Value:
    value = work.value(node.operand, env)
    return value.turned if isinstance(value, Grid) else value


def _big(work: Unrolled, node: tree.BigOperator, env: Env) -> Value:
    if node.operator not in ("sum", "prod"):
        raise UnreadError(f"the operator {node.operator}")
    terms = [work.value(node.body, one) for one in work.indices(node, env)]
    join: Callable[[Value, Value], Value]
    join = arrays.total if node.operator == "sum" else arrays.product
    found: Value = ZERO if node.operator == "sum" else ONE
    for term in terms:
        found = join(found, term)
    return found


_RULES: Final[Mapping[type[tree.Node], Callable[..., Value]]] = {
    tree.Number: lambda _, node, __: rational(node.value),
    tree.Sum: _sum,
    tree.Neg: lambda work, node, env: arrays.negative(work.value(node.operand, env)),
    tree.Product: _product,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: _root,
    tree.Group: _group,
    tree.Transpose: _transpose,
    tree.BigOperator: _big,
    tree.Call: applied,
    tree.Apply: applied,
    tree.Derivative: derivative,
}
RULES.update(_RULES)
