r"""Entries at numbers that stand for any: y_3, x_7 and W_{3,7} of a vector y = Wx of open size.

Where no formula behind a claim speaks of a place by its number, one place is as good as any other:
what holds of y_i and x_j holds of y_3 and x_7. Equal numbers are equal places, others differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias, TypeGuard

from symnn.documents.judging.index_notation.axes import Axes, MisfitError
from symnn.documents.judging.index_notation.gathering import behind
from symnn.documents.judging.index_notation.names import parts_of
from symnn.documents.judging.index_notation.spelling import is_capital
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Sides: TypeAlias = "tuple[tree.Node, tree.Node]"

_LETTERS: Final = "ijkpqrstuvabcdefgh"


def at_letters(scope: Scope, sides: Sides) -> tuple[Sides, dict[str, int]] | None:
    """The sides with a letter for each number that is an index, and the number of each letter.

    A number gets a letter of its own wherever it stands, so that it tells nothing of the axes.
    None if there are no such numbers, if one of them may have a meaning of its own, or if they
    are too many.
    """
    names = [p for n in behind(scope, sides, None) for p in tree.walk(n) if _is_name(p)]
    used = {name.base for name in names}
    wide = frozenset(_bare(name) for name in names if len(parts_of(name.subscript)) == 2)
    free = [letter for letter in _LETTERS if letter not in used and letter not in scope.history]
    slots: dict[tuple[str, int, int], str] = {}
    put: dict[tree.Node, tree.Node] = {}
    for part in (part for side in sides for part in tree.walk(side)):
        if not isinstance(part, (tree.Name, tree.Indexed)):
            continue
        indices = _numbered(part, wide)
        if not any(isinstance(index, tree.Number) for index in indices):
            continue
        if isinstance(part, tree.Name) and _has_meaning(scope, part):
            return None
        places = [_slot(part, k, index) for k, index in enumerate(indices)]
        for slot in places:
            if slot is not None and slot not in slots:
                if not free:
                    return None
                slots[slot] = free.pop(0)
        letters = [
            index if slot is None else tree.Name(slots[slot])
            for index, slot in zip(indices, places, strict=True)
        ]
        put[part] = _at(part, letters)
    if not put:
        return None
    left, right = (_replaced(side, put) for side in sides)
    return (left, right), {letter: slot[-1] for slot, letter in slots.items()}


def _is_name(node: tree.Node) -> TypeGuard[tree.Name]:
    return isinstance(node, tree.Name)


def _slot(part: tree.Name | tree.Indexed, k: int, index: tree.Node) -> tuple[str, int, int] | None:
    """Which place of which array a number is, and the number."""
    if not isinstance(index, tree.Number):
        return None
    bare = replace(part, subscript=None) if isinstance(part, tree.Name) else part.operand
    return repr(bare) if tree.key(bare) is None else tree.key(bare) or "", k, int(index.value)


def _at(part: tree.Name | tree.Indexed, indices: list[tree.Node]) -> tree.Node:
    below = indices[0] if len(indices) == 1 else tree.Group("", tuple(indices))
    if isinstance(part, tree.Indexed):
        return replace(part, index=below)
    return replace(part, subscript=below)


def _bare(name: tree.Name) -> str:
    return tree.key(replace(name, subscript=None)) or ""


def _numbered(part: tree.Name | tree.Indexed, wide: frozenset[str]) -> tuple[tree.Node, ...]:
    """The indices of a name: 3 and 7 of W_{3,7}, and of W_{37} where W is a matrix."""
    indices = parts_of(part.subscript if isinstance(part, tree.Name) else part.index)
    for index in indices:
        if isinstance(index, tree.Number) and (index.value.denominator != 1 or index.value < 1):
            return ()
    (first, *more) = indices or (None,)
    matrix = is_capital(part) or (isinstance(part, tree.Name) and _bare(part) in wide)
    if not more and isinstance(first, tree.Number) and matrix:
        digits = str(first.value)
        if len(digits) == 2 and "0" not in digits:
            return tuple(replace(first, value=Fraction(d), text=d) for d in digits)
    return indices


def _has_meaning(scope: Scope, name: tree.Name) -> bool:
    """Whether a name with a number was given a formula, or another of its base was."""
    begins = f"{_bare(name)}_"
    if any(key.startswith(begins) and key[len(begins) :].isdigit() for key in scope.history):
        return True
    return any(
        isinstance(index, tree.Number)
        for pattern in scope.indexed.get(name.base, {}).values()
        if isinstance(pattern, tree.Name)
        for index in parts_of(pattern.subscript)
    )


def _replaced(node: tree.Node, put: dict[tree.Node, tree.Node]) -> tree.Node:
    found = put.get(node)
    if found is not None:
        return found
    return tree.map_children(node, lambda child: _replaced(child, put))


def check_places(axes: Axes, free: Mapping[str, int], numbers: Mapping[str, int]) -> None:
    """See to it that a vector of so many entries has one with each number.

    Raises:
        MisfitError: it has none.
    """
    for letter, number in numbers.items():
        root = axes.root(free[letter]) if letter in free else None
        size = None if root is None else axes.sizes.get(root, axes.large.get(root))
        if root is None or (size is not None and number > size):
            raise MisfitError("there is no such entry")


def are_as_numbered(places: Iterable[Mapping[str, int]], numbers: Mapping[str, int]) -> bool:
    """Whether letters of one axis are at one place just where their numbers are the same.

    Args:
        places: where the letters of each axis are.
        numbers: the numbers that letters stand for.
    """
    return all(
        (axis[a] == axis[b]) == (numbers[a] == numbers[b])
        for axis in places
        for a, b in combinations([letter for letter in axis if letter in numbers], 2)
    )
