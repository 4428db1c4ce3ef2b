"""A solution of an equation in arrays, at numbers, for which another equation is false.

Where an expression is affine in an array, its zero at numbers is that of a linear system. That it
is one is replayed, and so is that the other equation fails there: so it does not follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from symnn.documents.judging.open_arrays.evaluate import Evaluation
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jets
from symnn.documents.judging.open_arrays.rings import Balls, NoValueError, TooLargeError
from symnn.documents.judging.open_arrays.traced import Kept, Traced, replayed
from symnn.documents.judging.open_arrays.trials import (
    NUMBERS,
    TRIED,
    Point,
    Relation,
    allowed,
    cases_of,
    cells_of,
    is_short,
    text_of,
    values_of,
)
from symnn.errors import SymnnError
from symnn.exact.evaluate import value
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number

#: So many entries an array may have that is solved for.
_MOST: Final = 12
_ROUNDS: Final = 2


def fails_at_a_solution(premise: Relation, conclusion: Relation, key: str) -> Point | None:
    """Numbers at which one equation holds and another one does not; None if none are met.

    Args:
        premise: the equation that is solved.
        conclusion: the other one.
        key: the array that it is solved for.
    """
    both = Relation(
        conclusion.left,
        conclusion.right,
        {**conclusion.leaves, **premise.leaves},
        {**conclusion.kinds, **premise.kinds},
        (*conclusion.bounds, *premise.bounds),
        (*conclusion.apart, *premise.apart),
        conclusion.positive | premise.positive,
    )
    letters = sorted({*premise.letters, *conclusion.letters})
    for turn, tried in enumerate(TRIED):
        sizes = {name: tried[k % len(tried)] for k, name in enumerate(letters)}
        if not allowed(both, sizes):
            continue
        for round_ in range(_ROUNDS):
            try:
                found = _at_numbers(premise, both, key, sizes, 7 * turn + 5 * round_)
            except (SymnnError, ArithmeticError):
                continue
            if found is not None:
                return found
    return None


def _at_numbers(
    premise: Relation, both: Relation, key: str, sizes: Mapping[str, int], seed: int
) -> Point | None:
    traced = Traced(Balls())
    count = seed

    def entry() -> Any:
        nonlocal count
        count += 1
        number = NUMBERS[(count * count + 3 * count) % len(NUMBERS)]
        return traced.number(Fraction(number, 1 + count % 2))

    jets = Jets(traced)
    values = values_of(both, sizes, jets, entry, next(cases_of(both, sizes)))
    solved = _solved(premise, key, sizes, jets, values)
    at = Evaluation(jets, sizes, {**values, key: solved})
    if not all(replayed((a.expr, b.expr)).proved for a, b in _pairs(at, premise)):
        return None
    if not any(replayed((a.expr, b.expr)).refuted for a, b in _pairs(at, both)):
        return None
    shown = {**values, key: solved}
    return Point(sizes, {k: text_of(v) for k, v in shown.items() if is_short(v)})


def _solved(
    premise: Relation, key: str, sizes: Mapping[str, int], jets: Jets, values: Mapping[str, Grid]
) -> Grid:
    """The zero of the difference of both sides, as if it were affine in the array.

    Raises:
        NoValueError: there is not exactly one.
        TooLargeError: the array has too many entries.
    """
    rows, columns = len(values[key]), len(values[key][0])
    if rows * columns > _MOST:
        raise TooLargeError("many unknowns")

    def gaps(unit: int) -> list[Number]:
        grid = [[jets.number(int(i * columns + j == unit)) for j in range(columns)]
                for i in range(rows)]  # fmt: skip
        there = Evaluation(jets, sizes, {**values, key: grid})
        return [value(a.expr) - value(b.expr) for a, b in _pairs(there, premise)]

    still = gaps(-1)
    if len(still) != rows * columns:
        raise NoValueError("not as many equations as unknowns")
    lines = [[a - b for a, b in zip(gaps(k), still, strict=True)] for k in range(len(still))]
    found = Matrix(lines).transpose().solve(Matrix([[-b] for b in still]))
    flat = [_fraction(found[k, 0]) for k in range(len(still))]
    return [[jets.number(x) for x in flat[k : k + columns]] for k in range(0, len(flat), columns)]


def _fraction(number: Number) -> Fraction:
    if not number.is_rational:
        raise NoValueError("a solution that is not rational")
    found = number.as_fmpq()
    return Fraction(int(found.p), int(found.q))


def _pairs(at: Evaluation, relation: Relation) -> Iterator[tuple[Kept, Kept]]:
    zero = at.jets.ring.number(Fraction(0))
    sides = (cells_of(at.grid(side)) for side in (relation.left, relation.right))
    for one, two in zip(*sides, strict=True):
        yield one.get(0, zero), two.get(0, zero)
