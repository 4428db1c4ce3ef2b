"""A relation of two expressions in arrays at small sizes: with numbers, and with free entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import product
from typing import Any, Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays.evaluate import Evaluation
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jets
from symnn.documents.judging.open_arrays.kinds import of_kind, ways
from symnn.documents.judging.open_arrays.rings import (
    Balls,
    Free,
    NoValueError,
    TooLargeError,
)
from symnn.documents.judging.open_arrays.sizes import Shape, Size
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.open_arrays.traced import Kept, Pair, Traced, replayed
from symnn.exact.expression import postorder

_ORDERS: Final = {
    ">": lambda a, b: a > b, "≥": lambda a, b: a >= b, "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
}  # fmt: skip
#: The sizes that are tried with numbers, and those with free entries.
TRIED: Final = ((2, 3, 4, 5), (3, 2, 5, 4), (4, 3, 2, 5), (2, 2, 3, 3), (1, 2, 3, 4), (3, 3, 3, 3))
#: With one column; a softmax by rows is then that of a vector.
_ALONE: Final = ((2, 1, 4, 3), (1, 1, 1, 1))
_FREE: Final = ((2, 3, 2, 3, 2, 3), (3, 2, 3, 2, 3, 2), (2, 2, 2, 2, 2, 2), (1, 2, 1, 2, 1, 2))
_MOST_ENTRIES: Final = 40
_MOST_CASES: Final = 48
NUMBERS: Final = (2, -1, 3, 1, -2, 5, 0, 4, -3, 7, 1, -4, 2, 6, -5, 3, 0, -1, 8, 2)
_ROUNDS: Final = 3
#: Further sizes are replayed as long as their entries have no more parts than this together.
_MOST_SHOWN: Final = 1_500


@final
@dataclass(frozen=True, slots=True)
class Relation:
    """Two expressions of one shape, the names in them with their shapes and kinds.

    `bounds` are what letters and numbers are compared with, `apart` the sizes that differ.
    """

    left: Term
    right: Term
    leaves: Mapping[str, Shape]
    kinds: Mapping[str, str]
    bounds: Sequence[tuple[str, str, int]] = ()
    apart: Sequence[tuple[Size, Size]] = ()
    positive: frozenset[str] = frozenset()

    @property
    def letters(self) -> list[str]:
        """The letters of all sizes in it."""
        found = set[str]()
        for shape in self.leaves.values():
            found |= shape[0].letters | shape[1].letters
        stack = [self.left, self.right]
        while stack:
            term = stack.pop()
            found |= term.shape[0].letters | term.shape[1].letters
            if isinstance(term.label, Size):
                found |= term.label.letters
            stack += term.parts
        return sorted(found)


@final
@dataclass(frozen=True, slots=True)
class Point:
    """Sizes and entries, for people."""

    sizes: Mapping[str, int]
    values: Mapping[str, str] = field(default_factory=dict)

    def shown(self) -> tuple[tuple[str, str], ...]:
        """Names with what they are there."""
        sizes = tuple((name.replace("?", "k"), str(n)) for name, n in self.sizes.items())
        return (*sizes, *self.values.items()) if self.values else sizes


def sizes_text(sizes: Mapping[str, int]) -> str:
    """Sizes as people write them."""
    return "; ".join(f"{name.replace('?', 'k')} = {n}" for name, n in sizes.items())


def allowed(relation: Relation, sizes: Mapping[str, int]) -> bool:
    """Whether sizes are as the words beside the claim have them."""
    for name, order, value in relation.bounds:
        if name in sizes and not _ORDERS[order](sizes[name], value):
            return False
    known = set(sizes)
    pairs = [(a, b) for a, b in relation.apart if (a.letters | b.letters) <= known]
    return all(a.at(sizes) != b.at(sizes) for a, b in pairs)


def differs(relation: Relation, rows: bool) -> tuple[Point | None, int]:
    """A point where the sides surely differ, or None; at how many points they were compared."""
    letters, compared = relation.letters, 0
    listed = any(side.has("softmax") for side in (relation.left, relation.right))
    for turn, tried in enumerate(TRIED if listed else TRIED + _ALONE):
        sizes = {name: tried[k % len(tried)] for k, name in enumerate(letters)}
        if not allowed(relation, sizes):
            sizes = {name: k + 5 - turn for k, name in enumerate(letters)}
            if not allowed(relation, sizes) or min(sizes.values(), default=1) < 1:
                continue
        for round_ in range(_ROUNDS):
            try:
                found = _at_numbers(relation, sizes, rows, 7 * turn + 5 * round_)
            except (NoValueError, TooLargeError):
                continue
            compared += 1
            if found is not None:
                return found, compared
    return None, compared


def _at_numbers(
    relation: Relation, sizes: Mapping[str, int], rows: bool, seed: int
) -> Point | None:
    balls = Balls()
    count = seed

    def entry() -> Any:
        nonlocal count
        count += 1
        value = NUMBERS[(count * count + 3 * count) % len(NUMBERS)]
        return traced.number(Fraction(value, 1 + count % 2))

    for case in cases_of(relation, sizes):
        traced = Traced(balls)
        values, pairs = _at(relation, sizes, rows, traced, entry, case)
        for one, two in pairs:
            if balls.differs(balls.add(one.value, -two.value)):
                if not replayed((one.expr, two.expr)).refuted:
                    raise TooLargeError("a difference that the checker does not confirm")
                return Point(sizes, {k: text_of(v) for k, v in values.items() if is_short(v)})
    return None


def _at(
    relation: Relation,
    sizes: Mapping[str, int],
    rows: bool,
    traced: Traced,
    entry: Callable[[], Any],
    case: Mapping[str, Any],
) -> tuple[dict[str, Grid], list[tuple[Kept, Kept]]]:
    """The arrays of all names, and the entries of both sides, one beside the other."""
    jets = Jets(traced)
    values = values_of(relation, sizes, jets, entry, case)
    at = Evaluation(jets, sizes, values, rows)
    zero = traced.number(Fraction(0))
    left, right = cells_of(at.grid(relation.left)), cells_of(at.grid(relation.right))
    if len(left) != len(right):
        raise NoValueError("arrays of different sizes")  # blocks beside one another
    cells = zip(left, right, strict=True)
    return values, [(one.get(0, zero), two.get(0, zero)) for one, two in cells]


def cells_of(grid: Grid) -> list[Any]:
    """The entries, row by row."""
    return [x for row in grid for x in row]


def is_short(grid: Grid) -> bool:
    """Whether an array is shown to people."""
    return len(grid) * len(grid[0]) <= 9


def text_of(grid: Grid) -> str:
    """An array as people write it."""

    def cell(x: Mapping[int, Any]) -> str:
        return str(x[0].value.str(6, radius=False)) if 0 in x else "0"

    rows = [", ".join(cell(x) for x in row) for row in grid]
    return rows[0] if len(rows) == 1 and "," not in rows[0] else f"[{'; '.join(rows)}]"


def cases_of(relation: Relation, sizes: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The cases of all names whose kinds have several."""
    names = [n for n, kind in relation.kinds.items() if n in relation.leaves and kind]
    lists = [list(ways(relation.kinds[n], relation.leaves[n][0].at(sizes))) for n in names]
    for count, picked in enumerate(product(*lists)):
        if count >= _MOST_CASES:
            raise TooLargeError("very many cases")
        yield dict(zip(names, picked, strict=True))


