"""Boolean functions: gates, truth tables, parity, majority and addition, on bits 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, Final

from symnn.constructions.construction import (
    Clause,
    Construction,
    clause,
    count,
    inputs_of,
    listing,
    one_of,
    says,
    units_of,
)
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ONE, Expr, add, apply, mul, rational
from symnn.functions.piecewise_linear import relu, step
from symnn.networks.affine import Affine
from symnn.networks.network import Network

#: The theorem of n bits looks at 2^n points.
MOST_BITS: Final = 12
#: Up to so many bits a theorem is one claim over {0, 1}^n.
MOST_AT_ONCE: Final = 6

_THRESHOLD: Final = step(at_zero=1)
_SOURCE: Final = (
    "McCulloch, Pitts 1943, A logical calculus of the ideas immanent in nervous activity"
)


def _on_bits(
    net: Network, value: Callable[[Sequence[Expr]], Expr], words: str
) -> tuple[Clause, ...]:
    """The network has this value on {0, 1}^n: by cells for few bits, else point by point."""
    some = inputs_of(net)
    if len(some) <= MOST_AT_ONCE:
        domain = [one_of(x, (0, 1)) for x in some]
        return (clause(words, [says("=", net.exprs(some)[0], value(some))], domain),)
    points = product((rational(0), rational(1)), repeat=len(some))
    return listing(words, [says("=", net.exprs(p)[0], value(p)) for p in points], units_of(net))


def _least(some: Sequence[Expr]) -> Expr:
    return apply("min", *some) if len(some) > 1 else some[0]


def _largest(some: Sequence[Expr]) -> Expr:
    return apply("max", *some) if len(some) > 1 else some[0]


def _threshold(weights: Sequence[int], least: int) -> Network:
    """1 where the weighted sum is at least the threshold, else 0."""
    return Network(Affine([weights], [-least]), _THRESHOLD)


def conjunction(n: int = 2) -> Construction:
    """AND of n bits by one threshold unit: x1 + … + xn >= n.

    Args:
        n: how many bits, 1 to 12.

    Returns:
        Theorem: it is min(x1, …, xn) on {0, 1}^n.

    Source: McCulloch, Pitts 1943.

    Examples:
        >>> conjunction(3)(1, 1, 1) == 1 and conjunction(3)(1, 0, 1) == 0
        True
    """
    size = count(n, "n", 1, MOST_BITS)
    net = _threshold([1] * size, size)
    stated = _on_bits(net, _least, "it is the least of the bits, on {0, 1}^n")
    return Construction(f"conjunction({size})", net, stated, _SOURCE)


def disjunction(n: int = 2) -> Construction:
    """OR of n bits by one threshold unit: x1 + … + xn >= 1.

    Args:
        n: how many bits, 1 to 12.

    Returns:
        Theorem: it is max(x1, …, xn) on {0, 1}^n.

    Source: McCulloch, Pitts 1943.

    Examples:
        >>> disjunction(3)(0, 0, 0) == 0 and disjunction(3)(0, 1, 0) == 1
        True
    """
    size = count(n, "n", 1, MOST_BITS)
    net = _threshold([1] * size, 1)
    stated = _on_bits(net, _largest, "it is the largest of the bits, on {0, 1}^n")
    return Construction(f"disjunction({size})", net, stated, _SOURCE)


def negation() -> Construction:
    """NOT of a bit by one threshold unit: -x >= 0.

    Source: McCulloch, Pitts 1943.

    Examples:
        >>> negation()(0) == 1 and negation()(1) == 0
        True
    """
    net = _threshold([-1], 0)
    stated = _on_bits(net, lambda xs: ONE - xs[0], "it is 1 - x on {0, 1}")
    return Construction("negation()", net, stated, _SOURCE)


def not_all(n: int = 2) -> Construction:
    """NAND of n bits by one threshold unit: x1 + … + xn <= n - 1.

    Args:
        n: how many bits, 1 to 12.

    Returns:
        Theorem: it is 1 - min(x1, …, xn) on {0, 1}^n.

    Source: Sheffer 1913; McCulloch, Pitts 1943.

    Examples:
        >>> not_all(2)(1, 1) == 0 and not_all(2)(1, 0) == 1
        True
    """
    size = count(n, "n", 1, MOST_BITS)
    net = _threshold([-1] * size, 1 - size)
    stated = _on_bits(net, lambda xs: ONE - _least(xs), "it is 1 minus the least of the bits")
    return Construction(f"not_all({size})", net, stated, _SOURCE)


def exclusive_or() -> Construction:
    """XOR of two bits by two relus: relu(x1 + x2) - 2 relu(x1 + x2 - 1).

    Returns:
        Theorem: it is (x1 - x2)² on {0, 1}². No network without a hidden layer is: the middles of
        both pairs of corners are one point (`linearly_separable`).

    Source: Goodfellow, Bengio, Courville 2016, Deep Learning, 6.1.

    Examples:
        >>> [exclusive_or()(*p) for p in ((0, 0), (0, 1), (1, 0), (1, 1))] == [0, 1, 1, 0]
        True
    """
    net = Network(Affine([[1, 1], [1, 1]], [0, -1]), relu, Affine([[1, -2]]))
    stated = _on_bits(net, lambda xs: (xs[0] - xs[1]) ** rational(2), "it is (x1 - x2)² on {0, 1}²")
    source = "Goodfellow, Bengio, Courville 2016, Deep Learning, 6.1"
    return Construction("exclusive_or()", net, stated, source)


def parity(n: int) -> Construction:
    """Whether an odd number of n bits is 1, by n relus of their sum.

    Args:
        n: how many bits, 1 to 12.

    Returns:
        relu(s) - 2 relu(s - 1) + 2 relu(s - 2) - …. Theorem: it is (1 - Π(1 - 2 x_i))/2 on
        {0, 1}^n.

    Source: Rumelhart, Hinton, Williams 1986, Learning internal representations by error
    propagation (with threshold units).

    Examples:
        >>> parity(3)(1, 1, 1) == 1 and parity(3)(1, 0, 1) == 0
        True
    """
    size = count(n, "n", 1, MOST_BITS)
    weights = [1, *(2 * (-1) ** k for k in range(1, size))]
    counting = Affine([[1] * size] * size, [-k for k in range(size)])
    net = Network(counting, relu, Affine([weights]))
    half = rational("1/2")
    stated = _on_bits(
        net,
        lambda xs: half - half * mul(*(ONE - 2 * x for x in xs)),
        "it is (1 - Π(1 - 2 x_i))/2 on {0, 1}^n",
    )
    source = "Rumelhart, Hinton, Williams 1986, Learning internal representations"
    return Construction(f"parity({size})", net, stated, source)


def majority(n: int) -> Construction:
    """Whether more than half of n bits are 1, by one threshold unit.

    Args:
        n: how many bits, 1 to 12. A tie of an even number is no majority.

    Returns:
        Theorem: on {0, 1}^n it is 1 exactly if 2(x1 + … + xn) > n, else 0.

    Source: Minsky, Papert 1969, Perceptrons.

    Examples:
        >>> majority(3)(1, 0, 1) == 1 and majority(4)(1, 1, 0, 0) == 0
        True
    """
    size = count(n, "n", 1, MOST_BITS)
    net = _threshold([1] * size, size // 2 + 1)
    truth = truth_table_of(size, lambda bits: 2 * sum(bits) > size)
    stated = _rows(net, truth, "it is 1 exactly if more than half of the bits are 1")
    return Construction(f"majority({size})", net, stated, "Minsky, Papert 1969, Perceptrons")


def truth_table_of(n: int, says_yes: Callable[[tuple[int, ...]], bool]) -> list[int]:
    """The values at all of {0, 1}^n, in the order of binary numbers, the first bit leading.

    Examples:
        >>> truth_table_of(2, lambda bits: bits[0] > bits[1]) == [0, 0, 1, 0]
        True
    """
    return [int(says_yes(bits)) for bits in product((0, 1), repeat=n)]


def _rows(net: Network, truth: Sequence[int], words: str) -> tuple[Clause, ...]:
    size = (len(truth) - 1).bit_length()
    points = product((rational(0), rational(1)), repeat=size)
    parts = [says("=", net.exprs(p)[0], bit) for p, bit in zip(points, truth, strict=True)]
    return listing(words, parts, units_of(net))


def truth_table(values: Sequence[int] | Mapping[tuple[int, ...], int]) -> Construction:
    """Any Boolean function by one hidden layer: a relu for each row of the rarer value.

    Args:
        values: 2^n bits in the order of binary numbers, or a mapping of all of {0, 1}^n.

    Returns:
        The unit of a row is 1 on it and 0 on all others. Theorem: every row, one by one.

    Raises:
        ShapeError: not 2^n values with n from 1 to 12. ClaimError: a value that is no bit.

    Source: the disjunctive normal form; McCulloch, Pitts 1943, theorem 2.

    Examples:
        >>> implication = truth_table([1, 1, 0, 1])
        >>> implication(1, 0) == 0 and implication(0, 0) == 1
        True
    """
    truth = _listed(values)
    n = len(truth).bit_length() - 1
    if n < 1 or len(truth) != 1 << n or n > MOST_BITS:
        raise ShapeError(
            f"a truth table of {len(truth)} rows; n bits need 2^n rows, n from 1 to {MOST_BITS}"
        )
    rare = int(2 * sum(truth) <= len(truth))
    rows = [bits for bits, v in zip(product((0, 1), repeat=n), truth, strict=True) if v == rare]
    if not rows:
        rows = [(0,) * n]
        weight = 0
    else:
        weight = 1 if rare else -1
    hidden = Affine([[2 * b - 1 for b in row] for row in rows], [1 - sum(row) for row in rows])
    net = Network(hidden, relu, Affine([[weight] * len(rows)], [1 - rare]))
    stated = _rows(net, truth, "it has the value of each row of the table")
    return Construction(f"truth_table({n} bits)", net, stated, _SOURCE)


def _listed(values: Sequence[int] | Mapping[tuple[int, ...], int]) -> list[int]:
    if isinstance(values, Mapping):
        size = len(next(iter(values), ()))
        missing = [bits for bits in product((0, 1), repeat=size) if bits not in values]
        if missing or len(values) != 1 << size:
            raise ShapeError(f"the truth table has no row {missing[0] if missing else ()}")
        values = [values[bits] for bits in product((0, 1), repeat=size)]
    for k, v in enumerate(values):
        if v not in (0, 1):
            raise ClaimError(f"row {k} of the truth table is {v!r}, which is no bit 0 or 1")
    return [int(v) for v in values]


def adder(n: int) -> Construction:
    """The sum of two n-bit numbers, bit by bit, with one hidden layer of relus.

    Args:
        n: how many bits each, 1 to 6; the theorem looks at 4^n pairs.

    Returns:
        Inputs x_(n-1) … x_0, y_(n-1) … y_0, outputs s_n … s_0, leading bits first. The carry
        out of place i is whether Σ_{j<=i} 2^j (x_j + y_j) reaches 2^(i+1): two relus, since
        the sum is an integer. Theorem: Σ 2^i s_i is the sum, and every s_i is a bit.

    Source: Siu, Roychowdhury, Kailath 1995, Discrete Neural Computation, chapter 4.

    Examples:
        >>> adder(2)(1, 1, 0, 1) == __import__("sympy").Matrix([1, 0, 0])  # 3 + 1 = 4
        True
    """
    size = count(n, "n", 1, 6)
    places = list(range(size))
    sums = [
        [(1 << (size - 1 - k % size)) * int(size - 1 - k % size <= i) for k in range(2 * size)]
        for i in places
    ]
    bits = [[int(size - 1 - k % size == i) for k in range(2 * size)] for i in places]
    hidden = Affine(
        [*bits, *(row for row in sums for _ in range(2))],
        [*([0] * size), *(s - (2 << i) for i in places for s in (1, 0))],
    )

    def out(i: int) -> list[int]:
        row = [0] * (3 * size)
        if i < size:
            row[i] += 1
            row[size + 2 * i], row[size + 2 * i + 1] = -2, 2
        if i > 0:
            row[size + 2 * i - 2] += 1
            row[size + 2 * i - 1] -= 1
        return row

    net = Network(hidden, relu, Affine([out(i) for i in range(size, -1, -1)]))
    points = list(product((rational(0), rational(1)), repeat=2 * size))
    parts = []
    for point in points:
        number = [
            sum(1 << i for i, b in enumerate(reversed(half)) if b == ONE)
            for half in (point[:size], point[size:])
        ]
        wanted = sum(number)
        for i, y in zip(range(size, -1, -1), net.exprs(point), strict=True):
            parts.append(says("=", y, wanted >> i & 1))
    stated = listing("the outputs are the bits of the sum, for all pairs", parts, units_of(net))
    source = "Siu, Roychowdhury, Kailath 1995, Discrete Neural Computation, chapter 4"
    return Construction(f"adder({size})", net, stated, source)


def threshold_circuit(*layers: tuple[Sequence[Sequence[Any]], Sequence[Any]]) -> Network:
    """A circuit of threshold gates: each is 1 where its weighted sum reaches its threshold.

    Args:
        layers: for each layer the weights, a row for each gate, and the thresholds.

    Raises:
        ShapeError: weights that do not fit the layer before, or a missing threshold.

    Source: Muroga 1971, Threshold Logic and its Applications.

    Examples:
        >>> xor = threshold_circuit(([[1, 1], [-1, -1]], [1, -1]), ([[1, 1]], [2]))
        >>> [xor(*p) for p in ((0, 0), (0, 1), (1, 0), (1, 1))] == [0, 1, 1, 0]
        True
    """
    made: list[Any] = []
    for weights, thresholds in layers:
        plain = Affine(weights, thresholds)
        made += [Affine(plain.weight, [add(rational(0), -t) for t in plain.bias]), _THRESHOLD]
    return Network(*made)
