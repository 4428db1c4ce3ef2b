r"""Averages in angle brackets: \langle\xi_i V\rangle by linearity, with V = \sum_j w_j\xi_j.

What is averaged are the names of which a moment has a name of its own: \xi, as C_{ij} is
\langle\xi_i\xi_j\rangle. All other names are fixed. Each moment of them is an unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.names import Member, Names
from symnn.exact.expression import ONE, Expr, add, free_symbols, mul, symbol
from symnn.latex import syntax as tree

ANGLES: Final = "⟨⟩"
_MOST_FACTORS: Final = 6
_MOST_TERMS: Final = 600
#: The coefficients of products of averaged unknowns.
_Polynomial: TypeAlias = "Mapping[tuple[str, ...], Expr]"


def is_average(node: tree.Node) -> bool:
    r"""Whether it is \langle x\rangle, and no inner product."""
    return isinstance(node, tree.Group) and node.fence == ANGLES and len(node.items) == 1


def averaged_names(names: Names) -> frozenset[str]:
    """The names whose moments are given names, and that nothing defines."""
    scope = names.scope
    known = (scope.latest(key) for key in scope.history)
    moments = [one.body for one in known if one is not None and is_average(one.body)]
    found = set[str]()
    for moment in moments:
        for part in tree.walk(moment):
            if isinstance(part, tree.Name):
                member = names.member(part) or Member(tree.key(part) or "", part)
                if names.definition(member.base) is not None or names.families(member):
                    return frozenset()
                found.add(member.base)
    return frozenset(found - names.letters)


def average(expr: Expr, averaged: frozenset[str]) -> Expr:
    """The average of a polynomial in averaged unknowns, term by term.

    Raises:
        MisfitError: it is none, or nothing is said to be averaged.
    """
    if not averaged:
        raise MisfitError("what is averaged is not said")
    terms = _expanded(expr, averaged)
    return add(*(mul(factor, _moment(names)) for names, factor in sorted(terms.items())))


def _moment(names: tuple[str, ...]) -> Expr:
    return symbol(f"⟨{'·'.join(names)}⟩") if names else ONE


def _expanded(expr: Expr, averaged: frozenset[str]) -> _Polynomial:
    if not any(name.partition("_′")[0] in averaged for name in free_symbols(expr)):
        return {(): expr}
    if expr.op == "symbol":
        return {(str(expr.data),): ONE}
    if expr.op == "add":
        return _sum([_expanded(part, averaged) for part in expr.args])
    if expr.op == "mul":
        return _product([_expanded(part, averaged) for part in expr.args])
    if expr.op == "power":
        count = str(expr.args[1].data) if expr.args[1].op == "rational" else ""
        if count.isdigit() and 0 < int(count) <= _MOST_FACTORS:
            return _product([_expanded(expr.args[0], averaged)] * int(count))
    raise MisfitError("the average of what is no polynomial")


def _sum(parts: list[_Polynomial]) -> _Polynomial:
    found: dict[tuple[str, ...], Expr] = {}
    for part in parts:
        for names, factor in part.items():
            found[names] = add(found[names], factor) if names in found else factor
    return found


def _product(parts: list[_Polynomial]) -> _Polynomial:
    found: _Polynomial = {(): ONE}
    for part in parts:
        pairs = [(a, b) for a in found for b in part]
        if len(pairs) > _MOST_TERMS or any(len(a) + len(b) > _MOST_FACTORS for a, b in pairs):
            raise MisfitError("an average of very many products")
        found = _sum([{tuple(sorted((*a, *b))): mul(found[a], part[b])} for a, b in pairs])
    return found
