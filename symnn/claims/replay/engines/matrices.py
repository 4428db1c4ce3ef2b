"""Equations of matrices whose sizes are letters: replayed in the entries, and at small sizes.

A statement has names with their sizes, and two sides. It is proved where both sides have the same
normal form in entries, after a second look at matrices of numbers; it is refuted at matrices of
numbers, or at sizes where a side does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any, Final

from flint import fmpq

from symnn.claims.replay import need
from symnn.claims.replay.engines.contractions import (
    Rules,
)
from symnn.claims.replay.engines.entries import Entries, Names
from symnn.claims.replay.engines.trials import LARGEST, Name, Trial, holds
from symnn.claims.replay.reading import Object, fields, items, rational
from symnn.errors import EvidenceError

_SIZE: Final = re.compile(r'[1-9][0-9]{0,3}|(?![0-9])[^\s"]{1,40}')
_FLAGS: Final = frozenset({"symmetric", "columns", "rows"})


def verify(statement: object, proof: object, proved: bool) -> None:
    """Accept the evidence only if it shows that the statement holds, or that it does not."""
    raw = fields(statement, "names relation left right")
    names = _names(raw["names"])
    relation, left, right = raw["relation"], raw["left"], raw["right"]
    need(relation in ("=", "in"), "a statement about matrices is an equation or tells sizes")
    if not proved:
        given = fields(proof, "kind sizes values rates")
        _refute(names, str(relation), left, right, given)
        return
    fields(proof, "kind")
    view = Entries(names)
    if relation == "in":
        wanted = [_size(s) for s in items(right, 2)]
        need(list(view.sizes(left)) == wanted, "the sizes are not the ones that are told")
        return
    need(view.sizes(left) == view.sizes(right), "the sides have different sizes")
    same = any(view.form(a) == view.form(b) for a, b in ((left, right), _cleared(left, right)))
    need(same, "the sides have different normal forms")
    for trial in trials(names.known, left, right):
        need(trial.agree(left, right), "the sides differ at matrices of numbers")


def _cleared(left: object, right: object) -> tuple[object, object]:
    """The equation after a multiplication by what is inverted at the ends of its sides.

    A^-1 B = C is B = A C, and B A^-1 = C is B = C A: an inverse that exists takes nothing away.
    """
    sides = [_factors(left), _factors(right)]
    for one, two in ((0, 1), (1, 0)):
        while len(sides[one]) > 1 and sides[one][0][0] == "inverse":
            sides[two].insert(0, sides[one].pop(0)[1])
        while len(sides[one]) > 1 and sides[one][-1][0] == "inverse":
            sides[two].append(sides[one].pop()[1])
    a, b = (reduce(lambda x, y: ["mul", x, y], side) for side in sides)
    return a, b


def _factors(node: object) -> list[list[Any]]:
    """The factors of a matrix product."""
    match node:
        case ["mul", a, b]:
            return [*_factors(a), *_factors(b)]
    return [items(node)]


def trials(names: Mapping[str, Name], *nodes: object) -> Iterator[Trial]:
    """Matrices of numbers at which all of these expressions exist and are tried out."""
    for seed in range(1, 8):
        trial = Trial.of(names, seed)
        if trial is None:
            return
        try:
            for node in nodes:
                trial.value(items(node))
        except EvidenceError:
            continue
        yield trial


def _refute(names: Names, relation: str, left: object, right: object, given: Object) -> None:
    sizes = {str(k): _number(v) for k, v in fields(given["sizes"], "", None).items()}
    trial = Trial(names.known, sizes, {})
    if relation == "in":
        wanted = tuple(trial.size(_size(s)) for s in items(right, 2))
        need(trial.shape(left) != wanted, "the sizes are as they are told")
        return
    a, b = trial.shape(left), trial.shape(right)
    if a is not None and a == b:
        free = not any(holds(side, "f") for side in (left, right))
        need(free, "functions that may be any are not refuted at a point")
        there = trial.at(_grids(given["values"]), _grids(given["rates"]))
        need(not there.agree(left, right), "the sides agree at the point")


def _grids(value: object) -> dict[str, list[list[fmpq]]]:
    return {name: _grid(rows) for name, rows in fields(value, "", None).items()}


def _grid(value: object) -> list[list[fmpq]]:
    return [[rational(cell) for cell in items(row, LARGEST)] for row in items(value, LARGEST)]


def _number(value: object) -> int:
    if type(value) is not int or not 1 <= value <= LARGEST:
        raise EvidenceError(f"a size is an integer from 1 to {LARGEST}")
    return value


def _size(value: object) -> str:
    if not isinstance(value, str) or _SIZE.fullmatch(value) is None:
        raise EvidenceError("a size is a positive integer or a letter")
    return value


def _names(value: object) -> Names:
    known = dict[str, Name]()
    for name, raw in fields(value, "", None).items():
        row = fields(raw, "rows columns flags of")
        flags = frozenset(str(f) for f in items(row["flags"], 3))
        need(flags <= _FLAGS, "nothing else can be known of a name")
        known[name] = Name(_size(row["rows"]), _size(row["columns"]), flags, str(row["of"]))
        square = known[name].rows == known[name].columns
        need(square or not flags & {"symmetric"}, "only a square matrix is symmetric")
    having = {f: frozenset(n for n, v in known.items() if f in v.flags) for f in _FLAGS}
    return Names(known, Rules(having["symmetric"], having["columns"], having["rows"]))
