r"""Means and variances of what is random through its condition: E[E[X | Y]] = E[X].

Var(E[X | Y]) is an unknown between 0 and Var(X), and E[Var(X | Y)] what is left of Var(X).
"""

from __future__ import annotations

from symnn.documents.judging.randomness.means import covariance, mean
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.spellings import Operation
from symnn.exact.expression import ZERO, Expr, add, negative, symbol
from symnn.latex import syntax as tree


def of_conditional(model: Model, asked: Operation, inner: Operation) -> Expr:
    """E[E[X | Y]], E[Var(X | Y)] and Var(E[X | Y]).

    Raises:
        UnsettledError: it is another operation, or the condition gives a value.
    """
    if len(inner.items) != 1 or not all(isinstance(g, tree.Name) for g in inner.given):
        raise UnsettledError
    if asked.over is not None or not all(model.is_variable(g) for g in inner.given):
        raise UnsettledError
    item = inner.items[0]
    if asked.kind == "mean" and inner.kind == "mean":
        return mean(model, item)
    pair = asked.kind, inner.kind
    if pair not in (("variance", "mean"), ("mean", "variance")) or not isinstance(item, tree.Name):
        raise UnsettledError
    whole = covariance(model, item, item)
    between = _between(model, item, inner.given, whole)
    return between if asked.kind == "variance" else add(whole, negative(between))


def _between(model: Model, item: tree.Name, given: tuple[tree.Node, ...], whole: Expr) -> Expr:
    """Var(E[X | Y]), which is 0 for independent variables."""
    atoms = [model.atom(n) for n in (item, *given) if isinstance(n, tree.Name)]
    bases = [atom.base for atom in atoms if atom is not None]
    if len(bases) == 2 and bases[0] != bases[1] and model.world.are_apart(*bases):
        return ZERO
    name = f"between {','.join(sorted(map(str, bases[1:])))} of {bases[0]}"
    model.between[name] = whole
    return symbol(name)
