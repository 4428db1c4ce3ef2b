"""Deep relu networks that fold: sawtooths, and through them x², xy; and polynomials by pieces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from flint import fmpq

from symnn.constructions.construction import (
    Construction,
    between,
    clause,
    count,
    increasing,
    inputs_of,
    number,
    says,
)
from symnn.constructions.piecewise_linear import piecewise_linear
from symnn.errors import ClaimError, TooLargeError
from symnn.exact.expression import ONE, ZERO, Expr, add, apply, mul, rational, symbol
from symnn.exact.number import Number
from symnn.exact.plain import plain
from symnn.functions.piecewise_linear import relu
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel
from symnn.networks.layer import Layer, number_of, written
from symnn.networks.network import Network

#: The theorem of a sawtooth looks at 2^depth pieces.
MOST_DEPTH: Final = 12
#: The most pieces of the polygon that approximates a polynomial.
MOST_PIECES: Final = 500

_TELGARSKY: Final = "Telgarsky 2016, Benefits of depth in neural networks, lemma 3.10"
_YAROTSKY: Final = "Yarotsky 2017, Error bounds for approximations with deep ReLU networks"


def sawtooth(depth: int) -> Construction:
    """The tent map folded so often: 2^(depth - 1) teeth on [0, 1] from two relus a layer.

    Args:
        depth: 1 to 12.

    Returns:
        Each layer is x -> 2 relu(x) - 4 relu(x - 1/2). Theorem: on [0, 1] it is the distance of
        2^depth x to the nearest even integer, which has 2^depth pieces.

    Source: Telgarsky 2016, lemma 3.10.

    Examples:
        >>> sawtooth(3)("1/8") == 1 and sawtooth(3)("1/4") == 0
        True
    """
    k = count(depth, "depth", 1, MOST_DEPTH)
    fold: list[Layer] = [Affine([[1], [1]], [0, "-1/2"]), Network(relu), Affine([[2, -4]])]
    net = Network(*(k * fold))
    (x,) = inputs_of(net)
    scaled = mul(rational(1 << k), x)
    nearest = 2 * apply("floor", scaled / 2 + rational("1/2"))
    part = says("=", net.exprs([x])[0], apply("abs", scaled - nearest))
    words = f"on [0, 1] it is the distance of {1 << k} x to the nearest even integer"
    stated = clause(words, [part], between(x, ZERO, ONE))
    return Construction(f"sawtooth({k})", net, (stated,), _TELGARSKY)


def square(teeth: int) -> Construction:
    """x² on [0, 1] by sawtooths: x - Σ_{s=1}^m tooth_s(x)/4^s.

    Args:
        teeth: how many sawtooths m, 1 to 8: three relus in each of m layers.

    Returns:
        Theorem: on [0, 1] the error is between 0 and 4^(-m-1), which is attained at 2^(-m-1).

    Source: Yarotsky 2017, proposition 2.

    Examples:
        >>> square(2)("1/2") == __import__("sympy").Rational(1, 4)
        True
    """
    m = count(teeth, "teeth", 1, 8)
    net = _square(m)
    (x,) = inputs_of(net)
    most, at = rational(fmpq(1, 4 ** (m + 1))), rational(fmpq(1, 2 ** (m + 1)))
    error = net.exprs([x])[0] - x * x
    low, high = between(error, ZERO, most)
    over = between(x, ZERO, ONE)
    there = net.exprs([at])[0] - at * at
    clauses = (
        clause("the error is >= 0 on [0, 1]", [low], over),
        clause(f"the error is <= {plain(most)} on [0, 1]", [high], over),
        clause(f"the error is {plain(most)} at {plain(at)}", [says("=", there, most)]),
    )
    return Construction(f"square({m})", net, clauses, f"{_YAROTSKY}, proposition 2")


def _square(m: int) -> Network:
    """The wires are the tooth and what is left of x; both are >= 0 on [0, 1]."""
    layers: list[Layer] = [Affine([[1], [1]])]
    for s in range(1, m + 1):
        quarter = fmpq(1, 4**s)
        layers += [
            Affine([[1, 0], [1, 0], [0, 1]], [0, "-1/2", 0]),
            Network(relu),
            Affine(
                [[2, -4, 0], [rational(-2 * quarter), rational(4 * quarter), 1]]
                if s < m
                else [[rational(-2 * quarter), rational(4 * quarter), 1]]
            ),
        ]
    return Network(*layers)


def product_of_two(teeth: int) -> Construction:
    """xy on [0, 1]² through squares: 2 ((x + y)/2)² - x²/2 - y²/2.

    Args:
        teeth: how many sawtooths m for x and for y, 1 to 5; one more for (x + y)/2.

    Returns:
        Theorem: on [0, 1]² it differs from xy by at least -4^(-m-1) and at most 4^(-m-1)/2; and
        it is 0 where x or y is 0.

    Source: Yarotsky 2017, proposition 3.

    Examples:
        >>> product_of_two(1)(0, "1/3") == 0
        True
    """
    m = count(teeth, "teeth", 1, 5)
    middle = Network(Affine([["1/2", "1/2"]]), _square(m + 1))
    first, second = Network(Affine([[1, 0]]), _square(m)), Network(Affine([[0, 1]]), _square(m))
    net = Network(Parallel(middle, first, second), Affine([[2, "-1/2", "-1/2"]]))
    x, y = inputs_of(net)
    most = rational(fmpq(1, 4 ** (m + 1)))
    over = (*between(x, ZERO, ONE), *between(y, ZERO, ONE))
    z = net.exprs([x, y])[0]
    low, high = between(z - x * y, -most, most / 2)
    clauses = (
        clause(f"net - xy >= -{plain(most)} on [0, 1]²", [low], over),
        clause(f"net - xy <= {plain(most / 2)} on [0, 1]²", [high], over),
        clause(
            "it is 0 where x or y is 0",
            [says("=", net.exprs([ZERO, y])[0], ZERO), says("=", net.exprs([x, ZERO])[0], ZERO)],
            over,
        ),
    )
    return Construction(f"product_of_two({m})", net, clauses, f"{_YAROTSKY}, proposition 3")


def polynomial(coefficients: Sequence[Any], accuracy: Any, over: tuple[Any, Any]) -> Construction:
    """A polynomial to a given accuracy on an interval, by a polygon of relus through its values.

    Args:
        coefficients: exact algebraic numbers, the constant term first.
        accuracy: an exact number > 0.
        over: the ends of the interval, algebraic numbers.

    Returns:
        Pieces of equal width h with max|p''| h²/8 <= accuracy, the second derivative being
        bounded term by term. Theorem: it is the polygon through the values of p at the kinks,
        for all x; and between any two neighbours |polygon - p| <= accuracy.

    Raises:
        ClaimError: an accuracy that is not positive, ends that do not increase, or a
            number that is not algebraic. TooLargeError: more than 500 pieces.

    Source: Davis 1975, Interpolation and Approximation, theorem 3.1.1 (the error of
    interpolation).

    Examples:
        >>> cubic = polynomial([0, 0, 0, 1], "1/10", (-1, 1))
        >>> cubic(1) == 1
        True
    """
    terms = [number(c, f"coefficients[{k}]") for k, c in enumerate(coefficients)] or [ZERO]
    low, high = increasing(over, "over")
    wanted = number(accuracy, "accuracy")
    pieces = _pieces(terms, _known(wanted, "accuracy"), _known(low, "over"), _known(high, "over"))
    step = (high - low) / pieces
    at = [written(_known(low + step * k, "over")) for k in range(pieces + 1)]
    heights = [written(_known(_value(terms, a), "coefficients")) for a in at]
    polygon = piecewise_linear(at, heights)
    x = symbol("x")
    clauses = list(polygon.theorem)
    for (start, end), (u, v) in zip(pairwise(at), pairwise(heights), strict=True):
        gap = u + (v - u) / (end - start) * (x - start) - _value(terms, x)
        words = f"between its kinks {plain(start)} and {plain(end)} it is within {plain(wanted)}"
        clauses.append(clause(words, between(gap, -wanted, wanted), between(x, start, end)))
    source = "Davis 1975, Interpolation and Approximation, theorem 3.1.1"
    name = f"polynomial(degree {len(terms) - 1}, {pieces} pieces)"
    return Construction(name, polygon.network, tuple(clauses), source)


def _value(terms: Sequence[Expr], x: Expr) -> Expr:
    return add(*(mul(c, x ** rational(k)) if k else c for k, c in enumerate(terms)))


def _known(item: Expr, place: str) -> Number:
    found = number_of(item)
    if found is None:
        raise ClaimError(f"{place}: {plain(item)} is not known to be algebraic")
    return found


def _pieces(terms: Sequence[Expr], accuracy: Number, low: Number, high: Number) -> int:
    """The fewest pieces of equal width that the bound of the second derivative allows."""
    if accuracy.sign() <= 0:
        raise ClaimError(f"accuracy = {accuracy!r} is not positive; a polygon has an error")
    far = max(abs(low), abs(high))
    bound = Number(0)
    for k, c in enumerate(terms):
        if k >= 2:
            bound += abs(_known(c, "coefficients")) * (k * (k - 1)) * far ** (k - 2)
    ratio = bound * (high - low) ** 2 / (accuracy * 8)
    pieces = 1
    while pieces * pieces < ratio:
        pieces = 2 * pieces
        if pieces > 4 * MOST_PIECES:
            raise TooLargeError(
                f"the accuracy needs more than {MOST_PIECES} pieces; the polygon is too long"
            )
    low_, high_ = pieces // 2, pieces
    while high_ - low_ > 1:
        middle = (low_ + high_) // 2
        low_, high_ = (middle, high_) if middle * middle < ratio else (low_, middle)
    if high_ > MOST_PIECES:
        raise TooLargeError(f"the accuracy needs {high_} pieces; the most are {MOST_PIECES}")
    return high_
