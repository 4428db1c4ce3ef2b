r"""Means and variances given values: \mathbb{E}[x_1 \mid x_2 = 5] of jointly normal variables.

The mean of a given b is m_a + S_{ab} S_{bb}^{-1} (b - m_b), its covariance S_{aa} - S_{ab}
S_{bb}^{-1} S_{ba}, whatever b is. Of a table they are sums over its cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.polynomials import Atom
from symnn.documents.judging.randomness.reading import polynomial
from symnn.documents.judging.randomness.shortest import root_of
from symnn.documents.judging.randomness.spellings import Operation
from symnn.documents.judging.randomness.tables import cells_of, given_values
from symnn.exact.expression import (
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


def conditioned(model: Model, asked: Operation) -> Expr:
    """A mean, variance or deviation under a condition.

    Raises:
        UnsettledError: it does not follow from what is told.
    """
    if asked.kind not in ("mean", "variance", "deviation") or len(asked.items) != 1:
        raise UnsettledError
    if all(_vector_name(model, g) is not None for g in asked.given):
        return _normal(model, asked)
    return _of_table(model, asked)


def _vector_name(model: Model, node: tree.Node) -> str | None:
    name = node.first if isinstance(node, tree.Chain) else node
    key = tree.key(name)
    return key if any(key in v.names for v in model.world.vectors) else None


def _normal(model: Model, asked: Operation) -> Expr:
    keys = [_vector_name(model, g) or "" for g in asked.given]
    values = [_value(model, g) for g in asked.given]
    if len(keys) > 2 or len(set(keys)) != len(keys):
        raise UnsettledError
    linear = _linear(model, asked.items[0])
    means = [m for key in keys if (m := model.moment(((key, 1),))) is not None]
    if len(means) != len(keys):
        raise UnsettledError
    weights = {name: _weights(model, name, keys) for name in linear if name}
    if asked.kind == "mean":
        terms = [linear.get("", ZERO)]
        for name, row in weights.items():
            centre = model.moment(((name, 1),))
            if centre is None:
                raise UnsettledError
            gaps = [add(v, negative(m)) for v, m in zip(values, means, strict=True)]
            shift = [mul(w, gap) for w, gap in zip(row, gaps, strict=True)]
            terms.append(mul(linear[name], add(centre, *shift)))
        return add(*terms) if len(terms) > 1 else terms[0]
    terms = [ZERO]
    for one, row in weights.items():
        for other in weights:
            taken = [mul(w, model.together(key, other)) for w, key in zip(row, keys, strict=True)]
            left = add(model.together(one, other), *map(negative, taken))
            terms.append(mul(linear[one], linear[other], left))
    spread = add(*terms)
    return root_of(spread) if asked.kind == "deviation" else spread


def _value(model: Model, given: tree.Node) -> Expr:
    if not isinstance(given, tree.Chain):
        return symbol(tree.key(given) or "")
    if len(given.links) != 1 or given.links[0].relation != "=":
        raise UnsettledError
    return model.number(given.links[0].operand)


def _linear(model: Model, node: tree.Node) -> dict[str, Expr]:
    """The coefficients of a linear expression in the variables, "" for the rest."""
    found: dict[str, Expr] = {}
    for factors, coefficient in polynomial(model, node).items():
        if not factors:
            found[""] = coefficient
            continue
        (atom, degree), *more = factors
        if more or degree != 1 or not isinstance(atom, Atom):
            raise UnsettledError
        found[atom.base] = coefficient
    return found


def _weights(model: Model, name: str, keys: Sequence[str]) -> list[Expr]:
    """S_{ab} S_{bb}^{-1}."""
    row = [model.together(name, key) for key in keys]
    if len(keys) == 1:
        return [quotient(row[0], model.together(keys[0], keys[0]))]
    (a, b), d = (
        [model.together(keys[0], keys[0]), model.together(keys[0], keys[1])],
        model.together(keys[1], keys[1]),
    )
    whole = add(mul(a, d), negative(mul(b, b)))
    first = add(mul(row[0], d), negative(mul(row[1], b)))
    second = add(mul(row[1], a), negative(mul(row[0], b)))
    return [quotient(first, whole), quotient(second, whole)]


def _of_table(model: Model, asked: Operation) -> Expr:
    given = given_values(asked.given)
    names = {tree.key(n) for n in tree.walk(asked.items[0]) if isinstance(n, tree.Name)}
    open_ = {n for n in names if n is not None and not model.knows(n)}
    rows = cells_of(model, tuple(sorted({n for n in names if n is not None} | set(given))))
    if not rows or not open_ <= set(rows[0][0]):
        raise UnsettledError
    rows = [row for row in rows if all(row[0].get(k) == v for k, v in given.items())]
    if not rows or not given:
        raise UnsettledError
    whole = add(*(chance for _, chance in rows), ZERO)
    means = []
    for degree in (1, 2):
        values = [model.at(asked.items[0], cell) for cell, _ in rows]
        terms = [mul(c, power(v, rational(degree))) for v, (_, c) in zip(values, rows, strict=True)]
        means.append(quotient(add(ZERO, *terms), whole))
    if asked.kind == "mean":
        return means[0]
    spread = add(means[1], negative(power(means[0], rational(2))))
    return root_of(spread) if asked.kind == "deviation" else spread
