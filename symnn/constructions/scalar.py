"""Functions of one number: identity, |x|, clipping, hats, bumps and ramps."""

from __future__ import annotations

from typing import Any

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
from symnn.errors import ClaimError
from symnn.exact.expression import ONE, ZERO, Expr, apply, negative, quotient
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.piecewise_linear import relu
from symnn.functions.signs import closed_sign
from symnn.networks.affine import Affine
from symnn.networks.network import Network


def identity(n: int = 1) -> Construction:
    """The identity of R^n through a relu layer: x = relu(x) - relu(-x).

    Args:
        n: how many inputs, 1 to 1000.

    Returns:
        A network with 2n hidden units. Theorem: output i is x_i, for all x.

    Source: Arora, Basu, Mianjy, Mukherjee 2018, Understanding deep neural networks with
    rectified linear units, appendix.

    Examples:
        >>> identity(2)(3, -4) == __import__("sympy").Matrix([3, -4])
        True
    """
    size = count(n, "n", 1, 1000)
    unit = [[int(i == j) for j in range(size)] for i in range(size)]
    both = [row for plus in unit for row in (plus, [-x for x in plus])]
    back = [[x for w in row for x in (w, -w)] for row in unit]
    net = Network(Affine(both), relu, Affine(back))
    some = inputs_of(net)
    parts = [says("=", y, x) for y, x in zip(net.exprs(some), some, strict=True)]
    return Construction(
        f"identity({size})",
        net,
        (clause("every output is its input, for all x", parts),),
        "Arora, Basu, Mianjy, Mukherjee 2018, Understanding deep neural networks with ReLUs",
    )


def absolute_value() -> Construction:
    """|x| = relu(x) + relu(-x), for all x.

    Source: Jarrett, Kavukcuoglu, Ranzato, LeCun 2009, What is the best multi-stage architecture
    for object recognition?

    Examples:
        >>> absolute_value()("-5/3") == __import__("sympy").Rational(5, 3)
        True
    """
    net = Network(Affine([[1], [-1]]), relu, Affine([[1, 1]]))
    (x,) = inputs_of(net)
    part = says("=", net.exprs([x])[0], apply("abs", x))
    source = "Jarrett, Kavukcuoglu, Ranzato, LeCun 2009, What is the best multi-stage architecture"
    return Construction("absolute_value()", net, (clause("it is |x|, for all x", [part]),), source)


def clip(low: Any, high: Any) -> Construction:
    """max(low, min(high, x)) = low + relu(x - low) - relu(x - high), for all x.

    Args:
        low, high: exact numbers, low < high.

    Raises:
        ClaimError: low is not less than high.

    Source: Collobert 2004, Large scale machine learning (hard tanh is clip(-1, 1)).

    Examples:
        >>> clip(-1, 1)(7) == 1
        True
    """
    a, b = increasing([low, high], "low, high")
    net = Network(Affine([[1], [1]], [negative(a), negative(b)]), relu, Affine([[1, -1]], [a]))
    (x,) = inputs_of(net)
    part = says("=", net.exprs([x])[0], apply("max", a, apply("min", b, x)))
    words = f"it is max({plain(a)}, min({plain(b)}, x)), for all x"
    source = "Collobert 2004, Large scale machine learning"
    return Construction(f"clip({plain(a)}, {plain(b)})", net, (clause(words, [part]),), source)


def _kinks(net_at: list[Expr], slopes: list[Expr], start: Expr) -> Network:
    """start + Σ slope_k · relu(x - at_k)."""
    hidden = Affine([[1]] * len(net_at), [negative(a) for a in net_at])
    return Network(hidden, relu, Affine([slopes], [start]))


