r"""Bias and mean squared error of estimators, and what they are of.

\hat\sigma_m^2 estimates \sigma^2 and \hat\theta the \theta below its hat; \bar x is meant for the
mean of x. Of an estimator that nothing is told of, the mean and the variance are unknown.
"""

from __future__ import annotations

from symnn.documents.judging.randomness.means import covariance, mean
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.exact.expression import Expr, add, negative, power, rational
from symnn.latex import syntax as tree


def error(model: Model, node: tree.Node, kind: str) -> Expr:
    """The bias or the mean squared error of an estimator.

    Raises:
        UnsettledError: it is not said what it estimates.
    """
    bias = add(mean(model, node), negative(_target(model, node)))
    if kind == "bias":
        return bias
    return add(covariance(model, node, node), power(bias, rational(2)))


def _target(model: Model, node: tree.Node) -> Expr:
    if isinstance(node, tree.Power):
        inner = node.base
        if not isinstance(inner, tree.Name):
            raise UnsettledError
        return model.number(tree.Power(_below_hat(model, inner), node.exponent))
    if isinstance(node, tree.Name) and set(node.accents) & {"bar", "overline"}:
        each = model.world.each(tree.Name(node.base, node.font))
        found = None if each is None else model.moment(((each, 1),))
        if found is None:
            raise UnsettledError
        return found
    return model.number(_below_hat(model, node))


def _below_hat(model: Model, node: tree.Node) -> tree.Name:
    """The letter without its hat, and without the size of the sample."""
    if not isinstance(node, tree.Name) or not set(node.accents) & {"hat", "tilde", "widehat"}:
        raise UnsettledError
    whole = tree.Name(node.base, node.font, (), node.subscript, node.labels)
    bare = tree.Name(node.base, node.font)
    found = [name for name in (whole, bare) if tree.key(name) in model.letters]
    if not found and not model.knows(tree.key(bare) or ""):
        model.letters.add(tree.key(bare) or "")
        found = [bare]
    if not found:
        raise UnsettledError
    return found[0]
