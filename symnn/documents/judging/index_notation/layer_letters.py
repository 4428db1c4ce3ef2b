r"""Layers that index letters tell apart: a_j = \sum_i w_{ji} z_i with z_j = h(a_j).

The units i feed the units j, and these feed the units k; so z_i, z_j and z_k are arrays of several
layers, though the formula of one of them is given. Written out as one array, z would be made of
itself. Each letter gets its layer, and what is said of the units j is said of those k as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.deferred import dataclass, regex
from symnn.documents.judging.index_notation.gathering import behind
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

Sides: TypeAlias = "tuple[tree.Node, tree.Node]"
#: What the layer of a name stands behind.
_MARK: Final = "·"
_DEEPEST: Final = 6
#: Units that feed themselves again: nets that have no layers.
_LOOPS: Final = regex(
    r"(?i)\b(?:recurren\w*|hopfield|fixed[- ]points?|equilibri\w*|attractors?|boltzmann|stationary"
    r"|associative memor\w*|energy function|self-consistent\w*|time steps?|bellman|pagerank|markov"
    r"|random walks?|steady|lateral)\b"
)
#: Words for nets that have some.
_LAYERS: Final = regex(
    r"(?i)\b(?:layers?|layered|hidden|feed-?forward|back-?prop\w*|multi-?layer\w*|MLP)\b"
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula for each unit of a layer: its letter, and what it says."""

    base: str
    letter: str
    pattern: tree.Name
    body: tree.Node
    key: str


@dataclass(frozen=True, slots=True)
class Layered:
    """A claim in which each layer has names of its own, with the formulas behind it."""

    scope: Scope
    sides: Sides
    whole: bool


def in_layers(scope: Scope, sides: Sides) -> Layered | None:
    """The claim with the layers of its letters; None if no letters tell layers apart."""
    nodes = list(behind(scope, sides, None))
    formulas = list(_formulas(scope, nodes))
    if not _are_layers(formulas):
        return None
    letters = _letters(formulas, [*nodes, *sides])
    formulas = [one for one in formulas if one.letter in letters]
    if not 2 <= len(letters) <= _DEEPEST:
        return None
    found = scope.copy()
    found.values.clear()
    missing = _write_layers(found, formulas, letters)
    for node in nodes:
        keys = (tree.key(part) for part in tree.walk(node) if isinstance(part, tree.Name))
        for key in {key for key in keys if key is not None}:
            known = scope.latest(key)
            if known is None or known.parameters is not None or _MARK in key:
                continue
            if key not in {one.key for one in formulas}:
                body = _told_apart(known.body, letters, 0)
                found.history[key] = [*found.history[key][:-1], replace(known, body=body)]
    left, right = (_told_apart(side, letters, 0) for side in sides)
    used = {tree.key(part) for side in (left, right) for part in tree.walk(side)}
    return Layered(found, (left, right), not missing & used)


def has_no_layers(text: str) -> bool:
    """Whether a text speaks of units that feed themselves again."""
    return says(text, _LOOPS)


def has_layers(text: str) -> bool:
    """Whether a text speaks of layers."""
    return says(text, _LAYERS)


def _formulas(scope: Scope, nodes: Iterable[tree.Node]) -> Iterator[Formula]:
    """The formulas with a letter as their index, of all names behind a claim."""
    bases = {p.base for node in nodes for p in tree.walk(node) if isinstance(p, tree.Name)}
    for base in sorted(bases):
        for key, pattern in scope.indexed.get(base, {}).items():
            known, letter = scope.latest(key), _letter(pattern)
            if known is not None and known.parameters is None and letter and not pattern.labels:
                yield Formula(base, letter, pattern, known.body, key)


def _letter(node: tree.Node) -> str:
    below = node.subscript if isinstance(node, tree.Name) else None
    one = isinstance(below, tree.Name) and len(below.base) == 1 and below.subscript is None
    return below.base if one and isinstance(below, tree.Name) and below.base.islower() else ""


def _are_layers(formulas: list[Formula]) -> bool:
    r"""Whether names are made of themselves by some function, and always one letter further.

    v_i = r_i + \sum_j p_{ij} v_j, without a function, is an equation that v solves.
    """
    units = [one for one in formulas if any(_ways_back(formulas, one.base, one.base, 0, 0))]
    steps = {step for one in units for step in _ways_back(formulas, one.base, one.base, 0, 0)}
    parts = (part for one in units for part in tree.walk(one.body))
    applied = any(isinstance(part, (tree.Call, tree.Apply)) for part in parts)
    return applied and len(steps) == 1 and steps <= {1, -1}


def _ways_back(
    formulas: list[Formula], base: str, goal: str, shift: int, depth: int
) -> Iterator[int]:
    """How many letters lie between a name and itself, along each way back to it."""
    if depth > _DEEPEST:
        return
    for one in formulas:
        if one.base != base:
            continue
        for part in tree.walk(one.body):
            letter = _letter(part)
            if not letter or not isinstance(part, tree.Name):
                continue
            there = shift + ord(letter) - ord(one.letter)
            if part.base == goal:
                yield there
            elif abs(there) <= 1 and any(other.base == part.base for other in formulas):
                yield from _ways_back(formulas, part.base, goal, there, depth + 1)


