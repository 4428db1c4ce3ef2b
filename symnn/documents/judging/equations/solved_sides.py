"""An equation in open letters and what one of them is said to be, as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.claims.formula import Atomic, Formula
from symnn.documents.judging.placing import Place
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Scalar


def solved_for(
    place: Place,
    premise: tree.Chain,
    conclusion: tree.Chain,
    base: int | None = None,
    whatever: bool = False,
) -> tuple[tuple[Expr, Expr, Expr], bool] | None:
    """Both sides of an equation in open letters, and what one of them is said to be.

    Args:
        place: where they stand.
        premise, conclusion: the equation, and what it is said to give.
        base: of the logarithms without one; e if None.
        whatever: whether plain numbers that letters have are left out of account.

    Returns:
        The three, and whether a logarithm without a base is in them.
    """
    links = (*premise.links, *conclusion.links)
    if [link.relation for link in links] != ["=", "="]:
        return None
    left, right, told = premise.first, premise.links[0].operand, conclusion.links[0].operand
    names = [p for node in (left, right, told) for p in tree.walk(node) if isinstance(p, tree.Name)]
    keys = {tree.key(name) for name in names}
    key, scope = tree.key(conclusion.first), place.state.scope
    inside = {tree.key(part) for part in tree.walk(told)}
    if key is None or key not in keys or key in inside:
        return None
    scope = scope.copy()
    for one in keys - {None}:
        known = scope.latest(one or "")
        if known is None:
            continue
        said = one == key and known.computed and known.parameters is None
        said = said or known.parameters is not None  # m beside m(k) is another one
        said = said or (whatever and not known.computed)
        if not said and place.state.settings.get(known.key) != known.version:
            return None
        del scope.history[known.key]  # of another equation, or an example
    bold = {tree.key(name) or "" for name in names if name.font}
    view = reader(scope, open_names=True, version=place.seen)
    view = view.varying({one: Scalar(symbol(one)) for one in sorted(bold)}) if bold else view
    view = view if base is None else replace(view, log_base=rational(base))
    try:
        values = tuple(view.read_scalar(node).expr for node in (left, right, told))
    except MeaningError:
        return None
    if view.track.supposed or key not in free_symbols(*values[:2]):
        return None
    return (values[0], values[1], values[2]), view.track.plain_log


def where_valued(expr: Expr) -> Iterator[Formula]:
    """Where an expression has a value: no denominator is 0, and no even root of less than 0."""
    for node in postorder(expr):
        if node.op == "power" and node.args[1].data is not None and free_symbols(node.args[0]):
            yield Atomic("!=", node.args[0], ZERO)
        elif node.op == "nth_root" and free_symbols(node):
            yield Atomic(">=", node.args[0], ZERO)
