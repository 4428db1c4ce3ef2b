r"""Sums without a range: E_{total} = \sum\frac12(target - output)^2 runs over all output units.

A list of the document gives one term for each of its entries. A word that begins with the name of
a family of units, `output` after out = σ(net), stands for the members of the output layer: out_{o1}
to out_{on}, where net_{o1} to net_{on} are given.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Binding, Scope

#: The label of output units.
OUTPUT: Final = "o"
_MAX_UNITS: Final = 64
_WORD: Final = 3


def has_no_range(node: tree.Node) -> bool:
    r"""Whether it is \sum of something, with nothing below or above the sign."""
    plain = isinstance(node, tree.BigOperator) and node.operator == "sum"
    return plain and getattr(node, "lower", None) is None and getattr(node, "upper", None) is None


def terms(node: tree.BigOperator, scope: Scope) -> tuple[tree.Node, ...]:
    """The terms of such a sum; none if a name in it is no number, list or layer of units.

    Examples:
        >>> from symnn.latex.meaning.scope import Binding
        >>> scope, one = Scope(), tree.Number("1", Fraction(1), 0)
        >>> scope.bind(Binding("t", tree.Group("()", (one, one), (",",)), 1))
        >>> len(terms(tree.BigOperator("sum", None, None, tree.Name("t")), scope))
        2
        >>> terms(tree.BigOperator("sum", None, None, tree.Name("u")), scope)
        ()
    """
    cells: dict[str, tuple[tree.Node, ...]] = {}
    for part in tree.walk(node.body):
        if not isinstance(part, tree.Name) or part.base in SPELLINGS:
            continue
        key = tree.key(part) or ""
        known = scope.latest(key)
        if part.subscript is not None:
            if known is None:
                return ()
        elif known is None:
            cells[key] = _units(part, scope)
        elif known.parameters is None and (listed := _listed(known)):
            cells[key] = listed
    sizes = {len(row) for row in cells.values()}
    if len(sizes) != 1 or not min(sizes):
        return ()
    return tuple(_at(node.body, {key: row[k] for key, row in cells.items()}) for k in range(*sizes))


def term_of_unit(name: tree.Name, scope: Scope) -> tuple[Binding, tree.Node] | None:
    """E_{o1} as the first term of E_{total}, if that runs over the output units."""
    label = name.subscript
    place = label.subscript if isinstance(label, tree.Name) and label.base == OUTPUT else None
    if not isinstance(place, tree.Number) or place.value.denominator != 1:
        return None
    for key in list(scope.history):
        known = scope.latest(key) if key.startswith(f"{name.base}_") else None
        total = None if known is None else known.body
        if known is None or not isinstance(total, tree.BigOperator) or not has_no_range(total):
            continue
        found = terms(total, scope)
        if 1 <= place.value <= len(found):
            return known, found[int(place.value) - 1]
    return None


def _listed(known: Binding) -> tuple[tree.Node, ...]:
    """The entries of a list or a column."""
    body = known.body
    while isinstance(body, tree.Transpose):
        body = body.operand
    if isinstance(body, tree.Matrix):
        flat = len(body.rows) == 1 or all(len(row) == 1 for row in body.rows)
        return tuple(cell for row in body.rows for cell in row) if flat else ()
    return body.items if isinstance(body, tree.Group) and len(body.items) > 1 else ()


def _units(word: tree.Name, scope: Scope) -> tuple[tree.Node, ...]:
    """The output units of the family that a word begins with."""
    for base, patterns in scope.families.items():
        whole = word.base.startswith(base) and _WORD <= len(base) < len(word.base)
        pattern = patterns.get(base) if whole else None
        known = scope.latest(base) if pattern is not None else None
        if pattern is None or known is None:
            continue
        inner = {tree.key(n) for n in tree.walk(known.body) if isinstance(n, tree.Name)} - {None}
        count = 0
        while count < _MAX_UNITS and any(
            f"{key}_{OUTPUT}_{count + 1}" in scope.history for key in inner
        ):
            count += 1
        return tuple(_unit(pattern, k) for k in range(1, count + 1))
    return ()


def _unit(pattern: tree.Name, place: int) -> tree.Node:
    number = tree.Number(str(place), Fraction(place))
    return replace(pattern, subscript=tree.Name(OUTPUT, subscript=number))


def _at(node: tree.Node, values: dict[str, tree.Node]) -> tree.Node:
    """The body with the entries of one term."""
    value = values.get(tree.key(node) or "")
    if value is not None:
        return tree.Group("()", (value,), span=node.span)
    return tree.map_children(node, lambda part: _at(part, values))