def _letters(formulas: list[Formula], nodes: list[tree.Node]) -> str:
    """The letters of the layers, those between the first and the last of them, too."""
    bases = {one.base for one in formulas if _is_of_all(formulas, one)}
    found = {one.letter for one in formulas if one.base in bases}
    for part in (p for node in nodes for p in tree.walk(node)):
        if isinstance(part, tree.Name) and part.base in bases and _letter(part):
            found.add(_letter(part))
    first, last = min(map(ord, found)), max(map(ord, found))
    return "".join(map(chr, range(first, last + 1)))


def _write_layers(scope: Scope, formulas: list[Formula], letters: str) -> set[str | None]:
    """Give each layer its formulas; the names of those that have none of their own."""
    missing = set[str | None]()
    for base in {one.base for one in formulas}:
        own = {one.letter: one for one in formulas if one.base == base}
        scope.indexed.pop(base, None)
        for letter in letters:
            one = own.get(letter) or _of_all(formulas, own)
            if one is None:
                pattern = next(iter(own.values())).pattern
                name = replace(pattern, subscript=tree.Name(letter))
                missing.add(tree.key(_told_apart(name, letters, 0)))
            elif _fits(one.body, letters, ord(letter) - ord(one.letter)):
                _write(scope, one, letters, ord(letter) - ord(one.letter))
    return missing


def _of_all(formulas: list[Formula], own: Mapping[str, Formula]) -> Formula | None:
    r"""The formula that is meant for all layers: that of the units, or one by a slope.

    \delta_k = y_k - t_k is said of the last layer, which has targets.
    """
    if len(own) != 1:
        return None
    (one,) = own.values()
    return one if _is_of_all(formulas, one) else None


def _is_of_all(formulas: list[Formula], one: Formula) -> bool:
    slope = one.body.operand if isinstance(one.body, tree.Neg) else one.body
    units = any(_ways_back(formulas, one.base, one.base, 0, 0))
    return isinstance(slope, tree.Derivative) or units


def _write(scope: Scope, one: Formula, letters: str, shift: int) -> None:
    """Bind the name of a layer to its formula."""
    name = _told_apart(one.pattern, letters, shift)
    key = tree.key(name) or ""
    known = scope.history[one.key][-1]
    scope.history[key] = [replace(known, key=key, body=_told_apart(one.body, letters, shift))]
    if isinstance(name, tree.Name):
        scope.indexed.setdefault(name.base, {})[key] = name


def _fits(body: tree.Node, letters: str, shift: int) -> bool:
    """Whether the letters of the layers are still some when all of them are shifted."""
    parts = (p for p in tree.walk(body) if isinstance(p, tree.Name) and p.subscript is not None)
    below = {q.base for p in parts if p.subscript for q in _below(p.subscript)}
    return all(_shifted(letter, shift) in letters for letter in below & set(letters))


def _below(index: tree.Node) -> tuple[tree.Name, ...]:
    """The letters of an index: j and i of w_{ji}, and of w_{j,i}."""
    if isinstance(index, tree.Product):
        parts: tuple[tree.Node, ...] = index.factors
    else:
        parts = index.items if isinstance(index, tree.Group) else (index,)
    names = tuple(part for part in parts if isinstance(part, tree.Name) and part.subscript is None)
    return names if len(names) == len(parts) else ()


def _shifted(letter: str, shift: int) -> str:
    return chr(ord(letter) + shift)


def _told_apart(node: tree.Node, letters: str, shift: int) -> tree.Node:
    """The tree with a name of its own for each array of each layer, all letters shifted."""
    change = partial(_told_apart, letters=letters, shift=shift)
    if isinstance(node, tree.BigOperator):
        lower = None if node.lower is None else _moved(node.lower, letters, shift)
        return replace(node, lower=lower, body=change(node.body))
    if not isinstance(node, tree.Name):
        return tree.map_children(node, change)
    below = () if node.subscript is None else _below(node.subscript)
    inside = [name.base in letters for name in below]
    if not inside or not all(inside) or node.subscript is None:
        return node
    moved = _moved(node.subscript, letters, shift)
    layers = "".join(sorted({_shifted(name.base, shift) for name in below}))
    return replace(node, base=f"{node.base}{_MARK}{layers}", subscript=moved)


def _moved(node: tree.Node, letters: str, shift: int) -> tree.Node:
    """An index, or what a sum runs over, with its letters shifted."""
    if isinstance(node, tree.Name) and node.subscript is None and node.base in letters:
        return replace(node, base=_shifted(node.base, shift))
    return tree.map_children(node, partial(_moved, letters=letters, shift=shift))
