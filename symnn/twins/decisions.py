"""Which output of a network is the largest, decided: exact numbers, or balls of growing precision.

Where outputs are rational they are compared as such. Elsewhere balls that do not meet decide,
and what stays open (a tie, most likely) is left to the normal form of the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, final

from flint import arb, fmpq, fmpq_mat

from symnn.claims.language import Eq, check
from symnn.claims.verdict import Status
from symnn.errors import ShapeError
from symnn.exact.ball import enclose, precision
from symnn.exact.expression import Expr, rational
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.functions.smooth import sigmoid
from symnn.networks.layer import Value, written
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.network import Network
from symnn.twins.balls import BallNetwork
from symnn.twins.inputs import exact_point

_BITS: Final = (80, 160, 320, 640)


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """The class of one input.

    Attributes:
        label: the class; None if two or more are equal or could not be told apart.
        candidates: the classes that no other is known to beat; one if it is decided.
        is_tie: whether the candidates are proved to be equal.
        margin: by how much the winner is ahead of the next, before a last softmax or sigmoid:
            a Fraction, or a ball around it; 0 at a tie, None if it was not decided.
    """

    label: int | None
    candidates: tuple[int, ...]
    is_tie: bool
    margin: Fraction | arb | None


def classify(net: Any, points: Sequence[Any]) -> list[Decision]:
    """The class that a network gives to each point: the place of its largest output.

    With one output there are the classes 0 and 1: 1 where the output is positive, or more than
    1/2 if the network ends in a sigmoid; equality is a tie.

    Args:
        net: a network without symbols.
        points: inputs; floats are the dyadic rationals that they are.

    Exactness: decides for networks that map rationals to rationals; never wrong for others, and
        a tie there is told if the normal form of the difference is 0.

    Raises:
        ShapeError: another number of inputs.
        InexactError: a NaN or an infinity among them.

    Examples:
        >>> from symnn.networks.affine import Affine
        >>> net = Network(Affine([[1, 0], [0, 1], [1, 1]]), Softmax())
        >>> [d.candidates for d in classify(net, [(1.5, -1), (0, 1)])]
        [(0,), (1, 2)]
    """
    network = net if isinstance(net, Network) else Network(net)
    body = scored(network)
    if any(not (hasattr(p, "__len__") or hasattr(p, "shape")) for p in points):
        raise ShapeError("points are lists or arrays: [(1, 2)] is one point of two coordinates")
    inputs = [exact_point(network, p) for p in points]
    if not inputs:
        return []
    outputs = body.output_size(len(inputs[0]))
    if not outputs:
        raise ShapeError(f"{network.label} has no outputs to compare")
    numbers = [[x for x in p if isinstance(x, Number) and x.is_rational] for p in inputs]
    if all(len(n) == len(p) for n, p in zip(numbers, inputs, strict=True)):
        columns = fmpq_mat([[x.as_fmpq() for x in p] for p in numbers]).transpose()
        exact = body.block(columns)
        if exact is not None:
            return [_compared(list(column)) for column in exact.transpose().tolist()]
    return _by_balls(body, inputs)


def scored(network: Network) -> Network:
    """The network without a last sigmoid or softmax, which keep the order of its outputs.

    Examples:
        >>> from symnn.networks.affine import Affine
        >>> scored(Network(Affine([[1]]), sigmoid)).label
        'Network(Affine 1x1)'
    """
    last = network.layers[-1]
    ordered = isinstance(last, Softmax) or last == Elementwise(sigmoid)
    return network[:-1] if ordered and len(network) > 1 else network


def _compared(scores: list[fmpq]) -> Decision:
    """Exact scores."""
    scores = [fmpq(0), scores[0]] if len(scores) == 1 else scores
    best = max(scores)
    places = tuple(k for k, s in enumerate(scores) if s == best)
    if len(places) > 1:
        return Decision(None, places, True, Fraction(0))
    gap = best - max(s for s in scores if s != best)
    return Decision(places[0], places, False, Fraction(int(gap.p), int(gap.q)))


def _by_balls(body: Network, inputs: Sequence[Sequence[Value]]) -> list[Decision]:
    found: dict[int, Decision] = {}
    open_ones = list(range(len(inputs)))
    for bits in _BITS:
        run = BallNetwork(body, bits)
        columns = [[ball_of(inputs[i][k], bits) for i in open_ones] for k in range(len(inputs[0]))]
        rows = run(columns)
        with precision(bits):
            for column, i in enumerate(open_ones):
                found[i] = _certain([row[column] for row in rows])
        open_ones = [i for i in open_ones if found[i].label is None]
        if not open_ones:
            break
    for i in open_ones:
        found[i] = _settled(body, inputs[i], found[i].candidates)
    return [found[i] for i in range(len(inputs))]


def ball_of(value: Value, bits: int) -> arb:
    """A ball around a number or around the value of an expression."""
    if isinstance(value, Number) and value.is_rational:
        return arb(value.as_fmpq())
    return enclose(lower(written(value)), bits)


def _certain(balls: list[arb]) -> Decision:
    balls = [arb(0), balls[0]] if len(balls) == 1 else balls
    if not all(b.is_finite() for b in balls):
        return Decision(None, tuple(range(len(balls))), False, None)
    left = tuple(k for k, b in enumerate(balls) if not any(other > b for other in balls))
    if len(left) > 1:
        return Decision(None, left, False, None)
    best = balls[left[0]]
    gaps = [best - b for k, b in enumerate(balls) if k != left[0]]
    smallest = gaps[0]
    for gap in gaps[1:]:
        smallest = smallest.min(gap)
    return Decision(left[0], left, False, smallest)


def _settled(body: Network, point: Sequence[Value], candidates: tuple[int, ...]) -> Decision:
    """Candidates that balls cannot tell apart, by exact signs of their differences."""
    values = body.values(point)
    exprs = [written(v) for v in values]
    scores: list[Expr] = [rational(0), exprs[0]] if len(exprs) == 1 else exprs
    kept: list[int] = []
    for k in candidates:
        signs = [_sign(scores[k], scores[other]) for other in kept]
        if any(s is not None and s < 0 for s in signs):
            continue
        kept = [o for o, s in zip(kept, signs, strict=True) if s is None or s <= 0]
        kept.append(k)
    if len(kept) == 1:
        return Decision(kept[0], tuple(kept), False, None)
    first = scores[kept[0]]
    equal = all(_sign(scores[k], first) == 0 for k in kept[1:])
    return Decision(None, tuple(kept), equal, Fraction(0) if equal else None)


def _sign(left: Expr, right: Expr) -> int | None:
    sign = closed_sign(lower(left - right))
    if sign is None and check(Eq(left, right)).status is Status.PROVED:
        return 0
    return sign
