"""A network in balls: outputs that are proved to lie where they are said to, to any accuracy.

Many inputs are the columns of one matrix of balls, so that FLINT multiplies them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, final

from flint import arb, arb_mat

from symnn.errors import UndefinedError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import ZERO, Expr
from symnn.exact.number import Number
from symnn.exact.prepared import Prepared
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import PADDING, Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins.exact_values import MOST_BITS, ball_of, exactly, is_narrow
from symnn.twins.inputs import exact_point
from symnn.twins.layers import check_closed

One: TypeAlias = Callable[[arb], arb]
#: Rows of balls, one row for each output; the columns are the inputs.
Rows: TypeAlias = list[list[arb]]
Run: TypeAlias = Callable[[Rows], Rows]

#: Bits beyond the accuracy wanted, to begin with.
_GUARD: Final = 32


def _sigmoid(x: arb) -> arb:
    return 1 / (1 + (-x).exp())


def _softplus(x: arb) -> arb:
    if x > 0:
        return x + (-x).exp().log1p()
    return x.exp().log1p()


def _elu(alpha: arb) -> One:
    """alpha (e^x - 1) without cancellation for x near 0."""

    def one(x: arb) -> arb:
        if x > 0:
            return x
        return x.max(arb(0)) + alpha * x.min(arb(0)).expm1()

    return one


_KNOWN: Final[Mapping[str, One]] = {
    "relu": lambda x: x.max(arb(0)),
    "abs": abs,
    "sigmoid": _sigmoid,
    "logistic": _sigmoid,
    "tanh": arb.tanh,
    "softplus": _softplus,
    "silu": lambda x: x * _sigmoid(x),
    "gelu": lambda x: x / 2 * (-x / arb(2).sqrt()).erfc(),
    "exp": arb.exp,
    "sin": arb.sin,
    "cos": arb.cos,
    "sinh": arb.sinh,
    "cosh": arb.cosh,
}


def function_of_balls(function: ScalarFunction, bits: int) -> One:
    """The function on balls, to be called at this precision."""
    body = function.body
    if body == VARIABLE:
        return lambda x: x
    if body.op == "apply" and body.args == (VARIABLE,) and body.data in _KNOWN:
        return _KNOWN[str(body.data)]
    if body.op == "apply" and body.data == "elu" and body.args[0] == VARIABLE:
        return _elu(enclose(lower(body.args[1]), bits))
    return Prepared(lower(body), (ARGUMENT,), bits)


@final
class BallNetwork:
    """A network prepared for balls of one precision.

    Args:
        network: without symbols.
        bits: working precision.

    Exactness: outputs contain the exact values for all inputs in the balls given; a ball that is
        not finite says nothing.
    """

    __slots__ = ("_run", "bits")

    def __init__(self, network: Network, bits: int) -> None:
        self.bits = bits
        with precision(bits):
            self._run = _compile(network, bits)

    def __call__(self, rows: Rows) -> Rows:
        """One row of balls for each output; the columns belong to the columns of the inputs."""
        with precision(self.bits):
            return self._run(rows)


def _compile(layer: Layer, bits: int) -> Run:
    match layer:
        case Affine():
            return _affine(layer, bits)
        case Elementwise():
            one = function_of_balls(layer.function, bits)
            return lambda rows: [[one(x) for x in row] for row in rows]
        case Softmax():
            return _softmax
        case MaxPool():
            return lambda rows: [_largest([rows[i] for i in w]) for w in layer.windows(len(rows))]
        case WindowMax():
            return lambda rows: [_largest([rows[i] for i in w]) for w in layer.places]
        case Convolution():
            return _convolution(layer, bits)
        case Structured():
            return _sparse(layer, bits)
        case Maxout():
            pieces = [_affine(piece, bits) for piece in layer.pieces]
            return lambda rows: [
                _largest(list(column))
                for column in zip(*(piece(rows) for piece in pieces), strict=True)
            ]
        case Network():
            return _in_order([_compile(part, bits) for part in layer.layers])
        case Residual():
            branch = _compile(layer.branch, bits)
            return lambda rows: [
                [x + y for x, y in zip(a, b, strict=True)]
                for a, b in zip(rows, branch(rows), strict=True)
            ]
        case Parallel():
            branches = [_compile(branch, bits) for branch in layer.branches]
            return lambda rows: [row for run in branches for row in run(rows)]
    raise UndefinedError(f"the layer {layer.label} has no counterpart in balls")


def _in_order(runs: Sequence[Run]) -> Run:
    def run(rows: Rows) -> Rows:
        for step in runs:
            rows = step(rows)
        return rows

    return run


def _reader(bits: int) -> Callable[[Expr], arb]:
    """Balls of weights, each different one enclosed once."""
    known: dict[Expr, arb] = {}

    def ball(expr: Expr) -> arb:
        if expr not in known:
            known[expr] = enclose(lower(expr), bits)
        return known[expr]

    return ball


def _affine(layer: Affine, bits: int) -> Run:
    ball = _reader(bits)
    weight = arb_mat([[ball(w) for w in row] for row in layer.weight])
    bias = [None if b == ZERO else ball(b) for b in layer.bias]

    def run(rows: Rows) -> Rows:
        product = (weight * arb_mat(rows)).tolist()
        return [
            row if b is None else [x + b for x in row] for row, b in zip(product, bias, strict=True)
        ]

    return run


def _sparse(layer: Structured, bits: int) -> Run:
    ball = _reader(bits)
    made = [([(k, ball(w)) for k, w in row.terms], ball(row.bias)) for row in layer.rows()]

    def run(rows: Rows) -> Rows:
        count = len(rows[0])
        return [
            [sum((w * rows[k][j] for k, w in terms), bias) for j in range(count)]
            for terms, bias in made
        ]

    return run


def _convolution(layer: Convolution, bits: int) -> Run:
    ball = _reader(bits)
    kernel = arb_mat([[ball(w) for w in row] for row in layer.kernel])
    shifts = [ball(b) for b in layer.bias]

    def run(rows: Rows) -> Rows:
        count, zeros = len(rows[0]), [arb(0)] * len(rows[0])
        taps = [
            [x for k in column for x in (rows[k] if k != PADDING else zeros)]
            for column in zip(*layer.windows, strict=True)
        ]
        made = [
            [[x + shift for x in row[start : start + count]] for start in range(0, len(row), count)]
            for row, shift in zip((kernel * arb_mat(taps)).tolist(), shifts, strict=True)
        ]
        groups = zip(*made, strict=True) if layer.channels_last else made
        return [row for group in groups for row in group]

    return run


def _largest(rows: list[list[arb]]) -> list[arb]:
    found = rows[0]
    for row in rows[1:]:
        found = [x.max(y) for x, y in zip(found, row, strict=True)]
    return found


def _softmax(rows: Rows) -> Rows:
    """e^(x_i - c) / (sum of e^(x_j - c)), with c near the largest input."""
    if len(rows) == 1:
        return [[arb(1)] * len(rows[0])]
    columns = []
    for column in zip(*rows, strict=True):
        middle = max((x.mid() for x in column if x.is_finite()), default=arb(0))
        powers = [(x - middle).exp() for x in column]
        total = sum(powers, arb(0))
        columns.append([p / total for p in powers])
    return [list(row) for row in zip(*columns, strict=True)]


@final
@dataclass(frozen=True, eq=False)
class BallTwin:
    """A network as a function to balls that are proved to contain its outputs.

    Attributes:
        network: the exact network.
        bits: the relative accuracy wanted of each output.

    Exactness: rigorous; no assumption about any library of floats. Inputs are taken as the exact
        numbers they are: a float is a dyadic rational, a text such as "0.1" the decimal.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> twin = BallTwin(Network(exp), 100)
        >>> [found] = twin([1.0])
        >>> found.overlaps(arb(1).exp()) and found.rel_accuracy_bits() >= 100
        True
    """

    network: Network
    bits: int = 53
    _prepared: dict[int, BallNetwork] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        check_closed(self.network)

    def __call__(self, x: Any) -> tuple[arb, ...]:
        """One ball for each output at one input (m,).

        Raises:
            ShapeError: another number of inputs.
            InexactError: NaN or an infinity among the inputs.
            UndefinedError: the network has no value there.
        """
        return self.at(exact_point(self.network, x), self.bits)

    def prepared(self, bits: int) -> BallNetwork:
        """The network at a working precision; kept."""
        if bits not in self._prepared:
            self._prepared[bits] = BallNetwork(self.network, bits)
        return self._prepared[bits]

    def at(self, point: Sequence[Number | Expr], bits: int) -> tuple[arb, ...]:
        """The outputs at an exact point, each as a ball with `bits` correct bits.

        Precision grows until the balls are narrow. Where that does not help, because an output is
        exactly 0 or an input lies exactly at a jump, the exact evaluation of the network decides; a
        ball that stays wide is given as it is.

        Raises:
            UndefinedError: the network has no value there.
        """
        working, patience = bits + _GUARD, 4 * (bits + _GUARD)
        while True:
            rows = [[ball_of(x, working)] for x in point]
            found = tuple(row[0] for row in self.prepared(working)(rows))
            if all(is_narrow(ball, bits) for ball in found):
                return found
            if working > patience:
                found = exactly(self.network, point, bits, found)
                if all(ball.is_finite() for ball in found) or working > MOST_BITS:
                    return found
            working *= 2
