"""Where a point is: inside of polytopes, and which stored point is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final

from symnn.claims.formula import Compound, Formula, conjunction
from symnn.constructions.construction import (
    Clause,
    Construction,
    clause,
    inputs_of,
    number,
    says,
    table,
)
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, negative, rational
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.piecewise_linear import step
from symnn.functions.signs import closed_sign
from symnn.networks.affine import Affine
from symnn.networks.network import Network

_THRESHOLD: Final = step(at_zero=1)
_LIPPMANN: Final = "Lippmann 1987, An introduction to computing with neural nets"

#: A polytope A x <= b, as the rows of A and the entries of b.
Polytope = tuple[Sequence[Sequence[Any]], Sequence[Any]]


def polytope_indicator(rows: Sequence[Sequence[Any]], bounds: Sequence[Any]) -> Construction:
    """1 on the polytope A x <= b, 0 outside: one threshold unit for each half-space, then AND.

    Args:
        rows: the rows of A, exact numbers.
        bounds: the entries of b.

    Returns:
        Theorem: it is 1 where A x <= b and 0 elsewhere, for all x. The polytope may be empty
        or unbounded.

    Raises:
        ShapeError: not a bound for each row.

    Source: Lippmann 1987.

    Examples:
        >>> triangle = polytope_indicator([[-1, 0], [0, -1], [1, 1]], [0, 0, 1])
        >>> triangle(0, 1) == 1 and triangle("1/2", "3/4") == 0
        True
    """
    net = _inside(rows, bounds)
    clauses = _in_or_out(net, [_conditions(net, rows, bounds)])
    return Construction(f"polytope_indicator({len(rows)} half-spaces)", net, clauses, _LIPPMANN)


def union_indicator(*polytopes: Polytope) -> Construction:
    """1 on the union of polytopes, 0 outside: half-spaces, AND for each polytope, OR of them.

    Args:
        polytopes: pairs (rows, bounds) as for `polytope_indicator`, all in one space.

    Returns:
        Theorem: it is 1 on the union and 0 elsewhere, for all x.

    Source: Lippmann 1987.

    Examples:
        >>> ends = union_indicator(([[1], [-1]], [0, 1]), ([[1], [-1]], [3, -2]))
        >>> [ends(x) for x in (-1, 1, 2, 4)] == [1, 0, 1, 0]
        True
    """
    if not polytopes:
        raise ShapeError("the union of no polytopes has no dimension; give at least one")
    halves = [_half_spaces(rows, bounds) for rows, bounds in polytopes]
    first = [row for rows, _ in halves for row in rows]
    second = [shift for _, shifts in halves for shift in shifts]
    sizes, gates, offset = [len(rows) for rows, _ in halves], [], 0
    for size in sizes:
        gates.append([int(offset <= k < offset + size) for k in range(sum(sizes))])
        offset += size
    net = Network(
        Affine(first, second),
        _THRESHOLD,
        Affine(gates, [-size for size in sizes]),
        _THRESHOLD,
        Affine([[1] * len(sizes)], [-1]),
        _THRESHOLD,
    )
    conditions = [_conditions(net, rows, bounds) for rows, bounds in polytopes]
    name = f"union_indicator({len(sizes)} polytopes)"
    return Construction(name, net, _in_or_out(net, conditions), _LIPPMANN)


def _half_spaces(
    rows: Sequence[Sequence[Any]], bounds: Sequence[Any]
) -> tuple[list[list[Expr]], list[Expr]]:
    """The weights and biases of units that are >= 0 where A x <= b."""
    weights = table(rows, "rows")
    if len(weights) != len(bounds):
        raise ShapeError(f"{len(weights)} half-spaces need as many bounds; {len(bounds)} given")
    shifts = [number(b, f"bounds[{k}]") for k, b in enumerate(bounds)]
    return [[negative(w) for w in row] for row in weights], shifts


def _inside(rows: Sequence[Sequence[Any]], bounds: Sequence[Any]) -> Network:
    size = len(rows)
    hidden = Affine(*_half_spaces(rows, bounds))
    return Network(hidden, _THRESHOLD, Affine([[1] * size], [-size]), _THRESHOLD)


def _conditions(net: Network, rows: Sequence[Sequence[Any]], bounds: Sequence[Any]) -> Formula:
    some = inputs_of(net)
    sums = [
        add(*(mul(w, x) for w, x in zip(row, some, strict=True))) for row in table(rows, "rows")
    ]
    return conjunction(
        tuple(says("<=", s, number(b, "bounds")) for s, b in zip(sums, bounds, strict=True))
    )


def _in_or_out(net: Network, conditions: Sequence[Formula]) -> tuple[Clause, ...]:
    y = net.exprs(inputs_of(net))[0]
    inside = conditions[0] if len(conditions) == 1 else Compound("or", tuple(conditions))
    one = Compound("implies", (inside, says("=", y, ONE)))
    zero = Compound("implies", (Compound("not", (inside,)), says("=", y, ZERO)))
    return clause("it is 1 inside, for all x", [one]), clause("it is 0 outside, for all x", [zero])


def nearest_neighbour(points: Sequence[Any]) -> Construction:
    """Which of some stored points is nearest: threshold units for each pair, then AND.

    Args:
        points: at least two exact points of R^d, no two the same.

    Returns:
        Output i is 1 if no stored point is nearer than point i, else 0; at a tie several are.
        Unit (i, j) compares p·x - |p|²/2 of both. Theorem: output i is 1 exactly where
        |x - p_i|² <= |x - p_j|² for all j, for all x.

    Raises:
        ClaimError: a point given twice.

    Source: Bose, Garga 1993, Neural network design using Voronoi diagrams.

    Examples:
        >>> corners = nearest_neighbour([(0, 0), (1, 0), (0, 1)])
        >>> corners("1/2", "1/4") == __import__("sympy").Matrix([1, 1, 0])
        True
    """
    rows = table([p if isinstance(p, list | tuple) else [p] for p in points], "points")
    if len(rows) < 2:
        raise ShapeError("a nearest neighbour is one of at least two points")
    for i, j in combinations(range(len(rows)), 2):
        gaps = [closed_sign(lower(a - b)) for a, b in zip(rows[i], rows[j], strict=True)]
        if not any(gap != 0 for gap in gaps):
            where = ", ".join(map(plain, rows[i]))
            raise ClaimError(f"the point ({where}) is given twice, as numbers {i} and {j}")
    net = _voronoi(rows)
    some = inputs_of(net)
    far = [add(*((x - p) ** rational(2) for x, p in zip(some, row, strict=True))) for row in rows]
    clauses = []
    for i, y in enumerate(net.exprs(some)):
        near = conjunction(tuple(says("<=", far[i], f) for j, f in enumerate(far) if j != i))
        yes = Compound("implies", (near, says("=", y, ONE)))
        no = Compound("implies", (Compound("not", (near,)), says("=", y, ZERO)))
        clauses.append(clause(f"output {i + 1} is 1 exactly where its point is nearest", [yes, no]))
    source = "Bose, Garga 1993, Neural network design using Voronoi diagrams"
    return Construction(f"nearest_neighbour({len(rows)} points)", net, tuple(clauses), source)


def _voronoi(rows: Sequence[Sequence[Expr]]) -> Network:
    halves = [add(*(p * p for p in row)) / 2 for row in rows]
    pairs = [(i, j) for i in range(len(rows)) for j in range(len(rows)) if i != j]
    weights = [[a - b for a, b in zip(rows[i], rows[j], strict=True)] for i, j in pairs]
    shifts = [halves[j] - halves[i] for i, j in pairs]
    size = len(rows) - 1
    gates = [[int(i == k) for i, _ in pairs] for k in range(len(rows))]
    return Network(
        Affine(weights, shifts), _THRESHOLD, Affine(gates, [-size] * len(rows)), _THRESHOLD
    )
