r"""A quadratic form written out in the entries of its vector: `x^\top Ax=9x_1^2+12x_1x_2+5x_2^2`.

Nobody poses it to be solved: both sides are of degree two in the same open entries.
"""

from __future__ import annotations

from fractions import Fraction

from symnn.latex import syntax as tree
from symnn.latex.meaning.entries import own_entries
from symnn.latex.meaning.reader import Reader


def is_form_written_out(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    """Whether a form in a vector of open entries is set equal to a form in these.

    Args:
        left, right: the sides as written.
        view: the names in force.
    """
    first = left.factors if isinstance(left, tree.Product) else ()
    if len(first) < 2 or not isinstance(first[0], tree.Transpose):
        return False
    vector = tree.key(first[0].operand)
    if vector is None or tree.key(first[-1]) != vector:
        return False
    known = view.scope.lookup(vector, view.version)
    entries = frozenset(own_entries(known)) if known is not None else frozenset()
    terms = right.terms if isinstance(right, tree.Sum) else ()
    used = {tree.key(p) for p in tree.walk(right) if isinstance(p, tree.Name)}
    quadratic = all(_degree(term, entries) == 2 for term in terms)
    return len(terms) > 1 and quadratic and used == entries


def _degree(node: tree.Node, entries: frozenset[str]) -> Fraction | None:
    """The degree of a product of powers of entries; None for anything else."""
    if isinstance(node, tree.Number):
        return Fraction(0)
    if isinstance(node, tree.Neg):
        return _degree(node.operand, entries)
    if tree.key(node) in entries:
        return Fraction(1)
    if isinstance(node, tree.Power) and isinstance(node.exponent, tree.Number):
        base = _degree(node.base, entries)
        return None if base is None else base * node.exponent.value
    if isinstance(node, tree.Product) and all(sign != "/" for sign in node.operators):
        degrees = [_degree(factor, entries) for factor in node.factors]
        known = [degree for degree in degrees if degree is not None]
        return sum(known, Fraction(0)) if len(known) == len(degrees) else None
    return None
