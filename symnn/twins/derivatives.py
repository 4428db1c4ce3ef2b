"""Values and derivatives of a network at a point, enclosed in balls (forward differentiation)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from flint import arb, arb_mat

from symnn.errors import UndefinedError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr
from symnn.exact.prepared import Prepared
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer, Value
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins.balls import function_of_balls
from symnn.twins.exact_values import ball_of

#: A value and its derivatives in all inputs.
Dual: TypeAlias = "tuple[arb, list[arb]]"


def jacobian(
    network: Network, point: Sequence[Value], bits: int
) -> tuple[list[arb], list[list[arb]]]:
    """Balls around the outputs, and around the derivatives of each in every input.

    Where a kink is met, or not told from, derivatives are balls that are not finite.

    Args:
        network: without symbols.
        point: exact inputs.
        bits: working precision.
    """
    with precision(bits):
        duals: list[Dual] = []
        for i, x in enumerate(point):
            duals.append((ball_of(x, bits), [arb(int(i == j)) for j in range(len(point))]))
        found = _pass(network, duals, bits)
    return [value for value, _ in found], [slopes for _, slopes in found]


def _pass(layer: Layer, duals: list[Dual], bits: int) -> list[Dual]:
    match layer:
        case Network():
            for part in layer.layers:
                duals = _pass(part, duals, bits)
            return duals
        case Affine():
            return _affine(layer, duals, bits)
        case Structured():
            return [_row(row.terms, row.bias, duals, bits) for row in layer.rows()]
        case Elementwise():
            return _elementwise(layer.function, duals, bits)
        case Softmax():
            return _softmax(duals)
        case MaxPool():
            return [_largest([duals[i] for i in w]) for w in layer.windows(len(duals))]
        case WindowMax():
            return [_largest([duals[i] for i in w]) for w in layer.places]
        case Maxout():
            parts = [_affine(piece, duals, bits) for piece in layer.pieces]
            return [_largest(list(column)) for column in zip(*parts, strict=True)]
        case Residual():
            inner = _pass(layer.branch, duals, bits)
            return [_sum(a, b) for a, b in zip(duals, inner, strict=True)]
        case Parallel():
            return [d for branch in layer.branches for d in _pass(branch, duals, bits)]
    raise UndefinedError(f"the layer {layer.label} has no derivatives in balls here")


def _sum(a: Dual, b: Dual) -> Dual:
    return a[0] + b[0], [x + y for x, y in zip(a[1], b[1], strict=True)]


def _affine(layer: Affine, duals: list[Dual], bits: int) -> list[Dual]:
    weight = arb_mat([[enclose(lower(w), bits) for w in row] for row in layer.weight])
    rows = (weight * arb_mat([[value, *slopes] for value, slopes in duals])).tolist()
    shifts = [enclose(lower(b), bits) for b in layer.bias]
    return [(row[0] + b, row[1:]) for row, b in zip(rows, shifts, strict=True)]


def _row(terms: Sequence[tuple[int, Expr]], bias: Expr, duals: list[Dual], bits: int) -> Dual:
    total: Dual = (enclose(lower(bias), bits), [arb(0)] * len(duals[0][1]))
    for place, weight in terms:
        w, (value, slopes) = enclose(lower(weight), bits), duals[place]
        total = _sum(total, (w * value, [w * s for s in slopes]))
    return total


def _elementwise(function: ScalarFunction, duals: list[Dual], bits: int) -> list[Dual]:
    value = function_of_balls(function, bits)
    slope = Prepared(lower(function.derivative().body), (ARGUMENT,), bits)
    found = []
    for x, slopes in duals:
        steep = slope(x)
        found.append((value(x), [_times(steep, s) for s in slopes]))
    return found


def _times(steep: arb, slope: arb) -> arb:
    """The chain rule; where the argument does not move, a kink does not matter."""
    return slope if slope.is_zero() else steep * slope


def _softmax(duals: list[Dual]) -> list[Dual]:
    """dp_i = p_i (dx_i - sum of p_j dx_j)."""
    top = max((x.mid() for x, _ in duals if x.is_finite()), default=arb(0))
    powers = [(x - top).exp() for x, _ in duals]
    total = sum(powers, arb(0))
    shares = [p / total for p in powers]
    count = len(duals[0][1])
    means = [
        sum((p * d[1][j] for p, d in zip(shares, duals, strict=True)), arb(0)) for j in range(count)
    ]
    return [
        (p, [p * (d[1][j] - means[j]) for j in range(count)])
        for p, d in zip(shares, duals, strict=True)
    ]


def _largest(duals: list[Dual]) -> Dual:
    """The certain winner; else the value alone, unless all that may win move alike."""
    best = duals[0][0]
    for value, _ in duals[1:]:
        best = best.max(value)
    able = [d for d in duals if not any(d[0] < other for other, _ in duals)]
    if len(able) == 1:
        return able[0]
    same = all(
        a.is_exact() and b.is_exact() and a == b
        for d in able[1:]
        for a, b in zip(d[1], able[0][1], strict=True)
    )
    return best, (able[0][1] if same else [arb.nan()] * len(able[0][1]))
