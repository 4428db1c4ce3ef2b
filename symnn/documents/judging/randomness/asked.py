r"""What is asked of random variables: means, variances, covariances and errors of estimators."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.randomness.conditioning import conditioned
from symnn.documents.judging.randomness.means import covariance, mean
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.parts import shown
from symnn.documents.judging.randomness.shortest import root_of
from symnn.documents.judging.randomness.spellings import Operation, operation_of
from symnn.documents.judging.randomness.tables import cells_of, is_matrix
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    mul,
    negative,
    nth_root,
    quotient,
)
from symnn.latex import syntax as tree

_OF_CELLS: Final = frozenset({"mean", "variance", "covariance", "deviation", "correlation"})


def value(model: Model, asked: Operation) -> Expr:
    """The value of a mean, a variance or their like."""
    if asked.over is not None:
        _check_over(model, asked)
    if asked.given:
        return conditioned(model, asked)
    items = asked.items
    inner = None if isinstance(items[0], tree.Name) else operation_of(items[0], model.knows)
    if inner is not None and inner.given:
        from symnn.documents.judging.randomness.towers import of_conditional

        return of_conditional(model, asked, inner)
    if not any(model.is_random(item) for item in items):
        return _of_cells(model, asked)
    if asked.kind == "mean":
        return mean(model, items[0])
    if asked.kind in ("bias", "error"):
        from symnn.documents.judging.randomness.estimators import error

        return error(model, items[0], asked.kind)
    if asked.kind in ("variance", "deviation"):
        spread = covariance(model, items[0], items[0])
        return root_of(spread) if asked.kind == "deviation" else spread
    if asked.kind not in ("covariance", "correlation"):
        raise UnsettledError
    atoms = [model.atom(i) if isinstance(i, tree.Name) else None for i in items]
    known = [a.base for a in atoms if a is not None]
    if len(known) == 2:
        model.asked_together.add(frozenset(known))
    mixed = covariance(model, *items)
    if asked.kind == "covariance":
        return mixed
    spreads = [covariance(model, item, item) for item in items]
    return quotient(mixed, root_of(mul(*spreads)))


def _check_over(model: Model, asked: Operation) -> None:
    r"""\mathbb{E}_{x \sim p}[f(x, y)] is a mean over x alone: nothing else may be random."""
    over = asked.over
    names = over.first if isinstance(over, tree.Chain) else over
    if isinstance(over, tree.Chain) and [li.relation for li in over.links] != ["~"]:
        raise UnsettledError
    listed = names.items if isinstance(names, tree.Group) else (names,)
    keys = {tree.key(name) for name in listed if name is not None}
    if isinstance(over, tree.Chain) and isinstance(
        over.links[0].operand, (tree.Call, tree.Product)
    ):
        raise UnsettledError  # a law of its own, for this mean only
    for item in asked.items:
        for part in shown(item):
            if model.is_variable(part) and tree.key(part) not in keys:
                raise UnsettledError


def _of_cells(model: Model, asked: Operation) -> Expr:
    """Of variables with a joint table of numbers."""
    names = {
        tree.key(n) for item in asked.items for n in tree.walk(item) if isinstance(n, tree.Name)
    }
    cells = cells_of(model, tuple(sorted(n for n in names if n is not None)))
    open_ = {n for n in names if n is not None and not model.knows(n)}
    if (
        not cells
        or not open_ <= set(cells[0][0])
        or is_matrix(model, tuple(cells[0][0]))
        or asked.kind not in _OF_CELLS
    ):
        raise UnsettledError

    def mean_over(*nodes: tree.Node) -> Expr:
        terms = [mul(c, *(model.at(node, values) for node in nodes)) for values, c in cells]
        return add(ZERO, *terms)

    def mixed(one: tree.Node, other: tree.Node) -> Expr:
        return add(mean_over(one, other), negative(mul(mean_over(one), mean_over(other))))

    first, last = asked.items[0], asked.items[-1]
    if asked.kind == "mean":
        return mean_over(first)
    if asked.kind == "deviation":
        return nth_root(mixed(first, first))
    if asked.kind == "correlation":
        return quotient(mixed(first, last), nth_root(mul(mixed(first, first), mixed(last, last))))
    return mixed(first, last)
