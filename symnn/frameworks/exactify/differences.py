"""How far two networks of one architecture may be apart over a box: a proved bound.

A ball around every value of the second network is carried through it, and with it a bound E of the
distance to the first. An affine layer gives |W_1| E + |W_1 - W_2| |x| + |b_1 - b_2|, an activation
L E, with L a bound of its slope on the values that occur.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from flint import arb, fmpq

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr, free_symbols
from symnn.frameworks.dyadic import exact_point
from symnn.frameworks.export import windows_of
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Row, Structured
from symnn.networks.windows import WindowMax
from symnn.twins.balls import BallNetwork, function_of_balls

_BITS: Final = 96
#: Bounds of |f'| on the whole line; silu' and gelu' are the largest at 2.3994… and √2.
_STEEPEST: Final = {
    "tanh": fmpq(1),
    "sigmoid": fmpq(1, 4),
    "softplus": fmpq(1),
    "sin": fmpq(1),
    "cos": fmpq(1),
    "silu": fmpq(11, 10),
    "gelu": fmpq(113, 100),
}
#: Values on the whole line.
_RANGES: Final = {"tanh": (-1, 1), "sigmoid": (0, 1), "sin": (-1, 1), "cos": (-1, 1)}


class State(NamedTuple):
    """Balls around the values of the second network, and bounds of the distances to the first."""

    values: list[arb]
    errors: list[arb]


Step: TypeAlias = Callable[[State], State]


def difference_over(first: Any, second: Any, box: Sequence[tuple[Any, Any]]) -> list[arb]:
    """For each output a bound of |first(x) - second(x)|, for all x of a box.

    Args:
        first, second: networks of the same layers, which differ in weights and parameters.
        box: a lower and an upper bound for each input: floats or exact numbers.

    Exactness: proved; the bounds grow with depth and are not the least ones. Infinite if nothing
        could be shown.

    Raises:
        ShapeError: the networks have different layers, or the box does not fit.

    Examples:
        >>> from symnn.functions.smooth import tanh
        >>> near = [Network(Affine([[w]]), tanh) for w in ("1/3", "0.333")]
        >>> difference_over(*near, box=[(-1, 1)])[0] < arb("0.00034")
        True
    """
    networks = [n if isinstance(n, Network) else Network(n) for n in (first, second)]
    size = networks[1].inputs
    if size is not None and len(box) != size:
        raise ShapeError(f"the network takes {size} inputs, and the box has {len(box)} sides")
    sides = [exact_point(list(side), "a side of the box") for side in box]
    if any(len(s) != 2 or s[0] > s[1] for s in sides):
        raise ShapeError("a side of the box is a lower and an upper bound")
    with precision(_BITS):
        values = [arb(low).union(arb(high)) for low, high in sides]
        state = State(values, [arb(0)] * len(values))
        return _through(networks[0], networks[1], state).errors


def _through(first: Layer, second: Layer, state: State) -> State:
    if type(first) is not type(second):
        raise ShapeError(f"{first.label} stands where the other network has {second.label}")
    match first, second:
        case Network(), Network():
            if len(first.layers) != len(second.layers):
                raise ShapeError(f"{len(first.layers)} and {len(second.layers)} layers")
            for a, b in zip(first.layers, second.layers, strict=True):
                state = _through(a, b, state)
            return state
        case Residual(), Residual():
            inner = _through(first.branch, second.branch, state)
            return State(_sums(state.values, inner.values), _sums(state.errors, inner.errors))
        case Parallel(), Parallel():
            pairs = zip(first.branches, second.branches, strict=True)
            states = [_through(a, b, state) for a, b in pairs]
            return State(
                [v for s in states for v in s.values], [e for s in states for e in s.errors]
            )
        case Elementwise(), Elementwise():
            return _activated(first.function, second.function, state)
    values = [row[0] for row in BallNetwork(Network(second), _BITS)([[v] for v in state.values])]
    if isinstance(second, Softmax):
        values = [_within(v, 0, 1) for v in values]
    return State(values, _errors(first, second, state))


def _within(value: arb, low: int, high: int) -> arb:
    """The ball, or the whole range if the ball says less."""
    whole = arb(low).union(arb(high))
    return value if value.is_finite() and value.rad() < whole.rad() else whole


def _errors(first: Layer, second: Layer, state: State) -> list[arb]:
    match first, second:
        case (Affine(), Affine()) | (Structured(), Structured()):
            rows = zip(_rows(first), _rows(second), strict=True)
            known: dict[Expr, arb] = {}
            return [_affine(a, b, state, known) for a, b in rows]
        case Softmax(), Softmax():  # the sizes of a row of its derivative add up to 2p(1 - p)
            return [_largest(state.errors) / 2] * len(state.errors)
        case WindowMax() | MaxPool(), _:
            windows = windows_of(first, len(state.errors))
            return [_largest([state.errors[k] for k in w]) for w in windows]
    raise UnsupportedError(f"no bound of differences is known for {first.label}")


def _rows(layer: Any) -> list[Row]:
    if isinstance(layer, Affine):
        pairs = zip(layer.weight, layer.bias, strict=True)
        return [Row(list(enumerate(row)), bias) for row, bias in pairs]
    return list(layer.rows())


def _affine(first: Row, second: Row, state: State, known: dict[Expr, arb]) -> arb:
    def ball(expr: Expr) -> arb:
        if expr not in known:
            known[expr] = enclose(lower(expr), _BITS)
        return known[expr]

    if [k for k, _ in first.terms] != [k for k, _ in second.terms]:
        raise ShapeError("two structured layers with different places")
    total = _size(ball(first.bias), ball(second.bias)) if first.bias != second.bias else arb(0)
    for (k, a), (_, b) in zip(first.terms, second.terms, strict=True):
        total += abs(ball(a)) * state.errors[k]
        if a != b:
            total += _size(ball(a), ball(b)) * abs(state.values[k])
    return total.upper()


def _size(left: arb, right: arb) -> arb:
    return abs(left - right)


def _sums(left: Sequence[arb], right: Sequence[arb]) -> list[arb]:
    return [a + b for a, b in zip(left, right, strict=True)]


def _hull(balls: Sequence[arb]) -> arb:
    found = balls[0]
    for ball in balls[1:]:
        found = found.union(ball)
    return found


def _largest(errors: Sequence[arb]) -> arb:
    found = errors[0]
    for error in errors[1:]:
        found = found.max(error)
    return found


def _activated(first: ScalarFunction, second: ScalarFunction, state: State) -> State:
    """|f(a) - g(b)| <= L |a - b| + |f(b) - g(b)|."""
    if first.name != second.name:
        raise ShapeError(f"{first!r} stands where the other network has {second!r}")
    f, g = function_of_balls(first, _BITS), function_of_balls(second, _BITS)
    slope, moved = _slope(first), _moved_parameter(first, second)
    errors = []
    for value, error in zip(state.values, state.errors, strict=True):
        total = arb(0)
        if not error.is_zero():
            total += slope(value + arb(0, 1) * error) * error
        if first != second:
            total += abs(f(value) - g(value)) if moved is None else moved * abs(value)
        errors.append(total.upper() if total.is_finite() else arb.pos_inf())
    values = [g(v) for v in state.values]
    if second.name == "elu":  # each of its two pieces is monotone, and it is 0 at 0
        values = [_hull([g(v.lower()), g(v.upper()), arb(0)]) for v in state.values]
    if second.name in _RANGES:
        values = [_within(v, *_RANGES[second.name]) for v in values]
    return State(values, errors)


def _moved_parameter(first: ScalarFunction, second: ScalarFunction) -> arb | None:
    """d with |f(x) - g(x)| <= d |x|, for leaky relus, and for elus, where |e^x - 1| <= |x|."""
    if first.name not in ("leaky_relu", "elu"):
        return None
    (_, a), (_, b) = first.parameters[0], second.parameters[0]
    return abs(enclose(lower(a), _BITS) - enclose(lower(b), _BITS))


def _slope(function: ScalarFunction) -> Callable[[arb], arb]:
    """A bound of |f'| on a ball: the largest of constant slopes, or the derivative in balls."""
    if function.slopes and not any(free_symbols(s) for s in function.slopes):
        balls = [abs(enclose(lower(s), _BITS)) for s in function.slopes]
        jumps = function.name in ("step", "sign")
        return lambda _: arb.pos_inf() if jumps else _largest(balls)
    if function.name == "elu":
        steepest = abs(enclose(lower(function.parameters[0][1]), _BITS)).max(arb(1))
        return lambda _: steepest
    derivative = function_of_balls(function.derivative(), _BITS)
    most = _STEEPEST.get(function.name)

    def slope(ball: arb) -> arb:
        found = abs(derivative(ball)).upper()
        if most is None or (found.is_finite() and found <= most):
            return found
        return arb(most)

    return slope
