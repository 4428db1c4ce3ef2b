"""Gradients through a network of matrix neurons in balls: proved, to any precision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar, final

from flint import arb, arb_mat

from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.exact.ball import enclose, precision
from symnn.exact.matrix import Matrix
from symnn.functions.definitions import ARGUMENT
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.components import build
from symnn.functions.matrix_functions.spectrum import spectrum
from symnn.functions.matrix_functions.value import FunctionOfMatrix
from symnn.networks.matrix_neurons.balls import frechet_of_balls
from symnn.networks.matrix_neurons.layers import Entrywise, MatrixActivation, MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork, layer_on_balls
from symnn.networks.matrix_neurons.values import Calculus, Value, enclosure_of

Result = TypeVar("Result")
#: The precisions, beyond what is asked for, at which a result is looked for.
_EXTRA = (64, 256, 1024)


@final
class BallSlopes(NamedTuple):
    """Balls of the derivatives of a loss in the parameters of one affine layer.

    Attributes:
        weight: in W_ki, row by row.
        bias: in B_k, matrices of balls.
    """

    weight: tuple[tuple[arb, ...], ...]
    bias: tuple[arb_mat, ...]


@final
class _Forward(NamedTuple):
    """What each layer was given: exactly as far as that goes, and in balls; and the outputs."""

    exact: list[list[Value] | None]
    around: list[list[arb_mat]]
    outputs: list[arb_mat]


def _forward(network: MatrixNetwork, inputs: Sequence[Matrix], bits: int) -> _Forward:
    exact: list[Value] | None = list(inputs)
    around = [balls(m, bits) for m in inputs]
    seen: list[list[Value] | None] = []
    given: list[list[arb_mat]] = []
    for layer in network.layers:
        seen.append(exact)
        given.append(around)
        exact = _exactly(layer, exact)
        if exact is None:
            around = layer_on_balls(layer, around, bits)
        else:
            around = [enclosure_of(item, bits) for item in exact]
    return _Forward(seen, given, around)


def _exactly(
    layer: MatrixAffine | MatrixActivation | Entrywise, items: list[Value] | None
) -> list[Value] | None:
    if items is None:
        return None
    try:
        return layer(items)
    except UnsupportedError:
        return None


def ball_loss(
    network: MatrixNetwork, samples: Sequence[tuple[Sequence[Matrix], Sequence[Matrix]]], bits: int
) -> arb:
    """A ball around the sum of |Y - T|_F² over samples and outputs."""

    def work(working: int) -> arb:
        found = arb(0)
        for inputs, targets in samples:
            outputs = _forward(network, inputs, working).outputs
            with precision(working):
                for gap in _gaps(outputs, targets, working):
                    found += sum((e * e for e in gap.entries()), arb(0))
        return found

    return _narrow(work, bits, lambda ball: [ball])


def _gaps(outputs: Sequence[arb_mat], targets: Sequence[Matrix], bits: int) -> list[arb_mat]:
    if len(outputs) != len(targets):
        raise ShapeError(f"the network has {len(outputs)} outputs, and {len(targets)} targets")
    return [y - balls(t, bits) for y, t in zip(outputs, targets, strict=True)]


def ball_gradient(
    network: MatrixNetwork, samples: Sequence[tuple[Sequence[Matrix], Sequence[Matrix]]], bits: int
) -> tuple[BallSlopes, ...]:
    """Balls around the derivatives of that loss in the parameters of each affine layer."""

    def work(working: int) -> tuple[BallSlopes, ...]:
        found = [_backward(network, *sample, working) for sample in samples]
        with precision(working):
            return tuple(_sum(slopes) for slopes in zip(*found, strict=True))

    return _narrow(work, bits, _numbers)


def _numbers(slopes: tuple[BallSlopes, ...]) -> list[arb]:
    weights = [w for s in slopes for row in s.weight for w in row]
    return weights + [e for s in slopes for b in s.bias for e in b.entries()]


def _sum(slopes: Sequence[BallSlopes]) -> BallSlopes:
    first, *rest = slopes
    for other in rest:
        first = BallSlopes(
            tuple(
                tuple(a + b for a, b in zip(r, s, strict=True))
                for r, s in zip(first.weight, other.weight, strict=True)
            ),
            tuple(a + b for a, b in zip(first.bias, other.bias, strict=True)),
        )
    return first


def _narrow(
    work: Callable[[int], Result], bits: int, balls_in: Callable[[Result], list[arb]]
) -> Result:
    """A result whose balls are narrow beside the largest, or the narrowest that was found."""
    for extra in _EXTRA[:-1]:
        try:
            found = work(bits + extra)
        except UnsupportedError:
            continue
        numbers = balls_in(found)
        with precision(bits):
            size = max((abs(b).upper() for b in numbers), default=arb(0))
            width = max((b.rad() for b in numbers), default=arb(0))
            if width == 0 or width * 2**bits <= size:
                return found
    return work(bits + _EXTRA[-1])


def _backward(
    network: MatrixNetwork, inputs: Sequence[Matrix], targets: Sequence[Matrix], bits: int
) -> list[BallSlopes]:
    forward = _forward(network, inputs, bits)
    found: list[BallSlopes] = []
    with precision(bits):
        here = [gap * 2 for gap in _gaps(forward.outputs, targets, bits)]
    for number in range(len(network.layers) - 1, -1, -1):
        layer = network.layers[number]
        exact, around = forward.exact[number], forward.around[number]
        if isinstance(layer, MatrixAffine):
            with precision(bits):
                found.append(_slopes(around, here))
                here = _through_affine(layer, here, bits)
        elif isinstance(layer, MatrixActivation):
            items: Sequence[Value | None] = [None] * len(here) if exact is None else exact
            here = [
                _through(layer.function, item, x, g, bits)
                for item, x, g in zip(items, around, here, strict=True)
            ]
        else:
            slope = layer.function.derivative()
            here = [_entrywise(slope, x, g, bits) for x, g in zip(around, here, strict=True)]
    return found[::-1]


def _slopes(items: Sequence[arb_mat], adjoints: Sequence[arb_mat]) -> BallSlopes:
    return BallSlopes(tuple(tuple(_inner(g, x) for x in items) for g in adjoints), tuple(adjoints))


def _inner(left: arb_mat, right: arb_mat) -> arb:
    return sum((a * b for a, b in zip(left.entries(), right.entries(), strict=True)), arb(0))


def _through_affine(layer: MatrixAffine, adjoints: Sequence[arb_mat], bits: int) -> list[arb_mat]:
    found = []
    for column in zip(*layer.weight, strict=True):
        total = arb_mat(adjoints[0].nrows(), adjoints[0].ncols())
        for weight, g in zip(column, adjoints, strict=True):
            total += g * enclose(lower(weight), bits)
        found.append(total)
    return found


def _through(
    function: ScalarFunction, item: Value | None, around: arb_mat, adjoint: arb_mat, bits: int
) -> arb_mat:
    """L_f(Xᵀ, G): by the exact spectrum of X where X is algebraic, else in balls."""
    settled = item.settled() if isinstance(item, Calculus) and _short(item) else item
    if isinstance(settled, Matrix):
        return _at_matrix(function, settled.T, adjoint, bits)
    try:
        return frechet_of_balls(function, around.transpose(), adjoint, bits)
    except UnsupportedError:
        if not isinstance(item, Calculus):
            raise
        try:
            return _by_composition(function, item, adjoint, bits)
        except ZeroDivisionError:
            pass
        raise


def _short(item: Calculus) -> bool:
    try:
        item.settled()
    except SymnnError:
        return False
    return True


def _at_matrix(function: ScalarFunction, matrix: Matrix, way: arb_mat, bits: int) -> arb_mat:
    """L_f(A, E) for an algebraic A and balls E."""
    return _applied(_coefficients(function, matrix, bits), balls(matrix, bits), way, bits)


def _coefficients(function: ScalarFunction, matrix: Matrix, bits: int) -> tuple[arb, ...]:
    """The α of the polynomial that meets f to twice the order at every eigenvalue."""
    whole = spectrum(matrix).raised(2)
    value = FunctionOfMatrix(function, whole, build(function, whole), ())
    return value.coefficients(bits)


def _applied(alphas: Sequence[arb], base: arb_mat, way: arb_mat, bits: int) -> arb_mat:
    """The sum of α_d A^i E A^j over i + j = d - 1."""
    with precision(bits):
        n = base.nrows()
        total, here, power = arb_mat(n, n), arb_mat(n, n), way
        for alpha in alphas[1:]:
            here, power = base * here + power, power * base
            total += here * alpha
        return total


def _by_composition(
    function: ScalarFunction, item: Calculus, adjoint: arb_mat, bits: int
) -> arb_mat:
    """L_f(X, G) at X = g(A) by L_(f∘g)(A, E), where L_g(A, E) = G: also where A is defective.

    Raises:
        ZeroDivisionError: L_g is not shown to be invertible.
    """
    matrix = item.base.T
    inner = ScalarFunction("g", item.body)
    outer = ScalarFunction(function.name, function.of(item.body))
    base, n = balls(matrix, bits), matrix.shape[0]
    alphas = _coefficients(inner, matrix, bits)
    columns = []
    for place in range(n * n):
        unit = arb_mat(n, n, [int(k == place) for k in range(n * n)])
        columns.append(_applied(alphas, base, unit, bits).entries())
    with precision(bits):
        linear = arb_mat([list(row) for row in zip(*columns, strict=True)])
        way = linear.solve(arb_mat(n * n, 1, adjoint.entries()))
    return _applied(_coefficients(outer, matrix, bits), base, arb_mat(n, n, way.entries()), bits)


def _entrywise(slope: ScalarFunction, items: arb_mat, adjoint: arb_mat, bits: int) -> arb_mat:
    body = lower(slope.body)
    with precision(bits):
        flat = [
            enclose(body, bits, {ARGUMENT: x}) * g
            for x, g in zip(items.entries(), adjoint.entries(), strict=True)
        ]
        if not all(e.is_finite() for e in flat):
            raise UnsupportedError(
                f"{slope.name} is not shown to exist at an entry: a kink may lie there"
            )
        return arb_mat(items.nrows(), items.ncols(), flat)
