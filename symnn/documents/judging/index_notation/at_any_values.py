r"""Slopes in the entries of a list that was given by numbers: \partial p_i/\partial z_k.

What is proved for every z holds at the z = (1, 2, 3) that the document gives. What is false in
general is refuted if it is false at these numbers too, at one place of its indices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.documents.judging.relations import judge as compare
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.families import components
from symnn.latex.meaning.scope import Scope

_LISTS: Final = (tree.Group, tree.Matrix, tree.Transpose)
_MOST_LETTERS, _MOST_PLACES = 3, 4
_PAIR: Final = (0, 1)


def at_any_values(
    place: Place,
    sides: tuple[tree.Node, tree.Node],
    judge: Callable[[Place], Judgement | None],
    indices: str = "",
) -> Judgement | None:
    """What is found of a claim when the lists it derives by are not given; None if nothing is.

    Args:
        place: where it stands.
        sides: both sides.
        judge: what is found of it at a place.
        indices: whether they are said to be equal, `=`, or to differ, `≠`.
    """
    scope = place.state.scope
    given = {key for side in sides for key in _derived_by(side, scope)}
    if not given:
        return None
    state = place.state.copy()
    for key in given:
        state.scope.history.pop(key)
    state.scope.values.clear()
    found = judge(replace(place, state=state))
    if found is not None and found.outcome == "refuted":
        return _false_at_given(place, sides, indices)
    return found if found is not None and found.outcome == "proved" else None


def _false_at_given(
    place: Place, sides: tuple[tree.Node, tree.Node], indices: str
) -> Judgement | None:
    """How a claim fails at the numbers that are given, at some place of its indices."""
    scope = place.state.scope
    derived = [name for side in sides for name in _variables(side, scope)]
    letters = _free_letters(sides)
    sizes = {len(_entries(scope, replace(name, subscript=None))) for name in derived}
    if len(sizes) != 1 or not 0 < len(letters) <= _MOST_LETTERS:
        return None
    (size,) = sizes
    view = reader(scope, version=place.seen)
    for numbers in product(range(1, min(size, _MOST_PLACES) + 1), repeat=len(letters)):
        same = len(set(numbers)) == 1
        if (indices == "=" and not same) or (indices == "≠" and len(set(numbers)) < len(numbers)):
            continue
        at = dict(zip(letters, numbers, strict=True))
        try:
            left, right = (Side(view.read(_at(side, at)), side) for side in sides)
        except SymnnError:
            return None
        found = compare("=", left, right)
        if found.outcome == "refuted":
            at_places = ", ".join(f"{letter} = {number}" for letter, number in at.items())
            return Judgement("refuted", found.method, notes=(f"at {at_places}",))
    return None


def _entries(scope: Scope, name: tree.Name) -> tuple[tree.Node, ...]:
    known = scope.latest(tree.key(name) or "")
    return () if known is None else components(known.body)


def _free_letters(sides: tuple[tree.Node, tree.Node]) -> tuple[str, ...]:
    """The letters below names, but for those that a sum binds."""
    found: dict[str, None] = {}
    bound: set[str] = set()
    for part in (part for side in sides for part in tree.walk(side)):
        if isinstance(part, tree.BigOperator):
            bound |= {tree.key(n) or "" for n in tree.walk(part.lower or tree.Empty())}
        if isinstance(part, tree.Name) and part.subscript is not None:
            for below in tree.walk(part.subscript):
                if isinstance(below, tree.Name):
                    found[tree.key(below) or ""] = None
    return tuple(letter for letter in found if letter not in bound)


def _at(node: tree.Node, at: Mapping[str, int]) -> tree.Node:
    r"""The expression with numbers for its indices; 1 or 0 for \delta_{ij}."""
    if isinstance(node, tree.Name) and node.subscript is not None:
        below = node.subscript
        parts = below.factors if isinstance(below, tree.Product) else (below,)
        keys = [tree.key(part) or "" for part in parts]
        if node.base == "delta" and len(keys) == len(_PAIR) and set(keys) <= set(at):
            return _number(int(at[keys[0]] == at[keys[1]]))
        if keys[0] in at and len(keys) == 1:
            return replace(node, subscript=_number(at[keys[0]]))
        return node
    return tree.map_children(node, lambda child: _at(child, at))


def _number(value: int) -> tree.Number:
    return tree.Number(str(value), Fraction(value))


def _variables(side: tree.Node, scope: Scope) -> Iterator[tree.Name]:
    """The entries of given lists below derivatives."""
    slopes = (part for part in tree.walk(side) if isinstance(part, tree.Derivative))
    for variable in (name for slope in slopes for name in slope.variables):
        if not isinstance(variable, tree.Name) or variable.subscript is None:
            continue
        if _entries(scope, replace(variable, subscript=None)):
            yield variable


def _derived_by(side: tree.Node, scope: Scope) -> Iterator[str]:
    """The lists of numbers with an open index below a derivative: the z of ∂p/∂z_k."""
    slopes = (part for part in tree.walk(side) if isinstance(part, tree.Derivative))
    for variable in (name for slope in slopes for name in slope.variables):
        below = variable.subscript if isinstance(variable, tree.Name) else None
        if not isinstance(variable, tree.Name) or not isinstance(below, tree.Name):
            continue
        key = tree.key(replace(variable, subscript=None)) or ""
        known = scope.latest(key)
        if known is not None and not known.computed and isinstance(known.body, _LISTS):
            yield key
