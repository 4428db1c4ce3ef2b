"""Means and covariances of expressions in random variables."""

from __future__ import annotations

from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.polynomials import Polynomial, product
from symnn.documents.judging.randomness.polynomials import mean as mean_by_laws
from symnn.documents.judging.randomness.reading import polynomial
from symnn.exact.expression import Expr, add, mul, negative
from symnn.latex import syntax as tree


def mean(model: Model, node: tree.Node) -> Expr:
    """E[…]."""
    return mean_of(model, polynomial(model, node))


def mean_of(model: Model, found: Polynomial) -> Expr:
    """The mean of a polynomial."""
    value = mean_by_laws(found, model.moment, model.joint)
    if value is None:
        raise UnsettledError
    return value


def covariance(model: Model, one: tree.Node, other: tree.Node) -> Expr:
    """Cov(…, …); with the same twice, the variance."""
    first, second = polynomial(model, one), polynomial(model, other)
    mixed = product(first, second)
    if mixed is None:
        raise UnsettledError
    means = mul(mean_of(model, first), mean_of(model, second))
    return add(mean_of(model, mixed), negative(means))
