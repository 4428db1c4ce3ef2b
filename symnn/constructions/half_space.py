"""The indicator of a half-space as the limit of sharpened sigmoids, and its exception."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.constructions.construction import Construction, between, clause, number, says
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ONE, ZERO, Expr, add, apply, exp, limit, mul, quotient, symbol
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.functions.smooth import sigmoid
from symnn.networks.affine import Affine
from symnn.networks.layer import settle, written
from symnn.networks.network import Network


def half_space(weights: Sequence[Any], bias: Any, sharpness: Any) -> Construction:
    """A neuron σ(k (w·x + b)): nearly the indicator of the half-space w·x + b > 0.

    Args:
        weights: w, exact numbers, not all 0.
        bias: b.
        sharpness: k > 0.

    Returns:
        Theorem, with z = w·x + b: at a distance the error is at most e^(-k |z|); the limit for
        k -> ∞ is 1 for z > 0 and 0 for z < 0; on the boundary z = 0 the value is 1/2 for every
        k, so that the limit is no indicator there.

    Raises:
        ClaimError: a sharpness that is not positive, or weights that are all 0.

    Source: Cybenko 1989, Approximation by superpositions of a sigmoidal function, lemma 1.

    Examples:
        >>> import sympy as sp
        >>> half_space([1, 1], -1, 10)("1/3", "2/3") == sp.Rational(1, 2)
        True
    """
    w = [number(x, f"weights[{k}]") for k, x in enumerate(weights)]
    if not w:
        raise ShapeError("a half-space needs at least one weight")
    if all(closed_sign(lower(x)) == 0 for x in w):
        raise ClaimError("all weights are 0; {x : b > 0} is no half-space")
    b, k = number(bias, "bias"), number(sharpness, "sharpness")
    if closed_sign(lower(k)) != 1:
        raise ClaimError(f"sharpness = {plain(k)} is not positive; the neuron would turn around")
    net = Network(Affine([[_times(k, x) for x in w]], [_times(k, b)]), sigmoid)
    z, s = symbol("z"), symbol("k")
    near, sharp = sigmoid.of(mul(k, z)), limit(sigmoid.of(mul(s, z)), "k", "oo")
    tail = exp(mul(-k, apply("abs", z)))
    xs = [symbol(f"x{i + 1}") for i in range(len(w))] if len(w) > 1 else [symbol("x")]
    inside = add(*(mul(c, x) for c, x in zip(w, xs, strict=True)), b)
    clauses = (
        clause("it is σ(k z) with z = w·x + b, for all x", [_value(net, xs, k, inside)]),
        clause("for z > 0 it is within e^(-k z) of 1", between(near, ONE - tail, ONE), [_above(z)]),
        clause("for z < 0 it is within e^(k z) of 0", between(near, ZERO, tail), [_below(z)]),
        clause("as k grows it goes to 1 for z > 0", [says("=", sharp, ONE)], [_above(z)]),
        clause("as k grows it goes to 0 for z < 0", [says("=", sharp, ZERO)], [_below(z)]),
        clause("for z = 0 it is 1/2 for every k", [says("=", sigmoid.of(mul(s, ZERO)), _HALF)]),
    )
    source = "Cybenko 1989, Approximation by superpositions of a sigmoidal function, lemma 1"
    return Construction(f"half_space({len(w)} inputs, k = {plain(k)})", net, clauses, source)


_HALF = quotient(ONE, ONE + ONE)


def _value(net: Network, xs: Sequence[Expr], k: Expr, inside: Expr) -> Any:
    return says("=", net.exprs(xs)[0], sigmoid.of(mul(k, inside)))


def _above(z: Expr) -> Any:
    return says(">", z, ZERO)


def _below(z: Expr) -> Any:
    return says("<", z, ZERO)


def _times(k: Expr, x: Expr) -> Expr:
    return written(settle(mul(k, x)))
