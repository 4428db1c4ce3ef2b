"""Strategies for inputs of a network: simple ones first, then those where code breaks.

A point is a tuple of floats of one format. Besides simple numbers there are: points at the kinks
and ties of the network, and one float beside them; floats that stress (zeros of both signs,
subnormal and huge numbers, 2^53 + 2, a third); and floats at random.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import combinations
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from flint import arb, fmpq
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from symnn.errors import InexactError, ShapeError, UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.from_sympy import from_sympy
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer, number_of
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.windows import WindowMax
from symnn.testing.answers import compiled
from symnn.testing.rounding import BITS
from symnn.testing.sums import Run
from symnn.twins.formats import FLOAT64, Format, format_of, nearest
from symnn.twins.source.constants import ends_of

Point: TypeAlias = "tuple[float, ...]"
#: The least and the greatest value of each input.
Box: TypeAlias = "tuple[tuple[float, float], ...]"

#: Where inputs lie if no box is given: far enough to overflow e^x, near enough to check by hand.
EVERYWHERE: Final = 1024.0
#: Beyond so many inputs, points have few entries that are not all alike.
_DENSE: Final = 24
#: Simple numbers up to this size come first.
_NEAR: Final = 4
_PLAIN: Final = 64.0
#: Ties of pairs are looked for among so many units of a layer.
_TIED: Final = 8
#: Windows are looked at if they are fewer.
_PLACES: Final = 64


def box_of(box: Any, size: int, form: Format = FLOAT64) -> Box:
    """The box that a user names: None, one pair for all inputs, or a pair for each.

    Bounds are exact numbers or floats; they are rounded into the box.

    Raises:
        ShapeError: not one pair for each input, or a lower bound above the upper one.
    """
    if box is None:
        return ((-EVERYWHERE, EVERYWHERE),) * size
    if not _is_pair(box) or len(box) == 0:
        raise ShapeError(f"a box is one pair (low, high), or {size} of them; this is {box!r}")
    pairs = [box] * size if not _is_pair(box[0]) else list(box)
    if len(pairs) != size or any(not _is_pair(p) or len(p) != 2 for p in pairs):
        raise ShapeError(f"a box is one pair (low, high), or {size} of them; this is {box!r}")
    made = tuple((_inside(p[0], form, 1), _inside(p[1], form, -1)) for p in pairs)
    for k, (low, high) in enumerate(made):
        if not low <= high:
            low_end, high_end = pairs[k]
            side = f"side {k + 1} of the box, " if pairs[0] is not box else "the box "
            raise ShapeError(
                f"no {form.name} lies in {side}({low_end}, {high_end}); a box is (low, high)"
            )
    return made


def _is_pair(item: Any) -> bool:
    return isinstance(item, list | tuple) or (hasattr(item, "shape") and bool(item.shape))


def _inside(bound: Any, form: Format, direction: int) -> float:
    """The bound as a float, rounded towards the inside of the box."""
    if isinstance(bound, float | np.floating):
        if not math.isfinite(bound):
            raise InexactError(
                f"the bound {float(bound)!r} of a box is no real number; the largest {form.name} "
                f"is {form.largest!r}"
            )
        exact = Fraction(float(bound))
    else:
        number = number_of(from_sympy(bound))
        if number is None:
            raise UnsupportedError(f"the bound {bound!r} of a box is no algebraic number")
        middle = number.enclosure(200).mid() if not number.is_rational else arb(number.as_fmpq())
        low, _ = ends_of(middle) if not number.is_rational else (number.as_fmpq(),) * 2
        exact = Fraction(int(low.p), int(low.q))
    found = nearest(exact, form)
    return (
        beside(found, direction, form) if direction * Fraction(found) < direction * exact else found
    )


def beside(value: float, steps: int, form: Format = FLOAT64) -> float:
    """The float so many steps above (or below, if negative).

    Examples:
        >>> beside(1.0, 1) == 1 + 2**-52
        True
    """
    kind = np.dtype(form.name).type
    found = kind(value)
    for _ in range(abs(steps)):
        found = np.nextafter(found, kind(math.copysign(math.inf, steps)))
    return float(found)


def stress_floats(dtype: Any = "float64", largest: float | None = None) -> SearchStrategy[float]:
    """Floats that break code: both zeros, subnormal and huge ones, neighbours of 1, a third.

    Args:
        dtype: float64 or float32.
        largest: none is larger than this in size.

    Examples:
        >>> from hypothesis import find
        >>> find(stress_floats(), lambda x: 0 < x < 1e-300) < 1e-300
        True
    """
    form = format_of(dtype)
    huge = form.largest if largest is None else largest
    sizes = [
        0.0,
        1.0,
        beside(1.0, 1, form),
        beside(1.0, -1, form),
        nearest(Fraction(1, 3), form),
        nearest(Fraction(1, 10), form),
        30.0,
        100.0,
        1000.0,
        float(2**form.precision + 2),
        1e-8,
        math.ldexp(1.0, 2 - form.top),
        form.tiny,
        math.ldexp(1.0, form.top - 1),
        form.largest,
    ]
    kept = [nearest(Fraction(s), form) for s in sizes if s <= huge]
    return st.sampled_from([v for s in kept for v in (s, -s)])


@lru_cache(maxsize=1024)
def simple_floats(low: float, high: float) -> SearchStrategy[float]:
    """Whole numbers, then halves to sixteenths, in a range; what a person can check by hand."""
    inside_low, inside_high = max(low, -_PLAIN), min(high, _PLAIN)
    if inside_low > inside_high:
        return st.just(low if low > 0 else high)
    parts = []
    for unit in (1, 2, 4, 16):
        first, last = math.ceil(inside_low * unit), math.floor(inside_high * unit)
        if first <= last:
            parts += [_multiples(max(first, -_NEAR * unit), min(last, _NEAR * unit), unit)]
            parts += [_multiples(first, last, unit)]
    return st.one_of(parts) if parts else st.just(low)


def _multiples(first: int, last: int, unit: int) -> SearchStrategy[float]:
    """The numbers k/unit for k from first to last; all of the range if those are none."""
    if first > last:
        return st.nothing()
    return st.integers(first, last).map(lambda k: k / unit)


@lru_cache(maxsize=1024)
def _entry(low: float, high: float, form: Format) -> SearchStrategy[float]:
    if form == FLOAT64:
        anything = st.floats(low, high, allow_nan=False)
    else:
        anything = st.floats(low, high, allow_nan=False, width=32)
    parts = [simple_floats(low, high), simple_floats(low, high), anything]
    if low <= 0.0 <= high:
        parts.append(stress_floats(form).filter(lambda x: low <= x <= high))
    return st.one_of(parts)


@st.composite
def _anywhere(draw: DrawFn, box: Box, form: Format) -> Point:
    if len(box) <= _DENSE:
        return tuple(draw(_entry(low, high, form)) for low, high in box)
    fill = draw(st.sampled_from([0.0, 1.0, -1.0, 0.5]))
    point = [min(max(fill, low), high) for low, high in box]
    for place in draw(st.lists(st.integers(0, len(box) - 1), max_size=6, unique=True)):
        point[place] = draw(_entry(*box[place], form))
    return tuple(point)


class Guard(NamedTuple):
    """Where something changes: a sum of outputs ± of some layer equals a level."""

    runs: tuple[Run, ...]
    terms: tuple[tuple[int, int], ...]
    level: arb

    def gap(self, point: Sequence[Fraction]) -> Fraction | None:
        """How far the point is from the place, with a sign; None if that is not known."""
        with precision(BITS):
            start = [arb(fmpq(x.numerator, x.denominator)) for x in point]
            values = reduce(lambda v, run: run(v), self.runs, start)
            found = sum((values[i] * s for i, s in self.terms), -self.level)
        return _fraction(found.mid()) if found.is_finite() else None


def _fraction(exact: arb) -> Fraction:
    low, _ = ends_of(exact)
    return Fraction(int(low.p), int(low.q))


def guards(net: Network) -> list[Guard]:
    """The kinks of all units, the ties inside maxima, and those of the last outputs.

    Examples:
        >>> from symnn.functions.piecewise_linear import hard_tanh
        >>> from symnn.networks.affine import Affine
        >>> len(guards(Network(Affine([[1]]), hard_tanh)))
        2
    """
    found: list[Guard] = []
    with precision(BITS):
        size = _walk(net, (), net.inputs, found)
        whole = (compiled(net),)
        found += [_tie(whole, i, j) for i, j in combinations(range(min(size or 1, _TIED)), 2)]
    return found


def _tie(runs: tuple[Run, ...], i: int, j: int) -> Guard:
    return Guard(runs, ((i, 1), (j, -1)), arb(0))


def _walk(
    net: Network, before: tuple[Run, ...], size: int | None, found: list[Guard]
) -> int | None:
    """Collect the guards of the layers of a chain; how many outputs it has."""
    for layer in net.layers:
        units = min(size or 0, 64)
        _guards_of(layer, before, units, found)
        before = (*before, compiled(layer))
        size = layer.output_size(size)
    return size


def _guards_of(layer: Layer, before: tuple[Run, ...], units: int, found: list[Guard]) -> None:
    match layer:
        case Elementwise():
            kinks = [n for k in layer.function.kinks if (n := number_of(k)) is not None]
            found += [
                Guard(before, ((i, 1),), k.enclosure(BITS)) for i in range(units) for k in kinks
            ]
        case MaxPool() | WindowMax():
            places = layer.windows(units) if isinstance(layer, MaxPool) else layer.places
            for window in places if len(places) < _PLACES else ():
                pairs = combinations(list(window)[:_TIED], 2)
                found += [_tie(before, i, j) for i, j in pairs]
        case Softmax():
            found += [_tie(before, i, j) for i, j in combinations(range(min(units, _TIED)), 2)]
        case Maxout():
            rows = layer.pieces[0].shape[0]
            for a, b in combinations(layer.pieces, 2):
                runs = (*before, compiled(Parallel(a, b)))
                found += [_tie(runs, i, rows + i) for i in range(min(rows, _TIED))]
        case Residual():
            _walk(layer.branch, before, units, found)
        case Parallel():
            for branch in layer.branches:
                _walk(branch, before, units, found)
        case Network():
            _walk(layer, before, units, found)


def solved(guard: Guard, point: Sequence[float], place: int) -> Fraction | None:
    """The value of one input that puts the point onto the guard; None if none was found.

    Secants in rational arithmetic: exact after one step where the network is piecewise linear.
    """
    x = [Fraction(v) for v in point]
    for _ in range(12):
        gap = guard.gap(x)
        if gap is None or gap == 0:
            return None if gap is None else x[place]
        step = Fraction(1, 1 << 20)
        moved = guard.gap([*x[:place], x[place] + step, *x[place + 1 :]])
        if moved is None or moved == gap:
            return None
        change = gap * step / (moved - gap)
        if abs(change) > 1 << 20:
            return None
        x[place] = (x[place] - change).limit_denominator(1 << 80)
        if abs(change) < Fraction(1, 1 << 70):
            return x[place]
    return None


@st.composite
def _at_kinks(draw: DrawFn, places: Sequence[Guard], box: Box, form: Format) -> Point:
    point = [draw(simple_floats(low, high)) for low, high in box]
    guard = draw(st.sampled_from(list(places)))
    place = draw(st.integers(0, len(box) - 1))
    steps = draw(st.sampled_from([0, 0, 1, -1]))
    found = solved(guard, point, place)
    if found is not None:
        value = beside(nearest(found, form), steps, form)
        if box[place][0] <= value <= box[place][1]:
            point[place] = value
    return tuple(point)


def inputs_near_kinks(
    net: Network, box: Any = None, dtype: Any = "float64"
) -> SearchStrategy[Point]:
    """Points at the kinks and ties of a network, and one float beside them.

    Args:
        net: the exact network.
        box: the range of the inputs, as for `inputs_of`.
        dtype: float64 or float32.

    Examples:
        >>> from hypothesis import find
        >>> from symnn.functions.piecewise_linear import relu
        >>> from symnn.networks.affine import Affine
        >>> net = Network(Affine([[8]], [-3]), relu)
        >>> find(inputs_near_kinks(net), lambda x: x[0] != int(x[0]) and 8 * x[0] == 3)
        (0.375,)
    """
    form = format_of(dtype)
    limits = box_of(box, _size(net), form)
    places = guards(net) if len(limits) <= _DENSE else []
    return _at_kinks(places, limits, form) if places else _anywhere(limits, form)


def inputs_of(net: Network, box: Any = None, dtype: Any = "float64") -> SearchStrategy[Point]:
    """Inputs of a network: simple, near kinks and ties, stressful, random; tuples of floats.

    Args:
        net: the exact network.
        box: (low, high) for all inputs, or one pair for each; [-1024, 1024] if not given.
        dtype: float64 or float32.

    Examples:
        >>> from hypothesis import find
        >>> from symnn.networks.affine import Affine
        >>> find(inputs_of(Network(Affine([[1, 1]]))), lambda x: x[0] + x[1] > 2) in [
        ...     (0.0, 3.0),
        ...     (1.0, 2.0),
        ... ]
        True
    """
    form = format_of(dtype)
    limits = box_of(box, _size(net), form)
    anywhere = _anywhere(limits, form)
    near = inputs_near_kinks(net, box, dtype)
    return st.one_of(anywhere, near) if len(limits) <= _DENSE else anywhere


def _size(net: Network) -> int:
    if net.inputs is None:
        raise ShapeError(f"{net.label} takes any number of inputs; put an affine layer in front")
    return net.inputs