def values_of(
    relation: Relation,
    sizes: Mapping[str, int],
    jets: Jets,
    source: Callable[[], Any],
    case: Mapping[str, Any],
) -> dict[str, Grid]:
    """Arrays for all names in a relation, with entries from a source, each of its kind."""
    found: dict[str, Grid] = {}
    for name, (rows, columns) in relation.leaves.items():
        kind = relation.kinds.get(name, "")
        if not kind and name in relation.positive:
            kind = "positive"
        found[name] = of_kind(jets, kind, rows.at(sizes), columns.at(sizes), source, case.get(name))
    return found


@final
@dataclass(frozen=True, slots=True)
class Held:
    """Small sizes at which both sides are the same: replayed, or by their normal forms alone."""

    shown: Sequence[Mapping[str, int]] = ()
    met: Sequence[Mapping[str, int]] = ()


def holds_free(relation: Relation, rows: bool) -> Held:
    """The small sizes at which the sides are the same with free entries; none if they differ.

    Those of several rows and columns come first to the checker, and others as long as they are
    short, since the normal form of one entry is the same at all sizes but larger.
    """
    letters = relation.letters
    pairs: dict[tuple[int, ...], set[Pair]] = {}
    for tried in _FREE:
        sizes = {name: tried[k % len(tried)] for k, name in enumerate(letters)}
        key = tuple(sizes.values())
        if key in pairs or not allowed(relation, sizes):
            continue
        try:
            found = _same_entries(relation, sizes, rows)
        except (NoValueError, TooLargeError):
            continue
        if found is None:
            return Held()
        pairs[key] = found
    return _shown(letters, pairs)


def _shown(letters: Sequence[str], pairs: Mapping[tuple[int, ...], set[Pair]]) -> Held:
    shown: list[Mapping[str, int]] = []
    met: list[Mapping[str, int]] = []
    spent = 0
    for key in sorted(pairs, key=lambda key: (min(key, default=2) == 1, _length(pairs[key]))):
        sizes = dict(zip(letters, key, strict=True))
        spent += _length(pairs[key])
        if (not shown or spent < _MOST_SHOWN) and all(replayed(p).proved for p in pairs[key]):
            shown.append(sizes)
        else:
            met.append(sizes)
    return Held(shown, met)


def _length(pairs: set[Pair]) -> int:
    return sum(len([*postorder(*pair)]) for pair in pairs)


def _same_entries(relation: Relation, sizes: Mapping[str, int], rows: bool) -> set[Pair] | None:
    """What has to be shown for the sides to be the same; None where their normal forms differ."""
    entries = sum(r.at(sizes) * c.at(sizes) for r, c in relation.leaves.values())
    if entries > _MOST_ENTRIES:
        raise TooLargeError("very many free entries")
    found = set[Pair]()
    for case in cases_of(relation, sizes):
        shown = _same_case(relation, sizes, rows, Free(entries), case)
        if shown is None:
            return None
        found |= shown
    return found


def _same_case(
    relation: Relation, sizes: Mapping[str, int], rows: bool, free: Free, case: Mapping[str, Any]
) -> set[Pair] | None:
    traced = Traced(free)
    _, pairs = _at(relation, sizes, rows, traced, lambda: traced.entry(free.entry()), case)
    if not all(free.is_same(one.value, two.value) for one, two in pairs):
        return None
    return {(one.expr, two.expr) for one, two in pairs} | traced.lemmas
