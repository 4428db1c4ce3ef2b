"""Arrays of small numbers: where a relation fails at them, it does not hold for all arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.documents.judging.open_arrays.evaluate import Evaluation
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jet, Jets
from symnn.documents.judging.open_arrays.kinds import of_kind, ways
from symnn.documents.judging.open_arrays.rings import NoValueError, TooLargeError
from symnn.documents.judging.open_arrays.trials import Relation, allowed
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.vector_algebra.relation import Sides
from symnn.documents.judging.vector_algebra.sums import written_out
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    mul,
    nth_root,
    power,
    rational,
    substitute,
    symbol,
)
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower

SIZES: Final = ((2, 3, 4), (3, 2, 4), (4, 3, 2))
_NUMBERS: Final = (3, -2, 1, 4, -1, 2, 5, -3, 2, 1, -4, 3)
ROUNDS: Final = 6
_SECONDS: Final = 1
_VARIABLE: Final = "t"


@final
class Exact:
    """Exact numbers as they are written, rational ones reckoned out."""

    def number(self, value: Fraction) -> Expr:
        """A rational number."""
        return rational(value)

    def add(self, a: Expr, b: Expr) -> Expr:
        """The sum."""
        if isinstance(a.data, fmpq) and isinstance(b.data, fmpq):
            return rational(a.data + b.data)
        if ZERO in (a, b):
            return b if a == ZERO else a
        return add(a, b)

    def mul(self, a: Expr, b: Expr) -> Expr:
        """The product."""
        if isinstance(a.data, fmpq) and isinstance(b.data, fmpq):
            return rational(a.data * b.data)
        if ZERO in (a, b):
            return ZERO
        if ONE in (a, b):
            return b if a == ONE else a
        return mul(a, b)

    def inverse(self, a: Expr) -> Expr:
        """The reciprocal; NoValueError for 0."""
        if isinstance(a.data, fmpq):
            if a.data == 0:
                raise NoValueError("a division by 0")
            return rational(1 / a.data)
        return power(a, MINUS_ONE)

    def is_zero(self, a: Expr) -> bool:
        """Whether it is 0 as written."""
        return a == ZERO

    def basic(self, name: str, a: Expr) -> Expr:
        """A function as it is written."""
        return self.series(name, a)[0]

    def series(self, name: str, a: Expr) -> list[Expr]:
        """A function with its first two derivatives; none is taken where it has a kink."""
        if name in ("open relu", "abs", "sign"):
            return _with_kinks(name, a)
        body = nth_root(symbol(_VARIABLE)) if name == "sqrt" else apply(name, symbol(_VARIABLE))
        if name == "sqrt" and isinstance(a.data, fmpq):
            if a.data < 0:
                raise NoValueError("the root of a negative number")
            if a.data == 0:
                return [ZERO, power(ZERO, MINUS_ONE), power(ZERO, MINUS_ONE)]
        first = derivative(lower(body), _VARIABLE)
        second = derivative(lower(first), _VARIABLE)
        root = _rational_root(a) if name == "sqrt" else None
        values = {_VARIABLE: a}
        whole = substitute(body, values) if root is None else root
        return [whole, substitute(first, values), substitute(second, values)]


def _rational_root(a: Expr) -> Expr | None:
    """3/2 for 9/4."""
    if not isinstance(a.data, fmpq):
        return None
    top, bottom = a.data.p, a.data.q
    roots = top.isqrt(), bottom.isqrt()
    return rational(fmpq(*roots)) if roots[0] ** 2 == top and roots[1] ** 2 == bottom else None


def _with_kinks(name: str, a: Expr) -> list[Expr]:
    if not isinstance(a.data, fmpq) or a.data == 0:
        if name == "open relu":
            raise NoValueError("a kink")
        return [apply(name, a), power(ZERO, MINUS_ONE), power(ZERO, MINUS_ONE)]
    sign = rational(1 if a.data > 0 else -1)
    if name == "sign":
        return [sign, ZERO, ZERO]
    if name == "abs":
        return [rational(abs(a.data)), sign, ZERO]
    return [a if a.data > 0 else ZERO, ONE if a.data > 0 else ZERO, ZERO]


def fails(sides: Sides, relation: str, bounds: Sequence[tuple[str, str, int]]) -> Judgement | None:
    """The refutation of a relation by arrays of numbers; None if no such arrays are met.

    Args:
        sides: both sides.
        relation: how they are said to be related.
        bounds: what sizes and numbers are compared with.
    """
    plain = Relation(sides.left, sides.right, sides.leaves, sides.kinds, bounds)
    letters = sorted(sides.sizes())
    for turn, tried in enumerate(SIZES):
        sizes = {name: tried[k % len(tried)] for k, name in enumerate(letters)}
        if not allowed(plain, sizes):
            continue
        for round_ in range(ROUNDS):
            try:
                found = _at(sides, relation, sizes, bounds, 5 * turn + round_)
            except (NoValueError, TooLargeError):
                continue
            except KeyError:  # an operation that only words know
                return None
            if found is not None:
                return found
    return None


def entries(
    sides: Sides, sizes: Mapping[str, int], values: dict[str, Grid]
) -> list[tuple[Expr, Expr]]:
    """The entries of both sides where arrays are what is given."""
    jets = Jets(Exact())
    at = Evaluation(jets, sizes, values)
    a, b = at.grid(sides.left), at.grid(sides.right)
    if (len(a), len(a[0])) != (len(b), len(b[0])):
        raise TooLargeError("arrays of two shapes")
    return [
        (x.get(0, ZERO), y.get(0, ZERO))
        for one, two in zip(a, b, strict=True)
        for x, y in zip(one, two, strict=True)
    ]


def _at(
    sides: Sides,
    relation: str,
    sizes: Mapping[str, int],
    bounds: Sequence[tuple[str, str, int]],
    seed: int,
) -> Judgement | None:
    sides = written_out(sides, sizes)
    for case in _cases(sides, sizes):
        values = _values(sides, sizes, bounds, seed, case)
        if values is None:
            return None
        for left, right in entries(sides, sizes, values):
            verdict = decide(Claim(Atomic(relation, left, right)), seconds=_SECONDS)
            if verdict.status is Status.REFUTED:
                shown = tuple((k.removeprefix("bold "), text_of(v)) for k, v in values.items())
                method = f"a counterexample, {verdict.method}"
                return Judgement("refuted", method, counterexample=shown)
    return None


def _cases(sides: Sides, sizes: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """One case for each name whose kind has several: only one counterexample is needed."""
    found = {}
    for name, kind in sides.kinds.items():
        if kind != "sign":
            listed = list(ways(kind, sides.leaves[name][0].at(sizes)))
            found[name] = listed[len(listed) // 2]
    yield found


def _values(
    sides: Sides,
    sizes: Mapping[str, int],
    bounds: Sequence[tuple[str, str, int]],
    seed: int,
    case: Mapping[str, Any],
) -> dict[str, Grid] | None:
    """Numbers for all entries; None if a number is not as it is said to be compared."""
    jets, count = Jets(Exact()), seed

    def entry() -> Expr:
        nonlocal count
        count += 1
        return rational(_NUMBERS[5 * count % len(_NUMBERS)])

    found: dict[str, Grid] = {}
    scalars = 0
    for name, shape in sides.leaves.items():
        kind, (rows, columns) = sides.kinds.get(name, ""), (side.at(sizes) for side in shape)
        if kind == "sign":
            found[name] = [
                [jets.number(-1 if (i + j + seed) % 2 else 1) for j in range(columns)]
                for i in range(rows)
            ]
            continue
        own = [(order, value) for key, order, value in bounds if key == name]
        found[name] = of_kind(jets, kind, rows, columns, entry, case.get(name))
        if (rows, columns) == (1, 1) and not kind:
            scalars += 1
            found[name] = [
                [jets.scaled(-1 if seed >> scalars - 1 & 1 else 1, _positive(found[name]))]
            ]
        if own:
            chosen = next((v for v in _tried(seed) if all(_fits(v, *b) for b in own)), None)
            if chosen is None or (rows, columns) != (1, 1):
                return None
            found[name] = [[jets.number(chosen)]]
    return found


def _positive(grid: Grid) -> Jet:
    value = grid[0][0].get(0, ZERO)
    return {0: rational(abs(value.data)) if isinstance(value.data, fmpq) else value}


def open_entries(sides: Sides) -> dict[str, Grid]:
    """Unknowns for all entries of arrays of known sizes."""
    found: dict[str, Grid] = {}
    for name, (rows, columns) in sides.leaves.items():
        plain = name.removeprefix("bold ")
        lone = (rows.at({}), columns.at({})) == (1, 1)
        found[name] = [
            [
                {0: symbol(plain if lone else f"{plain}_{i + 1}{j + 1}")}
                for j in range(columns.at({}))
            ]
            for i in range(rows.at({}))
        ]
    return found


def values_at(
    sides: Sides, sizes: Mapping[str, int], bounds: Sequence[tuple[str, str, int]], seed: int
) -> dict[str, Grid] | None:
    """Numbers for all entries of both sides; None if they cannot be as they are compared."""
    plain = Relation(sides.left, sides.right, sides.leaves, sides.kinds, bounds)
    if not allowed(plain, sizes):
        return None
    return _values(sides, sizes, bounds, seed, next(_cases(sides, sizes)))


def _tried(seed: int) -> Iterator[Fraction]:
    for k in range(len(_NUMBERS)):
        yield Fraction(_NUMBERS[(seed + k) % len(_NUMBERS)])
    for k in range(2, 40):
        yield Fraction(1, k)
        yield Fraction(k)
        yield Fraction(-k)


def _fits(value: Fraction, order: str, bound: int) -> bool:
    return {
        ">": value > bound, "≥": value >= bound, "<": value < bound, "≤": value <= bound,
    }[order]  # fmt: skip


def text_of(grid: Grid) -> str:
    """Numbers for people."""
    rows = [", ".join(str(x.get(0, ZERO).data) for x in row) for row in grid]
    return rows[0] if len(rows) == 1 and "," not in rows[0] else f"[{'; '.join(rows)}]"
