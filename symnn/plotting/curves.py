"""Curves over one variable: a network, its error against a function, Taylor polynomials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any, Final

from flint import fmpq

from symnn.errors import ShapeError, UndefinedError, UnsupportedError
from symnn.exact.expression import Expr, free_symbols, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.catalogue import as_function
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.remainder import remainder
from symnn.functions.matrix_functions.taylor import taylor
from symnn.networks.cells.study import Study, study
from symnn.networks.network import Network
from symnn.plotting.picture import Picture
from symnn.plotting.polynomials import coefficients, critical_points
from symnn.plotting.reading import interval, label, network_of, pair, sampled
from symnn.plotting.scene import CYCLE, Dots, Label, Mark, Point, Polygon, Polyline, Scene, near

#: Where smooth curves are sampled: so many points over a range.
SAMPLES: Final = 241
#: Corners are labelled up to so many.
MOST_LABELS: Final = 9


def line(net: Any, over: tuple[Any, Any] = (-2, 2), *, labels: bool = True) -> Picture:
    """The graph of a network with one input, its corners exact.

    Args:
        net: a network, a construction or an activation of one input; each output is a curve.
        over: the range of the input, exact numbers.
        labels: whether corners carry their coordinates.

    Exactness: the corners and jumps of a piecewise-linear network are exact; at a jump the value
        is a filled dot, the limits that are not taken are open ones. Smooth networks are sampled.

    Raises:
        ShapeError: several inputs, or no range. UnsupportedError: matplotlib is missing, when it
            is drawn; weights with symbols.

    Examples:
        >>> import symnn as sn
        >>> hat = sn.plotting.line(sn.constructions.hat(0, 1, 2), over=(-1, 3))
        >>> "(1,1)" in hat.tikz()
        True
    """
    low, high = interval(over)
    made = network_of(net)
    if (made.inputs or 1) != 1:
        raise ShapeError(
            f"{made.label} takes {made.inputs} inputs; a line plot is of one. Use cells for "
            "two, or fix the others: sn.Network(sn.Affine([[1], [0]], [0, b]), net)"
        )
    try:
        asked = study(made, [(low, high)])
    except UnsupportedError:
        marks: list[Mark] = list(_smooth(made, low, high))
    else:
        marks = list(_pieces(asked, labels))
    return Picture((Scene(tuple(marks), x_label="$x$", y_label=""),))


def _smooth(net: Network, low: Number, high: Number) -> Iterator[Mark]:
    if net.symbol_table():
        raise UnsupportedError(f"{net.label} has weights with symbols; net.substitute gives values")
    x = symbol("x")
    at = _grid(near(low), near(high))
    outputs = net.exprs([x])
    for k, y in enumerate(outputs):
        for n, run in enumerate(_defined(at, sampled(y, "x", at))):
            legend = _name(k, len(outputs)) if n == 0 else ""
            yield Polyline(run, CYCLE[k % len(CYCLE)], legend=legend)


def _defined(at: Sequence[float], values: Sequence[float]) -> Iterator[tuple[Point, ...]]:
    """The runs of samples at which there is a value."""
    run: list[Point] = []
    for x, y in zip(at, values, strict=True):
        if isfinite(y):
            run.append((x, y))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _grid(low: float, high: float) -> list[float]:
    return [low + (high - low) * k / (SAMPLES - 1) for k in range(SAMPLES)]


def _name(k: int, count: int) -> str:
    return f"output {k + 1}" if count > 1 else ""


def _pieces(asked: Study, labels: bool) -> Iterator[Mark]:
    """For each output its pieces, then corners and jumps."""
    cells = sorted(asked.cells, key=lambda cell: cell.interior_point[0])
    if asked.program.inputs != 1:
        raise ShapeError("a line plot is of a network with one input")
    outputs = len(cells[0].map.shift)
    for k in range(outputs):
        colour = CYCLE[k % len(CYCLE)]
        parts = [_piece(cell, k) for cell in cells]
        for n, run in enumerate(_joined(parts)):
            yield Polyline(tuple(run), colour, legend=_name(k, outputs) if n == 0 else "")
        for x in sorted({p[0] for part in parts for p in part}):
            yield from _at_corner(asked, parts, x, k, colour)
    if labels:
        yield from _labels(asked, cells)


def _piece(cell: Any, k: int) -> tuple[tuple[Number, Number], tuple[Number, Number]]:
    ends = sorted(v[0] for v in cell.vertices)
    return (ends[0], cell.map((ends[0],))[k]), (ends[-1], cell.map((ends[-1],))[k])


def _joined(parts: Sequence[Any]) -> Iterator[list[Point]]:
    """Neighbouring pieces that meet, as one line."""
    run: list[Point] = list(parts[0])
    for before, after in pairwise(parts):
        if before[1] == after[0]:
            run.append(after[1])
        else:
            yield run
            run = list(after)
    yield run


def _at_corner(
    asked: Study, parts: Sequence[Any], x: Number, k: int, colour: str
) -> Iterator[Mark]:
    limits = {p[1] for part in parts for p in part if p[0] == x}
    value = asked.value((x,))[k]
    if len(limits) > 1 or value not in limits:
        missing = tuple((x, y) for y in limits if y != value)
        if missing:
            yield Dots(missing, colour, "open", 5)
        yield Dots(((x, value),), colour, "dot", 5)


def _labels(asked: Study, cells: Sequence[Any]) -> Iterator[Mark]:
    """The corners of the first output with their coordinates."""
    corners = []
    for left, right in pairwise(cells):
        x = max(v[0] for v in left.vertices)
        if left.map != right.map:
            corners.append((x, asked.value((x,))[0], left, right))
    yield Dots(tuple((x, y) for x, y, _, _ in corners), "ink", "dot", 3.5)
    if len(corners) <= MOST_LABELS:
        for x, y, left, right in corners:
            turns_down = (right.map.matrix[0][0] - left.map.matrix[0][0]).sign() < 0
            yield Label((x, y), pair(x, y), "n" if turns_down else "s", size=8.5)


# --- error ----------------------------------------------------------------------------


def error(net: Any, target: Any, over: tuple[Any, Any] = (0, 1)) -> Picture:
    """The error of a network against a function of x, with its largest absolute value marked.

    Args:
        net: a piecewise-linear network of one input and one output.
        target: a sympy polynomial in one symbol.
        over: the range.

    Exactness: exact. On every piece the error is a polynomial; its critical points are roots of
        its derivative, found exactly, and the values there and at the corners are compared as
        algebraic numbers.

    Raises:
        UnsupportedError: a target that is no polynomial in one symbol with algebraic coefficients.
        ShapeError: several outputs.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> x = sp.Symbol("x", real=True)
        >>> picture = sn.plotting.error(sn.constructions.square(1), x**2)
        >>> "{1}{16}" in picture.scenes[0].title
        True
    """
    low, high = interval(over)
    made, wanted = network_of(net), from_sympy(target)
    names = sorted(free_symbols(wanted)) or ["x"]
    if len(names) != 1:
        raise UnsupportedError(f"the target {target} is no polynomial in one symbol")
    poly, asked = coefficients(wanted, names[0]), study(made, [(low, high)])
    cells = sorted(asked.cells, key=lambda cell: cell.interior_point[0])
    if len(cells[0].map.shift) != 1:
        raise ShapeError(f"{made.label} has {len(cells[0].map.shift)} outputs; ask about one")
    limits: list[tuple[Number, Number]] = []
    values: list[tuple[Number, Number]] = []
    marks: list[Mark] = [Polyline(((low, Number(0)), (high, Number(0))), "faint", 1.0)]
    for cell in cells:
        ends = _piece(cell, 0)
        (a, _), (b, _) = ends
        inside = list(critical_points(poly, cell.map.matrix[0][0], a, b))
        limits += [(x, cell.map((x,))[0] - _horner(poly, x)) for x in (a, b)]
        values += [(x, cell.map((x,))[0] - _horner(poly, x)) for x in inside]
        values += [(x, asked.value((x,))[0] - _horner(poly, x)) for x in (a, b)]
        marks.append(Polyline(_gap(ends, wanted, names[0]), "blue"))
    return Picture((_judged(marks, values, limits, (low, high)),))


#: A place and the error there; both ends of a piece.
Error = tuple[Number, Number]
Ends = tuple[Error, Error]


def _gap(ends: Ends, wanted: Expr, name: str) -> tuple[Point, ...]:
    """The network minus the target on one piece."""
    (a, ya), (b, yb) = ends
    shares = [t / 40 for t in range(41)]
    at = [near(a) + (near(b) - near(a)) * t for t in shares]
    gap = sampled(wanted, name, at)
    return tuple(
        (x, near(ya) + (near(yb) - near(ya)) * t - g)
        for t, x, g in zip(shares, at, gap, strict=True)
    )


def _judged(
    marks: list[Mark], values: list[Error], limits: list[Error], over: tuple[Number, Number]
) -> Scene:
    """The scene with the largest error; at a jump it may be a limit that is not attained."""
    most = max(abs(e) for _, e in (*values, *limits))
    tops = tuple(dict.fromkeys((x, e) for x, e in values if abs(e) == most))
    attained = bool(tops)
    tops = tops or tuple(dict.fromkeys((x, e) for x, e in limits if abs(e) == most))
    levels = (most, -most) if any(e.sign() < 0 for _, e in (*values, *limits)) else (most,)
    marks += [
        Polyline(((over[0], level), (over[1], level)), "orange", 0.9, dashed=True)
        for level in levels
    ]
    marks.append(Dots(tops, "orange", "dot" if attained else "open", 5))
    if len(tops) <= MOST_LABELS:
        marks += [
            Label(p, f"$x = {label(p[0])[1:-1]}$", "n" if p[1] > 0 else "s", gap=2) for p in tops
        ]
    title = f"largest error {label(most)}, {'attained' if attained else 'a limit, not attained'}"
    return Scene(tuple(marks), title, "$x$", "network $-$ target")


def _horner(poly: Sequence[Number], x: Number) -> Number:
    total = Number(0)
    for c in reversed(poly):
        total = total * x + c
    return total


# --- Taylor ---------------------------------------------------------------------------


def taylor_sums(
    function: Any,
    degrees: Sequence[int] = (1, 3, 5),
    over: tuple[Any, Any] = (-2, 2),
    centre: Any = 0,
) -> Picture:
    """Taylor polynomials beside their function, the last one with the band that is proved.

    Args:
        function: an activation that is analytic near the centre.
        degrees: of the polynomials.
        over: the range.
        centre: a rational number.

    Exactness: coefficients are exact; the band at a point is the proved remainder bound there,
        and ends where there is none (outside of the disc of convergence).

    Examples:
        >>> import symnn as sn
        >>> len(sn.plotting.taylor_sums(sn.tanh, (1, 3)).scenes[0].marks) > 3
        True
    """
    low, high = interval(over)
    if not degrees:
        raise UnsupportedError("degrees is empty; give those of the polynomials, as (1, 3)")
    f, series = as_function(function), taylor(function, centre)
    at = _grid(near(low), near(high))
    x = symbol("x")
    values = sampled(f.of(x), "x", at)
    finite = [v for v in values if isfinite(v)]
    if not finite:
        raise UndefinedError(f"{f.name} has no value between {over[0]} and {over[1]}")
    top, bottom = max(finite), min(finite)
    reach = (top - bottom) or 1.0
    marks: list[Mark] = []
    for k, degree in enumerate(degrees):
        sums = [_partial(series, degree, t) for t in at]
        if degree == max(degrees):
            marks.insert(0, _band(series, degree, at, sums, (bottom - reach, top + reach)))
        inside = [
            (t, s) for t, s in zip(at, sums, strict=True) if bottom - reach <= s <= top + reach
        ]
        marks.append(
            Polyline(
                tuple(inside), CYCLE[(k + 1) % len(CYCLE)], 1.2, True, legend=f"degree {degree}"
            )
        )
    for n, run in enumerate(_defined(at, values)):
        marks.append(Polyline(run, "ink", 1.8, legend="" if n else f.name))
    box = ((low, high), (bottom - 0.6 * reach, top + 0.6 * reach))
    title = f"Taylor polynomials of {f.name} at {series.centre}"
    return Picture((Scene(tuple(marks), title, "$x$", "", box),))


def _partial(series: Any, degree: int, x: float) -> float:
    total, power = 0.0, 1.0
    for c in series.coefficients(degree):
        total += near(lower(c)) * power
        power *= x - float(series.centre.p) / float(series.centre.q)
    return total


def _band(
    series: Any, degree: int, at: Sequence[float], sums: Sequence[float], ends: tuple[float, float]
) -> Polygon:
    """Where the function is proved to be, from the polynomial of the highest degree."""
    upper, lower_ = [], []
    for x, s in list(zip(at, sums, strict=True))[::4]:
        try:
            point = fmpq(*x.as_integer_ratio())
            bound = float(remainder(series, Matrix([[point]]), degree).bound)
        except UndefinedError:
            continue
        if bound < 2 * (ends[1] - ends[0]):
            upper.append((x, min(s + bound, ends[1])))
            lower_.append((x, max(s - bound, ends[0])))
    ring = (*upper, *reversed(lower_)) or ((at[0], sums[0]),) * 3
    return Polygon(ring, "sky", 0.3, legend=f"proved for degree {degree}")