def hat(left: Any, peak: Any, right: Any) -> Construction:
    """The hat function: 0 outside of (left, right), 1 at the peak, affine between them.

    Args:
        left, peak, right: exact numbers in increasing order.

    Returns:
        Three hidden units. Theorem: it is max(0, min((x - left)/(peak - left),
        (right - x)/(right - peak))), for all x.

    Raises:
        ClaimError: the three do not increase.

    Source: the nodal basis of linear finite elements; as a relu network: He, Li, Xu, Zheng
    2020, ReLU deep neural networks and linear finite elements.

    Examples:
        >>> [hat(0, 1, 3)(x) for x in (-1, 0, 1, 3, 4)] == [0, 0, 1, 0, 0]
        True
    """
    a, b, c = increasing([left, peak, right], "left, peak, right")
    up, down = quotient(ONE, b - a), quotient(ONE, c - b)
    net = _kinks([a, b, c], [up, negative(up) - down, down], ZERO)
    (x,) = inputs_of(net)
    lower_one = apply("min", (x - a) * up, (c - x) * down)
    parts = [says("=", net.exprs([x])[0], apply("max", ZERO, lower_one))]
    words = "it is 0 outside, 1 at the peak and affine between, for all x"
    source = "He, Li, Xu, Zheng 2020, ReLU deep neural networks and linear finite elements"
    name = f"hat({plain(a)}, {plain(b)}, {plain(c)})"
    return Construction(name, net, (clause(words, parts),), source)


def bump(start: Any, top_from: Any, top_to: Any, end: Any) -> Construction:
    """The trapezoidal bump: 1 on [top_from, top_to], 0 outside of (start, end), affine between.

    Args:
        start, top_from, top_to, end: exact numbers in increasing order.

    Returns:
        Four hidden units. Theorem: it is max(0, min(1, (x - start)/(top_from - start),
        (end - x)/(end - top_to))), for all x.

    Raises:
        ClaimError: the four do not increase.

    Source: Yarotsky 2017, Error bounds for approximations with deep ReLU networks, section 3.2
    (the function ψ).

    Examples:
        >>> bump(-2, -1, 1, 2)(0) == 1
        True
    """
    a, b, c, d = increasing([start, top_from, top_to, end], "start, top_from, top_to, end")
    up, down = quotient(ONE, b - a), quotient(ONE, d - c)
    net = _kinks([a, b, c, d], [up, negative(up), negative(down), down], ZERO)
    (x,) = inputs_of(net)
    roof = apply("min", ONE, (x - a) * up, (d - x) * down)
    parts = [says("=", net.exprs([x])[0], apply("max", ZERO, roof))]
    words = "it is 1 on the top, 0 outside and affine between, for all x"
    source = "Yarotsky 2017, Error bounds for approximations with deep ReLU networks, 3.2"
    name = f"bump({plain(a)}, {plain(b)}, {plain(c)}, {plain(d)})"
    return Construction(name, net, (clause(words, parts),), source)


def ramp(at: Any, width: Any) -> Construction:
    """A continuous step: 0 up to `at`, 1 from `at + width` on, affine between.

    Args:
        at: where it leaves 0.
        width: an exact number > 0; no relu network has a jump, so it cannot be 0.

    Returns:
        Two hidden units. Theorem: it is the step function outside of (at, at + width) and lies
        between 0 and 1 there.

    Raises:
        ClaimError: the width is not positive.

    Source: Leshno, Lin, Pinkus, Schocken 1993, Multilayer feedforward networks with a
    nonpolynomial activation function can approximate any function.

    Examples:
        >>> ramp(0, "1/10")("1/20") == __import__("sympy").Rational(1, 2)
        True
    """
    a, w = number(at, "at"), number(width, "width")
    if closed_sign(lower(w)) != 1:
        raise ClaimError(
            f"width = {plain(w)} is not positive: a relu network is continuous and has no jump"
        )
    slope = quotient(ONE, w)
    net = _kinks([a, a + w], [slope, negative(slope)], ZERO)
    (x,) = inputs_of(net)
    y = net.exprs([x])[0]
    clauses = (
        clause("it is 0 for x <= at", [says("=", y, ZERO)], [says("<=", x, a)]),
        clause("it is 1 for x >= at + width", [says("=", y, ONE)], [says(">=", x, a + w)]),
        clause("it lies between 0 and 1, for all x", between(y, ZERO, ONE)),
    )
    source = "Leshno, Lin, Pinkus, Schocken 1993, Multilayer feedforward networks"
    return Construction(f"ramp({plain(a)}, {plain(w)})", net, clauses, source)
